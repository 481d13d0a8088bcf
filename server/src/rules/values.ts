/** Rules about single values: what Flink cannot read as the option's type, and sizes without a unit. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { CONSUMER_WEIGHTS_KEY, MAX_BYTES, consumerWeights, parseMemorySize, isCountOfMib, type OptionAt } from '../model/index.js';
import { PROCESS_KINDS, type ProcessKind, type Refusal, type RefusalReason } from '../model/derivation.js';
import { parseJavaBoolean, parseJavaDouble, parseJavaInteger, parseJavaLong } from '../model/javaNumbers.js';
import type { FlinkVersion } from '../model/version.js';
import { shownValue } from '../shared/secrets.js';
import { MIB } from '../shared/sizes.js';
import { listed } from '../shared/words.js';
import { factsOf } from './keyFacts.js';
import { usualValue } from './missingTotal.js';
import { sentences } from './print.js';
import { repairBoolean, repairDecimal, repairEnum, repairInteger, repairSize, type Repair } from './repair.js';
import { defineRule, type Fix, type Rule } from './rule.js';
import { authorText, entryName, processOf, valueSpan, winningEntry } from './settings.js';

/** Why a value cannot be read; `not-a-choice` is ours, for enums. */
type Unreadable = RefusalReason | 'not-a-choice';

interface ValuePayload {
  readonly key: string;
  readonly value: string;
  readonly reason: Unreadable;
  readonly choices?: readonly string[];
  /** Flink does not come to read it with the other settings as they are. */
  readonly unread?: boolean;
}

/** Options of tables, whose keys stand in SQL and not here, share their names with nobody's settings. */
const NO_SETTINGS = /^(?:lookup\.|output-mode$|retry-strategy$)/;

/** Whether there are values that Flink surely refuses for an option. */
function canBeUnreadable({ key, type, list, values }: OptionAt): boolean {
  return !list && !NO_SETTINGS.test(key) && (values !== undefined || READ_TYPES.has(type));
}

/** The types that {@link unreadable} judges values of. */
const READ_TYPES: ReadonlySet<string> = new Set(['MemorySize', 'Integer', 'Long', 'Float', 'Double', 'Boolean']);

/** Why a value cannot be read; of options of which that can be said. */
function unreadable(option: OptionAt, value: string): Unreadable | undefined {
  if (option.values !== undefined) return isChoice(option, value) ? undefined : 'not-a-choice';
  switch (option.type) {
    case 'MemorySize': {
      const size = parseMemorySize(value);
      return 'problem' in size ? size.problem : undefined;
    }
    case 'Integer':
      return parseJavaInteger(value) === undefined ? 'not-a-number' : undefined;
    case 'Long':
      return parseJavaLong(value) === undefined ? 'not-a-number' : undefined;
    case 'Float':
    case 'Double':
      return parseJavaDouble(value) === undefined ? 'not-a-number' : undefined;
    case 'Boolean':
      return parseJavaBoolean(value) === undefined ? 'not-a-boolean' : undefined;
    default:
      return undefined;
  }
}

/** Enums are read in any case; a hyphen for an underscore is given the benefit of the doubt, and so is what the default looks like. */
function isChoice({ values, default: otherwise }: OptionAt, value: string): boolean {
  const same = (text: string): string => text.toLowerCase().replace(/[-_]/g, '');
  return [...(values ?? []), otherwise ?? ''].some((choice) => same(choice) === same(value));
}

/** Keys whose values only the derivation reads: whether it does, it says itself. */
function isReadByDerivation(key: string): boolean {
  return /^(?:taskmanager|jobmanager)\.(?:memory\.(?!segment-size|min-segment|starting-segment|managed\.consumer|framework\.off-heap\.batch)|heap\.|network\.(?:memory\.(?:fraction|min|max)$|numberOfBuffers)|cpu\.cores)/.test(key);
}

function isUnread(analysis: Analysis, key: string): boolean {
  if (!isReadByDerivation(key)) return false;
  return analysis.derivations[processOf(key)]?.status === 'derived';
}

