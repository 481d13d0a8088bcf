import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import { type FlinkVersion, isAtLeast, minorOf } from '../../model/version.js';
import type { VersionFound } from '../cluster.js';
import { type AnyLayer, type DistantLayer, isDistant } from './layer.js';
import type { Variable } from './variables.js';

/** What Flink's distribution, and so its images, set in their own configuration file, as far as it bears on memory. */
export function ownFile(version: FlinkVersion | undefined): ReadonlyMap<string, string> {
  const slots = [SLOTS_KEY, '1'] as const;
  if (version === '1.10.0') return new Map([['jobmanager.heap.size', '1024m'], ['taskmanager.memory.process.size', '1568m'], slots]);
  if (version !== undefined && minorOf(version) === '1.10') return new Map([['jobmanager.heap.size', '1024m'], ['taskmanager.memory.process.size', '1728m'], slots]);
  return new Map([['jobmanager.memory.process.size', '1600m'], ['taskmanager.memory.process.size', '1728m'], slots]);
}

/** An image that is called just `flink`, wherever it comes from. */
const FLINKS_OWN = /^(?:[^\s/]+\/)*flink(?:[:@][^/]*)?$/;

/** Whether an image is the official one, wherever it is pulled from. */
export function isFlinksOwn(image: string): boolean {
  return FLINKS_OWN.test(image);
}

/**
 * The file under all other layers where the document mounts none: the image's. Somebody's own image may have any file in it:
 * what is known is then only a process whose size the document gives.
 *
 * @param image as written; undefined where it is built, or a template
 * @param above what the document says of the process, and what it names
 */
export function imageDefaults(image: string | undefined, version: FlinkVersion | undefined, process: ProcessKind, above: readonly AnyLayer[]): DistantLayer {
  if (image !== undefined && isFlinksOwn(image)) return { source: 'otherDocument', values: ownFile(version), incomplete: false };
  const key = processSizeKey(process);
  const isSized = above.some((layer) => (isDistant(layer) ? layer.values : layer.winners).has(key));
  return { source: 'otherDocument', values: new Map(), incomplete: !isSized };
}

const SLOTS_KEY = 'taskmanager.numberOfTaskSlots';

/**
 * What the start script of the official images writes into a TaskManager's file though no variable says it: up to 1.13 the slots
 * (FLINK-22648), at first one for each processor of the machine.
 */
export function scriptDefaults(image: string | undefined, { version, text }: VersionFound, process: ProcessKind, variables: readonly Pick<Variable, 'name' | 'text'>[]): DistantLayer | undefined {
  const isSet = variables.some((variable) => variable.name === 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS' && variable.text.text.trim() !== '');
  if (process !== 'taskManager' || isSet || image === undefined || !isFlinksOwn(image) || version === undefined || isAtLeast(version, '1.14')) return undefined;
  // Of 1.12.0 and 1.12.1 there are images of both kinds.
  const isByMachine = !isAtLeast(version, '1.12') || /^1\.12\.[01]$/.test(text);
  return { source: 'otherDocument', values: new Map([[SLOTS_KEY, '1']]), incomplete: false, ...(isByMachine ? { unknown: new Set([SLOTS_KEY]) } : {}) };
}
