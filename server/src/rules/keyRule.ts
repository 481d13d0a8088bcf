/** What the rules about a key's standing with a version have in common. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { FlinkVersion } from '../model/version.js';
import { isCertain } from './guessedVersion.js';
import type { KeyStatus } from './keyStatus.js';
import { defineRule, type Fix, type Noticed, type Rule } from './rule.js';
import { winningEntry } from './settings.js';

export interface KeyPayload {
  readonly key: string;
  readonly version: string;
  /** The keys to write instead; the nearest ones for a misspelt key. */
  readonly instead: readonly string[];
  /** First version that has the key, last one that had it. */
  readonly since?: string;
  readonly last?: string;
  /** The keys that count in place of this one, which Flink passes over. */
  readonly counting?: readonly string[];
  readonly family?: boolean;
  /** An option that a misspelt key resembles and that this version does not read. */
  readonly gone?: string;
}

interface KeyRule {
  readonly id: string;
  readonly level: Rule['level'];
  readonly kind: KeyStatus['kind'];
  notice(entry: Entry, status: KeyStatus, analysis: Analysis, version: FlinkVersion): Noticed<KeyPayload>;
  say(payload: KeyPayload): string;
  fixes(payload: KeyPayload, entry: Entry, analysis: Analysis): readonly Fix[];
}

/** A rule about the keys of one standing. */
export function keyRule(rule: KeyRule): Rule<KeyPayload> {
  return defineRule<KeyPayload>({
    id: rule.id,
    level: rule.level,
    entries: {
      about: 'key',
      // Keys with a template in them are nobody's to judge, and a byte order mark is no part of a key that anybody wrote.
      concerns: ({ key, status }) => status.kind === rule.kind && !/[{}$\ufeff]/.test(key),
      notice: (entry, { key, status, version }, analysis) =>
        (rule.kind === 'unknown' || isCertain(key, rule.kind, analysis.cluster) ? rule.notice(entry, status, analysis, version) : undefined),
    },
    say: ({ payload }) => rule.say(payload),
    fixes({ payload }, analysis) {
      const entry = winningEntry(analysis, payload.key);
      return entry === undefined ? [] : rule.fixes(payload, entry, analysis);
    },
  });
}

export function noticeKey(entry: Entry, version: FlinkVersion, facts: Omit<KeyPayload, 'key' | 'version'>): Noticed<KeyPayload> {
  return { key: entry.key, span: entry.keySpan, payload: { key: entry.key, version, ...facts } };
}

export function removeUnread(entry: Entry): Fix {
  return { title: l10n.t('Remove {0} (Flink does not read it)', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 1n };
}
