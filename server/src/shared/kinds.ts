/** How the parts of a process hang together and which kind of memory each is: what every drawing of it (panel, hover) follows. */
import type { PartName, ProcessKind } from '../model/derivation.js';

/** The five kinds that have a colour each, in the order in which they are drawn. */
export const MEMORY_KINDS = ['heap', 'managed', 'direct', 'metaspace', 'overhead'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

const KINDS: Partial<Readonly<Record<PartName, MemoryKind>>> = {
  frameworkHeap: 'heap',
  taskHeap: 'heap',
  jvmHeap: 'heap',
  managed: 'managed',
  frameworkOffHeap: 'direct',
  taskOffHeap: 'direct',
  network: 'direct',
  jvmDirect: 'direct',
  jvmMetaspace: 'metaspace',
  jvmOverhead: 'overhead',
};

/** The kind of a part; none for a sum over several kinds. */
export function memoryKind(pool: PartName): MemoryKind | undefined {
  return KINDS[pool];
}

/** A part and what it consists of. */
export interface PartTree {
  readonly pool: PartName;
  readonly parts: readonly PartTree[];
}

const leaf = (pool: PartName): PartTree => ({ pool, parts: [] });
const sum = (pool: PartName, ...parts: PartTree[]): PartTree => ({ pool, parts });

/** The nesting that Flink's documentation draws, whether or not a process can be sized. */
export const PART_TREES: Readonly<Record<ProcessKind, PartTree>> = {
  taskManager: sum(
    'totalProcess',
    sum(
      'totalFlink',
      sum('jvmHeap', leaf('frameworkHeap'), leaf('taskHeap')),
      sum('offHeap', leaf('managed'), sum('jvmDirect', leaf('frameworkOffHeap'), leaf('taskOffHeap'), leaf('network'))),
    ),
    leaf('jvmMetaspace'),
    leaf('jvmOverhead'),
  ),
  jobManager: sum('totalProcess', sum('totalFlink', leaf('jvmHeap'), leaf('jvmDirect')), leaf('jvmMetaspace'), leaf('jvmOverhead')),
};
