import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Span } from '../cluster.js';
import { endOfLine } from '../lines.js';
import { LocatedMap, type LocatedNode, type LocatedPair, MAX_DEPTH, type Quote } from './node.js';

/**
 * Reads a well-formed document (the first of the text) from js-yaml's parser events: several times as fast as a syntax tree.
 * Throws at the first error, as that parser does; null stands for an empty document.
 */
export function eventTree(text: string): LocatedNode | null {
  return new TreeBuilder(text, parseEvents(text, {})).document();
}

const QUOTES: ReadonlyMap<number, Quote> = new Map<number, Quote>([
  [SCALAR_STYLE.PLAIN, 'plain'],
  [SCALAR_STYLE.SINGLE_QUOTED, 'single'],
  [SCALAR_STYLE.DOUBLE_QUOTED, 'double'],
  [SCALAR_STYLE.LITERAL_BLOCK, 'block'],
  [SCALAR_STYLE.FOLDED_BLOCK, 'block'],
]);

class TreeBuilder {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, LocatedNode>();
  #next = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  document(): LocatedNode | null {
    const first = this.#take();
    if (first?.type !== EVENT_ID.DOCUMENT) return null;
    const root = this.#node(0, 0);
    return root === undefined || isAbsent(root) ? null : root;
  }

  #take(): Event | undefined {
    return this.#events[this.#next++];
  }

  /** @param absentAt where an absent scalar would stand */
  #node(absentAt: number, depth: number): LocatedNode | undefined {
    if (depth > MAX_DEPTH) throw new RangeError('nested too deeply');
    const event = this.#take();
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#scalar(event, absentAt));
      case EVENT_ID.ALIAS: {
        const target = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd));
        const span = { start: event.anchorStart - 1, end: event.anchorEnd };
        return target === undefined ? { kind: 'alias', span } : { kind: 'alias', span, target };
      }
      case EVENT_ID.MAPPING: {
        const pairs: LocatedPair[] = [];
        let end = event.start;
        for (;;) {
          const key = this.#node(end, depth + 1);
          if (key === undefined) break;
          const value = this.#node(behindColon(this.#text, key.span.end), depth + 1);
          if (value === undefined) break;
          // Every empty value ends behind its colon, so that the next search for a bracket begins there.
          end = Math.max(key.span.end, value.span.end);
          pairs.push({ span: { start: key.span.start, end }, key, value });
        }
        const flow = event.style === COLLECTION_STYLE.FLOW;
        return this.#anchored(event, new LocatedMap(this.#collectionSpan(event.start, end, flow, '}'), flow, pairs, this.#tag(event).tag));
      }
      case EVENT_ID.SEQUENCE: {
        const items: LocatedNode[] = [];
        let end = event.start;
        for (;;) {
          const item = this.#node(end, depth + 1);
          if (item === undefined) break;
          end = Math.max(end, item.span.end);
          items.push(item);
        }
        const flow = event.style === COLLECTION_STYLE.FLOW;
        return this.#anchored(event, { kind: 'sequence', span: this.#collectionSpan(event.start, end, flow, ']'), flow, items, ...this.#tag(event) });
      }
      default:
        return undefined;
    }
  }

  #anchored(event: { readonly anchorStart: number; readonly anchorEnd: number }, node: LocatedNode): LocatedNode {
    if (event.anchorStart >= 0) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  #tag(event: { readonly tagStart: number; readonly tagEnd: number }): { readonly tag?: string } {
    if (event.tagStart < 0) return {};
    const written = this.#text.slice(event.tagStart, event.tagEnd);
    return { tag: written.replace(/^!!/, 'tag:yaml.org,2002:').replace(/^!<(.*)>$/, '$1') };
  }

  #scalar(event: ScalarEvent, absentAt: number): LocatedNode {
    if (event.valueStart < 0) {
      return { kind: 'scalar', span: { start: absentAt, end: absentAt }, text: '', quote: 'plain', ...this.#tag(event) };
    }
    const quote = QUOTES.get(event.style) ?? 'plain';
    return { kind: 'scalar', span: this.#scalarSpan(event, quote), text: getScalarValue(this.#text, event), quote, ...this.#tag(event) };
  }

  #scalarSpan(event: ScalarEvent, quote: Quote): Span {
    if (quote === 'block') return { start: blockHeader(this.#text, event.valueStart), end: lastInk(this.#text, event.valueEnd) };
    const around = quote === 'plain' ? 0 : 1;
    return { start: event.valueStart - around, end: event.valueEnd + around };
  }

  /** The events do not say where a collection ends: a block ends with its last child, a flow collection at its bracket. */
  #collectionSpan(start: number, lastChild: number, flow: boolean, bracket: string): Span {
    // `[a: b]` holds a mapping without brackets of its own.
    if (!flow || (bracket === '}' && this.#text[start] !== '{')) return { start, end: lastChild };
    let at = Math.max(lastChild, start + 1);
    for (; at < this.#text.length && this.#text[at] !== bracket; at++) {
      if (this.#text[at] === '#') at = endOfLine(this.#text, at) - 1;
    }
    return { start, end: Math.min(at + 1, this.#text.length) };
  }
}

function isAbsent(node: LocatedNode): boolean {
  return node.kind === 'scalar' && node.quote === 'plain' && node.span.start === node.span.end;
}

const COLON = 0x3a;

/** Behind the colon that follows a key, or the key's end where there is none (`{a}`). */
export function behindColon(text: string, keyEnd: number): number {
  if (text.charCodeAt(keyEnd) === COLON) return keyEnd + 1;
  let at = keyEnd;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return text[at] === ':' ? at + 1 : keyEnd;
}

/** The `|` or `>` on the line before a block scalar's content. */
function blockHeader(text: string, contentStart: number): number {
  const line = text.lastIndexOf('\n', contentStart - 2) + 1;
  const header = /[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?[\r\n]*$/.exec(text.slice(line, contentStart));
  return header === null ? contentStart : line + header.index;
}

/** Where a block scalar's last visible character ends: trailing empty lines belong to nobody's edit. */
export function lastInk(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
