/** What client and panel need of the model: they import it through here, and nothing else of it. */
import { POOLS, type PartName } from '../model/derivation.js';

export { PROCESS_KINDS, REFUSAL_CODES, type PartName, type ProcessKind, type RefusalCode } from '../model/derivation.js';
export { DEFAULT_VERSION, MINOR_VERSIONS } from '../model/version.js';

/** Everything that is drawn. */
export const PART_NAMES: readonly PartName[] = [...POOLS, 'offHeap'];
