import type { Analysis } from '../documents/analysis.js';
import type { Cluster, Entry, ResourceMemory, Span } from '../documents/cluster.js';
import type { FieldSite } from '../documents/fields.js';
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
  return entry.source === 'resource' ? fieldBehind(analysis, entry)?.text ?? entry.value : entry.value;
}

/** The memory field that an operator makes an entry from. */
export function fieldBehind({ cluster: { processes: { taskManager, jobManager } } }: Analysis, { keySpan, source }: Entry): ResourceMemory | undefined {
  if (source !== 'resource') return undefined;
  const isBehind = (field: ResourceMemory): boolean => field.keySpan.start === keySpan.start;
  return taskManager.resources.find(isBehind) ?? jobManager.resources.find(isBehind);
}

/** An entry as its author knows it: a key of Flink's, or a field such as `taskManager.resource.memory`. */
export function entryName(entry: Entry): string {
  const { key, site, source } = entry;
  if (site.kind === 'scalar') return siteName(processOf(key), site);
  // An operation of a JSON patch writes the field.
  return site.kind === 'value' && source === 'resource' ? fieldName(processOf(key), 'resource.memory') : key;
}

/** A field by its path within `spec`, where it says so itself or by its process. */
function siteName(process: ProcessKind, { field, path }: FieldSite): string {
  return path?.join('.') ?? fieldName(process, field);
}

/** A memory field by its path within `spec`. */
export function memoryName({ process, field, site }: ResourceMemory): string {
  return site.kind === 'scalar' ? siteName(process, site) : fieldName(process, field);
}

/** A field of the operator's by its path within `spec`: `taskManager.resources.requests.memory`. */
export function fieldName(process: ProcessKind, field: string): string {
  return `${process}.${field.startsWith('resource.') ? field : `resources.${field}`}`;
}

/** A key as the document writes it where it counts; see `entryName`. */
export function nameOf(analysis: Analysis, key: string): string {
  const { settings, processes } = analysis.cluster;
  const setting = settings.get(key);
  if (setting?.entry !== undefined) return entryName(setting.entry);
  // The operator takes a default of its own for a field that is not there.
  const field = setting?.source === 'resource' && key.endsWith('.memory.process.size') ? processes[processOf(key)].memory : undefined;
  return field?.path.join('.') ?? key;
}

/** The map of Flink's options, by the name that it has in the operator's kind. */
export function configurationName({ configurationPath }: Cluster): string {
  return configurationPath?.at(-1)?.toString() ?? 'flinkConfiguration';
}

/** The process a key belongs to, by its name. */
export function processOf(key: string): ProcessKind {
  return key.startsWith('jobmanager.') ? 'jobManager' : 'taskManager';
}
