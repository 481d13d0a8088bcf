/**
 * What is said in the session's language. An English sentence is the key of its translation, and `{0}` in it is the first value,
 * as with `@vscode/l10n`. That looks each sentence through whenever it is said; here it is taken apart once, as a large file says
 * five thousand when it is opened.
 */
import { isRecord } from './records.js';

/** A sentence up to its first placeholder. */
interface Sentence {
  readonly head: string;
  readonly slot: Slot | undefined;
}

/** A placeholder, and the text between it and the next one. */
interface Slot {
  readonly place: number;
  readonly tail: string;
  readonly next: Slot | undefined;
}

/** By English sentence, in the session's language; a sentence that has no text there stays English. */
let texts: Readonly<Record<string, unknown>> = {};

/** Those that have been said, by English sentence: no more than the program's literals. */
const known = new Map<string, Sentence>();

/** Sets the language: its texts by English sentence, as an object or as JSON. None means English. */
export function config({ contents }: { readonly contents: string | Readonly<Record<string, string>> }): void {
  const given: unknown = typeof contents === 'string' ? JSON.parse(contents) : contents;
  texts = isRecord(given) ? given : {};
  known.clear();
}

/** A sentence in the session's language, with values for its placeholders; one that has no value stays as it is. */
export function t(message: string, ...values: readonly (string | number)[]): string {
  let sentence = known.get(message);
  if (sentence === undefined) {
    sentence = takenApart(translated(message));
    known.set(message, sentence);
  }
  let text = sentence.head;
  for (let slot = sentence.slot; slot !== undefined; slot = slot.next) text += `${values[slot.place] ?? `{${slot.place}}`}${slot.tail}`;
  return text;
}

function translated(message: string): string {
  const text = texts[message];
  return typeof text === 'string' && text !== '' ? text : message;
}

function takenApart(text: string): Sentence {
  const [head = '', ...rest] = text.split(/\{(\d+)\}/);
  let slot: Slot | undefined;
  for (let at = rest.length - 2; at >= 0; at -= 2) slot = { place: Number(rest[at]), tail: rest[at + 1] ?? '', next: slot };
  return { head, slot };
}
