/** Which comments to us do nothing: known only where all rules have been asked, so told to the rule and not found by it. */
import type { Cluster, Span } from '../documents/cluster.js';
import { type DirectiveComment, directiveComments, IGNORE, silences } from '../documents/directives.js';
import { endOfLine, lineSpan, lineStart } from '../documents/lines.js';
import type { LocatedCluster } from '../documents/locatedCluster.js';
import type { PlacedSection } from '../documents/section.js';
import { hasTemplate } from '../documents/yaml/templates.js';
import { DERIVATION_CODES, PROCESS_KINDS } from '../model/derivation.js';
import { ALL_RULES, check, type Judged, levelOf, ruleOf } from './catalogue.js';
import { editDistance } from './nearest.js';
import type { Finding, RuleContext } from './rule.js';
import { type SuppressionPayload, UNUSED_SUPPRESSION } from './suppressionRule.js';

type Name = DirectiveComment['names'][number];

/** A version of Flink's as `version` takes it. */
const VERSION = /^v?\d+\.\d+(?:\.\d+)?$/;
/** What a comment can say, and what other linters call it. */
const WORDS: readonly string[] = [IGNORE, 'version', 'off'];
const OTHER_WORDS: Readonly<Record<string, string>> = { disable: IGNORE, suppress: IGNORE, skip: IGNORE, 'disable-line': IGNORE, 'ignore-line': IGNORE, 'disable-next-line': IGNORE, 'ignore-next-line': IGNORE };

/**
 * Findings about a section's comments that do nothing, in their order.
 *
 * @param clusters all clusters of one section, then others that find something in its text: a comment is of use when it silences
 * something of any of them
 */
export function unusedSuppressions(clusters: readonly LocatedCluster[], context: RuleContext): readonly Judged[] {
  const [first] = clusters;
  if (first === undefined) return [];
  return new SectionComments(first.section, clusters, context).findings().flatMap((finding) => {
    const level = levelOf(finding, context);
    return level === 'off' ? [] : [{ ...finding, level }];
  });
}

/** What a comment may silence: a rule, and where it finds something in the section. */
interface Silenceable {
  readonly rule: string;
  readonly at: number;
}

class SectionComments {
  readonly #text: string;
  readonly #isFirst: boolean;
  readonly #clusters: readonly LocatedCluster[];
  readonly #context: RuleContext;
  /** All there is to silence, whatever the settings make of it. */
  readonly #found: readonly Silenceable[];

  constructor(section: PlacedSection, clusters: readonly LocatedCluster[], context: RuleContext) {
    this.#text = section.section.text;
    this.#isFirst = section.start === 0;
    this.#clusters = clusters;
    this.#context = context;
    const everything: RuleContext = { settings: { ...context.settings, rules: {} }, yamlServer: false };
    this.#found = clusters.flatMap((located) => foundIn(section, located, everything));
  }

