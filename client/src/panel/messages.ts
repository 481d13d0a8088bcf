import { PART_NAMES, PROCESS_KINDS } from '../../../server/src/shared/model.js';
import type { ToHost } from '../../../server/src/shared/panel.js';
import { asRecord } from '../../../server/src/shared/records.js';

const COPIED = ['jvmArguments', 'dynamicConfiguration', 'table'] as const;

/** Reads a message of the page; undefined for anything that is none. Properties that we do not know are dropped. */
export function parseToHost(raw: unknown): ToHost | undefined {
  const message = asRecord(raw);
  const cluster = textOf(message['cluster']);
  const process = oneOf(PROCESS_KINDS, message['process']);
  const type = message['type'];
  if (type === 'ready') return { type };
  if (type === 'failed') return { type, message: textOf(message['message']) ?? '' };
  if (cluster === undefined) return undefined;
  if (type === 'chooseCluster') return { type, cluster };
  if (type === 'revealKey') {
    const key = textOf(message['key']);
    return key === undefined ? undefined : { type, cluster, key };
  }
  if (process === undefined) return undefined;
  if (type === 'select') {
    const pool = oneOf(PART_NAMES, message['pool']);
    return pool === undefined ? undefined : { type, cluster, process, pool };
  }
  if (type === 'applyWay') {
    const way = message['way'];
    return typeof way === 'number' && Number.isInteger(way) && way >= 0 ? { type, cluster, process, way } : undefined;
  }
  if (type === 'copy') {
    const what = oneOf(COPIED, message['what']);
    return what === undefined ? undefined : { type, cluster, process, what };
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
