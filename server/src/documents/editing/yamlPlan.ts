import type { Span } from '../cluster.js';
import type { EditResult, TextChange } from '../edits.js';
import type { Reader } from '../yaml/flatten.js';
import { type LocatedMap, type LocatedNode, type LocatedPair, type LocatedScalar, type Quote, TEXT_TAG } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { columnOf, endOfLine, endOfLineBefore, lineEndOf, lineSpan, lineStart } from '../lines.js';
import { indentStep } from './indentStep.js';
import { flowRemovals } from './listEdits.js';
import type { PlacedPair } from './pairs.js';
import type { Place } from './placement.js';
import { keyTextOf, plainType, scalarText, type WrittenFor } from './scalarText.js';

/** A key to be written, with a value or with keys of its own. */
interface NewPair {
  readonly key: string;
  value?: string;
  readonly children: NewPair[];
}

interface Addition {
  readonly container: LocatedMap | LocatedPair;
  readonly after: LocatedPair | undefined;
  readonly pairs: NewPair[];
}

/** What will become of a YAML text, collected on its tree and written at the end. */
export class YamlPlan {
  readonly #tree: YamlTree;
  readonly #text: string;
  readonly #reader: Reader;
  readonly #eol: string;
  readonly #removed = new Set<LocatedPair>();
  readonly #additions: Addition[] = [];
  readonly #edits: TextChange[] = [];

  constructor(tree: YamlTree, reader: Reader) {
    this.#tree = tree;
    this.#text = tree.text;
    this.#reader = reader;
    this.#eol = lineEndOf(tree.text);
  }

  replace(span: Span, text: string): void {
    this.#edits.push({ span, text });
  }

  isRemoved(pair: LocatedPair): boolean {
    return this.#removed.has(pair);
  }

  isAddedTo(map: LocatedMap): boolean {
    return this.#additions.some(({ container }) => container === map);
  }

  /** @param isText the field has to be a text, as the CRD says of `memory` */
  setValue({ pair, map }: PlacedPair, value: string, isText: boolean): boolean {
    const reader: WrittenFor = isText ? 'text' : this.#reader;
    const old = pair.value;
    const scalar = old.kind === 'scalar' ? old : undefined;
    if (scalar?.tag !== undefined && scalar.tag !== TEXT_TAG) return false;
    const quote = scalar === undefined || scalar.quote === 'block' ? 'plain' : this.#keptQuote(scalar, value, reader, map);
    const text = scalarText(value, { quote, flow: map.flow, reader: scalar?.tag === undefined ? reader : 'text' });
    const { start, end } = old.span;
    if (start < end) {
      this.replace(old.span, text);
      return true;
    }
    // Nothing stands there yet: an anchor or a tag of nothing is nobody's to complete.
    const rest = this.#text.slice(start, endOfLine(this.#text, start)).trimStart();
    if (/^[&!]/.test(rest)) return false;
    const colon = this.#text[start - 1] === ':' ? '' : ':';
    this.replace(old.span, `${colon} ${text}`);
    return true;
  }

