/** Which comments to us do nothing: known only where all rules have been asked, so told to the rule and not found by it. */
import type { Span } from '../documents/cluster.js';
import { type DirectiveComment, directiveComments, IGNORE, silences } from '../documents/directives.js';
import { endOfLine, lineSpan, lineStart } from '../documents/lines.js';
import type { LocatedCluster } from '../documents/locatedCluster.js';
import { DERIVATION_CODES, PROCESS_KINDS } from '../model/derivation.js';
import { hasTemplate } from '../documents/yaml/templates.js';
import { ALL_RULES, check, type Judged, levelOf, ruleOf } from './catalogue.js';
import { editDistance } from './nearest.js';
import type { Finding, RuleContext } from './rule.js';
import { type SuppressionPayload, UNUSED_SUPPRESSION } from './suppressionRule.js';

/** What a comment can say, and what other linters call it. */
const WORDS: readonly string[] = [IGNORE, 'version', 'off'];
const OTHER_WORDS: Readonly<Record<string, string>> = { disable: IGNORE, suppress: IGNORE, skip: IGNORE, 'disable-line': IGNORE, 'ignore-line': IGNORE, 'disable-next-line': IGNORE, 'ignore-next-line': IGNORE };

/**
 * Findings about a section's comments that do nothing, in their order.
 *
 * @param clusters all clusters of one section: a comment is of use when it silences something in any of them
 */
export function unusedSuppressions(clusters: readonly LocatedCluster[], context: RuleContext): readonly Judged[] {
  const [first] = clusters;
  if (first === undefined) return [];
  const section = new SectionComments(first.section.section.text, first.section.start === 0, clusters, context);
  return section.findings().flatMap((finding) => {
    const level = levelOf(finding, context);
    return level === 'off' ? [] : [{ ...finding, level }];
  });
}

class SectionComments {
  readonly #text: string;
  readonly #isFirst: boolean;
  readonly #clusters: readonly LocatedCluster[];
  readonly #context: RuleContext;
  /** All there is to silence, whatever the settings make of it. */
  readonly #found: readonly Finding[];

  constructor(text: string, isFirst: boolean, clusters: readonly LocatedCluster[], context: RuleContext) {
    this.#text = text;
    this.#isFirst = isFirst;
    this.#clusters = clusters;
    this.#context = context;
    const everything: RuleContext = { settings: { ...context.settings, rules: {} }, yamlServer: false };
    this.#found = clusters.flatMap(({ analysis }) => check(analysis, everything));
  }

