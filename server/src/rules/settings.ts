import type { Analysis } from '../documents/analysis.js';
import type { Entry, Span } from '../documents/cluster.js';
import type { ProcessKind } from '../model/derivation.js';

/** The entry that Flink gets a key from, where it stands in the document. */
export function winningEntry(analysis: Analysis, key: string): Entry | undefined {
  return analysis.cluster.settings.get(key)?.entry;
}

/**
 * What Flink sees for a key once an edit has removed what sets it: what stands beneath, `null` where nothing does. Undefined
 * where the document does not set it, or where nobody knows what stands beneath.
 */
export function afterRemoval(analysis: Analysis, key: string): string | null | undefined {
  const setting = analysis.cluster.settings.get(key);
  if (setting?.entry === undefined || setting.beneath?.templated === true) return undefined;
  return setting.beneath?.value ?? null;
}

/** The whole entry, from its key to the end of its value. */
export function entrySpan(entry: Entry): Span {
  return { start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.valueSpan.end) };
}

/** Where a finding about a value stands: the value, or the key where there is none. */
export function valueSpan(entry: Entry): Span {
  return entry.valueSpan.end > entry.valueSpan.start ? entry.valueSpan : entry.keySpan;
}

/** An entry's value in its author's words: `2Gi` in `resource.memory`, where the operator hands Flink a number of bytes. */
export function authorText(analysis: Analysis, entry: Entry): string {
  if (entry.source !== 'resource') return entry.value;
  const { taskManager, jobManager } = analysis.cluster.processes;
  const field = [...taskManager.resources, ...jobManager.resources].find(({ keySpan }) => keySpan.start === entry.keySpan.start);
  return field?.text ?? entry.value;
}

/** An entry as its author knows it: a key of Flink's, or a field such as `taskManager.resource.memory`. */
export function entryName(entry: Entry): string {
  return entry.site.kind === 'scalar' ? fieldName(processOf(entry.key), entry.site.field) : entry.key;
}

/** A field of the operator's by its path within `spec`: `taskManager.resources.requests.memory`. */
export function fieldName(process: ProcessKind, field: string): string {
  return `${process}.${field.startsWith('resource.') ? field : `resources.${field}`}`;
}

/** A key as the document writes it where it counts; see `entryName`. */
export function nameOf(analysis: Analysis, key: string): string {
  const entry = winningEntry(analysis, key);
  return entry === undefined ? key : entryName(entry);
}

/** The process a key belongs to, by its name. */
export function processOf(key: string): ProcessKind {
  return key.startsWith('jobmanager.') ? 'jobManager' : 'taskManager';
}
