import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Changes } from '../../../server/src/shared/protocol.js';
import { refusalText } from '../applyChanges.js';
import { changedText } from '../changedText.js';
import { toWorkspaceEdit } from '../edits.js';
import { fileName } from '../fileName.js';
import { type Pages, PAGE_SCHEME } from '../pages.js';
import type { Server } from '../server.js';
import type { PanelModel } from './panelModel.js';

/** Shows what changes would make of a file, beside the file. Nothing is written. */
export async function showChanges(server: Server, pages: Pages, { document, cluster, model: { version } }: PanelModel, changes: Changes): Promise<void> {
  const result = await server.changeEdit({ textDocument: { uri: document.uri.toString() }, cluster: cluster.id, version, changes });
  if (result === undefined || document.version !== version) {
    void vscode.window.showInformationMessage(l10n.t('The file has changed in the meantime. Please try again.'));
    return;
  }
  if ('refused' in result) {
    void vscode.window.showWarningMessage(refusalText(result.refused, changes));
    return;
  }
  const name = fileName(document.uri);
  const page = pages.put(name, changedText(document, toWorkspaceEdit(result.edit).get(document.uri)));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.commands.executeCommand(
    'vscode.diff', document.uri, page, l10n.t('{0}: what is tried out', name),
    { preview: true, preserveFocus: true, viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One },
  );
}

/** Shows the file again where its changes were shown: once they are written there is nothing to compare. */
export async function leaveChanges({ uri }: vscode.TextDocument): Promise<void> {
  for (const { tabs, viewColumn } of vscode.window.tabGroups.all) {
    const shown = tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.original.toString() === uri.toString() && input.modified.scheme === PAGE_SCHEME);
    if (shown.length === 0) continue;
    // First the file: its own tab may have been a preview, which the comparison took the place of.
    await vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: true });
    await vscode.window.tabGroups.close(shown, true);
  }
}
