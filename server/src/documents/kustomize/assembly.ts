import type { Span } from '../cluster.js';
import type { Locate } from '../layers/distantFile.js';
import { locator } from '../otherFiles.js';
import type { Location } from '../../shared/protocol.js';
import { offsetBy } from '../spans.js';
import type { LocatedNode } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { shifted } from './merge.js';

/** A section of another file. */
export interface ForeignSection {
  readonly uri: string;
  /** The whole file, and where the section begins in it. */
  readonly text: string;
  readonly start: number;
  readonly tree: YamlTree;
  /** Of a text within the file: a span of that as one of the file. */
  readonly toFile?: (span: Span) => Span;
}

interface Piece {
  readonly section: ForeignSection;
  readonly at: number;
  readonly locate: (span: Span) => Location;
}

/**
 * Sections of several files one behind the other, as if they were one text: an object that is put together from their nodes is
 * read like any other, and every span of it tells the file that it is from. The document at hand comes first, so that its own
 * spans are spans of its section.
 */
export class Assembly {
  readonly #own: YamlTree;
  readonly #pieces: Piece[] = [];
  #length: number;

  constructor(own: YamlTree) {
    this.#own = own;
    this.#length = own.text.length;
  }

  /** A node of another section as one of the whole. */
  add(section: ForeignSection, node: LocatedNode): LocatedNode {
    let piece = this.#pieces.find((one) => one.section.tree === section.tree);
    if (piece === undefined) {
      piece = { section, at: this.#length + 1, locate: locator(section.uri, section.text) };
      this.#pieces.push(piece);
      this.#length = piece.at + section.tree.text.length;
    }
    return shifted(node, piece.at);
  }

  tree(root: LocatedNode): YamlTree {
    const join = (text: (tree: YamlTree) => string): string => [text(this.#own), ...this.#pieces.map(({ section }) => text(section.tree))].join('\n');
    const spans = (of: (tree: YamlTree) => readonly Span[]): readonly Span[] =>
      [...of(this.#own), ...this.#pieces.flatMap(({ section, at }) => of(section.tree).map(({ start, end }) => ({ start: start + at, end: end + at })))];
    const text = join((tree) => tree.text);
    return {
      text,
      root,
      errors: [],
      // Lines that a template writes are asked for in each document by itself: here nobody knows what they stand under.
      templates: { masked: join(({ templates }) => templates.masked), spans: spans(({ templates }) => templates.spans), splices: [], conditional: spans(({ templates }) => templates.conditional) },
    };
  }

  /** Whether a span is one of the document at hand. */
  isOwn({ end }: Span): boolean {
    return end <= this.#own.text.length;
  }

  /** Where a span of another document stands. */
  locate(span: Span): Location | undefined {
    const piece = this.#pieceOf(span);
    if (piece === undefined) return undefined;
    const { section, at, locate } = piece;
    const place = offsetBy(span, section.start - at);
    return locate(section.toFile?.(place) ?? place);
  }

  /** Where what a span is of stands, for all that belongs to it; undefined for the document at hand. */
  elsewhere(span: Span): Locate | undefined {
    const anchor = this.isOwn(span) ? undefined : this.locate(span);
    return anchor === undefined ? undefined : (place) => this.locate(place) ?? anchor;
  }

  /** The section of another document that a span is of, and the span in it. */
  placeOf(span: Span): { readonly section: ForeignSection; readonly span: Span } | undefined {
    const piece = this.#pieceOf(span);
    return piece === undefined ? undefined : { section: piece.section, span: offsetBy(span, -piece.at) };
  }

  #pieceOf({ start, end }: Span): Piece | undefined {
    return this.#pieces.find(({ section, at }) => start >= at && end <= at + section.tree.text.length);
  }
}
