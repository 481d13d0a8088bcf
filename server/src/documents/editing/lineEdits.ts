import type { Cluster, Entry, Span } from '../cluster.js';
import type { Change, EditResult, TextChange } from '../edits.js';
import { lineEndOf, lineSpan } from '../lines.js';
import { commonParts, nearestRelative } from './relatives.js';

/** Edits of the old format: a line for each key, nothing is quoted. */
export function lineEdits(text: string, cluster: Cluster, changes: readonly Change[]): EditResult {
  const edits: TextChange[] = [];
  const eol = lineEndOf(text);
  const staying = cluster.entries.filter((entry) => !changes.some((change) => removes(change, entry)));
  for (const change of changes) {
    const made = editsOf(text, cluster, staying, change, eol);
    if ('refused' in made) return made;
    edits.push(...made.edits);
  }
  return { edits };
}

function removes(change: Change, entry: Entry): boolean {
  return (change.kind === 'removeEntry' && change.entry === entry) || (change.kind === 'remove' && change.key === entry.key);
}

function editsOf(text: string, cluster: Cluster, staying: readonly Entry[], change: Change, eol: string): EditResult {
  switch (change.kind) {
    case 'replace':
      return { edits: [{ span: change.span, text: change.text }] };
    case 'setValue':
      return onEntry(change.entry, () => setValue(change.entry, change.value));
    case 'rename':
      return onEntry(change.entry, () => {
        if (!isWritableKey(change.key)) return refuse('not-writable', change.key);
        const key: TextChange = { span: change.entry.keySpan, text: change.key };
        if (change.value === undefined || change.value === change.entry.value) return { edits: [key] };
        const value = setValue(change.entry, change.value);
        return 'refused' in value ? value : { edits: [key, ...value.edits] };
      });
    case 'removeEntry':
      return onEntry(change.entry, () => ({ edits: [removeLine(text, change.entry)] }));
    case 'remove': {
      const entries = cluster.entries.filter(({ key }) => key === change.key);
      if (entries.length === 0) return refuse('key-not-found', change.key);
      return entries.some(({ templated }) => templated) ? refuse('templated', change.key) : { edits: entries.map((entry) => removeLine(text, entry)) };
    }
    case 'set': {
      const entry = cluster.settings.get(change.key)?.entry;
      return entry === undefined ? insert(text, staying, change.key, change.value, eol) : onEntry(entry, () => setValue(entry, change.value));
    }
    case 'removePair':
    case 'setResource':
    case 'setField':
      return refuse('not-writable');
  }
}

function refuse(code: 'templated' | 'not-writable' | 'key-not-found', key?: string): EditResult {
  return { refused: key === undefined ? { code } : { code, key } };
}

function onEntry(entry: Entry, edit: () => EditResult): EditResult {
  if (entry.templated) return refuse('templated', entry.key);
  return entry.site.kind === 'line' ? edit() : refuse('not-writable', entry.key);
}

function setValue(entry: Entry, value: string): EditResult {
  return isWritableValue(value) ? { edits: [{ span: entry.valueSpan, text: value }] } : refuse('not-writable', entry.key);
}

/** The format has no quotes and no escapes: a `#` cuts, ends are trimmed, a line ends the value. */
function isWritableValue(value: string): boolean {
  return value !== '' && !/[#\r\n]/.test(value) && !isTrimmable(value);
}

function isWritableKey(key: string): boolean {
  return isWritableValue(key) && !key.includes(': ') && !key.endsWith(':');
}

function isTrimmable(text: string): boolean {
  return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20;
}

function removeLine(text: string, entry: Entry): TextChange {
  return { span: lineSpan(text, entry.keySpan), text: '' };
}

function insert(text: string, staying: readonly Entry[], key: string, value: string, eol: string): EditResult {
  if (!isWritableKey(key) || !isWritableValue(value)) return refuse('not-writable', key);
  const relative = nearestRelative(staying, (entry) => commonParts(entry.key, key), 1);
  const line = `${key}: ${value}`;
  if (relative !== undefined) {
    const at = relative.site.kind === 'line' ? relative.site.line.end : relative.valueSpan.end;
    return { edits: [{ span: pointAt(at), text: eol + line }] };
  }
  const end = text.length;
  const missing = text !== '' && !/[\r\n]$/.test(text);
  return { edits: [{ span: pointAt(end), text: missing ? eol + line : line + eol }] };
}

function pointAt(offset: number): Span {
  return { start: offset, end: offset };
}
