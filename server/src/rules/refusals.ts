/** What Flink refuses besides sizes that do not fit and ranges: odd segments, no cores, sums beyond 64 bits. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { PROCESS_KINDS, type ProcessKind, type Refusal, type RefusalCode } from '../model/derivation.js';
import { processName } from '../shared/words.js';
import { refusalOf } from './derivation.js';
import { rangeInvalid } from './ranges.js';
import { noticeRefusal, removeFixes, setFix } from './refusalFixes.js';
import { defineRule, type Fix, type Rule } from './rule.js';
import { winningEntry } from './settings.js';
import { spell, styleOf } from './spelling.js';
import { wayFixes } from './wayFixes.js';
import { consumerMissing, consumerUnknown, weightNegative } from './weights.js';

interface RefusedPayload {
  readonly process: ProcessKind;
}

/** A rule for a code of the derivation that is about one or two values rather than about sums. */
function refusalRule(code: RefusalCode, say: (refusal: Refusal, process: ProcessKind, analysis: Analysis) => string, fixes: (refusal: Refusal, analysis: Analysis, process: ProcessKind) => readonly Fix[]): Rule<RefusedPayload> {
  return defineRule<RefusedPayload>({
    id: code,
    level: 'error',
    when: code,
    *find(analysis) {
      for (const process of PROCESS_KINDS) {
        const refusal = refusalOf(analysis, process);
        if (refusal?.code === code) yield noticeRefusal(analysis, process, refusal, { process });
      }
    },
    say({ payload: { process } }, analysis) {
      const refusal = refusalOf(analysis, process);
      return refusal === undefined ? '' : l10n.t('{0}: the {1} will not start.', say(refusal, process, analysis), processName(process));
    },
    cause({ payload: { process } }, analysis) {
      const refusal = refusalOf(analysis, process);
      return refusal === undefined ? '' : l10n.t('{0}.', say(refusal, process, analysis));
    },
    fixes({ payload: { process } }, analysis) {
      const refusal = refusalOf(analysis, process);
      return refusal === undefined ? [] : fixes(refusal, analysis, process);
    },
  });
}

const SMALLEST_SEGMENT = 4096n;
const LARGEST_SEGMENT = 1n << 30n;

const segmentSizeInvalid = refusalRule(
  'segment-size-invalid',
  ({ inputs }) => l10n.t('A memory segment is at least 4 KiB and a power of two, and {0} is {1}', inputs[0]?.key ?? '', inputs[0]?.value ?? ''),
  ({ inputs }, analysis) => {
    const [input] = inputs;
    const entry = input === undefined ? undefined : winningEntry(analysis, input.key);
    if (input?.bytes === undefined || entry === undefined) return [];
    const bytes = input.bytes;
    let below = SMALLEST_SEGMENT;
    while (below * 2n <= bytes && below < LARGEST_SEGMENT) below *= 2n;
    const above = below < LARGEST_SEGMENT && below < bytes ? below * 2n : below;
    return [...new Set([below, above])].map((size) => {
      const value = spell(size, styleOf(entry.key, entry.value));
      return setFix(entry, entry.key, value, l10n.t('Set {0} to {1}', entry.key, value), size > bytes ? size - bytes : bytes - size);
    });
  },
);

const coresRefused = refusalRule(
  'cpu-not-positive',
  ({ inputs }) => l10n.t('{0} is {1}, but a TaskManager needs a positive number of cores', inputs[0]?.key ?? '', inputs[0]?.value ?? ''),
  (refusal, analysis) => {
    const entry = winningEntry(analysis, refusal.inputs[0]?.key ?? '');
    if (entry === undefined) return [];
    const value = /Slots$/.test(entry.key) ? '1' : '1.0';
    return [setFix(entry, entry.key, value, l10n.t('Set {0} to {1}', entry.key, value), 0n), ...removeFixes(refusal, analysis)];
  },
);

const cpuNotPositive = defineRule<RefusedPayload & { readonly isMissing?: true }>({
  id: 'cpu-not-positive',
  level: 'error',
  *find(analysis, context) {
    for (const problem of analysis.cluster.problems) {
      if (problem.kind === 'cpu-not-given') yield { span: problem.span, key: CORES, process: 'taskManager', payload: { process: 'taskManager', isMissing: true } };
    }
    yield* coresRefused.find?.(analysis, context) ?? [];
  },
  say: (finding, analysis) => (finding.payload.isMissing === true
    ? l10n.t('A standalone TaskManager gets the cores that {0} says, and nothing does here: the operator then asks for -1 (unless its own defaults say more: setting {1}), and Kubernetes makes no such pod. {2} would do.', CORES, 'flinkMemory.operatorDefaults', '1')
    : coresRefused.say(finding, analysis)),
  cause: (finding, analysis) => coresRefused.cause(finding, analysis),
  fixes: (finding, analysis) => (finding.payload.isMissing === true
    ? [{ title: l10n.t('Add {0}: {1}', CORES, '1'), changes: [{ kind: 'setField', process: 'taskManager', path: CORES.split('.'), value: '1' }], cost: 0n }]
    : coresRefused.fixes(finding, analysis)),
});

const CORES = 'taskManager.resource.cpu';

const overflow = refusalRule(
  'overflow',
  () => l10n.t("The sizes together exceed Flink's 64 bits"),
  (_refusal, analysis, process) => wayFixes(analysis, process),
);

/** Rules about what Flink refuses besides sums. */
export const REFUSAL_RULES: readonly Rule[] = [rangeInvalid, segmentSizeInvalid, cpuNotPositive, weightNegative, consumerUnknown, consumerMissing, overflow];
