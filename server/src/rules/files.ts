/** Rules about the text itself: what Flink's readers drop, cut, refuse or take twice. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry, Setting } from '../documents/cluster.js';
import { shownValue } from '../shared/secrets.js';
import { inOwnLine } from './glued.js';
import { LOADING_RULES } from './loading.js';
import { type Problem, problemsOf } from './problems.js';
import { defineRule, type Finding, type Fix, type Noticed, type Rule } from './rule.js';
import { authorText, configurationName, entryName, entrySpan } from './settings.js';

interface DuplicatePayload {
  readonly key: string;
  readonly offset: number;
  readonly value: string;
  /** The value that counts; absent where Flink refuses the file. */
  readonly winner?: string;
  /** The value that counts is the same. */
  readonly isRepeated?: boolean;
  readonly sameSpelling: boolean;
  /** A block of keys is given twice, not one key. */
  readonly isMapping?: boolean;
}

const duplicateKey = defineRule<DuplicatePayload>({
  id: 'duplicate-key',
  level: 'warning',
  when: 'duplicate-key',
  *find(analysis, context) {
    // Another server for YAML sees a text there, whatever is embedded in it.
    const isOthers = context.yamlServer && analysis.cluster.format !== 'flink-conf' && analysis.cluster.embedded === undefined;
    const alike = entriesAlike(analysis);
    for (const { key, entry, winner, sameSpelling } of problemsOf(analysis, 'duplicate-key')) {
      if (isOthers && sameSpelling) continue;
      yield {
        key,
        span: entrySpan(entry),
        ...(winner === undefined ? { level: 'error' as const } : { tag: 'unnecessary' as const }),
        payload: { key, offset: entry.keySpan.start, value: shown(entry), sameSpelling, ...(winner === undefined ? {} : { winner: shown(winner), ...(winner.value === entry.value ? { isRepeated: true } : {}) }), ...(alike.get(spelling(entry))?.has(entry) === true ? {} : { isMapping: true }) },
        related: shownBeside(entry, winner, alike).map((other) => ({
          span: entrySpan(other),
          message: other === winner ? l10n.t('This one counts') : l10n.t('The same key'),
        })),
      };
    }
  },
  say({ payload }) {
    if (payload.winner === undefined && payload.isMapping === true) return l10n.t('{0} is given more than once, and Flink refuses to load such a file. Merge them into one.', payload.key);
    if (payload.winner === undefined) return l10n.t('{0} is given more than once, and Flink refuses to load such a file. Keep one of them.', payload.key);
    if (payload.isRepeated === true) return l10n.t('{0} is given more than once with the same value, {1}: one of them is enough.', payload.key, payload.value);
    return payload.sameSpelling
      ? l10n.t('{0} is given again further down: Flink takes the last one, {1}, and {2} has no effect.', payload.key, payload.winner, payload.value)
      : l10n.t('{0} is written in two ways here: {1} counts, and {2} has no effect.', payload.key, payload.winner, payload.value);
  },
  fixes({ payload }, analysis) {
    const own = analysis.cluster.entries.find((entry) => entry.key === payload.key && entry.keySpan.start === payload.offset);
    if (own === undefined) return [];
    const others = [...sameKey(analysis, own)];
    if (payload.winner === undefined) {
      return [...others, own].map((kept) => ({
        title: l10n.t('Keep {0}: {1} and remove the others', payload.key, shown(kept)),
        changes: [...others, own].filter((entry) => entry !== kept).map((entry) => ({ kind: 'removeEntry', entry })),
        // The last one is what most readers other than Flink's take; equal ones are no choice at all.
        ...(kept === own || others.every((entry) => entry.value === kept.value) ? { cost: 0n } : {}),
        safe: others.every((entry) => entry.value === own.value),
      }));
    }
    const losers = [...others, own].filter((entry) => entry !== analysis.cluster.settings.get(payload.key)?.entry);
    const only: Fix = {
      title: l10n.t('Remove this {0}: {1} (no effect)', payload.key, payload.value),
      changes: [{ kind: 'removeEntry', entry: own }],
      cost: 0n,
      safe: own.value === analysis.cluster.settings.get(payload.key)?.value,
    };
    if (losers.length < 2) return [only];
    return [only, { title: l10n.t('Remove all of {0} that have no effect', payload.key), changes: losers.map((entry) => ({ kind: 'removeEntry', entry })) }];
  },
});

/** The value as it may be shown: Flink masks passwords and the like. */
function shown(entry: Entry): string {
  return shownValue(entry.key, entry.value);
}

/** Of a key that a script wrote thousands of times: the lists must not grow with their square. */
const MOST_RELATED = 8;

