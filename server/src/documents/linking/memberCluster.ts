import type { ProcessKind } from '../../model/derivation.js';
import type { Cluster, ProcessSite } from '../cluster.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import type { AnyLayer, DistantLayer } from '../layers/layer.js';
import { processLayers } from '../layers/processLayers.js';
import type { Variable } from '../layers/variables.js';
import type { Member } from './member.js';
import { unreadKeys } from './unread.js';

/** What a workload says of a process, beside its configuration. */
export type MemberFacts = Pick<Cluster, 'name' | 'namespace' | 'span' | 'head'>;

/** What a process gets from other documents. */
export interface Borrowed {
  readonly file?: AnyLayer;
  readonly properties?: AnyLayer;
  /** Those that it has not itself; they stand elsewhere. */
  readonly variables?: readonly Variable[];
  /** All that it refers to for variables is at hand. */
  readonly isComplete?: boolean;
}

/** What stands in a document that is not at hand. */
const UNKNOWN: DistantLayer = { source: 'otherDocument', values: new Map(), incomplete: true };

/** All that configures a process, the weakest first; what it refers to and is not at hand may set anything. */
export function memberLayers(member: Member, { file, properties, variables: others = [], isComplete = false }: Borrowed = {}): readonly AnyLayer[] {
  const { mounted, isConfiguredElsewhere, references, role, image, imageSpan, version, variables: own, command } = member;
  const foundFile = file ?? (mounted === undefined && isConfiguredElsewhere === undefined ? undefined : UNKNOWN);
  const foundProperties = properties ?? (!isComplete && references.some(({ only }) => only?.unknown === undefined) ? UNKNOWN : undefined);
  const unknown = references.flatMap(({ only }) => only?.unknown ?? []);
  return processLayers({ role, image, version, variables: [...unknown, ...others, ...own], ...(imageSpan === undefined ? {} : { imageSpan }), ...(command === undefined ? {} : { command }), ...(foundFile === undefined ? {} : { file: foundFile }), ...(foundProperties === undefined ? {} : { properties: foundProperties }) });
}

/** A process by itself, as a cluster without the other one. */
export function memberCluster(facts: MemberFacts, member: Member): Cluster {
  const { site, version } = member;
  const of = <T>(own: T, other: T): Record<ProcessKind, T> => (member.role === 'taskManager' ? { taskManager: own, jobManager: other } : { taskManager: other, jobManager: own });
  const processes = of<ProcessSite>(site, { present: false, head: facts.head, resources: [] });
  const cluster = layeredCluster({ kind: 'Workload', ...facts, version, processes }, of<readonly AnyLayer[]>(memberLayers(member), []));
  return { ...cluster, problems: [...cluster.problems, ...unreadKeys(member)], member };
}
