import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { SERVER_NAME } from '../../../server/src/shared/actions.js';
import type { Changes } from '../../../server/src/shared/protocol.js';
import { diagnosisText } from './diagnosis.js';
import { fileName } from '../fileName.js';
import type { PanelModel } from './panelModel.js';

/** The diagnosis of a cluster, with the problems that the editor shows in it. `version` is this extension's, `tried` what the cluster has that the file has not. */
export function diagnosisOf({ document, cluster }: PanelModel, version: string, tried?: Changes): string {
  const { range } = cluster;
  const levels = [l10n.t('error'), l10n.t('warning'), l10n.t('information'), l10n.t('hint')];
  const findings = vscode.languages.getDiagnostics(document.uri)
    .filter((each) => each.source === SERVER_NAME && each.range.start.line >= range.start.line && each.range.start.line <= range.end.line)
    .map(({ range: { start }, severity, code, message }) => ({
      line: start.line + 1, level: levels[severity] ?? '', rule: String(typeof code === 'object' ? code.value : (code ?? '')), message,
    }));
  return diagnosisText({ cluster, fileName: fileName(document.uri), versions: { extension: version, editor: vscode.version }, findings, ...(tried === undefined ? {} : { tried }) });
}
