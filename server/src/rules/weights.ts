/** The weights by which a slot's managed memory is shared out among its consumers. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import {
  CONSUMER_WEIGHTS_KEY, Configuration, backendBudget, consumerNames, consumerWeights, consumersNamed, isAtLeast, stateBackendOf, weighedNames,
  type Consumer, type FlinkVersion,
} from '../model/index.js';
import { listed } from '../shared/words.js';
import type { KeyFacts } from './keyFacts.js';
import { editDistance } from './nearest.js';
import { setFix } from './refusalFixes.js';
import { defineRule, type Fix, type RuleContext } from './rule.js';
import { valueSpan, winningEntry } from './settings.js';

/** The entry that holds a consumer's weight: the whole map's, or the one below it that a nested file has. */
export function weightsEntry(analysis: Analysis, consumer: string | undefined): Entry | undefined {
  return winningEntry(analysis, CONSUMER_WEIGHTS_KEY) ?? (consumer === undefined ? undefined : winningEntry(analysis, keyOf(consumer)));
}

/** Weights that nobody sets are Flink's own, and in order. */
export function isWeights({ key }: KeyFacts): boolean {
  return key.startsWith(CONSUMER_WEIGHTS_KEY) && (key.length === CONSUMER_WEIGHTS_KEY.length || key[CONSUMER_WEIGHTS_KEY.length] === '.');
}

function keyOf(consumer: string): string {
  return `${CONSUMER_WEIGHTS_KEY}.${consumer}`;
}

/** The version whose TaskManagers read weights; undefined where there are none. */
function versionWithWeights({ cluster }: Analysis): FlinkVersion | undefined {
  const { version } = cluster.version;
  return version !== undefined && isAtLeast(version, '1.12') && cluster.processes.taskManager.present && !cluster.incomplete ? version : undefined;
}

function writeFix(entry: Entry, value: string, cost: bigint): Fix {
  return setFix(entry, entry.key, value, l10n.t('Write {0}', value), cost);
}

function removeFix(entry: Entry, cost: bigint): Fix {
  return { title: l10n.t('Remove {0}', entry.key), changes: [{ kind: 'removeEntry', entry }], cost };
}

interface WeightPayload {
  readonly key: string;
  readonly consumer: string;
}

export const weightNegative = defineRule<WeightPayload>({
  id: 'weight-negative',
  level: 'error',
  whenSet: isWeights,
  *find(analysis) {
    const version = versionWithWeights(analysis);
    const weights = version === undefined ? undefined : consumerWeights(analysis.configuration, version);
    if (weights === undefined || !('refusal' in weights) || weights.refusal.code !== 'weight-negative') return;
    const entry = weightsEntry(analysis, weights.refusal.consumer);
    if (entry !== undefined) yield { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, consumer: weights.refusal.consumer ?? '' } };
  },
  say: ({ payload: { consumer } }) => l10n.t('The weight of {0} is negative, and Flink refuses that. 0 gives this consumer no managed memory.', consumer),
  fixes({ payload: { key } }, analysis) {
    const entry = winningEntry(analysis, key);
    if (entry === undefined) return [];
    const value = /^\s*-\d+\s*$/.test(entry.value) ? '0' : entry.value.replace(/:(\s*)-\d+/g, ':$10');
    return [writeFix(entry, value, 0n), removeFix(entry, 1n)];
  },
});

interface UnknownPayload {
  readonly key: string;
  readonly consumers: readonly string[];
  readonly version: FlinkVersion;
}

