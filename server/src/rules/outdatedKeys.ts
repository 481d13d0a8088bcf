/** Rules about keys that another version of Flink knows better: outdated, gone, not yet there. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { optionAt, readableOption } from '../model/index.js';
import { listed } from '../shared/words.js';
import { networkOfBuffers, replacementsOf, workedOnBy, type Replacement } from './formerKeys.js';
import { keyRule, noticeKey, removeUnread } from './keyRule.js';
import { sentences } from './print.js';
import type { Fix, Rule } from './rule.js';
import { countingInstead } from './shadowing.js';

function replacements(entry: Entry, analysis: Analysis, by: readonly string[]): readonly Replacement[] {
  const { cluster } = analysis;
  const version = cluster.version.version;
  if (version === undefined) return [];
  if (entry.key === 'taskmanager.network.numberOfBuffers') {
    const key = 'taskmanager.memory.segment-size';
    return networkOfBuffers(entry.value, cluster.settings.get(key)?.value ?? optionAt(key, version)?.default ?? '') ?? [];
  }
  const known = replacementsOf(entry.key, entry.value, version, cluster.container);
  return (known ?? by.map((key) => ({ key, value: entry.value }))).filter(({ key }) => readableOption(key, version) !== undefined);
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
    safe: analysis.cluster.operatorVersion === undefined || /^(?:task|job)manager\./.test(entry.key),
  };
}

const deprecatedKey = keyRule({
  id: 'deprecated-key',
  level: 'hint',
  kind: 'deprecated',
  notice(entry, status, analysis, version) {
    const by = status.kind === 'deprecated' ? status.by : [];
    const instead = replacements(entry, analysis, by).map(({ key }) => key);
    const counting = countingInstead(analysis, entry.key, version);
    return { ...noticeKey(entry, version, { instead: named(entry.key, instead.length > 0 ? instead : by), ...(counting.length === 0 ? {} : { counting }) }), tag: 'deprecated' };
  },
  say({ key, instead, counting = [] }) {
    if (counting.length > 0) {
      return instead.length > 0 && counting.every((other) => instead.includes(other))
        ? l10n.t('{0} is an older name of {1}, which is set as well and counts.', key, listed(instead))
        : l10n.t('{0} is deprecated and has no effect here: {1} is set as well and counts.', key, listed(counting));
    }
    if (instead.length === 0) return l10n.t('{0} is deprecated: a later version of Flink may not read it.', key);
    return workedOnBy(key) === undefined
      ? l10n.t('{0} is an older name of {1}: Flink still reads it, a later version may not.', key, listed(instead))
      : l10n.t('{0} is deprecated: its work is done by {1}.', key, listed(instead));
  },
  fixes({ instead, counting = [] }, entry, analysis) {
    if (counting.length > 0) {
      return [{ title: l10n.t('Remove {0} ({1} counts)', entry.key, listed(counting)), changes: [{ kind: 'removeEntry', entry }], cost: 0n, neutral: true }];
    }
    const rename = workedOnBy(entry.key) === undefined ? renameFix(entry, analysis, instead) : undefined;
    // Where another old name counts, the new one would bring to life what Flink passes over.
    return rename === undefined ? [] : [{ ...rename, neutral: true }];
  },
});

/** The keys to write instead, or the one that does the same work in another way. */
function named(key: string, instead: readonly string[]): readonly string[] {
  const worked = workedOnBy(key);
  return instead.length > 0 || worked === undefined ? instead : [worked];
}

const removedKey = keyRule({
  id: 'removed-key',
  level: 'warning',
  kind: 'removed',
  notice(entry, status, analysis, version) {
    const { last, by } = status.kind === 'removed' ? status : { last: undefined, by: [] };
    const instead = named(entry.key, replacements(entry, analysis, by).map(({ key }) => key)).filter((key) => optionAt(key, version) !== undefined);
    return noticeKey(entry, version, { instead, ...(last === undefined ? {} : { last }) });
  },
  say({ key, version, instead, last }) {
    const gone = last === undefined
      ? l10n.t('Flink {0} does not read {1}: it has had no effect since the memory model of 1.10.', version, key)
      : l10n.t('Flink {0} does not read {1}: the last version with it is {2}.', version, key, last);
    return sentences(gone, instead.length === 0 ? '' : l10n.t('Its work is done by {0}.', listed(instead)));
  },
  fixes({ instead }, entry, analysis) {
    const rename = workedOnBy(entry.key) === undefined ? renameFix(entry, analysis, instead) : undefined;
    // What Flink does not read is changed into something that it does: a choice of the author's, never done unasked.
    return rename === undefined ? [removeUnread(entry)] : [{ title: rename.title, changes: rename.changes, cost: 0n }, removeUnread(entry)];
  },
});

const futureKey = keyRule({
  id: 'future-key',
  level: 'warning',
  kind: 'future',
  notice: (entry, status, _analysis, version) => noticeKey(entry, version, { instead: [], ...(status.kind === 'future' ? { since: status.since } : {}) }),
  say: ({ key, version, since }) => l10n.t('Flink {0} does not read {1}: it comes with {2}.', version, key, since ?? ''),
  fixes: (_payload, entry) => [removeUnread(entry)],
});

/** In the order of docs/rules.md. */
export const OUTDATED_KEY_RULES: readonly Rule[] = [deprecatedKey, removedKey, futureKey];