  /** A value keeps its quotes; a text that becomes a number gets some where only texts were before. */
  #keptQuote(old: LocatedScalar, value: string, reader: WrittenFor, map: LocatedMap): Quote {
    if (old.quote !== 'plain' || reader === 'flink') return old.quote;
    const becomesNumber = plainType(value, reader) !== 'text' && plainType(old.text, reader) === 'text';
    return becomesNumber ? this.#quoteFor(map, value, reader) : 'plain';
  }

  setKey({ pair, map }: PlacedPair, key: string): boolean {
    if (pair.key.kind !== 'scalar' || pair.key.quote === 'block' || pair.key.tag !== undefined) return false;
    this.replace(pair.key.span, keyTextOf(key, pair.key.quote, map.flow));
    return true;
  }

  remove({ pair }: PlacedPair): boolean {
    // An alias elsewhere may live on an anchor in here.
    if (this.#hasAlias() && /(?:^|\s)&\S/.test(this.#text.slice(pair.span.start, pair.span.end))) return false;
    this.#removed.add(pair);
    return true;
  }

  #hasAlias(): boolean {
    return /(?:^|[\s,[{])\*\S/.test(this.#text);
  }

  add({ container, after, path }: Place, value: string, kind: 'text' | 'number' | 'option' = 'option'): boolean {
    const [first, ...rest] = path;
    if (first === undefined || ('pairs' in container && !this.#isWhole(container))) return false;
    const known = this.#additions.find((addition) => addition.container === container && (addition.after === after || !('pairs' in container)));
    const addition = known ?? { container, after, pairs: [] };
    if (known === undefined) this.#additions.push(addition);
    // A number of the operator's own is one without quotes.
    insertPath(addition.pairs, first, rest, kind === 'number' ? value : this.#written(container, value, kind === 'text'));
    return true;
  }

  /** Not so a flow mapping that nothing closes: what seems to be in it may be what follows. */
  #isWhole({ flow, span }: LocatedMap): boolean {
    return !flow || this.#text[span.end - 1] === '}';
  }

  /** The value in the style of its new neighbours. */
  #written(container: LocatedMap | LocatedPair, value: string, isText: boolean): string {
    const map = 'pairs' in container ? container : undefined;
    const reader: WrittenFor = isText ? 'text' : this.#reader;
    return scalarText(value, { quote: this.#quoteFor(map, value, reader), flow: map?.flow ?? false, reader });
  }

  /**
   * The quotes of the neighbours: of all of them where they agree, of those that are numbers where the value is one. A number
   * without such a neighbour is quoted for the operator, which up to 1.12 takes nothing but texts.
   */
  #quoteFor(map: LocatedMap | undefined, value: string, reader: WrittenFor): Quote {
    const scalars = (map?.pairs ?? []).flatMap(({ value: node }) => (node.kind === 'scalar' && node.quote !== 'block' && node.text !== '' ? node : []));
    const isNumber = plainType(value, reader) !== 'text';
    const alike = scalars.filter((node) => (plainType(node.text, reader) !== 'text') === isNumber);
    const first = (alike.length > 0 ? alike : isNumber ? [] : scalars)[0];
    if (first === undefined) return isNumber && reader !== 'flink' ? 'double' : 'plain';
    return alike.every((node) => node.quote === first.quote) && first.quote !== 'block' ? first.quote : 'plain';
  }

  edits(): EditResult {
    // Where a mapping and one around it end on the same line, the inner one comes first.
    const innerFirst = [...this.#additions].sort((a, b) => this.#columnOf(b.container) - this.#columnOf(a.container));
    const root = this.#tree.root;
    if (root !== null && this.#removed.size > 0 && !this.#writeRemovals(root)) return { refused: { code: 'not-writable' } };
    for (const addition of innerFirst) this.#writeAddition(addition);
    return { edits: this.#edits };
  }

  // Removals

  /** Whether nothing of a mapping stays. */
  #isEmptied(node: LocatedNode): boolean {
    if (node.kind !== 'map' || node.pairs.length === 0 || this.isAddedTo(node)) return false;
    return node.pairs.every((pair) => this.#isGone(pair));
  }

  #isGone(pair: LocatedPair): boolean {
    return this.#removed.has(pair) || this.#isEmptied(pair.value);
  }

  /** Whether they could be written: in a text that is not well formed a mapping may not hold what it seems to. */
  #writeRemovals(node: LocatedNode): boolean {
    if (node.kind === 'sequence') return node.items.every((item) => this.#writeRemovals(item));
    if (node.kind !== 'map') return true;
    const gone = node.pairs.filter((pair) => this.#isGone(pair));
    const removals = node.flow && gone.length > 0
      ? flowRemovals(node.pairs, (pair) => gone.includes(pair))
      : gone.map((pair) => ({ span: this.#blockSpan(node, pair), text: '' }));
    if (removals === undefined) return false;
    this.#edits.push(...removals);
    return node.pairs.every((pair) => gone.includes(pair) || this.#writeRemovals(pair.value));
  }

  /** The lines of a pair; only its own text where it shares its first line with something else (`- key: value`). */
  #blockSpan(map: LocatedMap, pair: LocatedPair): Span {
    const before = this.#text.slice(lineStart(this.#text, pair.span.start), pair.span.start);
    if (/^[\s\ufeff]*$/.test(before)) return lineSpan(this.#text, pair.span);
    const next = map.pairs[map.pairs.indexOf(pair) + 1];
    return { start: pair.span.start, end: next?.span.start ?? endOfLine(this.#text, pair.span.end) };
  }

  // Additions

  /** The column of a mapping's keys, also of those that a pair will get. */
  #columnOf(container: LocatedMap | LocatedPair): number {
    const own = columnOf(this.#text, container.span.start);
    return 'pairs' in container ? own : own + indentStep(this.#tree);
  }

  #writeAddition({ container, after, pairs }: Addition): void {
    if (!('pairs' in container)) {
      this.#fill(container, pairs);
      return;
    }
    if (container.flow) {
      this.#addToFlow(container, after, pairs);
      return;
    }
    const previous = after ?? container.pairs.at(-1);
    if (previous === undefined) return;
    const column = this.#columnOf(container);
    this.#insertLines(this.#firstStaying(container, previous), this.#blockLines(pairs, column));
  }

  /** New lines must not hang on a line that goes: they move up to the next that stays. */
  #firstStaying(map: LocatedMap, wanted: LocatedPair): number {
    for (let at = map.pairs.indexOf(wanted); at >= 0; at--) {
      const pair = map.pairs[at];
      if (pair !== undefined && !this.#isGone(pair)) return endOfLine(this.#text, pair.span.end);
    }
    const first = map.pairs[0];
    // Before the mapping's first line: behind the line of its own key, or at the very start.
    return first === undefined ? this.#text.length : endOfLineBefore(this.#text, lineStart(this.#text, first.span.start));
  }

  #insertLines(wanted: number, lines: readonly string[]): void {
    // The last lines of what they follow may go: they move up to a line that stays.
    let at = wanted;
    for (;;) {
      const around = this.#edits.find(({ span, text }) => text === '' && span.start < at && at < span.end);
      if (around === undefined) break;
      const above = endOfLineBefore(this.#text, lineStart(this.#text, around.span.start));
      at = above < at ? above : around.span.start;
    }
    const atStart = at <= (this.#text.startsWith('\ufeff') ? 1 : 0);
    const text = lines.map((line) => (atStart ? line + this.#eol : this.#eol + line)).join('');
    this.#edits.push({ span: { start: at, end: at }, text });
  }

  /** Gives a pair without a value a block of its own. */
  #fill(pair: LocatedPair, pairs: readonly NewPair[]): void {
    const written = pair.value.span;
    const inFlow = this.#isInFlow(pair);
    if (inFlow) {
      this.replace(written, ` {${this.#flowText(pairs)}}`);
      return;
    }
    if (written.start < written.end) this.#edits.push({ span: { start: pair.key.span.end + 1, end: written.end }, text: '' });
    const column = this.#columnOf(pair);
    this.#insertLines(endOfLine(this.#text, pair.span.end), this.#blockLines(pairs, column));
  }

  #isInFlow(pair: LocatedPair): boolean {
    const within = (node: LocatedNode): boolean => {
      if (node.kind === 'sequence') return node.items.some(within);
      return node.kind === 'map' && node.pairs.some((other) => (other === pair ? node.flow : within(other.value)));
    };
    return this.#tree.root !== null && within(this.#tree.root);
  }

  #addToFlow(map: LocatedMap, after: LocatedPair | undefined, pairs: readonly NewPair[]): void {
    const staying = map.pairs.filter((pair) => !this.#isGone(pair));
    const text = this.#flowText(pairs);
    const wanted = after !== undefined && staying.includes(after) ? after : staying.at(-1);
    if (wanted === undefined) {
      const first = map.span.start + 1;
      this.#edits.push({ span: { start: first, end: first }, text });
    } else {
      this.#edits.push({ span: { start: wanted.span.end, end: wanted.span.end }, text: `, ${text}` });
    }
  }

  #flowText(pairs: readonly NewPair[]): string {
    return pairs.map(({ key, value, children }) => `${keyTextOf(key, 'plain', true)}: ${value ?? `{${this.#flowText(children)}}`}`).join(', ');
  }

  #blockLines(pairs: readonly NewPair[], column: number): readonly string[] {
    return pairs.flatMap(({ key, value, children }) => {
      const head = `${' '.repeat(column)}${keyTextOf(key, 'plain', false)}:`;
      return value === undefined ? [head, ...this.#blockLines(children, column + indentStep(this.#tree))] : [`${head} ${value}`];
    });
  }
}

function insertPath(pairs: NewPair[], key: string, rest: readonly string[], value: string): void {
  const known = pairs.find((pair) => pair.key === key && pair.value === undefined);
  const [next, ...others] = rest;
  if (next === undefined) {
    pairs.push({ key, value, children: [] });
    return;
  }
  const parent = known ?? { key, children: [] };
  if (known === undefined) pairs.push(parent);
  insertPath(parent.children, next, others, value);
}
