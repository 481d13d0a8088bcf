/** Rules about keys: misspelt, outdated, gone, not yet there. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { optionAt } from '../model/index.js';
import type { FlinkVersion } from '../model/version.js';
import { listed } from '../shared/words.js';
import { networkOfBuffers, replacementsOf, workedOnBy, type Replacement } from './formerKeys.js';
import type { KeyStatus } from './keyStatus.js';
import { sentences } from './print.js';
import { defineRule, type Finding, type Fix, type Noticed, type Rule } from './rule.js';
import { winningEntry } from './settings.js';

interface KeyPayload {
  readonly key: string;
  readonly version: string;
  /** The keys to write instead; the nearest ones for a misspelt key. */
  readonly instead: readonly string[];
  /** First version that has the key, last one that had it. */
  readonly since?: string;
  readonly last?: string;
  /** The current key is set as well and counts. */
  readonly shadowed?: boolean;
  readonly family?: boolean;
}

function keyRule(id: string, level: Rule['level'], kind: KeyStatus['kind'], notice: (entry: Entry, status: KeyStatus, analysis: Analysis, version: FlinkVersion) => Noticed<KeyPayload>, say: (payload: KeyPayload) => string, fixes: (payload: KeyPayload, entry: Entry, analysis: Analysis) => readonly Fix[]): Rule<KeyPayload> {
  return defineRule<KeyPayload>({
    id,
    level,
    entries: {
      about: 'key',
      // Keys with a template in them are nobody's to judge.
      concerns: ({ key, status }) => status.kind === kind && !/[{}$]/.test(key),
      notice: (entry, { status, version }, analysis) => notice(entry, status, analysis, version),
    },
    say: ({ payload }) => say(payload),
    fixes(finding: Finding<KeyPayload>, analysis) {
      const entry = winningEntry(analysis, finding.payload.key);
      return entry === undefined ? [] : fixes(finding.payload, entry, analysis);
    },
  });
}

function noticeKey(entry: Entry, version: FlinkVersion, facts: Omit<KeyPayload, 'key' | 'version'>): Noticed<KeyPayload> {
  return { key: entry.key, span: entry.keySpan, payload: { key: entry.key, version, ...facts } };
}

function replacements(entry: Entry, analysis: Analysis, by: readonly string[]): readonly Replacement[] {
  const { cluster } = analysis;
  const version = cluster.version.version;
  if (version === undefined) return [];
  if (entry.key === 'taskmanager.network.numberOfBuffers') {
    const key = 'taskmanager.memory.segment-size';
    return networkOfBuffers(entry.value, cluster.settings.get(key)?.value ?? optionAt(key, version)?.default ?? '') ?? [];
  }
  const known = replacementsOf(entry.key, entry.value, version, cluster.container);
  return (known ?? by.map((key) => ({ key, value: entry.value }))).filter(({ key }) => optionAt(key, version) !== undefined);
}

/** Rename, or where one key became several, write them in its place. */
function renameFix(entry: Entry, analysis: Analysis, by: readonly string[]): Fix | undefined {
  const [first, ...more] = replacements(entry, analysis, by);
  if (first === undefined || [first, ...more].some(({ key }) => analysis.cluster.settings.has(key))) return undefined;
  const title = [first, ...more].map(({ key, value }) => (value === entry.value ? key : `${key}: ${value}`)).join(l10n.t(' and '));
  return {
    title: l10n.t('Rename to {0}', title),
    changes: [
      { kind: 'rename', entry, key: first.key, ...(first.value === entry.value ? {} : { value: first.value }) },
      ...more.map(({ key, value }) => ({ kind: 'set' as const, key, value })),
    ],
    cost: 0n,
    // An operator reads some keys itself, by the Flink it bundles, which may not know the new name.
    safe: analysis.cluster.kind !== 'FlinkDeployment' || /^(?:task|job)manager\./.test(entry.key),
  };
}

