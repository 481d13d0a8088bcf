import type { Span } from '../cluster.js';
import { applyEdits, type TextChange } from '../edits.js';
import { columnOf, lineEndOf, lineStart, type TextLine } from '../lines.js';
import type { LocatedNode, LocatedPair, LocatedScalar } from '../yaml/node.js';
import { childrenOf, TEXT_TAG } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { EvenLiteral, evenLiteral, readBlockScalar } from './blockScalar.js';
import { readFlowScalar } from './flowScalar.js';
import { type Piece, Places, textOf } from './pieces.js';

type Style = 'literal' | 'folded' | 'plain' | 'single' | 'double';

/** Where a scalar hangs: the key of its pair, or the item of a list itself. */
interface Holder {
  readonly start: number;
  readonly of: 'pair' | 'list';
  /** From which a block scalar's indentation counts. */
  readonly column: number;
}

/** A text that stands somewhere in a section, with the place of each of its characters. */
export interface PlacedText {
  /** What a reader gets; every line end a `\n`. */
  readonly text: string;
  /** Where it is written in lines of their own: the column at which they begin. */
  readonly indent: number | undefined;
  /** A span of this text as one of the section. */
  toSection(span: Span): Span;
  /** A span of the section as one of this text; what is no part of the text is left out of it. */
  fromSection(span: Span): Span;
  /** Whether a span of the section has to do with this text. */
  touches(span: Span): boolean;
  /**
   * Edits of this text as edits of the section; undefined where its style cannot hold them.
   *
   * @param edits in order, without overlap
   */
  edits(section: string, edits: readonly TextChange[]): readonly TextChange[] | undefined;
}

/** A section, or a file, as a text of its own. */
export function wholeText(text: string): PlacedText {
  return { text, indent: undefined, toSection: (span) => span, fromSection: (span) => span, touches: () => true, edits: (_, edits) => edits };
}

/** A text that is written in a scalar of a YAML document. */
export class EmbeddedText implements PlacedText {
  /** As decoded: without indentation, quotes and escapes, every line end a `\n`. */
  readonly text: string;
  /** Of a block scalar: the column at which its lines begin. */
  readonly indent: number | undefined;
  readonly #style: Style;
  /** By this the scalar is found again after an edit. */
  readonly #holder: Holder;
  /** What it was decoded from; an even literal is read by its lines, and taken into pieces only when a place is asked for. */
  readonly #pieces: readonly Piece[] | EvenLiteral;
  #places: Places | undefined;

  private constructor(text: string, style: Style, pieces: readonly Piece[] | EvenLiteral, indent: number | undefined, holder: Holder) {
    this.text = text;
    this.indent = indent;
    this.#style = style;
    this.#holder = holder;
    this.#pieces = pieces;
  }

  /** The text of a pair's value; undefined where it is no scalar, stands behind an alias, or is not read as the parser read it. */
  static of(tree: YamlTree, { key, value }: LocatedPair): EmbeddedText | undefined {
    const start = key.span.start;
    return EmbeddedText.#read(tree, value, { start, of: 'pair', column: columnOf(tree.templates.masked, start) });
  }

  /** The text of an item of a list, under the same conditions. */
  static ofItem(tree: YamlTree, item: LocatedNode): EmbeddedText | undefined {
    const { masked } = tree.templates;
    const { start } = item.span;
    const dash = masked.lastIndexOf('-', start - 1);
    return EmbeddedText.#read(tree, item, { start, of: 'list', column: columnOf(masked, Math.max(0, dash)) });
  }

