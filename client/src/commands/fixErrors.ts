import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FixErrorsResult } from '../../../server/src/shared/protocol.js';
import { toRange } from '../edits.js';
import { reveal } from '../reveal.js';
import type { Server } from '../server.js';

/**
 * Shows what would make all errors of a document go away, in VS Code's preview of refactorings: each change with its title, to be
 * ticked off or applied together as one undo step. What no fix helps against is told.
 */
export async function fixErrors(server: Server, document: vscode.TextDocument): Promise<void> {
  const result = await server.fixErrors({ textDocument: { uri: document.uri.toString() } });
  if (result === undefined || (result !== null && result.version !== document.version)) {
    void vscode.window.showInformationMessage(l10n.t('The file has changed in the meantime. Please try again.'));
  } else if (result === null || (result.fixes.length === 0 && result.remaining.length === 0)) {
    void vscode.window.showInformationMessage(l10n.t('No memory errors in this file.'));
  } else {
    const applied = result.fixes.length > 0 && await vscode.workspace.applyEdit(editToConfirm(document.uri, result), { isRefactoring: true });
    // Whoever discards the preview has seen enough.
    if (applied || result.fixes.length === 0) await tellRemaining(document, result);
  }
}

function editToConfirm(uri: vscode.Uri, { fixes }: FixErrorsResult): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { title, message, edits } of fixes) {
    const metadata = { needsConfirmation: true, label: title, description: message };
    for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText, metadata);
  }
  return edit;
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
