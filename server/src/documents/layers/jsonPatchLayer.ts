import type { Entry, ReadingProblem } from '../cluster.js';
import type { EditResult, TextChange } from '../edits.js';
import { removeItems } from '../editing/listEdits.js';
import { keyTextOf, scalarText } from '../editing/scalarText.js';
import type { LocatedMap, LocatedScalar, LocatedSequence } from '../yaml/node.js';
import type { Layer, LayerChange } from './layer.js';

/** An operation of a JSON patch that sets an option. */
export interface SettingOperation {
  readonly entry: Entry;
  readonly item: LocatedMap;
  readonly path: LocatedScalar;
  readonly value: LocatedScalar;
  /** Its path ends with the key; otherwise it is one of the operator's own fields. */
  readonly isKey: boolean;
  /** The value is one of several within that of the operation, and does not go without the others. */
  readonly isPart: boolean;
  /** Within brackets. */
  readonly flow: boolean;
}

/** The entry that counts of each key: the operator's own field before its configuration, else the later one. */
export function winnersOf(operations: readonly SettingOperation[]): ReadonlyMap<string, Entry> {
  const entries = operations.map(({ entry }) => entry);
  return new Map([...entries.filter(({ source }) => source !== 'resource'), ...entries.filter(({ source }) => source === 'resource')].map((entry) => [entry.key, entry]));
}

/** The operations of a JSON patch. */
export function jsonPatchLayer(list: LocatedSequence, operations: readonly SettingOperation[], problems: readonly ReadingProblem[]): Layer {
  return {
    source: 'document',
    entries: operations.map(({ entry }) => entry),
    winners: winnersOf(operations),
    problems,
    incomplete: false,
    takesKeys: 'no',
    touches: ({ start, end }) => start >= list.span.start && end <= list.span.end,
    edits: (section, changes) => edits(section, list, operations, changes),
  };
}

function edits(section: string, list: LocatedSequence, operations: readonly SettingOperation[], changes: readonly LayerChange[]): EditResult {
  const made: TextChange[] = [];
  const gone = new Set<LocatedMap>();
  for (const change of changes) {
    if (change.kind === 'replace') {
      made.push({ span: change.span, text: change.text });
      continue;
    }
    const operation = 'entry' in change ? operations.find(({ entry }) => entry === change.entry) : undefined;
    if (operation === undefined) return { refused: { code: 'not-writable' } };
    const { key, templated } = operation.entry;
    if (templated && change.kind !== 'removeEntry') return { refused: { code: 'templated', key } };
    if (change.kind === 'removeEntry') {
      if (operation.isPart) return { refused: { code: 'not-writable', key } };
      gone.add(operation.item);
    }
    if (change.kind === 'rename') {
      if (!operation.isKey) return { refused: { code: 'not-writable', key } };
      made.push(keyEdit(operation, change.key));
    }
    const value = change.kind === 'setValue' || change.kind === 'rename' ? change.value : undefined;
    if (value !== undefined && value !== operation.entry.value) made.push(valueEdit(operation, value));
  }
  const removed = gone.size === 0 ? [] : removeItems(section, list, gone);
  return removed === undefined ? { refused: { code: 'not-writable' } } : { edits: [...made, ...removed] };
}

function keyEdit({ path, entry, flow }: SettingOperation, key: string): TextChange {
  const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
  const before = path.text.slice(0, path.text.lastIndexOf('/') + 1);
  return path.quote === 'plain' || !/["'\\]/.test(escaped) ? { span: entry.keySpan, text: escaped } : { span: path.span, text: keyTextOf(before + escaped, path.quote, flow) };
}

function valueEdit({ value, flow }: SettingOperation, text: string): TextChange {
  return { span: value.span, text: scalarText(text, { quote: value.quote === 'block' ? 'double' : value.quote, flow, reader: 'operator' }) };
}
