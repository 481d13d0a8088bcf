/** What Flink cannot read as its option's type, and the value that was most likely meant. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry, Span } from '../documents/cluster.js';
import {
  CONSUMER_WEIGHTS_KEY, MAX_BYTES, consumerWeights, derive, isCountOfMib, isSizingKey, isoDuration, parseMemorySize, valueProblem, type OptionAt, type ValueProblem,
} from '../model/index.js';
import { PROCESS_KINDS } from '../model/derivation.js';
import type { FlinkVersion } from '../model/version.js';
import { shownValue } from '../shared/secrets.js';
import { inOwnLine, isGlued } from './glued.js';
import { factsOf } from './keyFacts.js';
import { usualValue } from './missingTotal.js';
import { sentences } from './print.js';
import { repairBoolean, repairCores, repairDecimal, repairEnum, repairInteger, repairSize, type Repair } from './repair.js';
import { durationText, repairDuration } from './repairTime.js';
import { defineRule, type Finding, type Fix, NONE, type Noticed, type Rule } from './rule.js';
import { processOf, valueSpan, winningEntry } from './settings.js';
import { sizeWithoutUnit } from './sizeWithoutUnit.js';
import { unreadableSentence } from './valueWords.js';
import { isWeights, weightsEntry } from './weights.js';

interface ValuePayload {
  readonly key: string;
  readonly reason: ValueProblem;
  /** Flink does not come to read it with the other settings as they are. */
  readonly unread?: boolean;
}

/** Options of tables and of metric reporters, which stand in SQL or behind a reporter's name: their bare names are users' own. */
const NO_SETTINGS = /^(?:lookup\.|filter\.|scope\.|materialized-table\.default-start-mode$)|^(?!external-resources$|scheduler-mode$)[^.]+$/;

/** The types of which some values are surely refused. */
const READ_TYPES: ReadonlySet<string> = new Set(['MemorySize', 'Duration', 'Integer', 'Long', 'Float', 'Double', 'Boolean', 'Map']);

/** Where Flink cannot read how long a TaskManager tries to register, it tries for ever (`TaskManagerConfiguration#fromConfiguration`). */
const FOR_EVER: ReadonlySet<string> = new Set(['taskmanager.registration.timeout', 'taskmanager.maxRegistrationDuration']);

function canBeUnreadable({ key, type, list, values }: OptionAt): boolean {
  // Weights are read by those who share memory out, and more strictly.
  return !NO_SETTINGS.test(key) && key !== CONSUMER_WEIGHTS_KEY && (list || values !== undefined || READ_TYPES.has(type));
}

function problemOf(analysis: Analysis, option: OptionAt, value: string, version: FlinkVersion): ValueProblem | undefined {
  return valueProblem(option, value, version, analysis.cluster.format === 'flink-conf' ? 'separated' : 'yaml');
}

/** `<set by the start script>`: whoever writes so knows that it is no value. */
function isPlaceholder(value: string): boolean {
  return value.startsWith('<') && /^<[^<>]+>$/.test(value);
}

const valueInvalid = defineRule<ValuePayload>({
  id: 'value-invalid',
  level: 'error',
  entries: {
    about: 'value',
    concerns: (facts) => isWeights(facts) || (facts.option !== undefined && !FOR_EVER.has(facts.key) && canBeUnreadable(facts.option)),
    notice(entry, facts, analysis) {
      const { option, version } = facts;
      if (isWeights(facts)) return refusedWeight(entry, analysis, version);
      // What stands in a field of the operator's is read by the operator: see quantity-invalid.
      if (option === undefined || entry.source === 'resource' || isPlaceholder(entry.value)) return undefined;
      const reason = problemOf(analysis, option, entry.value, version);
      return reason === undefined ? undefined : unreadable(analysis, entry.key, version, valueSpan(entry), reason);
    },
  },
  find(analysis, context) {
    const version = analysis.cluster.version.version;
    return version === undefined ? NONE : [...operatorDefaults(analysis, version, Object.keys(context.settings.operatorDefaults)), ...refusedValues(analysis, version)];
  },
  say(finding, analysis) {
    return sentences(wrongText(finding, analysis), finding.payload.unread === true ? l10n.t('With the other settings as they are, Flink never reads it.') : l10n.t('Flink refuses it.'));
  },
  cause: wrongText,
  fixes({ payload: { key } }, analysis) {
    const entry = winningEntry(analysis, key);
    const version = analysis.cluster.version.version;
    const option = version === undefined ? undefined : factsOf(key, version).option;
    if (version === undefined || option === undefined) return [];
    return entry === undefined ? overridingFixes(analysis, key, option, version) : entryFixes(analysis, entry, option, version);
  },
});

