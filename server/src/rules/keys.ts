/** Rules about keys: misspelt, outdated, gone, not yet there. */
import * as l10n from '@vscode/l10n';
import { formerNameOf } from '../model/index.js';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { listed } from '../shared/words.js';
import { meantBy } from './formerKeys.js';
import { keyRule, noticeKey, removeUnread } from './keyRule.js';
import { OUTDATED_KEY_RULES } from './outdatedKeys.js';
import type { Fix, Rule } from './rule.js';
import { suppliedBy } from './shadowing.js';

const unknownKey = keyRule({
  id: 'unknown-key',
  level: 'warning',
  kind: 'unknown',
  notice(entry, status, _analysis, version) {
    if (status.kind !== 'unknown') return noticeKey(entry, version, { instead: [] });
    const { nearest, family, gone } = status;
    return noticeKey(entry, version, { instead: meantBy(entry.key) ?? nearest, family, ...(gone === undefined ? {} : { gone }) });
  },
  say({ key, instead, family, gone, version }) {
    const [nearest] = instead;
    if (meantBy(key) !== undefined) return l10n.t('There is no option {0}: Flink ignores it. To fix the size of this pool, set {1} to the same value.', key, listed(instead));
    if (nearest === undefined) {
      return gone === undefined
        ? l10n.t('There is no option {0}: Flink ignores it.', key)
        : l10n.t('There is no option {0}: Flink ignores it. {1}, which it resembles, is not read by Flink {2} either.', key, gone, version);
    }
    return family === true && instead.length > 1
      ? l10n.t('There is no option {0}: Flink ignores it. Known: {1}.', key, listed(instead))
      : l10n.t('There is no option {0}: Flink ignores it. Did you mean {1}?', key, nearest);
  },
  fixes({ instead }, entry, analysis) {
    const free = instead.filter((key) => !isSet(analysis, key));
    if (meantBy(entry.key) !== undefined) return free.length < instead.length ? [removeUnread(entry)] : [removeUnread(entry), fixedSize(entry, instead)];
    return [
      ...free.map((key) => ({
        title: l10n.t('Change to {0}', key),
        changes: [{ kind: 'rename' as const, entry, key }],
        // Of several near ones nobody but the author knows which was meant, and what the other process lacks was hardly meant for this one.
        ...(instead.length === 1 && !isOfOtherProcess(entry.key, key) ? { cost: 0n } : {}),
      })),
      removeUnread(entry),
    ];
  },
});

/** Whether the document sets an option, under whatever name. */
function isSet(analysis: Analysis, key: string): boolean {
  const { version: { version }, settings } = analysis.cluster;
  if (version === undefined || settings.has(key)) return settings.has(key);
  return suppliedBy(analysis, formerNameOf(key, version)?.option.key ?? key, version) !== undefined;
}

function isOfOtherProcess(key: string, other: string): boolean {
  const processes = /^(?:taskmanager|jobmanager)\./;
  return processes.exec(key)?.[0] !== processes.exec(other)?.[0] && processes.test(key) && processes.test(other);
}

/** A pool's fixed size is its minimum and its maximum. */
function fixedSize(entry: Entry, [min = '', max = '']: readonly string[]): Fix {
  return {
    title: l10n.t('Write {0} and {1}', `${min}: ${entry.value}`, `${max}: ${entry.value}`),
    changes: [{ kind: 'rename', entry, key: min }, { kind: 'set', key: max, value: entry.value }],
  };
}

/** Rules about keys. */
export const KEY_RULES: readonly Rule[] = [unknownKey, ...OUTDATED_KEY_RULES];
