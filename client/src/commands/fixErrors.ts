import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PreferredFix } from '../connection.js';
import type { Server } from '../server.js';

/** `Diagnostic.source` of everything that the server reports. */
const SOURCE = 'flink-memory';

type Item = vscode.QuickPickItem & { readonly fix: PreferredFix };

/**
 * Collects the preferred fix of every error in a document, shows each with the lines before and after, and writes those
 * that stay ticked as one undo step. Fixes that touch the same text as an earlier one wait for the next run.
 */
export async function fixErrors(server: Server, document: vscode.TextDocument): Promise<void> {
  const errors = vscode.languages.getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === SOURCE && severity === vscode.DiagnosticSeverity.Error);
  if (errors.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No memory errors in this file.'));
    return;
  }
  const version = document.version;
  const fixes = await Promise.all(errors.map((error) => server.preferredFix(document, error)));
  const items = withoutOverlaps(fixes.filter((fix) => fix !== undefined)).map((fix) => itemOf(document, fix));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('None of these errors has a fix that can be applied by itself.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDetail: true,
    title: l10n.t('Fix memory errors'),
    placeHolder: l10n.t('Fixes to apply to this file'),
  });
  if (chosen === undefined || chosen.length === 0) return;
  if (document.version !== version) {
    void vscode.window.showInformationMessage(l10n.t('The file has changed in the meantime. Please try again.'));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, edits } of editsByFile(chosen.map(({ fix }) => fix))) edit.set(uri, edits);
  await vscode.workspace.applyEdit(edit);
}

function itemOf(document: vscode.TextDocument, fix: PreferredFix): Item {
  const edits = fix.edit.get(document.uri);
  const line = edits[0]?.range.start.line;
  return {
    fix,
    label: fix.title,
    ...(line === undefined ? {} : { description: l10n.t('line {0}', line + 1) }),
    detail: edits.map((edit) => beforeAndAfter(document, edit)).join(' · '),
    picked: true,
  };
}

/** The lines that an edit touches, before and after it: `memory: "512m" → memory: "577m"`. */
function beforeAndAfter(document: vscode.TextDocument, { range, newText }: vscode.TextEdit): string {
  const start = document.lineAt(range.start.line).range.start;
  const end = document.lineAt(range.end.line).range.end;
  const before = document.getText(new vscode.Range(start, end));
  const after = document.getText(new vscode.Range(start, range.start)) + newText + document.getText(new vscode.Range(range.end, end));
  return range.isSingleLine ? `${before.trim()} → ${after.trim()}` : `${document.getText(range).trim()} → ${newText.trim()}`;
}

function withoutOverlaps(fixes: readonly PreferredFix[]): readonly PreferredFix[] {
  const taken: { readonly uri: string; readonly range: vscode.Range }[] = [];
  return fixes.filter(({ edit }) => {
    const ranges = edit.entries().flatMap(([uri, edits]) => edits.map(({ range }) => ({ uri: uri.toString(), range })));
    if (ranges.some(({ uri, range }) => taken.some((other) => other.uri === uri && other.range.intersection(range) !== undefined))) return false;
    taken.push(...ranges);
    return true;
  });
}

function editsByFile(fixes: readonly PreferredFix[]): readonly { readonly uri: vscode.Uri; readonly edits: vscode.TextEdit[] }[] {
  const files = new Map<string, { readonly uri: vscode.Uri; readonly edits: vscode.TextEdit[] }>();
  for (const [uri, edits] of fixes.flatMap(({ edit }) => edit.entries())) {
    const file = files.get(uri.toString()) ?? { uri, edits: [] };
    file.edits.push(...edits);
    files.set(uri.toString(), file);
  }
  return [...files.values()];
}
