/** References to a container's variables, as Kubernetes puts them in (`k8s.io/kubernetes/third_party/forked/golang/expansion`). */
import { derivedText } from '../embedded/derivedText.js';
import { asWritten, type TextFilter } from '../embedded/partOfText.js';
import { type Piece, Pieces, textOf } from '../embedded/pieces.js';

/** What the variables of a container stand for, as far as its own text says so. */
export type PodValues = ReadonlyMap<string, string>;

const REFERENCE = /\$\$|\$\(([A-Za-z_.-][\w.-]*)\)/g;

/** Puts `$(NAME)` in where the value is known; `$$` is a dollar. What nobody here knows stays as it is written. */
export function expanded(values: PodValues): TextFilter {
  if (values.size === 0) return asWritten;
  return (whole) => {
    if (!/\$[$(]/.test(whole.text)) return whole;
    return derivedText(whole, {
      read: (text) => piecesOf(text, values),
      write: (text) => text.replace(/\$(?=[$(])/g, '$$$$'),
      isElsewhere: (written) => written !== '$$',
      end: (text) => text.length,
    }) ?? whole;
  };
}

function piecesOf(text: string, values: PodValues): readonly Piece[] {
  const pieces = new Pieces(text);
  let from = 0;
  for (const { index, 0: written, 1: name } of text.matchAll(REFERENCE)) {
    const end = index + written.length;
    const value = name === undefined ? '$' : values.get(name);
    if (value === undefined) continue;
    pieces.verbatim(from, index);
    pieces.written(value, { start: index, end });
    from = end;
  }
  pieces.verbatim(from, text.length);
  return pieces.list;
}

/** A variable's value with those of the variables before it. */
export function expandedText(text: string, values: PodValues): string {
  return text.includes('$') ? textOf(piecesOf(text, values)) : text;
}
