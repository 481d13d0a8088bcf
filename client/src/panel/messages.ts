import { PART_NAMES, PROCESS_KINDS } from '../../../server/src/shared/model.js';
import { COPIES, PICTURES, type ToHost } from '../../../server/src/shared/panel.js';
import type { Changes, ProposeParams } from '../../../server/src/shared/protocol.js';
import { asRecord, isRecord } from '../../../server/src/shared/records.js';
import { readPreset, readWishes } from '../../../server/src/shared/wishes.js';

/** More than anybody changes at a time. */
const MOST_CHANGES = 200;
const LONGEST_VALUE = 10_000;
/** For the log. */
const LONGEST_FAILURE = 2000;
/** A picture of the largest page stays below. */
const LONGEST_PICTURE = 20_000_000;

type Record = Readonly<{ [property: string]: unknown }>;
type Message<Type extends ToHost['type']> = Extract<ToHost, { readonly type: Type }>;

/** Reads a message of the page; undefined for anything that is none. Properties that we do not know are dropped. */
export function parseToHost(raw: unknown): ToHost | undefined {
  const message = asRecord(raw);
  const { type } = message;
  if (type === 'ready' || type === 'discarded' || type === 'unlock') return { type };
  if (type === 'failed') return { type, message: (textOf(message['message']) ?? '').slice(0, LONGEST_FAILURE) };
  const cluster = textOf(message['cluster']);
  return cluster === undefined ? undefined : aboutCluster(message, cluster) ?? aboutProcess(message, cluster);
}

function aboutCluster(message: Record, cluster: string): ToHost | undefined {
  const { type } = message;
  switch (type) {
    case 'chooseCluster':
    case 'compare':
    case 'lock':
    case 'endCompare':
      return { type, cluster };
    case 'revealKey': {
      const key = textOf(message['key']);
      return key === undefined ? undefined : { type, cluster, key };
    }
    case 'showChanges':
    case 'applyChanges': {
      const changes = changesOf(message['changes']);
      return changes === undefined ? undefined : { type, cluster, changes };
    }
    case 'propose': {
      const wanted = wantedOf(message['wanted']);
      return wanted === undefined ? undefined : { type, cluster, wanted };
    }
    default:
      return undefined;
  }
}

function aboutProcess(message: Record, cluster: string): ToHost | undefined {
  const { type } = message;
  const process = oneOf(PROCESS_KINDS, message['process']);
  if (process === undefined) return undefined;
  switch (type) {
    case 'select': {
      const pool = oneOf(PART_NAMES, message['pool']);
      return pool === undefined ? undefined : { type, cluster, process, pool };
    }
    case 'applyWay': {
      const way = countOf(message['way']);
      return way === undefined ? undefined : { type, cluster, process, way };
    }
    case 'copy': {
      const [what, tried] = [oneOf(COPIES, message['what']), triedOf(message)];
      return what === undefined || tried === undefined ? undefined : { type, cluster, process, what, ...tried };
    }
    case 'whatIf': {
      const [changes, ticket] = [changesOf(message['changes']), countOf(message['ticket'])];
      return changes === undefined || ticket === undefined ? undefined : { type, cluster, process, changes, ticket };
    }
    case 'save':
      return pictureOf(message, cluster, process);
    default:
      return undefined;
  }
}

function pictureOf(message: Record, cluster: string, process: Message<'save'>['process']): Message<'save'> | undefined {
  const format = oneOf(PICTURES, message['format']);
  const [content, tried] = [textOf(message['content']), triedOf(message)];
  if (format === undefined || content === undefined || tried === undefined || content.length > LONGEST_PICTURE) return undefined;
  // A half of a character cannot be written.
  const isPicture = format === 'png' ? /^[A-Za-z0-9+/]+={0,2}$/.test(content) : content.startsWith('<svg') && !/\p{Surrogate}/u.test(content);
  return isPicture ? { type: 'save', format, cluster, process, content, ...tried } : undefined;
}

/** The changes of a message that may have some; undefined where they are none. */
function triedOf(message: Record): { readonly changes?: Changes } | undefined {
  if (message['changes'] === undefined) return {};
  const changes = changesOf(message['changes']);
  return changes === undefined ? undefined : { changes };
}

/** Keys of Flink's with values of one line. */
function changesOf(raw: unknown): Changes | undefined {
  if (!isRecord(raw)) return undefined;
  const all = Object.entries(raw);
  if (all.length > MOST_CHANGES) return undefined;
  const changes: { [key: string]: string | null } = {};
  for (const [key, value] of all) {
    if (!/^[A-Za-z][\w.-]*$/.test(key)) return undefined;
    if (value !== null && (typeof value !== 'string' || value.length > LONGEST_VALUE || /[\r\n]/.test(value))) return undefined;
    changes[key] = value;
  }
  return changes;
}

function wantedOf(raw: unknown): ProposeParams['wanted'] | undefined {
  const { preset, wishes } = asRecord(raw);
  const way = readPreset(preset);
  const known = readWishes(wishes);
  return way !== undefined ? { preset: way } : known !== undefined ? { wishes: known } : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
