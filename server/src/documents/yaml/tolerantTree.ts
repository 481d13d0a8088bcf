import type * as Yaml from 'yaml';
import type { Span } from '../cluster.js';
import { behindColon, lastInk } from './eventTree.js';
import { LocatedMap, type LocatedNode, type LocatedPair, type LocatedScalar, MAX_DEPTH, type Quote } from './node.js';

/** The bundler's and Node's `require`, for the one module that is loaded late. */
declare function require(id: 'yaml'): typeof Yaml;

/**
 * Reads what can be read of a text with errors in it (the first document): half-typed keys are normal while typing.
 * `errors` are the offsets at which the text is wrong.
 */
export function tolerantTree(text: string): { readonly root: LocatedNode | null; readonly errors: readonly number[] } {
  // Loaded at the first broken document: a session that sees none never pays for it.
  const yaml = require('yaml');
  const document = yaml.parseDocument(text, {
    prettyErrors: false, uniqueKeys: false, logLevel: 'silent', schema: 'failsafe', keepSourceTokens: false,
  });
  const errors = document.errors.filter((error) => error.code !== 'MULTIPLE_DOCS').map((error) => error.pos[0]);
  const contents: unknown = document.contents;
  const root = new TreeReader(text, yaml).node(contents, 0, 0);
  return { root: root.kind === 'scalar' && root.span.start === root.span.end ? null : root, errors };
}

const QUOTES: ReadonlyMap<string, Quote> = new Map<string, Quote>([
  ['QUOTE_SINGLE', 'single'], ['QUOTE_DOUBLE', 'double'], ['BLOCK_LITERAL', 'block'], ['BLOCK_FOLDED', 'block'],
]);

class TreeReader {
  readonly #text: string;
  readonly #yaml: typeof Yaml;
  readonly #anchors = new Map<string, LocatedNode>();

  constructor(text: string, yaml: typeof Yaml) {
    this.#text = text;
    this.#yaml = yaml;
  }

  node(node: unknown, absentAt: number, depth: number): LocatedNode {
    const absent: LocatedNode = { kind: 'scalar', span: { start: absentAt, end: absentAt }, text: '', quote: 'plain' };
    if (depth > MAX_DEPTH || !this.#yaml.isNode(node)) return absent;
    const span = spanOf(node, absentAt);
    if (this.#yaml.isAlias(node)) {
      const target = this.#anchors.get(node.source);
      return target === undefined ? { kind: 'alias', span } : { kind: 'alias', span, target };
    }
    const tag = node.tag === undefined ? {} : { tag: node.tag };
    const read = this.#value(node, span, tag, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    return read;
  }

  #value(node: Yaml.Scalar | Yaml.YAMLMap | Yaml.YAMLSeq, span: Span, tag: { readonly tag?: string }, depth: number): LocatedNode {
    if (this.#yaml.isMap(node)) {
      const pairs = node.items.flatMap((pair) => this.#pair(pair, span.start, depth));
      return new LocatedMap(this.#collectionSpan(span, node.flow === true, pairs.at(-1)), node.flow === true, pairs, tag.tag);
    }
    if (this.#yaml.isSeq(node)) {
      let end = span.start;
      const items = node.items.map((item: unknown) => {
        const read = this.node(item, end, depth + 1);
        end = Math.max(end, read.span.end);
        return read;
      });
      return { kind: 'sequence', span: this.#collectionSpan(span, node.flow === true, items.at(-1)), flow: node.flow === true, items, ...tag };
    }
    const quote = QUOTES.get(node.type ?? '') ?? 'plain';
    const text = node.source ?? (typeof node.value === 'string' ? node.value : '');
    const written = quote === 'block' ? { start: span.start, end: Math.max(span.start, lastInk(this.#text, span.end)) } : span;
    return { kind: 'scalar', span: written, text, quote, ...tag };
  }

  #pair(pair: Yaml.Pair, absentAt: number, depth: number): readonly LocatedPair[] {
    const key = this.node(pair.key, absentAt, depth + 1);
    const value = this.node(pair.value, behindColon(this.#text, key.span.end), depth + 1);
    const whole: LocatedPair = { span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) }, key, value };
    return key.kind === 'scalar' && key.quote === 'plain' && /[\r\n]/.test(this.#text.slice(key.span.start, key.span.end)) ? splitKey(this.#text, whole, key) : [whole];
  }

  #collectionSpan(span: Span, flow: boolean, last: { readonly span: Span } | undefined): Span {
    return flow && /[[{]/.test(this.#text.charAt(span.start)) ? span : { start: span.start, end: last?.span.end ?? span.start };
  }
}

/**
 * A line that is still being typed (`taskmanager.mem`) and the next one make one multi-line key to a YAML parser. What
 * stands before the last line are keys without a value, so that the neighbour keeps its own.
 */
function splitKey(text: string, pair: LocatedPair, key: LocatedScalar): readonly LocatedPair[] {
  const pairs: LocatedPair[] = [];
  for (const line of text.slice(key.span.start, key.span.end).matchAll(/[^\s][^\r\n]*/g)) {
    const start = key.span.start + line.index;
    const written = line[0].trimEnd();
    const span = { start, end: start + written.length };
    const part: LocatedScalar = { kind: 'scalar', span, text: written, quote: 'plain' };
    if (span.end < key.span.end) {
      const absent: LocatedScalar = { kind: 'scalar', span: { start: span.end, end: span.end }, text: '', quote: 'plain' };
      pairs.push({ span, key: part, value: absent });
    } else {
      pairs.push({ span: { start, end: pair.span.end }, key: part, value: pair.value });
    }
  }
  return pairs;
}

function spanOf(node: Yaml.Node, absentAt: number): Span {
  const range = node.range;
  return range === undefined || range === null || range[0] === range[1] ? { start: absentAt, end: absentAt } : { start: range[0], end: range[1] };
}