function wrongText({ payload: { key, reason } }: Finding<ValuePayload>, analysis: Analysis): string {
  const { version: { version }, settings, format } = analysis.cluster;
  const setting = settings.get(key);
  const value = setting?.value ?? '';
  const option = version === undefined ? undefined : factsOf(key, version).option;
  const repair = option === undefined || version === undefined ? undefined : repairOf(option, key, value, version);
  return unreadableSentence({
    key, value, reason, oldFormat: format === 'flink-conf' && setting?.entry?.source !== 'environment', operatorDefault: setting !== undefined && setting.entry === undefined,
    ...(version === undefined ? {} : { version }),
    ...(repair === undefined ? {} : { repaired: repair.value }),
    ...(option?.values === undefined ? {} : { choices: option.values }),
  });
}

function unreadable(analysis: Analysis, key: string, version: FlinkVersion, span: Span, reason: ValueProblem): Noticed<ValuePayload> {
  const process = processOf(key);
  // What only the sizes need has not been read where they have been derived.
  const unread = analysis.derivations[process]?.status === 'derived' && isSizingKey(process, key, version);
  return { key, span, ...(unread ? { level: 'warning' as const } : {}), payload: { key, reason, ...(unread ? { unread } : {}) } };
}

function refused(entry: Entry, reason: ValueProblem): Noticed<ValuePayload> {
  return { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, reason } };
}

/** Weights that those who share memory out cannot read, at the entry that holds the first such. */
function refusedWeight(entry: Entry, analysis: Analysis, version: FlinkVersion): Noticed<ValuePayload> | undefined {
  const weights = analysis.cluster.processes.taskManager.present ? consumerWeights(analysis.configuration, version) : undefined;
  if (weights === undefined || !('refusal' in weights) || weights.refusal.code !== 'value-invalid') return undefined;
  return weightsEntry(analysis, weights.refusal.consumer) === entry ? refused(entry, weights.refusal.reason ?? 'not-a-map') : undefined;
}

/** Values that stand in the setting `operatorDefaults` alone: the section's head is the only place to say so. */
function operatorDefaults(analysis: Analysis, version: FlinkVersion, keys: readonly string[]): readonly Noticed<ValuePayload>[] {
  if (analysis.cluster.operatorVersion === undefined || keys.length === 0) return NONE;
  const noticed: Noticed<ValuePayload>[] = [];
  for (const key of keys) {
    const setting = analysis.cluster.settings.get(key);
    if (setting === undefined || setting.entry !== undefined || setting.templated || setting.source !== 'operatorDefault') continue;
    const { option } = factsOf(key, version);
    const reason = option === undefined || !canBeUnreadable(option) ? undefined : problemOf(analysis, option, setting.value, version);
    if (reason !== undefined) noticed.push(unreadable(analysis, key, version, analysis.cluster.head, reason));
  }
  return noticed;
}

/** What the derivation refused to read and the types alone do not show, such as a negative number. */
function refusedValues(analysis: Analysis, version: FlinkVersion): readonly Noticed<ValuePayload>[] {
  const noticed: Noticed<ValuePayload>[] = [];
  for (const process of PROCESS_KINDS) {
    const derivation = analysis.derivations[process];
    if (derivation?.status !== 'failed' || derivation.refusal.code !== 'value-invalid') continue;
    const { inputs, reason } = derivation.refusal;
    const key = inputs[0]?.key;
    const entry = key === undefined ? undefined : winningEntry(analysis, key);
    // Quoted by the operator's field, or no entry of the document: nothing to mark.
    if (entry === undefined || entry.source === 'resource' || showsByType(analysis, entry, version)) continue;
    noticed.push({ ...refused(entry, reason ?? 'not-a-number'), process });
  }
  return noticed;
}

function showsByType(analysis: Analysis, entry: Entry, version: FlinkVersion): boolean {
  const { option } = factsOf(entry.key, version);
  return option !== undefined && canBeUnreadable(option) && problemOf(analysis, option, entry.value, version) !== undefined;
}

function entryFixes(analysis: Analysis, entry: Entry, option: OptionAt, version: FlinkVersion): readonly Fix[] {
  // What else stands in the line is a setting, too: it is not to go with the rest.
  if (isGlued(analysis, entry)) return inOwnLine(analysis, entry);
  const repair = repairOf(option, entry.key, entry.value, version);
  const fixes: Fix[] = [];
  if (repair !== undefined) {
    fixes.push({ title: l10n.t('Write {0}', shownValue(entry.key, repair.value)), changes: [{ kind: 'setValue', entry, value: repair.value }], cost: 0n, safe: repair.certain });
  }
  // Where nobody can tell what was meant and there is no default to fall back to, a usual size gets the process further.
  const usual = repair !== undefined || option.default !== undefined ? undefined : usualValue(analysis, processOf(entry.key), entry.key);
  if (usual !== undefined) fixes.push({ title: l10n.t('Write {0}', usual), changes: [{ kind: 'setValue', entry, value: usual }], cost: 2n });
  fixes.push({ title: removeTitle(analysis, entry, option), changes: [{ kind: 'removeEntry', entry }], cost: usual === undefined || startsWithout(analysis, entry, version) ? 1n : 3n });
  return fixes;
}