  findings(): readonly Finding<SuppressionPayload>[] {
    const comments = directiveComments(this.#text);
    // A comment that silences everything does not mean itself.
    const isSilenced = ({ span }: Finding): boolean =>
      comments.some((comment) => comment.names.some(({ text }) => text === UNUSED_SUPPRESSION) && silences(this.#text, comment, span.start, UNUSED_SUPPRESSION));
    return comments.flatMap((comment) => this.#about(comment)).filter((finding) => !isSilenced(finding));
  }

  #about(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    if (comment.word === IGNORE) return this.#aboutIgnore(comment);
    if (!WORDS.includes(comment.word)) return this.#aboutWord(comment);
    if (!this.#isFirst || !comment.atTop) return [this.#whole(comment, 'misplaced', [comment.word])];
    const isVersion = comment.word !== 'version' || /^v?\d+\.\d+(?:\.\d+)?$/.test(comment.names[0]?.text ?? '');
    return isVersion ? [] : [this.#whole(comment, 'no-version', [])];
  }

  #aboutWord(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    const { word, wordSpan } = comment;
    const meant = OTHER_WORDS[word] ?? nearestOf(word, WORDS);
    // Anything else may be prose about us.
    return meant === undefined ? [] : [{ ...this.#whole(comment, 'unknown-word', [word]), payload: { ...this.#payload(comment, 'unknown-word', [word]), nearest: meant, name: wordSpan } }];
  }

  #aboutIgnore(comment: DirectiveComment): readonly Finding<SuppressionPayload>[] {
    const [first] = comment.names;
    if (first === undefined) return this.#isJudged(comment) && !this.#found.some((finding) => this.#isSilenced(comment, finding)) ? [this.#whole(comment, 'unused', [])] : [];
    // After the rules a reason may follow.
    const end = comment.names.findIndex(({ text }, place) => ruleOf(text) === undefined && nearestRule(text) === undefined && (place > 0 || !/^[a-z]+(?:-[a-z]+)+$/.test(text)));
    const names = end < 0 ? comment.names : comment.names.slice(0, end);
    if (names.length === 0) return [this.#aboutName(comment, 'unknown-rule', first)];
    const idle = names.filter(({ text }) => ruleOf(text) === undefined || this.#isUnused(comment, text));
    const unused = idle.filter(({ text }) => ruleOf(text) !== undefined);
    if (unused.length === names.length) return [this.#whole(comment, 'unused', unused.map(({ text }) => text))];
    return idle.map((name) => this.#aboutName(comment, ruleOf(name.text) === undefined ? 'unknown-rule' : 'unused', name));
  }

  #isUnused(comment: DirectiveComment, rule: string): boolean {
    if (rule === UNUSED_SUPPRESSION || !this.#isJudged(comment)) return false;
    // A rule that is off finds nothing now, and may again.
    if ((this.#context.settings.rules[rule] ?? ruleOf(rule)?.level) === 'off') return false;
    // Flink reports one refusal at a time: another may come when this one is mended.
    if (DERIVATION_CODES.some((code) => code === rule) && !this.#derives()) return false;
    return !this.#found.some((finding) => finding.rule === rule && this.#isSilenced(comment, finding));
  }

  #isSilenced(comment: DirectiveComment, { rule, span }: Finding): boolean {
    return silences(this.#text, comment, span.start, rule);
  }

  /** Where little can be found at all, or a template decides, a comment may be of use another time. */
  #isJudged(comment: DirectiveComment): boolean {
    if (this.#clusters.some(({ cluster }) => cluster.version.version === undefined || cluster.loading !== undefined || cluster.canary || cluster.incomplete || PROCESS_KINDS.some((process) => cluster.processes[process].incomplete === true))) return false;
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

  #whole(comment: DirectiveComment, kind: SuppressionPayload['kind'], names: readonly string[]): Finding<SuppressionPayload> {
    return { rule: UNUSED_SUPPRESSION, span: comment.span, tag: 'unnecessary', payload: this.#payload(comment, kind, names) };
  }

  #payload(comment: DirectiveComment, kind: SuppressionPayload['kind'], names: readonly string[]): SuppressionPayload {
    return { kind, names, name: comment.span, cut: this.#cutOf(comment), whole: true };
  }

  #aboutName(comment: DirectiveComment, kind: 'unused' | 'unknown-rule', name: DirectiveComment['names'][number]): Finding<SuppressionPayload> {
    const nearest = kind === 'unknown-rule' ? nearestRule(name.text) : undefined;
    const only = comment.names.length === 1;
    const before = comment.names[comment.names.indexOf(name) - 1];
    const next = comment.names[comment.names.indexOf(name) + 1];
    const cut = before !== undefined ? { start: before.span.end, end: name.span.end } : { start: name.span.start, end: next?.span.start ?? name.span.end };
    return {
      rule: UNUSED_SUPPRESSION,
      span: name.span,
      payload: {
        kind, names: [name.text], name: name.span, cut: only ? this.#cutOf(comment) : cut, whole: only, ...(nearest === undefined ? {} : { nearest }),
      },
    };
  }

  /** A comment's line where nothing else stands on it, otherwise the comment with the blanks before it. */
  #cutOf({ span }: DirectiveComment): Span {
    const before = this.#text.slice(lineStart(this.#text, span.start), span.start);
    const isLine = /^\s*$/.test(before) && this.#text.slice(span.end, endOfLine(this.#text, span.end)).trim() === '';
    return isLine ? lineSpan(this.#text, span) : { start: span.start - (before.length - before.trimEnd().length), end: span.end };
  }
}

function nearestRule(name: string): string | undefined {
  return nearestOf(name, ALL_RULES.map(({ id }) => id));
}

/** The only one within a slip or two. */
function nearestOf(written: string, known: readonly string[]): string | undefined {
  const near = known.filter((word) => editDistance(written.toLowerCase(), word, word.length >= 6 ? 2 : 1) !== undefined);
  return near.length === 1 ? near[0] : undefined;
}
