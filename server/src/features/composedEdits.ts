import type { Span } from '../documents/cluster.js';

/** An edit of the text that a series of edits began with. */
export interface ComposedEdit<Label> {
  readonly span: Span;
  readonly text: string;
  /** What each of the edits that went into this one was for, without repetition. */
  readonly labels: readonly Label[];
}

/** A stretch of the text as it is now: of the first text's, kept, or new in the place of some of it. */
interface Stretch<Label> {
  /** Where it stood, or what it stands for, in the first text. */
  readonly from: number;
  readonly to: number;
  /** Absent where the first text is kept. */
  readonly text?: string;
  readonly labels: readonly Label[];
}

/** Edits made one after the other, each on the text that the ones before it made, as edits of the first text. */
export class ComposedEdits<Label> {
  readonly #first: string;
  #stretches: readonly Stretch<Label>[];

  constructor(text: string) {
    this.#first = text;
    this.#stretches = [{ from: 0, to: text.length, labels: [] }];
  }

  /** Replaces a span of the text as it is now. */
  apply(span: Span, text: string, label: Label): void {
    const before: Stretch<Label>[] = [];
    const touched: Stretch<Label>[] = [];
    const after: Stretch<Label>[] = [];
    let head = '';
    let tail = '';
    let at = 0;
    for (const stretch of this.#stretches) {
      const end = at + lengthOf(stretch);
      if (end <= span.start) {
        before.push(stretch);
      } else if (at >= span.end) {
        after.push(stretch);
      } else if (stretch.text === undefined) {
        const from = stretch.from + Math.max(0, span.start - at);
        const to = stretch.to - Math.max(0, end - span.end);
        if (from > stretch.from) before.push({ ...stretch, to: from });
        touched.push({ from, to, labels: [] });
        if (to < stretch.to) after.push({ ...stretch, from: to });
      } else {
        head += stretch.text.slice(0, Math.max(0, span.start - at));
        tail += end > span.end ? stretch.text.slice(span.end - at) : '';
        touched.push(stretch);
      }
      at = end;
    }
    const from = touched[0]?.from ?? before.at(-1)?.to ?? 0;
    const made = { from, to: touched.at(-1)?.to ?? from, text: head + text + tail, labels: [...new Set([...touched.flatMap(({ labels }) => labels), label])] };
    this.#stretches = [...before, made, ...after];
  }

  /** All edits in the order of the text, without overlap; none where the text has become the same again. */
  edits(): readonly ComposedEdit<Label>[] {
    return this.#stretches.flatMap(({ from, to, text, labels }) =>
      text === undefined || text === this.#first.slice(from, to) ? [] : [{ span: { start: from, end: to }, text, labels }]);
  }

  /** Where a place of the text as it is now stood in the first; for new text, where what it replaces began. */
  originOf(offset: number): number {
    let at = 0;
    for (const stretch of this.#stretches) {
      const end = at + lengthOf(stretch);
      if (offset < end) return stretch.text === undefined ? stretch.from + offset - at : stretch.from;
      at = end;
    }
    return this.#first.length;
  }
}

function lengthOf({ from, to, text }: Stretch<unknown>): number {
  return text === undefined ? to - from : text.length;
}