export const valueInvalid = defineRule<ValuePayload>({
  id: 'value-invalid',
  level: 'error',
  entries: {
    about: 'value',
    concerns: ({ option }) => option !== undefined && canBeUnreadable(option),
    notice(entry, { option }, analysis) {
      // What stands in a field of the operator's is read by the operator: see quantity-invalid.
      if (option === undefined || entry.source === 'resource') return undefined;
      const reason = unreadable(option, entry.value);
      if (reason === undefined) return undefined;
      const unread = isUnread(analysis, entry.key);
      return {
        key: entry.key,
        span: valueSpan(entry),
        ...(unread ? { level: 'warning' as const } : {}),
        payload: { key: entry.key, value: shownValue(entry.key, entry.value), reason, ...(unread ? { unread } : {}), ...(option.values === undefined ? {} : { choices: option.values }) },
      };
    },
  },
  *find(analysis) {
    const version = analysis.cluster.version.version;
    if (version === undefined) return;
    yield* refusedValues(analysis, version);
    yield* refusedWeights(analysis, version);
  },
  say({ payload }) {
    return sentences(wrongText(payload), payload.unread === true ? l10n.t('With the other settings as they are, Flink never reads it.') : l10n.t('Flink refuses it.'));
  },
  cause: ({ payload }) => wrongText(payload),
  fixes({ payload }, analysis) {
    const entry = winningEntry(analysis, payload.key);
    const version = analysis.cluster.version.version;
    const option = version === undefined ? undefined : factsOf(payload.key, version).option;
    if (entry === undefined || option === undefined) return [];
    const repair = repairOf(option, entry);
    const fixes: Fix[] = [];
    if (repair !== undefined && repair.value !== entry.value) {
      fixes.push({
        title: l10n.t('Write {0}', shownValue(entry.key, repair.value)),
        changes: [{ kind: 'setValue', entry, value: repair.value }],
        cost: 0n,
        safe: repair.certain,
      });
    }
    // Where nobody can tell what was meant and there is no default to fall back to, a usual size gets the process further.
    const usual = repair !== undefined || option.default !== undefined ? undefined : usualValue(analysis, processOf(payload.key), payload.key);
    if (usual !== undefined) fixes.push({ title: l10n.t('Write {0}', usual), changes: [{ kind: 'setValue', entry, value: usual }], cost: 2n });
    fixes.push({ title: removeTitle(analysis, entry, option), changes: [{ kind: 'removeEntry', entry }], cost: 1n });
    return fixes;
  },
});

/** Tells what counts once the entry is gone, where that is one thing: what stands beneath it, another name of the option, the default. */
function removeTitle(analysis: Analysis, entry: Entry, { key, default: text, type, fallbackKeys }: OptionAt): string {
  const { settings } = analysis.cluster;
  const { overridden = [], beneath } = settings.get(entry.key) ?? {};
  const other = [key, ...fallbackKeys.map((fallback) => fallback.key)].find((name) => name !== entry.key && settings.has(name));
  if (overridden.length > 0) return l10n.t('Remove {0}', entry.key);
  if (beneath !== undefined) return l10n.t('Remove {0} ({1} counts)', entry.key, shownValue(entry.key, beneath.value));
  if (other !== undefined) return l10n.t('Remove {0} ({1} counts)', entry.key, other);
  if (text === undefined || text === '') return l10n.t('Remove {0}', entry.key);
  return isUnlimited(type, text) ? l10n.t('Remove {0} (unlimited by default)', entry.key) : l10n.t('Remove {0} (its default is {1})', entry.key, text);
}

/** `MemorySize.MAX_VALUE` is how Flink says that there is no bound. */
function isUnlimited(type: string, text: string): boolean {
  const size = type === 'MemorySize' ? parseMemorySize(text) : undefined;
  return size !== undefined && 'bytes' in size && size.bytes === MAX_BYTES;
}

function repairOf(option: OptionAt, entry: Entry): Repair | undefined {
  if (option.values !== undefined) return repairEnum(entry.value, option.values);
  switch (option.type) {
    case 'MemorySize': return repairSize(entry.value);
    case 'Integer':
    case 'Long': return repairInteger(entry.value, isCountOfMib(entry.key));
    case 'Float':
    case 'Double': return repairDecimal(entry.value);
    case 'Boolean': return repairBoolean(entry.value);
    default: return undefined;
  }
}

/** What the derivation refused to read and the types alone do not show, such as a negative number. */
function* refusedValues(analysis: Analysis, version: FlinkVersion): Generator<{ key: string; span: Entry['valueSpan']; process: ProcessKind; payload: ValuePayload }> {
  for (const process of PROCESS_KINDS) {
    const derivation = analysis.derivations[process];
    if (derivation?.status !== 'failed' || derivation.refusal.code !== 'value-invalid') continue;
    const { inputs, reason } = derivation.refusal;
    const key = inputs[0]?.key;
    const entry = key === undefined ? undefined : winningEntry(analysis, key);
    // Quoted by the operator's field, or no entry of the document: nothing to mark.
    if (entry === undefined || entry.source === 'resource' || isUnreadable(entry, version)) continue;
    yield { key: entry.key, span: valueSpan(entry), process, payload: { key: entry.key, value: entry.value, reason: reason ?? 'not-a-number' } };
  }
}

