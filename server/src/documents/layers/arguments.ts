import type { Entry, Span } from '../cluster.js';
import { repeatedKeys } from '../repeatedKeys.js';
import type { FlinkCommand, Word } from './command.js';
import { argumentEdits } from './argumentEdits.js';
import type { Layer } from './layer.js';

/** A `-D` argument: one word or two. */
export interface Argument {
  readonly entry: Entry;
  /** `-Dkey=value`, or `-D` and `key=value`. */
  readonly words: readonly [Word] | readonly [Word, Word];
  /** Key and value in the text of the last word; undefined where quotes within them keep them from being written. */
  readonly places: { readonly key: Span; readonly value: Span } | undefined;
}

/** The `-D` arguments of a command: they beat whatever is configured otherwise (`ConfigurationParserUtils`, `GlobalConfiguration#loadConfiguration`). */
export function argumentsLayer(command: FlinkCommand): Layer {
  const list = argumentsOf(command.words);
  const entries = list.map(({ entry }) => entry);
  return {
    source: 'argument',
    entries,
    winners: new Map(entries.map((entry) => [entry.key, entry])),
    problems: repeatedKeys(entries),
    incomplete: command.words.some((word, at) => mayBeArguments(word, at === 0 ? undefined : command.words[at - 1])),
    takesKeys: 'list',
    touches: (span) => [command.start, ...command.words].some((word) => word.within.touches(span)),
    edits: (section, changes) => argumentEdits(section, command, list, changes),
  };
}

/** A variable in a word of its own may hold any number of arguments; in a list it is one, and behind `--host`, or by its name, none of ours. */
function mayBeArguments({ text, templated, item }: Word, before: Word | undefined): boolean {
  if (!templated || !/^[$`{"]/.test(text)) return false;
  const reference = item === undefined ? null : /^\$\((\w+)\)$/.exec(text);
  if (reference === null) return true;
  const isValue = before !== undefined && /^--[\w-]+$/.test(before.text);
  return !isValue && !/IP|HOST|ADDR|NAME|PORT|CLASS/.test(reference[1] ?? '');
}

function argumentsOf(words: readonly Word[]): readonly Argument[] {
  const found: Argument[] = [];
  for (const [at, word] of words.entries()) {
    if (words[at - 1]?.text === '-D') {
      const argument = argumentOf(word, 0, words[at - 1]);
      if (argument !== undefined) found.push(argument);
    } else if (word.text.startsWith('-D') && word.text.length > 2) {
      const argument = argumentOf(word, 2);
      if (argument !== undefined) found.push(argument);
    }
  }
  return found;
}

function argumentOf(word: Word, from: number, before?: Word): Argument | undefined {
  const divider = word.text.indexOf('=');
  if (divider <= from) return undefined;
  const key = word.text.slice(from, divider);
  const value = word.text.slice(divider + 1);
  const places = placesIn(word, from, key, value);
  const whole = word.within.toSection(word.span);
  const entry: Entry = {
    key,
    value,
    keySpan: places === undefined ? whole : word.within.toSection(places.key),
    valueSpan: places === undefined ? whole : word.within.toSection(places.value),
    templated: word.templated,
    source: 'argument',
    site: { kind: 'value' },
  };
  return { entry, words: before === undefined ? [word] : [before, word], places };
}

/** Where key and value stand as they are read, within quotes or not. */
function placesIn({ within, span }: Word, from: number, key: string, value: string): Argument['places'] {
  const written = within.text.slice(span.start, span.end);
  const keyAt = written.indexOf(key, from);
  const valueAt = written.indexOf(value, keyAt + key.length + 1);
  if (keyAt < 0 || valueAt < 0 || !/^["']?=["']?$/.test(written.slice(keyAt + key.length, valueAt)) || !/^["']?\s*$/.test(written.slice(valueAt + value.length))) return undefined;
  const place = (at: number, text: string): Span => ({ start: span.start + at, end: span.start + at + text.length });
  return { key: place(keyAt, key), value: place(valueAt, value) };
}