function removeFix(entry: Entry): Fix {
  return { title: l10n.t('Remove {0} (Flink does not read it)', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 1n };
}

const unknownKey = keyRule(
  'unknown-key',
  'warning',
  'unknown',
  (entry, status, _analysis, version) =>
    noticeKey(entry, version, status.kind === 'unknown' ? { instead: status.nearest, family: status.family } : { instead: [] }),
  ({ key, instead, family }) => {
    const [nearest] = instead;
    if (nearest === undefined) return l10n.t('There is no option {0}: Flink ignores it.', key);
    return family === true && instead.length > 1
      ? l10n.t('There is no option {0}: Flink ignores it. Known: {1}.', key, listed(instead))
      : l10n.t('There is no option {0}: Flink ignores it. Did you mean {1}?', key, nearest);
  },
  ({ instead }, entry, analysis) => [
    ...instead
      .filter((key) => !analysis.cluster.settings.has(key))
      .map((key, index) => ({
        title: l10n.t('Change to {0}', key),
        changes: [{ kind: 'rename' as const, entry, key }],
        // Of several near ones nobody but the author knows which was meant.
        ...(instead.length === 1 && index === 0 ? { cost: 0n } : {}),
      })),
    { ...removeFix(entry), cost: 1n },
  ],
);

const deprecatedKey = keyRule(
  'deprecated-key',
  'hint',
  'deprecated',
  (entry, status, analysis, version) => {
    const by = status.kind === 'deprecated' && status.by !== undefined ? [status.by] : [];
    const instead = replacements(entry, analysis, by).map(({ key }) => key);
    const shadowed = instead.length > 0 && instead.every((key) => analysis.cluster.settings.has(key));
    return { ...noticeKey(entry, version, { instead: instead.length > 0 ? instead : by, shadowed }), tag: 'deprecated' };
  },
  ({ key, instead, shadowed }) => {
    if (instead.length === 0) return l10n.t('{0} is deprecated; Flink still reads it, and nothing takes its place.', key);
    if (shadowed === true) return l10n.t('{0} is an older name of {1}, which is set as well and counts.', key, listed(instead));
    return l10n.t('{0} is an older name of {1}: Flink still reads it, a later version may not.', key, listed(instead));
  },
  ({ instead, shadowed }, entry, analysis) => {
    if (shadowed === true) return [{ title: l10n.t('Remove {0} ({1} counts)', entry.key, listed(instead)), changes: [{ kind: 'removeEntry', entry }], cost: 0n }];
    const rename = renameFix(entry, analysis, instead);
    // Where another old name counts, the new one would bring to life what Flink passes over.
    return rename === undefined ? [] : [{ ...rename, neutral: true }];
  },
);

const removedKey = keyRule(
  'removed-key',
  'warning',
  'removed',
  (entry, status, analysis, version) => {
    const removed = status.kind === 'removed' ? status : undefined;
    const by = removed?.by === undefined ? [] : [removed.by];
    const instead = replacements(entry, analysis, by).map(({ key }) => key);
    const worked = workedOnBy(entry.key);
    return noticeKey(entry, version, {
      instead: instead.length > 0 ? instead : worked === undefined ? [] : [worked],
      ...(removed?.last === undefined ? {} : { last: removed.last }),
    });
  },
  ({ key, version, instead, last }) => {
    const gone = last === undefined
      ? l10n.t('Flink {0} does not read {1}: it has had no effect since the memory model of 1.10.', version, key)
      : l10n.t('Flink {0} does not read {1}: the last version with it is {2}.', version, key, last);
    return sentences(gone, instead.length === 0 ? '' : l10n.t('Its work is done by {0}.', listed(instead)));
  },
  ({ instead }, entry, analysis) => {
    const rename = workedOnBy(entry.key) === undefined ? renameFix(entry, analysis, instead) : undefined;
    // What Flink does not read is changed into something that it does: a choice of the author's, never done unasked.
    return rename === undefined ? [removeFix(entry)] : [{ title: rename.title, changes: rename.changes, cost: 0n }, removeFix(entry)];
  },
);

const futureKey = keyRule(
  'future-key',
  'warning',
  'future',
  (entry, status, _analysis, version) => noticeKey(entry, version, { instead: [], ...(status.kind === 'future' ? { since: status.since } : {}) }),
  ({ key, version, since }) => l10n.t('Flink {0} does not read {1}: it comes with {2}.', version, key, since ?? ''),
  (_payload, entry) => [{ ...removeFix(entry), cost: 1n }],
);

/** Rules about keys. */
export const KEY_RULES: readonly Rule[] = [unknownKey, deprecatedKey, removedKey, futureKey];