/** Whether the types alone show it. */
function isUnreadable(entry: Entry, version: FlinkVersion): boolean {
  const { option } = factsOf(entry.key, version);
  return option !== undefined && canBeUnreadable(option) && unreadable(option, entry.value) !== undefined;
}

function* refusedWeights(analysis: Analysis, version: FlinkVersion): Generator<{ key: string; span: Entry['valueSpan']; payload: ValuePayload }> {
  if (!analysis.cluster.processes.taskManager.present) return;
  const weights = consumerWeights(analysis.configuration, version);
  if (!('refusal' in weights) || weights.refusal.code !== 'value-invalid') return;
  const entry = weightsEntry(analysis, weights.refusal.consumer);
  if (entry === undefined) return;
  yield { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, value: entry.value, reason: weights.refusal.reason ?? 'not-a-map' } };
}

/** The entry that holds a consumer's weight: the whole map's, or the one below it that a nested file has. */
export function weightsEntry(analysis: Analysis, consumer: string | undefined): Entry | undefined {
  return winningEntry(analysis, CONSUMER_WEIGHTS_KEY) ?? (consumer === undefined ? undefined : winningEntry(analysis, `${CONSUMER_WEIGHTS_KEY}.${consumer}`));
}

function wrongText(payload: ValuePayload): string {
  return l10n.t('{0} cannot be read as {1}: {2}', `"${shownValue(payload.key, payload.value)}"`, payload.key, reasonText(payload));
}

/** Why Flink cannot read a value that has no finding, as it stands outside the document; undefined for other refusals. */
export function unreadableText({ code, inputs, reason }: Refusal): string | undefined {
  const [input] = inputs;
  if (code !== 'value-invalid' || input === undefined) return undefined;
  return wrongText({ key: input.key, value: input.value ?? '', reason: reason ?? 'not-a-number' });
}

function reasonText({ reason, choices, value }: ValuePayload): string {
  switch (reason) {
    case 'unit-unknown':
      if (/\d[.,]\d/.test(value)) return l10n.t('a size is a whole number with a unit, such as 1536m.');
      if (/[kmgt]i/i.test(value)) return l10n.t("Flink's units are k, m, g and t, which are powers of 1024 already.");
      return l10n.t("this is none of Flink's units b, k, m, g and t.");
    case 'number-missing':
      return l10n.t('a size begins with a digit.');
    case 'blank':
      return l10n.t('there is no value.');
    case 'overflow':
      return l10n.t('it exceeds 64 bits.');
    case 'not-a-boolean':
      return l10n.t('it must be true or false.');
    case 'not-a-map':
      return l10n.t('it must be a list of the form NAME:1,OTHER:2.');
    case 'negative':
      return l10n.t('it must not be negative.');
    case 'not-a-choice':
      return l10n.t('it must be one of {0}.', listed(choices ?? []));
    default:
      return l10n.t('it is no number.');
  }
}

interface UnitPayload {
  readonly key: string;
  readonly value: string;
}

/** Keys of sizes below 1 MiB by nature. */
const SMALL_BY_NATURE = /segment|block|threshold|batch|page/;

export const sizeWithoutUnit = defineRule<UnitPayload>({
  id: 'size-without-unit',
  level: 'warning',
  entries: {
    about: 'value',
    concerns: ({ key, option }) => option?.type === 'MemorySize' && /memory|heap/.test(key) && !SMALL_BY_NATURE.test(key),
    notice(entry, _facts, analysis) {
      const text = authorText(analysis, entry).trim();
      if (!/^\d+$/.test(text)) return undefined;
      const bytes = BigInt(text);
      if (bytes === 0n || bytes >= MIB) return undefined;
      return { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, value: text } };
    },
  },
  say({ payload }, analysis) {
    const entry = winningEntry(analysis, payload.key);
    return l10n.t('Without a unit {0} counts bytes, so this is less than 1 MiB. {1}m was probably meant.', entry === undefined ? payload.key : entryName(entry), payload.value);
  },
  fixes({ payload }, analysis) {
    const entry = winningEntry(analysis, payload.key);
    if (entry === undefined) return [];
    return [
      { title: l10n.t('Write {0}', `${payload.value}m`), changes: [{ kind: 'setValue', entry, value: `${payload.value}m` }], cost: 0n },
      { title: l10n.t('Write {0} (bytes are meant)', `${payload.value}b`), changes: [{ kind: 'setValue', entry, value: `${payload.value}b` }] },
    ];
  },
});

/** Rules about single values. */
export const VALUE_RULES: readonly Rule[] = [valueInvalid, sizeWithoutUnit];
