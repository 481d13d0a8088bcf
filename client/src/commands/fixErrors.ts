import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FixErrorsResult } from '../../../server/src/shared/protocol.js';
import { changedText } from '../changedText.js';
import { toRange } from '../edits.js';
import { fileName } from '../fileName.js';
import type { Pages } from '../pages.js';
import { reveal } from '../reveal.js';
import type { Server } from '../server.js';
import { tellChanged } from '../tellChanged.js';

type Fix = FixErrorsResult['fixes'][number];
type Item = vscode.QuickPickItem & { readonly fix: Fix };

/**
 * Shows what would make all errors of a document go away: each change with its title and the lines before and after, all of them as
 * a diff on demand. What stays ticked is written as one undo step; errors against which no fix helps are told.
 *
 * VS Code's own preview of refactorings begins with nothing ticked, and hides the titles.
 */
export async function fixErrors(server: Server, pages: Pages, document: vscode.TextDocument): Promise<void> {
  const result = await server.fixErrors({ textDocument: { uri: document.uri.toString() } });
  if (result === null || (result?.fixes.length === 0 && result.remaining.length === 0)) {
    void vscode.window.showInformationMessage(l10n.t('No memory errors in this file.'));
    return;
  }
  if (result === undefined || result.version !== document.version) {
    tellChanged();
    return;
  }
  if (result.fixes.length > 0) {
    const chosen = await choose(pages, document, result.fixes);
    // Whoever turns away has seen enough.
    if (chosen.length === 0) return;
    if (document.version !== result.version) {
      tellChanged();
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, editsOf(chosen));
    if (!await vscode.workspace.applyEdit(edit)) return;
    // From the diff back to the file.
    if (vscode.window.activeTextEditor?.document !== document) await vscode.window.showTextDocument(document);
  }
  await tellRemaining(document, result);
}

/** The fixes that stay ticked; none where the question is dismissed. */
function choose(pages: Pages, document: vscode.TextDocument, fixes: readonly Fix[]): Promise<readonly Fix[]> {
  const pick = vscode.window.createQuickPick<Item>();
  const items = fixes.map((fix) => itemOf(document, fix));
  pick.title = l10n.t('Fix memory errors');
  pick.placeholder = l10n.t('Fixes to apply to this file');
  pick.canSelectMany = true;
  pick.matchOnDetail = true;
  // The diff takes no focus, but scrolling it does.
  pick.ignoreFocusOut = true;
  pick.items = items;
  pick.selectedItems = items;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Show the ticked fixes as a diff') }];
  return new Promise((resolve) => {
    pick.onDidTriggerButton(() => {
      void showDiff(pages, document, pick.selectedItems.map(({ fix }) => fix));
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.map(({ fix }) => fix));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve([]);
      pick.dispose();
    });
    pick.show();
  });
}

function itemOf(document: vscode.TextDocument, fix: Fix): Item {
  const line = fix.edits[0]?.range.start.line;
  const changes = editsOf([fix]).map((edit) => beforeAndAfter(document, edit)).join(' · ');
  // A title fills its row: what follows it there would be cut off.
  return { fix, label: fix.title, detail: line === undefined ? changes : l10n.t('Line {0}: {1}', line + 1, changes) };
}

/** The lines that an edit touches, before and after it: `memory: "512m" → "577m"`; lines that only come, or only go, by themselves. */
function beforeAndAfter(document: vscode.TextDocument, { range, newText }: vscode.TextEdit): string {
  const start = document.lineAt(range.start.line).range.start;
  const end = document.lineAt(range.end.line).range.end;
  if (range.isEmpty && /[\r\n]/.test(newText)) return `+ ${newText.trim().replace(/\s*[\r\n]+\s*/g, ' | ')}`;
  if (newText === '' && !range.isSingleLine) return `− ${document.getText(range).trim().replace(/\s*[\r\n]+\s*/g, ' | ')}`;
  const before = document.getText(new vscode.Range(start, end)).trim();
  const after = (document.getText(new vscode.Range(start, range.start)) + newText + document.getText(new vscode.Range(range.end, end))).trim();
  // There is one row for both: a key that stays is not said again.
  const key = /^\S+:[ \t]+/.exec(before)?.[0] ?? '';
  return `${before} → ${after.startsWith(key) ? after.slice(key.length) : after}`;
}

function editsOf(fixes: readonly Fix[]): vscode.TextEdit[] {
  return fixes.flatMap(({ edits }) => edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)));
}

async function showDiff(pages: Pages, document: vscode.TextDocument, fixes: readonly Fix[]): Promise<void> {
  const text = changedText(document, editsOf(fixes));
  const name = fileName(document.uri);
  await vscode.commands.executeCommand('vscode.diff', document.uri, pages.put(name, text, document.uri.toString()), l10n.t('{0}: memory errors fixed', name), { preserveFocus: true, preview: true });
}

async function tellRemaining(document: vscode.TextDocument, { fixes, remaining }: FixErrorsResult): Promise<void> {
  const [first] = remaining;
  if (first === undefined) return;
  const show = l10n.t('Show');
  const message = remaining.length === 1
    ? l10n.t('One error needs a decision of yours: {0}', first.message)
    : l10n.t('{0} errors need a decision of yours. The first: {1}', remaining.length, first.message);
  const chosen = await vscode.window.showWarningMessage(message, show);
  if (chosen !== show) return;
  // With fixes applied its line may have moved: then the problems of the file are shown instead.
  if (fixes.length === 0) await reveal({ uri: document.uri.toString(), range: first.range }, { preserveFocus: false });
  else await vscode.commands.executeCommand('workbench.actions.view.problems');
}
