/** What a user takes away from a panel: of the file, or of what is tried out on it. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ToHost } from '../../../server/src/shared/panel.js';
import type { Changes, ClusterModel } from '../../../server/src/shared/protocol.js';
import type { Server } from '../server.js';
import { tellChanged } from '../tellChanged.js';
import { diagnosisOf } from './clusterDiagnosis.js';
import { copyText } from './copies.js';
import type { PanelModel } from './panelModel.js';
import { savePicture } from './savePicture.js';

type Taken = Extract<ToHost, { type: 'copy' | 'save' }>;

/** Copies a text or saves a picture. `version` is this extension's. */
export async function takeAway(server: Server, message: Taken, shown: PanelModel, version: string): Promise<void> {
  const tried = message.changes;
  const cluster = tried === undefined ? shown.cluster : await clusterWith(server, shown, tried);
  if (cluster === undefined) {
    tellChanged();
    return;
  }
  const taken = { ...shown, cluster };
  if (message.type === 'save') {
    await savePicture(message, taken);
    return;
  }
  const text = message.what === 'diagnosis' ? diagnosisOf(taken, version, tried) : copyText(message.what, message.process, cluster);
  if (text === undefined) {
    vscode.window.setStatusBarMessage(l10n.t('There is nothing to copy.'), 4000);
    return;
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(tried === undefined ? l10n.t('Copied') : l10n.t('Copied as it is tried out'), 2000);
}

/** The cluster as it would be: asked of the server again, as the page's word is not taken for it. */
async function clusterWith(server: Server, { document, cluster: { id }, model: { version } }: PanelModel, changes: Changes): Promise<ClusterModel | undefined> {
  const { token } = new vscode.CancellationTokenSource();
  const model = await server.memoryModel({ textDocument: { uri: document.uri.toString() }, clusters: [id], whatIf: { cluster: id, version, changes } }, token);
  return model?.clusters.find((each) => each.id === id);
}
