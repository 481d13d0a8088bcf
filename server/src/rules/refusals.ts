/** What Flink refuses besides sizes that do not fit: ranges upside down, odd segments, no cores, weights, sums beyond 64 bits. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { consumerNames, consumerWeights } from '../model/index.js';
import { PROCESS_KINDS, type ProcessKind, type Refusal, type RefusalCode } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { listed, processName } from '../shared/words.js';
import { refusalOf } from './derivation.js';
import { editDistance } from './nearest.js';
import { defineRule, type Fix, type Noticed, type Rule } from './rule.js';
import { entryName, valueSpan, winningEntry } from './settings.js';
import { spell, styleOf } from './spelling.js';
import { weightsEntry } from './values.js';
import { wayFixes } from './wayFixes.js';

interface RefusedPayload {
  readonly process: ProcessKind;
  readonly key?: string;
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
        if (refusal?.code === code) yield notice(analysis, process, refusal);
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

function notice(analysis: Analysis, process: ProcessKind, { inputs }: Refusal): Noticed<RefusedPayload> {
  const entries = inputs.flatMap(({ key }) => winningEntry(analysis, key) ?? []);
  const [first, ...others] = entries;
  if (first === undefined) return { span: analysis.cluster.processes[process].head, process, payload: { process } };
  return {
    span: valueSpan(first), key: first.key, process, payload: { process, key: first.key },
    related: others.map((entry) => ({ span: valueSpan(entry), message: l10n.t('{0}: {1}', entryName(entry), entry.value) })),
  };
}

function setFix(entry: Entry | undefined, key: string, value: string, title: string, cost?: bigint): Fix {
  return { title, changes: [entry === undefined ? { kind: 'set', key, value } : { kind: 'setValue', entry, value }], ...(cost === undefined ? {} : { cost }) };
}

function removeFixes(refusal: Refusal, analysis: Analysis): readonly Fix[] {
  return refusal.inputs.flatMap(({ key, value }) => {
    const entry = value === undefined ? undefined : winningEntry(analysis, key);
    // A value to remove is a choice lost: dearer than any change of it.
    return entry === undefined ? [] : [{ title: l10n.t('Remove {0}', entryName(entry)), changes: [{ kind: 'removeEntry' as const, entry }], cost: 1n << 62n }];
  });
}

const rangeInvalid = refusalRule(
  'range-invalid',
  ({ reason, inputs, required, available }, _process, analysis) => {
    const [first, second] = inputs;
    if (reason !== 'min-above-max' || first === undefined || second === undefined) {
      return l10n.t('{0} is {1}, but a fraction is at least 0 and below 1', first?.key ?? '', first?.value ?? '');
    }
    return l10n.t('The minimum {0} ({1}) is above the maximum {2} ({3})', written(analysis, first.key), sizeText(required ?? 0n), written(analysis, second.key), sizeText(available ?? 0n));
  },
  (refusal, analysis) => [...(refusal.reason === 'min-above-max' ? rangeFixes(refusal, analysis) : fractionFixes(refusal, analysis)), ...removeFixes(refusal, analysis)],
);

function written(analysis: Analysis, key: string): string {
  const entry = winningEntry(analysis, key);
  return entry === undefined ? key : entryName(entry);
}

function rangeFixes({ inputs }: Refusal, analysis: Analysis): readonly Fix[] {
  const [min, max] = inputs;
  if (min?.bytes === undefined || max?.bytes === undefined) return [];
  const minEntry = winningEntry(analysis, min.key);
  const maxEntry = winningEntry(analysis, max.key);
  const fixes: Fix[] = [];
  if (minEntry !== undefined && maxEntry !== undefined) {
    fixes.push({
      title: l10n.t('Swap minimum and maximum'),
      changes: [{ kind: 'setValue', entry: minEntry, value: maxEntry.value }, { kind: 'setValue', entry: maxEntry, value: minEntry.value }],
      cost: 0n,
    });
  }
  const cost = min.bytes - max.bytes;
  if (minEntry !== undefined) {
    const value = spell(max.bytes, styleOf(min.key, minEntry.value));
    fixes.push(setFix(minEntry, min.key, value, l10n.t('Lower {0} to {1}', min.key, value), cost));
  }
  const value = spell(min.bytes, styleOf(max.key, maxEntry?.value));
  fixes.push(setFix(maxEntry, max.key, value, maxEntry === undefined ? l10n.t('Set {0} to {1}', max.key, value) : l10n.t('Raise {0} to {1}', max.key, value), cost));
  return fixes;
}

function fractionFixes({ inputs }: Refusal, analysis: Analysis): readonly Fix[] {
  const key = inputs[0]?.key;
  const entry = key === undefined ? undefined : winningEntry(analysis, key);
  if (key === undefined || entry === undefined) return [];
  const number = Number(entry.value);
  const meant = number < 0 ? '0' : number > 1 && number < 100 ? String(number / 100) : number >= 1 ? '0.9' : undefined;
  if (meant === undefined) return [];
  const cost = 0n;
  return [setFix(entry, key, meant, l10n.t('Set {0} to {1}', key, meant), cost)];
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

const cpuNotPositive = refusalRule(
  'cpu-not-positive',
  ({ inputs }) => l10n.t('{0} is {1}, but a TaskManager needs a positive number of cores', inputs[0]?.key ?? '', inputs[0]?.value ?? ''),
  (refusal, analysis) => {
    const entry = winningEntry(analysis, refusal.inputs[0]?.key ?? '');
    if (entry === undefined) return [];
    const value = /Slots$/.test(entry.key) ? '1' : '1.0';
    return [setFix(entry, entry.key, value, l10n.t('Set {0} to {1}', entry.key, value), 0n), ...removeFixes(refusal, analysis)];
  },
);

const overflow = refusalRule(
  'overflow',
  () => l10n.t("The sizes together exceed Flink's 64 bits"),
  (_refusal, analysis, process) => wayFixes(analysis, process),
);

interface WeightPayload {
  readonly key: string;
  readonly consumer: string;
  readonly value: string;
  readonly names: readonly string[];
}

/** A rule about the map of consumer weights, which Flink reads beside the sizes. */
function weightRule(code: 'weight-negative' | 'consumer-unknown', say: (payload: WeightPayload) => string, repair: (payload: WeightPayload) => string | undefined): Rule<WeightPayload> {
  return defineRule<WeightPayload>({
    id: code,
    level: 'error',
    *find(analysis) {
      const version = analysis.cluster.version.version;
      if (version === undefined || !analysis.cluster.processes.taskManager.present) return;
      const weights = consumerWeights(analysis.configuration, version);
      if (!('refusal' in weights) || weights.refusal.code !== code) return;
      const entry = weightsEntry(analysis, weights.refusal.consumer);
      if (entry === undefined) return;
      const payload = { key: entry.key, consumer: weights.refusal.consumer ?? '', value: entry.value, names: consumerNames(version) };
      yield { key: entry.key, span: valueSpan(entry), payload };
    },
    say: ({ payload }) => say(payload),
    fixes({ payload }, analysis) {
      const entry = winningEntry(analysis, payload.key);
      if (entry === undefined) return [];
      const value = repair(payload);
      const remove: Fix = { title: l10n.t('Remove {0}', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 1n };
      return value === undefined ? [remove] : [setFix(entry, entry.key, value, l10n.t('Write {0}', value), 0n), remove];
    },
  });
}

const weightNegative = weightRule(
  'weight-negative',
  ({ consumer }) => l10n.t('The weight of {0} is negative, and Flink refuses that. 0 gives this consumer no managed memory.', consumer),
  ({ value }) => (/^\s*-\d+\s*$/.test(value) ? '0' : value.replace(/:(\s*)-\d+/g, ':$10')),
);

const consumerUnknown = weightRule(
  'consumer-unknown',
  ({ consumer, names }) => l10n.t('There is no consumer {0} in Flink 1.12, which refuses it. Known: {1}.', consumer, listed(names)),
  ({ value, names }) => {
    const pairs = value.split(',').map((pair) => pair.split(':'));
    const renamed = pairs.map(([name = '', weight = '']) => {
      const bare = name.trim();
      // Later versions' OPERATOR and STATE_BACKEND are one consumer in 1.12.
      const meant = names.includes(bare) ? bare : /^(?:OPERATOR|STATE_BACKEND|BATCH_OP)$/.test(bare) ? 'DATAPROC' : names.find((known) => editDistance(bare.toUpperCase(), known, 2) !== undefined);
      return meant === undefined ? undefined : ([meant, weight.trim()] as const);
    });
    const map = new Map(renamed.flatMap((pair) => (pair === undefined ? [] : [pair])).reverse());
    return map.size === 0 ? undefined : [...map].reverse().map(([name, weight]) => `${name}:${weight}`).join(',');
  },
);

/** Rules about what Flink refuses besides sums. */
export const REFUSAL_RULES: readonly Rule[] = [rangeInvalid, segmentSizeInvalid, cpuNotPositive, weightNegative, consumerUnknown, overflow];
