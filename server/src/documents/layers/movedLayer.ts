import type { Entry, Span } from '../cluster.js';
import { placedEntry, placedLoading, placedProblem } from '../placing.js';
import { offsetBy } from '../spans.js';
import type { Layer, LayerChange } from './layer.js';

/**
 * A layer of one section as one of a longer text that the section is a part of.
 *
 * @param by where the section begins there
 * @param length of the section
 */
export function movedLayer(layer: Layer, by: number, length: number): Layer {
  const span = (within: Span): Span => offsetBy(within, by);
  const back = ({ start, end }: Span): Span => ({ start: start - by, end: end - by });
  const moved = new Map<Entry, Entry>();
  const origin = new Map<Entry, Entry>();
  for (const entry of layer.entries) {
    const placed = placedEntry(entry, span);
    moved.set(entry, placed);
    origin.set(placed, entry);
  }
  const of = (entry: Entry): Entry => moved.get(entry) ?? placedEntry(entry, span);
  const ownChange = (change: LayerChange): LayerChange => {
    if ('entry' in change) return { ...change, entry: origin.get(change.entry) ?? change.entry };
    return change.kind === 'replace' ? { ...change, span: back(change.span) } : change;
  };
  const { loading } = layer;
  return {
    ...layer,
    entries: layer.entries.map(of),
    winners: new Map([...layer.winners].map(([key, entry]) => [key, of(entry)])),
    problems: layer.problems.map((problem) => placedProblem(problem, of, span)),
    ...(loading === undefined ? {} : { loading: placedLoading(loading, span) }),
    touches: (place) => place.start >= by && place.end <= by + length && layer.touches(back(place)),
    edits(text, changes) {
      const result = layer.edits(text.slice(by, by + length), changes.map(ownChange));
      return 'refused' in result ? result : { edits: result.edits.map((edit) => ({ ...edit, span: span(edit.span) })) };
    },
  };
}
