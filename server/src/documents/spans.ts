import type { Span } from './cluster.js';

/** A span in a text before which so many characters stand. */
export function offsetBy({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
