/** What client and panel need of the model: they import it through here, and nothing else of it. */
import { POOLS, type PartName, type ProcessKind } from '../model/derivation.js';

export { MINOR_VERSIONS } from '../model/version.js';
export type { PartName, ProcessKind };

/** Everything that is drawn. */
export const PART_NAMES: readonly PartName[] = [...POOLS, 'offHeap'];
export const PROCESS_KINDS: readonly ProcessKind[] = ['taskManager', 'jobManager'];