/** The entry that counts, and others of the same key, as many as can be looked at. */
function shownBeside(entry: Entry, winner: Entry | undefined, alike: ReturnType<typeof entriesAlike>): readonly Entry[] {
  const shown = new Set<Entry>();
  for (const other of alike.get(spelling(entry)) ?? []) {
    if (shown.size === MOST_RELATED) break;
    if (other !== entry) shown.add(other);
  }
  if (winner !== undefined && winner !== entry && winner.source === entry.source) shown.add(winner);
  return [...shown];
}

/** The entries of each key in each source, in the order of the text. */
function entriesAlike(analysis: Analysis): ReadonlyMap<string, ReadonlySet<Entry>> {
  const alike = new Map<string, Set<Entry>>();
  for (const entry of analysis.cluster.entries) {
    const known = alike.get(spelling(entry));
    if (known === undefined) alike.set(spelling(entry), new Set([entry]));
    else known.add(entry);
  }
  return alike;
}

function spelling({ source, key }: Entry): string {
  return `${source} ${key}`;
}

function* sameKey(analysis: Analysis, entry: Entry): Generator<Entry> {
  for (const other of analysis.cluster.entries) {
    if (other !== entry && other.key === entry.key && other.source === entry.source) yield other;
  }
}

type Ignored = Problem<'line-ignored'>;
interface IgnoredPayload {
  readonly cause: Ignored['cause'];
  readonly offset: number;
  readonly key?: string;
  /** The key in whose value a setting stands. */
  readonly within?: string;
}

const lineIgnored = defineRule<IgnoredPayload>({
  id: 'line-ignored',
  level: 'warning',
  when: 'line-ignored',
  *find(analysis) {
    for (const { span, cause, key, within } of problemsOf(analysis, 'line-ignored')) {
      yield {
        span,
        ...(key === undefined ? {} : { key }),
        payload: { cause, offset: span.start, ...(key === undefined ? {} : { key }), ...(within === undefined ? {} : { within: within.key }) },
      };
    }
  },
  say: ({ payload }) => ignoredText(payload),
  fixes({ span }, analysis) {
    const { key = '', value = '', cause, within } = problemsOf(analysis, 'line-ignored').find((problem) => problem.span.start === span.start) ?? {};
    if (cause === 'nested') return wholeBelow(analysis, span.start);
    if (key === '' || value === '') return [];
    if (cause === 'byte-order-mark') {
      return [{ title: l10n.t('Remove the byte order mark'), changes: [{ kind: 'replace', span: { start: span.start, end: span.start + 1 }, text: '' }], cost: 0n }];
    }
    if (within !== undefined && cause === 'continued') {
      return [{ title: l10n.t('Write {0} in one line', key), changes: [{ kind: 'replace', span: { start: within.valueSpan.start, end: span.end }, text: value }], cost: 0n }];
    }
    if (within !== undefined) return inOwnLine(analysis, within);
    return [{ title: l10n.t('Write {0}', `${key}: ${shownValue(key, value)}`), changes: [{ kind: 'replace', span, text: `${key}: ${value}` }], cost: 0n }];
  },
});

/** Every key below a head in a line of its own: then nothing is lost with the head. */
function wholeBelow(analysis: Analysis, head: number): readonly Fix[] {
  const ignored = problemsOf(analysis, 'line-ignored');
  const path = `${ignored.find(({ span }) => span.start === head)?.key ?? ''}.`;
  const lines = ignored.filter(({ cause, key, span }) => cause === 'indented' && span.start > head && key?.startsWith(path) === true);
  if (lines.length === 0) return [];
  return [{
    title: lines.length === 1 ? l10n.t('Write the key below it whole') : l10n.t('Write all {0} keys below it whole', lines.length),
    changes: lines.map(({ span, key = '', value = '' }) => ({ kind: 'replace', span, text: `${key}: ${value}` })),
    cost: 0n,
  }];
}

function ignoredText({ cause, key, within }: IgnoredPayload): string {
  switch (cause) {
    case 'byte-order-mark':
      return l10n.t('A byte order mark stands before {0}, and Flink takes it for a part of the key: nothing is set by this line.', key ?? '');
    case 'glued':
      return l10n.t('{0} stands in the same line as {1}, and Flink takes it for a part of that value. Each setting needs a line of its own.', key ?? '', within ?? '');
    case 'continued':
      return l10n.t('In this format a backslash continues no line: {0} ends with it, and Flink drops what follows. Write the whole value in one line.', within ?? '');
    case 'no-blank-after-colon':
      return l10n.t('There is no blank after the colon, so Flink drops this line.');
    case 'tab':
      return l10n.t('A tab stands where this format wants a blank after the colon, so Flink drops this line.');
    case 'no-value':
      return l10n.t('{0} has no value, so Flink drops this line.', key ?? l10n.t('This key'));
    case 'key-missing':
      return l10n.t('There is no key before the colon, so Flink drops this line.');
    case 'nested':
      return l10n.t('This format is not YAML: Flink reads no nested keys and drops this line. Write the whole key in one line.');
    case 'indented':
      return l10n.t('This format is not YAML: Flink joins no nested keys, so this line does not set {0}. Write the whole key in one line.', key ?? '');
    case 'no-separator':
      return l10n.t('This is no line of the form "key: value", so Flink drops it.');
  }
}

