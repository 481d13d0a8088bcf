import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import { type FlinkVersion, minorOf } from '../../model/version.js';
import { type AnyLayer, type DistantLayer, isDistant } from './layer.js';

/** What Flink's distribution, and so its images, set in their own configuration file, as far as it bears on memory. */
export function ownFile(version: FlinkVersion | undefined): ReadonlyMap<string, string> {
  const slots = ['taskmanager.numberOfTaskSlots', '1'] as const;
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
