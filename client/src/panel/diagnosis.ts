/** What a ticket needs to know of a cluster: findings, sizes, settings and versions, without secrets and without folders. */
import * as l10n from '@vscode/l10n';
import { PROCESS_KINDS } from '../../../server/src/shared/model.js';
import type { Changes, ClusterModel } from '../../../server/src/shared/protocol.js';
import { shownValue } from '../../../server/src/shared/secrets.js';
import { processName, versionSourceText } from '../../../server/src/shared/words.js';
import { cell, markdownTable } from './copies.js';

export interface DiagnosisParts {
  readonly cluster: ClusterModel;
  readonly fileName: string;
  /** Of this extension and of the editor. */
  readonly versions: { readonly extension: string; readonly editor: string };
  readonly findings: readonly { readonly line: number; readonly level: string; readonly rule: string; readonly message: string }[];
  /** What is tried out: the cluster has it, the file and the findings have not. */
  readonly tried?: Changes;
}

/** The diagnosis in Markdown. */
export function diagnosisText({ cluster, fileName, versions, findings, tried }: DiagnosisParts): string {
  const { name, kind, flinkVersion, configuration, deployment } = cluster;
  const facts = [
    l10n.t('File: {0}', `${fileName} (${kind})`),
    l10n.t('Flink: {0}, {1}', flinkVersion.value, versionSourceText(flinkVersion)),
    ...(deployment === undefined ? [] : [l10n.t('Kubernetes operator: {0} with Flink {1}', deployment.operatorVersion, deployment.flinkVersion)]),
    l10n.t('Flink Memory: {0}, VS Code {1}', versions.extension, versions.editor),
  ];
  return [
    `# ${l10n.t('Memory of {0}', cell(name))}`,
    list(facts),
    ...(tried === undefined ? [] : [`## ${l10n.t('Tried out, not in the file')}`, list(triedLines(tried))]),
    `## ${tried === undefined ? l10n.t('Findings') : l10n.t('Findings in the file as it is')}`,
    findings.length === 0 ? l10n.t('None.') : list(findings.map(({ line, level, rule, message }) => l10n.t('Line {0}, {1}, {2}: {3}', line, level, rule, message))),
    ...PROCESS_KINDS.filter((process) => cluster[process].status !== 'absent').flatMap((process) => {
      const model = cluster[process];
      const table = markdownTable(process, model);
      const replicas = model.replicas === undefined || model.replicas < 2 ? '' : ` ×${model.replicas}`;
      return [
        `## ${processName(process)}${replicas}`,
        ...(model.status === 'failed' ? [model.failure?.message ?? model.failure?.code ?? ''] : []),
        ...(model.status === 'unknown' ? [l10n.t('Depends on a template.')] : []),
        ...(table === undefined ? [] : [table.trimEnd()]),
        ...(model.jvmArguments === undefined ? [] : [`\`${model.jvmArguments.join(' ')}\``]),
      ];
    }),
    `## ${l10n.t('Settings')}`,
    ['```', ...Object.entries(configuration).map(([key, { value }]) => `${key}: ${shownValue(key, value)}`.replaceAll('```', "'''")), '```'].join('\n'),
    '',
  ].join('\n\n');
}

/** Each change as `key: value`. */
export function triedLines(tried: Changes): readonly string[] {
  return Object.entries(tried).map(([key, value]) => (value === null ? l10n.t('{0} is removed', key) : `${key}: ${shownValue(key, value)}`));
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.replace(/\s+/g, ' ')}`).join('\n');
}