interface CutPayload {
  readonly key: string;
  readonly value: string;
  readonly cutStart: number;
  readonly cutEnd: number;
}

const valueCut = defineRule<CutPayload>({
  id: 'value-cut',
  level: 'warning',
  when: 'value-cut',
  *find(analysis) {
    for (const { entry, cut } of problemsOf(analysis, 'value-cut')) {
      yield { key: entry.key, span: cut, payload: { key: entry.key, value: shown(entry), cutStart: cut.start, cutEnd: cut.end } };
    }
  },
  say: ({ payload }) =>
    l10n.t('In this format a # begins a comment wherever it stands, even within quotes: Flink reads {0} as {1}. Such a value can only be given in config.yaml (Flink 1.19 and later).', payload.key, payload.value),
  fixes: ({ payload }) => [
    {
      title: l10n.t('Put a blank before # (it is a comment; the value stays {0})', payload.value),
      changes: [{ kind: 'replace', span: { start: payload.cutStart, end: payload.cutStart }, text: ' ' }],
    },
  ],
});

interface OverriddenPayload {
  readonly key: string;
  readonly offset: number;
  readonly value: string;
  readonly winner: string;
  readonly by: string;
}

const keyOverridden = defineRule<OverriddenPayload>({
  id: 'key-overridden',
  level: 'warning',
  find({ cluster }) {
    const findings: Noticed<OverriddenPayload>[] = [];
    cluster.settings.forEach((setting, key) => {
      if (setting.overridden.length === 0) return;
      for (const loser of setting.overridden) {
        // The same key twice in one place is a duplicate, not an override.
        if (loser.source === setting.source) continue;
        // Nobody is misled by the same value in two places.
        if (setting.source !== 'resource' && loser.value === setting.value) continue;
        const by = setting.entry === undefined ? key : entryName(setting.entry);
        findings.push({
          key,
          span: entrySpan(loser),
          tag: 'unnecessary',
          payload: { key, offset: loser.keySpan.start, value: shown(loser), winner: shownValue(key, setting.value), by },
          ...relatedTo(setting),
        });
      }
    });
    return findings;
  },
  say({ payload }, analysis) {
    const winner = analysis.cluster.settings.get(payload.key);
    if (winner?.source === 'resource') {
      if (winner.entry === undefined) return l10n.t('{0}: {1} has no effect: the operator sets this key to {2}, its own default, whatever {3} says.', payload.key, payload.value, payload.winner, configurationName(analysis.cluster));
      return l10n.t('{0}: {1} has no effect: the operator sets this key from {2} ({3}), whatever {4} says.', payload.key, payload.value, payload.by, authorText(analysis, winner.entry), configurationName(analysis.cluster));
    }
    switch (winner?.source) {
      case 'argument':
        return l10n.t('{0}: {1} has no effect: a -D argument of the container sets it to {2}.', payload.key, payload.value, payload.winner);
      case 'environment':
        return l10n.t("{0}: {1} has no effect: the container's environment sets it to {2}.", payload.key, payload.value, payload.winner);
      default:
        return l10n.t('{0}: {1} has no effect: something stronger sets it to {2}.', payload.key, payload.value, payload.winner);
    }
  },
  fixes({ payload }, { cluster }) {
    const loser = cluster.settings.get(payload.key)?.overridden.find((entry) => entry.keySpan.start === payload.offset);
    return loser === undefined ? [] : [{ title: l10n.t('Remove {0} (no effect)', payload.key), changes: [{ kind: 'removeEntry', entry: loser }], cost: 0n }];
  },
});

/** Where the one stands that counts. */
function relatedTo({ entry, origin }: Setting): Pick<Finding, 'related'> {
  const message = l10n.t('This one counts');
  if (entry !== undefined) return { related: [{ span: entrySpan(entry), message }] };
  return origin === undefined ? {} : { related: [{ location: origin, message }] };
}

/** Rules about the text of files and what overrides what. */
export const FILE_RULES: readonly Rule[] = [duplicateKey, lineIgnored, valueCut, ...LOADING_RULES, keyOverridden];
