/** A process of which the operator does not learn how much memory it gets. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { operatorsAnalysis } from '../documents/operatorsFlink.js';
import { PROCESS_KINDS, type ProcessKind } from '../model/derivation.js';
import { processSizeKey } from '../model/index.js';
import { processName } from '../shared/words.js';
import { memoryLack, type MemoryLack } from './admission.js';
import { lacksMemory, missingFieldFixes, missingFieldText } from './missingField.js';
import { totalToAdd } from './missingTotal.js';
import { sentences } from './print.js';
import { defineRule, type Fix } from './rule.js';
import { PLAIN_STYLE, spell } from './spelling.js';

interface MissingPayload {
  readonly process: ProcessKind;
  /** `field`: what another operator sizes the process by. */
  readonly lack: MemoryLack | 'field';
  readonly operator: string;
}

/** Undefined where the memory is said, or nobody knows. */
export function lackOf(analysis: Analysis, process: ProcessKind): MissingPayload['lack'] | undefined {
  return lacksMemory(analysis, process) ? 'field' : memoryLack(analysis, process);
}

export const memoryNotConfigured = defineRule<MissingPayload>({
  id: 'memory-not-configured',
  level: 'error',
  when: 'memory-missing',
  *find(analysis) {
    for (const process of PROCESS_KINDS) {
      const lack = lackOf(analysis, process);
      if (lack !== undefined) yield { span: analysis.cluster.processes[process].head, process, payload: { process, lack, operator: analysis.cluster.operatorVersion ?? '' } };
    }
  },
  say({ payload }, analysis) {
    if (payload.lack === 'field') return missingFieldText(analysis, payload.process);
    const total = totalOf(analysis, payload);
    return sentences(wrongText(payload.lack, payload), total === undefined ? '' : l10n.t('{0} would do.', total));
  },
  fixes({ payload }, analysis): readonly Fix[] {
    const { process, lack } = payload;
    if (lack === 'field') return missingFieldFixes(analysis, process);
    const total = totalOf(analysis, payload);
    if (total === undefined) return [];
    const key = processSizeKey(process);
    const inField: Fix = { title: l10n.t('Add {0}: {1}', `${process}.resource.memory`, total), changes: [{ kind: 'setResource', process, value: total }], cost: 0n };
    return lack === 'undefined' || lack === 'unsized'
      ? [inField, { title: l10n.t('Add {0}: {1}', key, total), changes: [{ kind: 'set', key, value: total }], cost: 1n }]
      : [inField];
  },
});

function wrongText(lack: MemoryLack, { process, operator }: MissingPayload): string {
  const field = `spec.${process}.resource.memory`;
  switch (lack) {
    case 'undefined':
      return l10n.t(
        'The {0} has no memory: neither {1} nor flinkConfiguration sizes it, and the operator refuses the deployment (unless its own defaults do: setting {2}).',
        processName(process), field, 'flinkMemory.operatorDefaults',
      );
    case 'unsized':
      return l10n.t(
        'The {0} has no memory: neither {1} nor flinkConfiguration sizes it, and the operator {2} accepts the deployment and then fails to deploy it (unless its own defaults do: setting {3}).',
        processName(process), field, operator, 'flinkMemory.operatorDefaults',
      );
    case 'block-without-memory':
      return l10n.t('The operator {0} wants the memory of the {1} in its resource block, and refuses the deployment without {2}, whatever flinkConfiguration says.', operator, processName(process), field);
    case 'former-key':
      return l10n.t("The operator's check does not read the key of before Flink 1.10 that sizes the {0}: without {1} the deployment is refused.", processName(process), field);
  }
}

/** The size that the process has without the operator's knowing, or one to begin with. */
function totalOf(analysis: Analysis, { process }: MissingPayload): string | undefined {
  const derivation = operatorsAnalysis(analysis)?.derivations[process];
  return derivation?.status === 'derived' ? spell(derivation.root.bytes, PLAIN_STYLE) : totalToAdd(analysis, process);
}
