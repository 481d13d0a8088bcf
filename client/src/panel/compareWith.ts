/** What a cluster can be compared with: asked of the user, and answered by the server. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { MINOR_VERSIONS } from '../../../server/src/shared/model.js';
import type { ClusterModel, MemoryModel } from '../../../server/src/shared/protocol.js';
import type { Compared } from '../../../server/src/shared/panel.js';
import { committedText, mayHaveCommit } from '../git.js';
import { isServed } from '../markers.js';
import type { Server } from '../server.js';
import type { PanelModel } from './panelModel.js';
import { filesOfFlink } from './workspaceFiles.js';

/** The other side of a comparison. */
export type Source =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'cluster'; readonly uri: string; readonly cluster: string }
  /** A text read once: it stays what it was. */
  | { readonly kind: 'text'; readonly label: string; readonly other: ClusterModel; readonly isBefore: boolean };

type Item = vscode.QuickPickItem & { readonly source?: Source; readonly ask?: () => Promise<Source | undefined> };

/** Asks what to compare with; undefined where the user turns away, or where there is nothing. */
export async function askForSource(server: Server, shown: PanelModel): Promise<Source | undefined> {
  const uri = shown.document.uri;
  const clusters = await otherClusters(server, shown);
  const items: Item[] = [
    ...(mayHaveCommit(uri) ? [{ label: l10n.t('The last commit'), description: l10n.t('of this file'), ask: () => lastCommit(server, shown) }] : []),
    { label: l10n.t('The clipboard'), description: l10n.t('a configuration or a manifest'), ask: () => clipboard(server, shown) },
    { kind: vscode.QuickPickItemKind.Separator, label: l10n.t('Other clusters') },
    ...clusters,
    { label: l10n.t('Another file of the workspace…'), ask: () => otherFile(server) },
    { kind: vscode.QuickPickItemKind.Separator, label: l10n.t('Other versions of Flink') },
    ...[...MINOR_VERSIONS].reverse().filter((version) => !`${shown.cluster.flinkVersion.value}.`.startsWith(`${version}.`))
      .map((version): Item => ({ label: `Flink ${version}`, source: { kind: 'version', version } })),
  ];
  const title = l10n.t('Compare {0} with…', shown.cluster.name);
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen?.source ?? await chosen?.ask?.();
}

/** What the page shows of a comparison as things are now; undefined where the other side is gone. */
export async function compared(server: Server, { document, cluster }: PanelModel, source: Source): Promise<Compared | undefined> {
  const { token } = new vscode.CancellationTokenSource();
  const place = { uri: document.uri.toString(), cluster: cluster.id };
  switch (source.kind) {
    case 'version': {
      const model = await server.memoryModel({ textDocument: { uri: document.uri.toString() }, clusters: [cluster.id], flinkVersion: source.version }, token);
      const other = model?.clusters[0];
      return other === undefined ? undefined : { ...place, label: `Flink ${source.version}`, here: `Flink ${cluster.flinkVersion.value}`, other: withoutPlaces(other), isBefore: false };
    }
    case 'cluster': {
      const other = await isOpen(source.uri) ? (await server.memoryModel({ textDocument: { uri: source.uri }, clusters: [source.cluster] }, token))?.clusters[0] : undefined;
      return other === undefined ? undefined : { ...place, label: labelOf(other), here: labelOf(cluster), other: withoutPlaces(other), isBefore: false };
    }
    case 'text':
      return { ...place, label: source.label, here: source.isBefore ? l10n.t('now') : labelOf(cluster), other: withoutPlaces(source.other), isBefore: source.isBefore };
  }
}

/** The server knows open documents only: one whose tab was closed meanwhile is opened again. */
async function isOpen(uri: string): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    return true;
  } catch {
    return false;
  }
}

/** A cluster's name with its file: those of one ConfigMap have one name. */
function labelOf({ name, file }: { readonly name: string; readonly file?: string | undefined }): string {
  return file === undefined ? name : `${name} · ${file}`;
}

