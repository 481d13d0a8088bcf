import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ToHost } from '../../../server/src/shared/panel.js';
import { fileName } from '../fileName.js';
import type { PanelModel } from './panelModel.js';
import { printPageHtml } from './printPage.js';

type Picture = Extract<ToHost, { type: 'save' }>;

/** Writes a picture of the page's where the user says. */
export async function savePicture({ format, process, content, changes }: Picture, { document, cluster }: PanelModel): Promise<void> {
  const extension = format === 'print' ? 'html' : format;
  const name = `${cluster.name.replace(/[^\w.-]+/g, '-')}-${process}${changes === undefined ? '' : '-tried'}.${extension}`;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: format === 'print' ? l10n.t('Save a page for printing') : l10n.t('Save the picture'),
    filters: { [extension.toUpperCase()]: [extension] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const tried = changes === undefined ? {} : { tried: changes };
  const text = format === 'print' ? printPageHtml({ cluster, process, fileName: fileName(document.uri), language: vscode.env.language, svg: content, ...tried }) : content;
  try {
    await vscode.workspace.fs.writeFile(target, format === 'png' ? Uint8Array.from(atob(content), (character) => character.charCodeAt(0)) : new TextEncoder().encode(text));
  } catch (error) {
    void vscode.window.showErrorMessage(l10n.t('It could not be written: {0}', error instanceof Error ? error.message : String(error)));
    return;
  }
  const open = l10n.t('Open');
  if (await vscode.window.showInformationMessage(l10n.t('Saved as {0}.', fileName(target)), open) !== open) return;
  // A page is printed by a browser.
  if (format === 'print') await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}
