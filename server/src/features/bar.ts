/** The bar of a process, to scale: as an inline image for clients that show one, as characters for others. */
import type { Part, PartName } from '../model/derivation.js';
import { MEMORY_KINDS, memoryKind, type MemoryKind } from '../shared/kinds.js';
import { shareOf } from '../shared/sizes.js';

/** A piece of the bar: neighbouring parts of one kind. `strong` pieces are what is spoken of. */
export interface BarPiece {
  readonly kind: MemoryKind;
  readonly bytes: bigint;
  readonly strong: boolean;
}

const WIDTH = 360;
const HEIGHT = 14;
const GAP = 1;
/** Nothing that exists is narrower, in pixels. */
const HAIRLINE = 2;

/**
 * An image knows neither the editor's theme nor its variables: these are middle tones of the theme's chart colours that keep
 * their distance from white as from black.
 */
const COLOURS: Readonly<Record<MemoryKind, string>> = {
  heap: '#2f81d8',
  managed: '#a05fc9',
  direct: '#3c9a4d',
  metaspace: '#c29a0b',
  overhead: '#cc7a16',
};
const PALE = '0.32';

/** How full a character is per kind, where there are no colours. */
const CHARACTERS: Readonly<Record<MemoryKind, string>> = { heap: '█', managed: '▓', direct: '▒', metaspace: '░', overhead: '·' };
const COLUMNS = 40;

/** The pieces of a process in the order of {@link MEMORY_KINDS}; `spokenOf` names the part that is strong, everything without it. */
export function barPieces(root: Part, spokenOf?: PartName): readonly BarPiece[] {
  const leaves: { readonly kind: MemoryKind; readonly bytes: bigint; readonly strong: boolean }[] = [];
  const collect = (part: Part, inside: boolean): void => {
    const strong = inside || part.pool === spokenOf;
    if (part.parts !== undefined && part.parts.length > 0) {
      for (const child of part.parts) collect(child, strong);
      return;
    }
    const kind = memoryKind(part.pool);
    if (kind !== undefined && part.bytes > 0n) leaves.push({ kind, bytes: part.bytes, strong });
  };
  collect(root, spokenOf === undefined);
  const pieces: BarPiece[] = [];
  for (const kind of MEMORY_KINDS) {
    for (const leaf of leaves.filter((candidate) => candidate.kind === kind)) {
      const last = pieces[pieces.length - 1];
      if (last?.kind === kind && last.strong === leaf.strong) pieces[pieces.length - 1] = { ...last, bytes: last.bytes + leaf.bytes };
      else pieces.push(leaf);
    }
  }
  return pieces;
}

/** Markdown for the bar: an image with `description` for who cannot see it, or a line of characters. */
export function barMarkdown(pieces: readonly BarPiece[], asImage: boolean, description: string): string {
  if (pieces.length === 0) return '';
  return asImage ? `![${description}](${barImage(pieces)})` : `\`${barCharacters(pieces)}\``;
}

function barImage(pieces: readonly BarPiece[]): string {
  const widths = layOut(pieces, WIDTH - GAP * (pieces.length - 1), HAIRLINE);
  let x = 0;
  const rectangles = pieces.map(({ kind, strong }, index) => {
    const width = widths[index] ?? 0;
    const rectangle = `<rect x="${round(x)}" width="${round(width)}" height="${HEIGHT}" fill="${COLOURS[kind]}"${strong ? '' : ` opacity="${PALE}"`}/>`;
    x += width + GAP;
    return rectangle;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${rectangles.join('')}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
}

function barCharacters(pieces: readonly BarPiece[]): string {
  const spoken = pieces.some(({ strong }) => !strong);
  const ends: number[] = [];
  let sum = 0;
  for (const width of layOut(pieces, COLUMNS, 1)) ends.push(sum += width);
  return pieces
    .map(({ kind, strong }, index) => {
      const length = Math.round(ends[index] ?? 0) - Math.round(ends[index - 1] ?? 0);
      return (spoken ? (strong ? '█' : '░') : CHARACTERS[kind]).repeat(length);
    })
    .join('');
}

/** Widths to scale that fill `width`, none under `least`. */
function layOut(pieces: readonly BarPiece[], width: number, least: number): readonly number[] {
  const total = pieces.reduce((sum, { bytes }) => sum + bytes, 0n);
  const widths = pieces.map(({ bytes }) => Math.max(least, shareOf(bytes, total) * width));
  const excess = widths.reduce((sum, piece) => sum + piece, 0) - width;
  // What the hairlines took is taken back from the widest.
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((piece, index) => (index === widest ? piece - excess : piece));
}

function round(pixels: number): string {
  return pixels.toFixed(1).replace(/\.0$/, '');
}
