import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { MINOR_VERSIONS } from '../../../server/src/shared/model.js';
import type { ActiveModel } from '../activeModel.js';
import type { Pages } from '../pages.js';
import type { Server } from '../server.js';
import { tellChanged } from '../tellChanged.js';
import type { UpgradeQuestion } from './arguments.js';

/** Shows what changes with a later version of Flink, as a page. */
export async function showUpgrade(server: Server, pages: Pages, question: UpgradeQuestion): Promise<void> {
  const { uri, cluster, to } = question;
  const report = await server.upgradeReport({ textDocument: { uri }, cluster, to });
  if (report === undefined || report === null) {
    tellChanged();
  } else {
    await pages.show(report.title, report.markdown);
  }
}

/** Asks which version the cluster at the cursor is to be compared with; undefined where there is none to ask about. */
export async function askForUpgrade({ state }: ActiveModel): Promise<UpgradeQuestion | undefined> {
  if (state.kind !== 'model') {
    void vscode.window.showInformationMessage(l10n.t('Open a file with Flink configuration first.'));
    return undefined;
  }
  const { id, name, flinkVersion } = state.cluster;
  const now = MINOR_VERSIONS.findIndex((version) => `${flinkVersion.value}.`.startsWith(`${version}.`));
  const later = now < 0 ? [] : MINOR_VERSIONS.slice(now + 1);
  if (later.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No later version of Flink than {0} is known here.', flinkVersion.value));
    return undefined;
  }
  const to = await vscode.window.showQuickPick(later, { title: l10n.t('{0} with Flink {1}: what changes with…', name, flinkVersion.value) });
  return to === undefined ? undefined : { uri: state.document.uri.toString(), cluster: id, to };
}