  findings(): readonly Finding<SuppressionPayload>[] {
    const comments = directiveComments(this.#text);
    // A comment that silences everything does not mean itself.
    const isSilenced = ({ span }: Finding): boolean =>
      comments.some((comment) => comment.names.some(({ text }) => text === UNUSED_SUPPRESSION) && silences(this.#text, comment, span.start, UNUSED_SUPPRESSION));
    return comments.flatMap((comment) => this.#about(comment)).filter((finding) => !isSilenced(finding));
  }

  #about(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    const { word, names: [first] } = comment;
    if (word === IGNORE) return this.#aboutIgnore(comment);
    if (!WORDS.includes(word)) return this.#aboutWord(comment);
    if (!this.#isFirst || !comment.atTop) return [this.#whole(comment, 'misplaced', [word])];
    return word === 'version' && !VERSION.test(first?.text ?? '') ? [this.#whole(comment, 'no-version', [])] : [];
  }

  #aboutWord(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    const { word, wordSpan } = comment;
    const meant = OTHER_WORDS[word] ?? nearestOf(word, WORDS);
    // Anything else may be prose about us.
    return meant === undefined ? [] : [this.#whole(comment, 'unknown-word', [word], { nearest: meant, name: wordSpan })];
  }

  #aboutIgnore(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    const [first] = comment.names;
    if (first === undefined) return this.#isJudged(comment) && !this.#isOfUse(comment) ? [this.#whole(comment, 'unused', [])] : [];
    const names = namesOfRules(comment);
    if (names.length === 0) return [this.#aboutName(comment, 'unknown-rule', first)];
    const isRule = ({ text }: Name): boolean => ruleOf(text) !== undefined;
    const idle = names.filter((name) => !isRule(name) || this.#isUnused(comment, name.text));
    const unused = idle.filter(isRule);
    if (unused.length === names.length) return [this.#whole(comment, 'unused', unused.map(({ text }) => text))];
    return idle.map((name) => this.#aboutName(comment, isRule(name) ? 'unused' : 'unknown-rule', name));
  }

  #isUnused(comment: DirectiveComment, rule: string): boolean {
    if (rule === UNUSED_SUPPRESSION || !this.#isJudged(comment)) return false;
    // A rule that is off finds nothing now, and may again.
    if ((this.#context.settings.rules[rule] ?? ruleOf(rule)?.level) === 'off') return false;
    // Flink reports one refusal at a time: another may come when this one is mended.
    if (DERIVATION_CODES.some((code) => code === rule) && !this.#derives()) return false;
    return !this.#isOfUse(comment, rule);
  }

  /** Whether it silences anything, of one rule or of all. */
  #isOfUse(comment: DirectiveComment, of?: string): boolean {
    return this.#found.some(({ rule, at }) => (of === undefined || rule === of) && silences(this.#text, comment, at, rule));
  }

  /** Where little can be found at all, or a template decides, a comment may be of use another time. */
  #isJudged(comment: DirectiveComment): boolean {
    if (this.#clusters.some(({ cluster }) => isHardlyKnown(cluster))) return false;
    const own = endOfLine(this.#text, comment.span.end);
    const next = comment.alone ? endOfLine(this.#text, lineSpan(this.#text, comment.span).end) : own;
    return !hasTemplate(this.#text.slice(lineStart(this.#text, comment.span.start), next));
  }

  #derives(): boolean {
    return this.#clusters.every(({ analysis }) => PROCESS_KINDS.every((process) => {
      const status = analysis.derivations[process]?.status;
      return status !== 'failed' && status !== 'unknown';
    }));
  }

  #whole(comment: DirectiveComment, kind: SuppressionPayload['kind'], names: readonly string[], meant?: Pick<SuppressionPayload, 'nearest' | 'name'>): Finding<SuppressionPayload> {
    const { span } = comment;
    return { rule: UNUSED_SUPPRESSION, span, tag: 'unnecessary', payload: { kind, names, name: span, cut: this.#cutOf(comment), whole: true, ...meant } };
  }

  #aboutName(comment: DirectiveComment, kind: 'unused' | 'unknown-rule', name: Name): Finding<SuppressionPayload> {
    const { text, span } = name;
    const nearest = kind === 'unknown-rule' ? nearestRule(text) : undefined;
    const whole = comment.names.length === 1;
    const cut = whole ? this.#cutOf(comment) : cutOfName(comment, name);
    return { rule: UNUSED_SUPPRESSION, span, payload: { kind, names: [text], name: span, cut, whole, ...(nearest === undefined ? {} : { nearest }) } };
  }

  /** A comment's line where nothing else stands on it, otherwise the comment with the blanks before it. */
  #cutOf({ span }: DirectiveComment): Span {
    const before = this.#text.slice(lineStart(this.#text, span.start), span.start);
    const isLine = /^\s*$/.test(before) && this.#text.slice(span.end, endOfLine(this.#text, span.end)).trim() === '';
    return isLine ? lineSpan(this.#text, span) : { start: span.start - (before.length - before.trimEnd().length), end: span.end };
  }
}

/** A name with what parts it from the one before it, or from the one behind it. */
function cutOfName({ names }: DirectiveComment, name: Name): Span {
  const at = names.indexOf(name);
  const before = names[at - 1];
  return before === undefined ? { start: name.span.start, end: names[at + 1]?.span.start ?? name.span.end } : { start: before.span.end, end: name.span.end };
}

/** What rules find of a cluster in a section: one that stands in several has more. */
function foundIn(section: PlacedSection, located: LocatedCluster, context: RuleContext): readonly Silenceable[] {
  const { start, end } = section;
  const isOwn = located.section.section === section.section;
  return check(located.analysis, context).flatMap(({ rule, span }) => {
    const at = located.toOffset(span.start);
    return isOwn || (start <= at && at < end) ? [{ rule, at: at - start }] : [];
  });
}

/** Of what follows `ignore` the names of rules, slips among them: a reason may stand behind. */
function namesOfRules({ names }: DirectiveComment): readonly Name[] {
  // The first is one where it looks like one.
  const isMeant = ({ text }: Name, place: number): boolean => ruleOf(text) !== undefined || nearestRule(text) !== undefined || (place === 0 && /^[a-z]+(?:-[a-z]+)+$/.test(text));
  const reason = names.findIndex((name, place) => !isMeant(name, place));
  return reason < 0 ? names : names.slice(0, reason);
}

/** Whether so little is known of a cluster, or of one of its processes, that rules are silent for that reason. */
function isHardlyKnown({ version, loading, canary, incomplete, processes }: Cluster): boolean {
  return version.version === undefined || loading !== undefined || canary || incomplete || PROCESS_KINDS.some((process) => processes[process].incomplete === true);
}

function nearestRule(name: string): string | undefined {
  return nearestOf(name, ALL_RULES.map(({ id }) => id));
}

/** The only one within a slip or two. */
function nearestOf(written: string, known: readonly string[]): string | undefined {
  const near = known.filter((word) => editDistance(written.toLowerCase(), word, word.length >= 6 ? 2 : 1) !== undefined);
  return near.length === 1 ? near[0] : undefined;
}