  static #read(tree: YamlTree, value: LocatedNode, holder: Holder): EmbeddedText | undefined {
    if (value.kind !== 'scalar' || (value.tag !== undefined && value.tag !== TEXT_TAG) || value.span.start === value.span.end) return undefined;
    const { masked, spans } = tree.templates;
    const even = spans.length === 0 && value.quote === 'block' ? evenLiteral(masked, value) : undefined;
    if (even !== undefined) return new EmbeddedText(value.text, 'literal', even, even.indent, holder);
    const read = readScalar(masked, value, holder.column);
    // The parser may add a line end where the text has none.
    if (read === undefined || withoutLastLineEnds(textOf(read.pieces)) !== withoutLastLineEnds(value.text)) return undefined;
    const pieces = unmasked(tree, read.pieces);
    return new EmbeddedText(textOf(pieces), read.style, pieces, read.indent, holder);
  }

  /** Its lines where they stand in the section, down to the last with text; undefined where not every line stands there as it is. */
  lines(): readonly TextLine[] | undefined {
    return this.#pieces instanceof EvenLiteral ? this.#pieces.lines() : undefined;
  }

  toSection({ start, end }: Span): Span {
    const from = this.#placeOf(start);
    return { start: from, end: start === end ? from : this.#endOf(end) };
  }

  fromSection({ start, end }: Span): Span {
    const places = this.#placed;
    const from = places.offsetOf(start);
    return { start: from, end: start === end ? from : Math.max(from, places.offsetBehind(end)) };
  }

  touches({ start, end }: Span): boolean {
    const { span } = this.#placed;
    if (span === undefined) return false;
    // What begins where the text ends is no part of it, but something can be put there.
    return start === end ? end >= span.start && start <= span.end : end > span.start && start < span.end;
  }

  edits(section: string, edits: readonly TextChange[]): readonly TextChange[] | undefined {
    const made: TextChange[] = [];
    for (const edit of edits) {
      const placed = this.#edit(section, edit);
      if (placed === undefined) return undefined;
      made.push(placed);
    }
    // Read again: a text in quotes or folded lines may have become another than was meant.
    const tree = readYaml(applyEdits(section, made));
    const { start, of } = this.#holder;
    const value = tree.root === null ? undefined : of === 'pair' ? pairAt(tree.root, start)?.value : itemAt(tree.root, start);
    const after = value === undefined ? undefined : EmbeddedText.#read(tree, value, this.#holder)?.text ?? (value.kind === 'scalar' ? value.text : undefined);
    if (after === undefined || isSharedAnchor(section, this.#placed.span?.start ?? 0, this.#holder)) return undefined;
    return withoutLastLineEnds(after) === withoutLastLineEnds(applyEdits(this.text, edits)) ? made : undefined;
  }

  #edit(section: string, edit: TextChange): TextChange | undefined {
    const { text } = edit;
    switch (this.#style) {
      case 'literal':
        return this.#isWholeLines(edit) ? this.#lines(section, edit) : { span: this.toSection(edit.span), text: this.#indented(section, text) };
      case 'double':
        return { span: this.toSection(edit.span), text: JSON.stringify(text).slice(1, -1) };
      default:
        // A line end would be folded into a blank.
        if (text.includes('\n')) return undefined;
        return { span: this.toSection(edit.span), text: this.#style === 'single' ? text.replace(/'/g, "''") : text };
    }
  }

  #isWholeLines({ span, text }: TextChange): boolean {
    return this.#isLineStart(span.start) && this.#isLineStart(span.end) && (text === '' || text.endsWith('\n'));
  }

  #isLineStart(offset: number): boolean {
    return offset === 0 || this.text[offset - 1] === '\n';
  }

  /** Whole lines go and come with their indentation. */
  #lines(section: string, { span, text }: TextChange): TextChange {
    const at = (offset: number): number => (offset >= this.text.length ? this.#endOf(offset) : lineStart(section, this.#placeOf(offset)));
    const lines = text.split('\n').slice(0, -1).map((line) => (line === '' ? '' : ' '.repeat(this.indent ?? 0)) + line + lineEndOf(section));
    return { span: { start: at(span.start), end: at(span.end) }, text: lines.join('') };
  }

  /** Text that begins within a line. */
  #indented(section: string, text: string): string {
    const eol = lineEndOf(section);
    return text.replace(/\n(\n?)/g, (_, next: string) => eol + (next === '' ? ' '.repeat(this.indent ?? 0) : ''));
  }

  #placeOf(offset: number): number {
    return this.#placed.placeOf(offset) ?? this.#holder.start;
  }

  #endOf(offset: number): number {
    return this.#placed.endOf(offset) ?? this.#holder.start;
  }

  get #placed(): Places {
    const pieces = this.#pieces;
    return (this.#places ??= new Places(pieces instanceof EvenLiteral ? pieces.pieces(this.#holder.column) : pieces));
  }
}

/** Templates were masked by as many characters, some by line ends: what is written as itself is taken from the text. */
function unmasked({ text, templates: { masked, spans } }: YamlTree, pieces: readonly Piece[]): readonly Piece[] {
  if (spans.length === 0) return pieces;
  const hidden = spans.filter(({ start }) => masked[start] === '\n');
  const made: Piece[] = [];
  let next = 0;
  for (const piece of pieces) {
    while ((hidden[next]?.end ?? Infinity) < piece.from.end) next++;
    const span = hidden[next];
    if (!piece.verbatim && span !== undefined && span.start <= piece.from.start) {
      if (made.at(-1)?.from !== span) made.push({ text: text.slice(span.start, span.end), from: span, verbatim: true });
    } else {
      made.push(piece.verbatim ? { ...piece, text: text.slice(piece.from.start, piece.from.end) } : piece);
    }
  }
  return made;
}

function readScalar(source: string, { span, quote }: LocatedScalar, column: number): { readonly style: Style; readonly pieces: readonly Piece[]; readonly indent: number | undefined } | undefined {
  return quote === 'block' ? readBlockScalar(source, span.start, column) : { style: quote, pieces: readFlowScalar(source, span, quote), indent: undefined };
}

function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

/** Whether an anchor names the scalar, and an alias shows it somewhere else as well. */
function isSharedAnchor(section: string, contentStart: number, { start, of }: Holder): boolean {
  // An item begins behind its anchor.
  const head = of === 'pair' ? section.slice(start, contentStart) : `:${section.slice(lineStart(section, start), contentStart).replace(/^[\s-]*-/, '')}`;
  const name = /^[^\r\n]*?:[ \t]+(?:![^\s]*[ \t]+)?&([^\s,[\]{}]+)/.exec(head)?.[1];
  return name !== undefined && section.includes(`*${name}`);
}

/** The pair whose key begins at a place. */
function pairAt(node: LocatedNode, keyStart: number): LocatedPair | undefined {
  const own = node.kind === 'map' ? node.pairs.find(({ key }) => key.span.start === keyStart) : undefined;
  if (own !== undefined) return own;
  for (const child of childrenOf(node)) {
    const found = child.span.start <= keyStart && keyStart < child.span.end ? pairAt(child, keyStart) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The item of a list that begins at a place. */
function itemAt(node: LocatedNode, start: number): LocatedNode | undefined {
  const own = node.kind === 'sequence' ? node.items.find(({ span }) => span.start === start) : undefined;
  if (own !== undefined) return own;
  for (const child of childrenOf(node)) {
    const found = child.span.start <= start && start < child.span.end ? itemAt(child, start) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
