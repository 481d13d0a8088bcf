import { derivedText } from '../embedded/derivedText.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import type { Piece } from '../embedded/pieces.js';
import { interpolate, type Variables } from './interpolation.js';

/** A scalar of a compose file as Compose hands it on: with its variables put in, each where it is written. */
export function interpolated(whole: PlacedText, variables: Variables): PlacedText {
  if (!whole.text.includes('$')) return whole;
  return derivedText(whole, {
    read: (text) => interpolate(text, variables) ?? asItIs(text),
    write: (text) => text.replaceAll('$', '$$$$'),
    isElsewhere: (written) => written !== '$$',
    end: (text) => text.length,
  }) ?? whole;
}

function asItIs(text: string): readonly Piece[] {
  return text === '' ? [] : [{ text, from: { start: 0, end: text.length }, verbatim: true }];
}
