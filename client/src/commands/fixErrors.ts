import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** `Diagnostic.source` of everything that the server reports. */
const SOURCE = 'flink-memory';

/** Code actions are computed lazily: so many of a place are asked for their edits. */
const RESOLVED = 20;

/**
 * Collects the preferred fix of every error in a document and shows them as one edit to look through before anything is
 * written. Fixes that touch the same text as an earlier one wait for the next run.
 */
export async function fixErrors(document: vscode.TextDocument): Promise<void> {
  const errors = vscode.languages.getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === SOURCE && severity === vscode.DiagnosticSeverity.Error);
  if (errors.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No memory errors in this file.'));
    return;
  }
  const version = document.version;
  const fixes = (await Promise.all(errors.map((error) => preferredFix(document, error)))).filter((fix) => fix !== undefined);
  if (document.version !== version) {
    void vscode.window.showInformationMessage(l10n.t('The file has changed in the meantime. Please try again.'));
    return;
  }
  if (fixes.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('None of these errors has a fix that can be applied by itself.'));
    return;
  }
  await vscode.workspace.applyEdit(withPreview(fixes), { isRefactoring: true });
}

interface Fix {
  readonly title: string;
  readonly edit: vscode.WorkspaceEdit;
}

async function preferredFix(document: vscode.TextDocument, error: vscode.Diagnostic): Promise<Fix | undefined> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider', document.uri, error.range, vscode.CodeActionKind.QuickFix.value, RESOLVED,
  );
  const fix = actions?.find(({ isPreferred, edit, diagnostics }) =>
    isPreferred === true && edit !== undefined && diagnostics?.some((fixed) => isSame(fixed, error)) === true);
  return fix?.edit === undefined ? undefined : { title: fix.title, edit: fix.edit };
}

function isSame(one: vscode.Diagnostic, other: vscode.Diagnostic): boolean {
  return one.source === other.source && one.message === other.message && one.range.isEqual(other.range);
}

/** One edit of all fixes, each of which has to be confirmed. */
function withPreview(fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  const taken: { readonly uri: string; readonly range: vscode.Range }[] = [];
  for (const { title, edit } of fixes) {
    const entries = edit.entries().flatMap(([uri, edits]) => edits.map((each) => ({ uri, each })));
    if (entries.some(({ uri, each }) => taken.some((other) => other.uri === uri.toString() && other.range.intersection(each.range) !== undefined))) continue;
    for (const { uri, each } of entries) {
      taken.push({ uri: uri.toString(), range: each.range });
      result.replace(uri, each.range, each.newText, { needsConfirmation: true, label: title });
    }
  }
  return result;
}
