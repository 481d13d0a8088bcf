import type * as vscode from 'vscode';
import type { ActiveState } from '../activeModel.js';

/** The document and the cluster that a panel shows. */
export type PanelModel = Extract<ActiveState, { kind: 'model' }>;

/** A file's name without its folders. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
