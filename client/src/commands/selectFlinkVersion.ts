import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { MINOR_VERSIONS } from '../../../server/src/shared/model.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { versionSourceText } from '../../../server/src/shared/words.js';
import type { ActiveModel } from '../activeModel.js';
import { editVersionComment, versionComment, versionCommentLine } from './versionComment.js';

type Choice = vscode.QuickPickItem & { readonly version: string | undefined };
type Place = vscode.QuickPickItem & { readonly target: 'comment' | vscode.ConfigurationTarget };

const SECTION = 'flinkMemory';
const SETTING = 'flinkVersion';

/** Asks for a Flink version and for the place to write it: a comment in the file, or the setting. */
export async function selectFlinkVersion(active: ActiveModel): Promise<void> {
  const state = active.state;
  const document = active.editor?.document;
  const found = state.kind === 'model' ? state.cluster.flinkVersion : undefined;
  const choice = await vscode.window.showQuickPick(choices(found), {
    title: l10n.t('Flink version'),
    placeHolder: found === undefined
      ? l10n.t('The version of Flink that files are read by')
      : l10n.t('This file is read as Flink {0} ({1})', found.value, versionSourceText(found)),
  });
  if (choice === undefined) return;
  // A comment in the file beats every setting, so where there is one it is the place.
  const fileDecides = document !== undefined && versionCommentLine(linesOf(document)) !== undefined;
  const target = fileDecides ? 'comment' : await askForPlace(document, choice.version);
  if (target === undefined) return;
  if (target === 'comment') {
    if (document !== undefined) await writeComment(document, choice.version);
  } else {
    await vscode.workspace.getConfiguration(SECTION, document?.uri).update(SETTING, choice.version, target);
  }
}

function choices(found: ClusterModel['flinkVersion'] | undefined): readonly Choice[] {
  const automatic: Choice = {
    version: undefined,
    label: l10n.t('Automatic'),
    description: l10n.t('from spec.flinkVersion, the image tag or the file name'),
  };
  const versions = MINOR_VERSIONS.map((version): Choice => ({
    version,
    label: version,
    // A file may name a patch release, `1.20.1`.
    ...(found !== undefined && `${found.value}.`.startsWith(`${version}.`) ? { description: l10n.t('current, {0}', versionSourceText(found)) } : {}),
  }));
  return [automatic, ...versions.reverse()];
}

/** Where to write; for `Automatic` the places where a version is set are cleared, so there is nothing to ask. */
async function askForPlace(document: vscode.TextDocument | undefined, version: string | undefined): Promise<Place['target'] | undefined> {
  const setting = vscode.workspace.getConfiguration(SECTION, document?.uri).inspect(SETTING);
  const { ConfigurationTarget: Target } = vscode;
  if (version === undefined) {
    if (setting?.workspaceFolderValue !== undefined) return Target.WorkspaceFolder;
    if (setting?.workspaceValue !== undefined) return Target.Workspace;
    return setting?.globalValue === undefined ? undefined : Target.Global;
  }
  const places: Place[] = [];
  if (document !== undefined) {
    places.push({ target: 'comment', label: l10n.t('In this file'), description: versionComment(version) });
  }
  if (vscode.workspace.workspaceFolders !== undefined) {
    places.push({ target: Target.Workspace, label: l10n.t('In this workspace'), description: `${SECTION}.${SETTING}` });
  }
  places.push({ target: Target.Global, label: l10n.t('Everywhere'), description: `${SECTION}.${SETTING}` });
  const place = await vscode.window.showQuickPick(places, { title: l10n.t('Use Flink {0}', version) });
  return place?.target;
}

async function writeComment(document: vscode.TextDocument, version: string | undefined): Promise<void> {
  const change = editVersionComment(linesOf(document), version);
  if (change === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  switch (change.kind) {
    case 'insert':
      edit.insert(document.uri, new vscode.Position(change.line, 0), change.text + lineEnd);
      break;
    case 'replace':
      edit.replace(document.uri, document.lineAt(change.line).range, change.text);
      break;
    case 'remove':
      edit.delete(document.uri, document.lineAt(change.line).rangeIncludingLineBreak);
      break;
  }
  await vscode.workspace.applyEdit(edit);
}

function* linesOf(document: vscode.TextDocument): Generator<string> {
  for (let line = 0; line < document.lineCount; line++) yield document.lineAt(line).text;
}