/** Whether the process would be sized with what counts once an entry is gone. */
function startsWithout({ cluster, configuration }: Analysis, { key }: Entry, version: FlinkVersion): boolean {
  const { overridden = [], beneath } = cluster.settings.get(key) ?? {};
  const under = overridden.at(-1) ?? beneath;
  return under?.templated === true || derive(processOf(key), configuration.with({ [key]: under?.value ?? null }), { version, container: cluster.container }).status === 'derived';
}

/** The setting is not ours to edit: the document says it better. */
function overridingFixes(analysis: Analysis, key: string, option: OptionAt, version: FlinkVersion): readonly Fix[] {
  const repair = repairOf(option, key, analysis.cluster.settings.get(key)?.value ?? '', version);
  const value = repair?.value ?? defaultText(option) ?? usualValue(analysis, processOf(key), key);
  return value === undefined ? [] : [{ title: l10n.t('Set {0} to {1}', key, shownValue(key, value)), changes: [{ kind: 'set', key, value }], cost: 0n }];
}

/** The value that was most likely meant; undefined where that is anybody's guess, or nothing else than what stands there. */
function repairOf(option: OptionAt, key: string, value: string, version: FlinkVersion): Repair | undefined {
  const repair = repairByType(option, key, value, version) ?? withoutComment(option, key, value, version);
  return repair === undefined || repair.value === value ? undefined : repair;
}

/** FLINK_PROPERTIES know no comments from Flink 1.19 on: one behind a value has become a part of it. */
function withoutComment(option: OptionAt, key: string, value: string, version: FlinkVersion): Repair | undefined {
  const comment = value.indexOf('#');
  if (comment <= 0 || option.list) return undefined;
  const text = value.slice(0, comment).trimEnd();
  if (valueProblem(option, text, version, 'separated') === undefined) return { value: text, certain: false };
  const repair = repairByType(option, key, text, version);
  return repair === undefined ? undefined : { ...repair, certain: false };
}

function repairByType({ list, values, type }: OptionAt, key: string, value: string, version: FlinkVersion): Repair | undefined {
  if (list) return undefined;
  if (values !== undefined) return repairEnum(value, values);
  switch (type) {
    case 'MemorySize': return repairSize(value);
    case 'Duration': return repairDuration(value, version);
    case 'Integer':
    case 'Long': return repairInteger(value, isCountOfMib(key));
    case 'Float':
    case 'Double': return /\bcpu\b/.test(key) ? repairCores(value) : repairDecimal(value);
    case 'Boolean': return repairBoolean(value);
    default: return undefined;
  }
}

/** Tells what counts once the entry is gone, where that is one thing: what stands beneath it, another name of the option, the default. */
function removeTitle(analysis: Analysis, entry: Entry, option: OptionAt): string {
  const { settings } = analysis.cluster;
  const { overridden = [], beneath } = settings.get(entry.key) ?? {};
  const other = [option.key, ...option.fallbackKeys.map((fallback) => fallback.key)].find((name) => name !== entry.key && settings.has(name));
  // Of a part nobody knows what it is laid over.
  if (overridden.length > 0 || analysis.cluster.sizedElsewhere === true) return l10n.t('Remove {0}', entry.key);
  if (beneath !== undefined) return l10n.t('Remove {0} ({1} counts)', entry.key, shownValue(entry.key, beneath.value));
  if (other !== undefined) return l10n.t('Remove {0} ({1} counts)', entry.key, other);
  const text = defaultText(option);
  if (text === undefined || text === '') return l10n.t('Remove {0}', entry.key);
  return isUnlimited(option.type, text) ? l10n.t('Remove {0} (unlimited by default)', entry.key) : l10n.t('Remove {0} (its default is {1})', entry.key, text);
}

/** An option's default as people write it: Java prints times as `PT10S`. */
function defaultText({ type, default: text }: OptionAt): string | undefined {
  const time = type === 'Duration' && text !== undefined ? isoDuration(text) : undefined;
  return time !== undefined && 'nanos' in time ? durationText(time.nanos, ' ') : text;
}

/** `MemorySize.MAX_VALUE` is how Flink says that there is no bound. */
function isUnlimited(type: string, text: string): boolean {
  const size = type === 'MemorySize' ? parseMemorySize(text) : undefined;
  return size !== undefined && 'bytes' in size && size.bytes === MAX_BYTES;
}

/** Rules about single values. */
export const VALUE_RULES: readonly Rule[] = [valueInvalid, sizeWithoutUnit];