export const consumerUnknown = defineRule<UnknownPayload>({
  id: 'consumer-unknown',
  level: 'warning',
  whenSet: isWeights,
  *find(analysis) {
    const version = versionWithWeights(analysis);
    if (version === undefined) return;
    const unknown = weighedNames(analysis.configuration).filter((name) => consumersNamed(name, version).length === 0);
    const weights = unknown.length === 0 ? undefined : consumerWeights(analysis.configuration, version);
    // Other refusals come first, and have their own rules.
    if (weights === undefined || ('refusal' in weights && weights.refusal.code !== 'consumer-unknown')) return;
    const level = 'refusal' in weights ? { level: 'error' as const } : {};
    const whole = weightsEntry(analysis, undefined);
    for (const [entry, consumers] of whole === undefined ? unknown.map((name) => [weightsEntry(analysis, name), [name]] as const) : [[whole, unknown] as const]) {
      if (entry !== undefined) yield { key: entry.key, span: valueSpan(entry), ...level, payload: { key: entry.key, consumers, version } };
    }
  },
  say({ payload: { consumers, version } }) {
    const names = listed(consumerNames(version));
    return isAtLeast(version, '1.13')
      ? l10n.t('There is no consumer {0} in Flink {1}, which ignores its weight. Known: {2}.', listed(consumers), version, names)
      : l10n.t('There is no consumer {0} in Flink 1.12, which refuses it. Known: {1}.', listed(consumers), names);
  },
  fixes({ payload: { key, consumers, version } }, analysis) {
    const entry = winningEntry(analysis, key);
    if (entry === undefined) return [];
    const [consumer] = consumers;
    if (key !== CONSUMER_WEIGHTS_KEY) {
      const [meant, ...others] = consumer === undefined ? [] : consumersMeant(consumer, version);
      const isFree = meant !== undefined && others.length === 0 && winningEntry(analysis, keyOf(meant)) === undefined;
      return [...(isFree ? [renameFix(entry, keyOf(meant))] : []), removeFix(entry, 1n)];
    }
    const value = renamed(entry.value, version);
    return value === undefined ? [removeFix(entry, 1n)] : [writeFix(entry, value, 0n), removeFix(entry, 1n)];
  },
});

function renameFix(entry: Entry, key: string): Fix {
  return { title: l10n.t('Rename to {0}', key), changes: [{ kind: 'rename', entry, key }], cost: 0n };
}

/** The names that a name Flink does not know was meant for, or goes by in that version. */
function consumersMeant(name: string, version: FlinkVersion): readonly string[] {
  const names = consumerNames(version);
  const upper = name.toUpperCase().replace(/[- ]/g, '_');
  if (names.includes(upper)) return [upper];
  // OPERATOR (BATCH_OP before) and STATE_BACKEND are one consumer in 1.12, and DATAPROC is both later on.
  if (/^(?:OPERATOR|STATE_BACKEND|BATCH_OP)$/.test(upper)) return isAtLeast(version, '1.13') ? ['OPERATOR'] : ['DATAPROC'];
  if (upper === 'DATAPROC') return ['OPERATOR', 'STATE_BACKEND'];
  const near = names.find((known) => editDistance(upper, known, 2) !== undefined);
  return near === undefined ? [] : [near];
}

/** The whole map with names that Flink knows, the first weight of each; undefined where nothing is left. */
function renamed(text: string, version: FlinkVersion): string | undefined {
  const weights = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [name = '', weight = ''] = pair.split(':');
    const known = consumersNamed(name.trim(), version).length > 0 ? [name.trim()] : consumersMeant(name.trim(), version);
    for (const each of known) if (!weights.has(each)) weights.set(each, weight.trim());
  }
  return weights.size === 0 ? undefined : [...weights].map(([name, weight]) => `${name}:${weight}`).join(',');
}

type User = 'RocksDB' | 'ForSt' | 'Python';

interface MissingPayload {
  readonly key: string;
  readonly consumer: string;
  readonly user: User;
  /** It has a weight, which is 0. */
  readonly isZero: boolean;
  /** Flink's own weight of it. */
  readonly usual: number;
}

