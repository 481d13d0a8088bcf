import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Changes, EditRefused } from '../../server/src/shared/protocol.js';
import { listed } from '../../server/src/shared/words.js';
import { toWorkspaceEdit } from './edits.js';
import type { Server } from './server.js';
import { hasTab } from './tabs.js';
import { tellChanged } from './tellChanged.js';

/**
 * Writes changes of a cluster's configuration into its document, as one undo step. The server knows how the document
 * spells them. Tells the user and writes nothing when the document has changed since, or when a change cannot be written.
 * @param viewColumn where the document is shown if it is nowhere
 */
export async function applyChanges(
  server: Server, document: vscode.TextDocument, cluster: string, version: number, changes: Changes, viewColumn: vscode.ViewColumn,
): Promise<boolean> {
  const result = await server.changeEdit({ textDocument: { uri: document.uri.toString() }, cluster, version, changes });
  if (result === undefined || document.version !== version) {
    tellChanged();
    return false;
  }
  if ('refused' in result) {
    void vscode.window.showWarningMessage(refusalText(result.refused, changes));
    return false;
  }
  // A locked panel's file may be in no tab: VS Code would put it behind the panel, unsaved.
  if (!hasTab(document.uri)) await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  return vscode.workspace.applyEdit(toWorkspaceEdit(result.edit));
}

/** Why changes cannot be written. */
export function refusalText(refused: EditRefused, changes: Changes): string {
  const key = refused.key ?? listed(Object.keys(changes));
  switch (refused.code) {
    case 'templated':
      return l10n.t('{0} comes from a template and has to be changed there.', key);
    case 'key-not-found':
      return l10n.t('{0} is not in this file.', key);
    default:
      return l10n.t('{0} cannot be written at this place.', key);
  }
}
