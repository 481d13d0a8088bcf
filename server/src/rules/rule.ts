import type { Analysis } from '../documents/analysis.js';
import type { Entry, LoadingFailure, ReadingProblem, Span } from '../documents/cluster.js';
import type { Change } from '../documents/edits.js';
import type { ProcessKind, RefusalCode } from '../model/derivation.js';
import type { Location } from '../shared/protocol.js';
import type { RuleLevel, Settings } from '../shared/settings.js';
import type { KeyFacts } from './keyFacts.js';

/** What a rule noticed: where, and the facts its words and fixes are made from. `Payload` is plain data (it travels in `Diagnostic.data`). */
export interface Finding<Payload = unknown> {
  readonly rule: string;
  /** Where it stands; relative to the section. */
  readonly span: Span;
  /** Another level than the rule's own, where the catalogue says so (size-not-configured in a partial file). */
  readonly level?: RuleLevel;
  readonly payload: Payload;
  /** Other lines that take part, each with its role in words. */
  readonly related?: readonly Related[];
  readonly tag?: 'unnecessary' | 'deprecated';
  /** The key it is about: with rule and cluster it identifies the finding across edits. */
  readonly key?: string;
  readonly process?: ProcessKind;
}

/** Another line that takes part: in the section, or with a place of its own in another file. */
export type Related = { readonly message: string } & ({ readonly span: Span } | { readonly location: Location });

/** A way out, not yet proven. */
export interface Fix {
  /** What will be done and what comes of it: `Raise taskmanager.memory.process.size to 1120m (smallest that works)`. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** Candidates for the preferred fix carry the size of what they change, in bytes; the smallest proven one is preferred. Absent: never preferred (advice). */
  readonly cost?: bigint;
  /** May run in `source.fixAll`: leaves every derived size as it is, or gives one unambiguous unreadable value its meaning. */
  readonly safe?: boolean;
  /** Means to change no derived size, and is offered only where that is so: another setting may count in place of the one it renames. */
  readonly neutral?: boolean;
}

export interface RuleContext {
  readonly settings: Settings;
  /** Another server checks YAML here: leave syntax errors and exact duplicates in YAML to it. */
  readonly yamlServer: boolean;
}

/** A rule: finding, words and fixes in one object. Its id is at once setting, diagnostic code, fix key and anchor in docs/rules.md. */
export interface Rule<Payload = unknown> {
  readonly id: string;
  readonly level: RuleLevel;
  /** What it finds in single entries: asked in one pass for all rules. */
  readonly entries?: EntryPart<Payload>;
  /** What has to have happened before `find` finds anything; absent where it may always. */
  readonly when?: Happening;
  /** Which keys have to be set before `find` finds anything; absent where it may without. Asked once for each key and version. */
  readonly whenSet?: (facts: KeyFacts) => boolean;
  /** Everything else that it finds. */
  find?(analysis: Analysis, context: RuleContext): readonly Finding<Payload>[];
  /** What is wrong with its numbers, what Flink will do, the number that would do: at most two sentences. */
  say(finding: Finding<Payload>, analysis: Analysis): string;
  /** Why Flink refuses, in one sentence, for places that say already that it will not start. */
  cause(finding: Finding<Payload>, analysis: Analysis): string;
  /** Ways out, best guess first; `proof.ts` keeps those that help. */
  fixes(finding: Finding<Payload>, analysis: Analysis): readonly Fix[];
}

/**
 * What befell a cluster: a process is refused for that reason, or could not be derived at all, the reader noticed that problem,
 * Flink cannot load the file because of it, the operator's own Flink refuses what the image's does not, the operator misses a
 * process's memory, it is a job for a cluster that stands elsewhere, the document
 * gives a container memory.
 */
export type Happening = RefusalCode | 'not-derived' | ReadingProblem['kind'] | LoadingFailure['code'] | 'refused-by-operator' | 'memory-missing' | 'session-job' | 'container-given';

/** What a rule finds by looking at one entry at a time, of those that count. See `EntryPass`. */
export interface EntryPart<Payload = unknown> {
  /** `value`: entries whose value no template writes. `key`: entries whose key stands in the document, whatever their value. */
  readonly about: 'key' | 'value';
  /** Whether an entry with this key can be a finding at all. Asked once for each key and version, so whatever can be told by key belongs here. */
  concerns(facts: KeyFacts): boolean;
  /** The finding about an entry whose key concerns the rule. */
  notice(entry: Entry, facts: KeyFacts, analysis: Analysis, context: RuleContext): Noticed<Payload> | undefined;
}

/** What `find` may leave out: the rule's id is added by `defineRule`. */
export type Noticed<Payload> = Omit<Finding<Payload>, 'rule'>;

/** Makes a rule whose findings carry its own id. */
export function defineRule<Payload>(rule: {
  readonly id: string;
  readonly level: RuleLevel;
  readonly entries?: EntryPart<Payload>;
  readonly when?: Happening;
  readonly whenSet?: (facts: KeyFacts) => boolean;
  find?(analysis: Analysis, context: RuleContext): Iterable<Noticed<Payload>>;
  say(finding: Finding<Payload>, analysis: Analysis): string;
  cause?(finding: Finding<Payload>, analysis: Analysis): string;
  fixes?(finding: Finding<Payload>, analysis: Analysis): readonly Fix[];
}): Rule<Payload> {
  const { id, level, entries, when, whenSet } = rule;
  return {
    id,
    level,
    ...(entries === undefined ? {} : { entries }),
    ...(when === undefined ? {} : { when }),
    ...(whenSet === undefined ? {} : { whenSet }),
    ...(rule.find === undefined ? {} : { find: (analysis, context) => withId(id, rule.find?.(analysis, context) ?? NONE) }),
    say: (finding, analysis) => rule.say(finding, analysis),
    cause: (finding, analysis) => rule.cause?.(finding, analysis) ?? rule.say(finding, analysis),
    fixes: (finding, analysis) => rule.fixes?.(finding, analysis) ?? [],
  };
}

/** What nearly every rule finds in nearly every cluster. */
export const NONE: readonly never[] = [];

function withId<Payload>(rule: string, noticed: Iterable<Noticed<Payload>>): readonly Finding<Payload>[] {
  if (noticed === NONE) return NONE;
  const findings: Finding<Payload>[] = [];
  for (const one of noticed) findings.push({ rule, ...one });
  return findings;
}