export const consumerMissing = defineRule<MissingPayload>({
  id: 'consumer-missing',
  level: 'warning',
  whenSet: isWeights,
  *find(analysis, context) {
    const { configuration } = analysis;
    const version = versionWithWeights(analysis);
    const names = version === undefined ? [] : weighedNames(configuration);
    // Weights that nobody set are all above 0.
    if (version === undefined || names.length === 0) return;
    const weights = consumerWeights(configuration, version);
    if (!('weights' in weights)) return;
    for (const [consumer, user] of surelyUsed(analysis, version, context)) {
      const weight = weights.weights.get(consumer);
      if (weight !== undefined && weight > 0) continue;
      const name = names.find((candidate) => consumersNamed(candidate, version).includes(consumer)) ?? (isAtLeast(version, '1.13') ? consumer : consumer === 'PYTHON' ? 'PYTHON' : 'DATAPROC');
      const entry = weightsEntry(analysis, name) ?? weightsEntry(analysis, names[0]);
      if (entry === undefined) continue;
      yield { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, consumer: name, user, isZero: weight === 0, usual: usualWeight(consumer, version) } };
    }
  },
  say({ payload: { consumer, user, isZero, usual } }) {
    return isZero
      ? l10n.t('{0} has weight 0 and so no managed memory, but {1} needs some: its tasks fail when they ask for it. Flink gives it {2} by default.', consumer, user, String(usual))
      : l10n.t('{0} has no weight here and so no managed memory, but {1} needs some: its tasks fail when they ask for it. Flink gives it {2} by default.', consumer, user, String(usual));
  },
  fixes({ payload: { key, consumer, usual } }, analysis) {
    const entry = winningEntry(analysis, key);
    if (entry === undefined) return [];
    const weight = String(usual);
    if (key === CONSUMER_WEIGHTS_KEY) return [writeFix(entry, withWeight(entry.value, consumer, weight), 0n), removeFix(entry, 1n)];
    const own = keyOf(consumer);
    return [setFix(winningEntry(analysis, own), own, weight, l10n.t('Set {0} to {1}', own, weight), 0n)];
  },
});

/** The map with one weight set or added. */
function withWeight(text: string, consumer: string, weight: string): string {
  const own = new RegExp(`(^|,)(\\s*${consumer}\\s*:\\s*)\\+?0+(?=\\s*(?:,|$))`);
  if (own.test(text)) return text.replace(own, `$1$2${weight}`);
  const before = text.replace(/[\s,]+$/, '');
  return `${before}${before === '' ? '' : ','}${consumer}:${weight}`;
}

function usualWeight(consumer: Consumer, version: FlinkVersion): number {
  const usual = consumerWeights(new Configuration(new Map()), version);
  return ('weights' in usual ? usual.weights.get(consumer) : undefined) ?? 0;
}

/** Keys that only a job with Python functions has a use for; those that tune them may stand in a file for all jobs. */
const PYTHON_KEYS = ['python.executable', 'python.files', 'python.requirements', 'python.archives', 'python.pythonpath', 'python.client.executable'];

/** The consumers that the slots surely have, each with who it is. */
function surelyUsed({ configuration }: Analysis, version: FlinkVersion, { settings }: RuleContext): readonly (readonly [Consumer, User])[] {
  const used: (readonly [Consumer, User])[] = [];
  const backend = stateBackendOf(configuration, version, settings.stateBackend);
  // In batch mode Flink puts a state backend of its own in place of the one that is configured.
  const mode = configuration.isUnknown('execution.runtime-mode') ? undefined : (configuration.get('execution.runtime-mode') ?? 'STREAMING').toUpperCase();
  if ((backend === 'rocksdb' || backend === 'forst') && mode === 'STREAMING' && backendBudget(configuration, version, backend).kind === 'managed') {
    used.push(['STATE_BACKEND', backend === 'rocksdb' ? 'RocksDB' : 'ForSt']);
  }
  const isOther = (key: string, usual: string): boolean => configuration.has(key) && (configuration.isUnknown(key) || configuration.get(key)?.toLowerCase() !== usual);
  const takesManaged = !isOther('python.fn-execution.memory.managed', 'true') && !isOther('python.execution-mode', 'process');
  if (takesManaged && PYTHON_KEYS.some((key) => configuration.has(key))) used.push(['PYTHON', 'Python']);
  return used;
}
