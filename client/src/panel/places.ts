/** Between lines of a document and the pools that they set. */
import { PROCESS_KINDS, type PartName, type ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, Location, MemoryModel, PartModel, ProcessModel, Range } from '../../../server/src/shared/protocol.js';

/** A pool of one of a cluster's processes. */
export interface Choice {
  readonly process: ProcessKind;
  readonly pool: PartName;
}

/** The id of the cluster at a line, or the last one before it, or the document's first; undefined where there is none. */
export function clusterToShow(model: MemoryModel, line: number): string | undefined {
  const inside = model.summary.find(({ range }) => holds(range, line));
  const before = model.summary.filter(({ range }) => range.start.line <= line).at(-1);
  return (inside ?? before ?? model.summary[0])?.id;
}

/** The pool that a line of the document sets; the innermost part where several say so. */
export function poolAtLine(cluster: ClusterModel, line: number, isDocument: (uri: string) => boolean): Choice | undefined {
  for (const process of PROCESS_KINDS) {
    let found: Choice | undefined;
    for (const part of partsOf(cluster[process])) {
      if (part.location !== undefined && isDocument(part.location.uri) && holds(part.location.range, line)) found = { process, pool: part.pool };
    }
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a pool is set; undefined for one that no line of the document sets. */
export function locationOfPool(cluster: ClusterModel, choice: Choice): Location | undefined {
  return [...partsOf(cluster[choice.process])].find(({ pool }) => pool === choice.pool)?.location;
}

/** Where a key is set, also one that stands in a refusal only. */
export function locationOfKey(cluster: ClusterModel, key: string): Location | undefined {
  const refused = PROCESS_KINDS.flatMap((process) => cluster[process].failure?.inputs ?? []);
  const part = PROCESS_KINDS.flatMap((process) => [...partsOf(cluster[process])]).find((candidate) => candidate.key === key);
  return cluster.configuration[key]?.location ?? part?.location ?? refused.find((input) => input.key === key)?.location;
}

/** All parts of a process, outer before inner. */
function* partsOf(process: ProcessModel): Generator<PartModel> {
  yield* walk(process.parts ?? []);
}

function* walk(parts: readonly PartModel[]): Generator<PartModel> {
  for (const part of parts) {
    yield part;
    yield* walk(part.parts ?? []);
  }
}

function holds(range: Range, line: number): boolean {
  return range.start.line <= line && line <= range.end.line;
}