/** Its places are in another text: nothing here leads there. */
function withoutPlaces(cluster: ClusterModel): ClusterModel {
  const configuration = Object.fromEntries(Object.entries(cluster.configuration).map(([key, { value, source }]) => [key, { value, source }]));
  return { ...cluster, configuration };
}

async function otherClusters(server: Server, { document, cluster }: PanelModel): Promise<readonly Item[]> {
  const open = vscode.workspace.textDocuments.filter(({ languageId, uri }) => isServed(languageId) && ['file', 'untitled', 'vscode-vfs', 'vscode-remote'].includes(uri.scheme));
  const { token } = new vscode.CancellationTokenSource();
  const found = await Promise.all(open.map(async ({ uri }): Promise<readonly Item[]> => {
    const model = await server.memoryModel({ textDocument: { uri: uri.toString() }, clusters: [] }, token);
    const file = vscode.workspace.asRelativePath(uri);
    return (model?.summary ?? []).filter(({ id }) => uri.toString() !== document.uri.toString() || id !== cluster.id).map(({ id, name, kind, file: inner }): Item => ({
      label: name, description: [kind, inner, file].filter((each) => each !== undefined).join(' · '), source: { kind: 'cluster', uri: uri.toString(), cluster: id },
    }));
  }));
  return found.flat();
}

async function lastCommit(server: Server, { document, cluster }: PanelModel): Promise<Source | undefined> {
  const text = await committedText(document.uri);
  if (text === undefined) {
    void vscode.window.showInformationMessage(l10n.t('This file has no last commit.'));
    return undefined;
  }
  const model = await server.textModel({ textDocument: { uri: document.uri.toString() }, text });
  const other = model?.clusters.find(({ id }) => id === cluster.id) ?? model?.clusters.find(({ name, kind }) => name === cluster.name && kind === cluster.kind);
  if (other === undefined) {
    void vscode.window.showInformationMessage(l10n.t('{0} is not in the last commit.', cluster.name));
    return undefined;
  }
  return { kind: 'text', label: l10n.t('last commit'), other, isBefore: true };
}

async function clipboard(server: Server, { document }: PanelModel): Promise<Source | undefined> {
  const model = await server.textModel({ textDocument: { uri: document.uri.toString() }, text: await vscode.env.clipboard.readText(), pasted: true });
  const other = model === undefined || model === null ? undefined : await chooseCluster(model, l10n.t('Which cluster of the clipboard?'));
  if (other === undefined) {
    if (model?.clusters.length !== undefined && model.clusters.length > 1) return undefined;
    void vscode.window.showInformationMessage(l10n.t('The clipboard holds no configuration of Flink. Copy one, then compare again.'));
    return undefined;
  }
  return { kind: 'text', label: l10n.t('clipboard'), other, isBefore: false };
}

async function otherFile(server: Server): Promise<Source | undefined> {
  const files = await filesOfFlink();
  if (files.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No other file of the workspace configures Flink.'));
    return undefined;
  }
  const file = await vscode.window.showQuickPick(files, { title: l10n.t('Compare with which file?') });
  if (file === undefined) return undefined;
  const model = await server.textModel({ textDocument: { uri: file.uri.toString() }, text: file.text });
  if (model === undefined || model === null || model.clusters.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('{0} configures no cluster.', file.label));
    return undefined;
  }
  const other = await chooseCluster(model, l10n.t('Which cluster of {0}?', file.label));
  return other === undefined ? undefined : { kind: 'text', label: other.name, other, isBefore: false };
}

async function chooseCluster({ clusters }: MemoryModel, title: string): Promise<ClusterModel | undefined> {
  if (clusters.length < 2) return clusters[0];
  const items = clusters.map((cluster) => ({ label: labelOf(cluster), description: cluster.kind, cluster }));
  return (await vscode.window.showQuickPick(items, { title }))?.cluster;
}
