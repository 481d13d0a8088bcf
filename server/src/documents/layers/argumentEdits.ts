import type { Entry } from '../cluster.js';
import type { EditResult, TextChange } from '../edits.js';
import { addItems, removeItems } from '../editing/listEdits.js';
import { commonParts, nearestRelative } from '../editing/relatives.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import type { LocatedNode, LocatedSequence } from '../yaml/node.js';
import type { Argument } from './arguments.js';
import type { FlinkCommand, Word } from './command.js';
import type { LayerChange } from './layer.js';

/** What a shell leaves as it is, also without quotes. */
const SAFE_WORD = /^[\w.:/%+,@=-]*$/;

/** Edits of `-D` arguments: items of lists go and come as such, words of a text with the blanks before them. */
export function argumentEdits(section: string, command: FlinkCommand, all: readonly Argument[], changes: readonly LayerChange[]): EditResult {
  const writer = new ArgumentWriter(section, command, all, changes);
  for (const change of changes) {
    const refused = writer.plan(change);
    if (refused !== undefined) return { refused };
  }
  return writer.edits();
}

type Refused = Extract<EditResult, { refused: unknown }>['refused'];

class ArgumentWriter {
  readonly #section: string;
  readonly #command: FlinkCommand;
  readonly #all: readonly Argument[];
  readonly #staying: readonly Argument[];
  /** Edits within scalars, by scalar; each is written at once, as it is read again to be sure. */
  readonly #within = new Map<PlacedText, TextChange[]>();
  readonly #lists: TextChange[] = [];
  readonly #gone = new Map<LocatedSequence, Set<LocatedNode>>();

  constructor(section: string, command: FlinkCommand, all: readonly Argument[], changes: readonly LayerChange[]) {
    this.#section = section;
    this.#command = command;
    this.#all = all;
    this.#staying = all.filter(({ entry }) => !changes.some((change) => change.kind === 'removeEntry' && change.entry === entry));
  }

  plan(change: LayerChange): Refused | undefined {
    switch (change.kind) {
      case 'setValue': return this.#onEntry(change.entry, (argument) => this.#write(argument, 'value', change.value));
      case 'rename':
        return this.#onEntry(change.entry, (argument) =>
          this.#write(argument, 'key', change.key) && (change.value === undefined || change.value === argument.entry.value || this.#write(argument, 'value', change.value)));
      case 'removeEntry': return this.#onEntry(change.entry, (argument) => this.#remove(argument));
      case 'set': return this.#add(change.key, change.value) ? undefined : { code: 'not-writable', key: change.key };
      case 'replace': return { code: 'not-writable' };
    }
  }

  edits(): EditResult {
    const made: TextChange[] = [...this.#lists];
    for (const [list, items] of this.#gone) {
      const removed = removeItems(this.#section, list, items);
      if (removed === undefined) return { refused: { code: 'not-writable' } };
      made.push(...removed);
    }
    for (const [text, edits] of this.#within) {
      const placed = text.edits(this.#section, edits.sort((left, right) => left.span.start - right.span.start));
      if (placed === undefined) return { refused: { code: 'not-writable' } };
      made.push(...placed);
    }
    return { edits: made };
  }

  #onEntry(entry: Entry, edit: (argument: Argument) => boolean): Refused | undefined {
    const argument = this.#all.find((other) => other.entry === entry);
    if (entry.templated) return { code: 'templated', key: entry.key };
    return argument !== undefined && edit(argument) ? undefined : { code: 'not-writable', key: entry.key };
  }

  #write({ words, places }: Argument, what: 'key' | 'value', text: string): boolean {
    const word = words[1] ?? words[0];
    if (places === undefined || !canHold(word, text)) return false;
    this.#edit(word.within, { span: places[what], text });
    return true;
  }

  #remove({ words }: Argument): boolean {
    for (const { item, within, span: { start, end } } of words) {
      if (item === undefined) {
        const blanks = /(?:\\\n|\s)*$/.exec(within.text.slice(0, start))?.[0].length ?? 0;
        this.#edit(within, { span: { start: start - blanks, end }, text: '' });
      } else {
        const known = this.#gone.get(item.list);
        if (known === undefined) this.#gone.set(item.list, new Set([item.node]));
        else known.add(item.node);
      }
    }
    return true;
  }

  /** Behind the argument whose key is the nearest relative, be it none at all, in its form; the first one behind the word that names the process. */
  #add(key: string, value: string): boolean {
    const near = nearestRelative(this.#staying, ({ entry }) => commonParts(entry.key, key), 0);
    const after = near === undefined ? this.#command.start : (near.words[1] ?? near.words[0]);
    if (!/^[^\s=$"']+$/.test(key) || !canHold(after, value)) return false;
    const words = near?.words.length === 2 ? ['-D', `${key}=${value}`] : [`-D${key}=${value}`];
    if (after.item === undefined) {
      this.#edit(after.within, { span: { start: after.span.end, end: after.span.end }, text: words.map((word) => ` ${word}`).join('') });
      return true;
    }
    const edit = addItems(this.#section, after.item.list, after.item.node, words);
    if (edit !== undefined) this.#lists.push(edit);
    return edit !== undefined;
  }

  #edit(text: PlacedText, edit: TextChange): void {
    const known = this.#within.get(text);
    if (known === undefined) this.#within.set(text, [edit]);
    else known.push(edit);
  }
}

/** An item of a list holds any line, a word of a shell's none that it would divide or replace. */
function canHold({ item }: Word, text: string): boolean {
  return item === undefined ? SAFE_WORD.test(text) : !/[\r\n]/.test(text);
}
