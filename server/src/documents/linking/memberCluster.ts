import type { ProcessKind } from '../../model/derivation.js';
import type { Cluster, ProcessSite, Setting } from '../cluster.js';
import { askedFor, layeredCluster } from '../layers/layeredCluster.js';
import { UNKNOWN_FILE } from '../layers/distantFile.js';
import type { AnyLayer } from '../layers/layer.js';
import { processLayers, whyUnwritten } from '../layers/processLayers.js';
import type { Variable } from '../layers/variables.js';
import { isFileReadOnly, type Member, type MemberBase, type MemberFacts } from './member.js';
import { type BasedMember, basesOfMembers } from './bases.js';
import { unreadKeys, unwritten } from './unread.js';

/** What a process gets from other documents. */
export interface Borrowed {
  readonly file?: AnyLayer;
  readonly properties?: AnyLayer;
  /** Those that it has not itself; they stand elsewhere. */
  readonly variables?: readonly Variable[];
  /** All that it refers to for variables is at hand. */
  readonly isComplete?: boolean;
}

/** All that configures a process, the weakest first; what it refers to and is not at hand may set anything. */
export function memberLayers(member: Member, { file, properties, variables: others = [], isComplete = false }: Borrowed = {}): readonly AnyLayer[] {
  const { mounted, isConfiguredElsewhere, references, role, image, imageSpan, version, variables: own, command } = member;
  const foundFile = file ?? (mounted === undefined && isConfiguredElsewhere === undefined ? undefined : UNKNOWN_FILE);
  const isReadOnly = isFileReadOnly(member);
  const foundProperties = (whyUnwritten({ ...member, isReadOnly }) !== undefined ? undefined : properties) ?? (!isComplete && references.some(({ only }) => only?.unknown === undefined) ? UNKNOWN_FILE : undefined);
  const unknown = references.flatMap(({ only }) => only?.unknown ?? []);
  return processLayers({
    role, image, version, isReadOnly, variables: [...unknown, ...others, ...own],
    ...(imageSpan === undefined ? {} : { imageSpan }),
    ...(command === undefined ? {} : { command }),
    ...(foundFile === undefined ? {} : { file: foundFile }),
    ...(foundProperties === undefined ? {} : { properties: foundProperties }),
  });
}

/** A process by itself, as a cluster without the other one. */
export function memberCluster(facts: MemberFacts, member: Member): Cluster {
  const cluster = configured(facts, member);
  const bases = basesOfMembers([{ role: member.role, bases: memberBases(member) }]);
  return { ...cluster, settings: overBases(cluster, [member]), ...(bases.length === 0 ? {} : { bases }), problems: [...cluster.problems, ...unreadKeys(member), ...unwritten(member)], member };
}

function configured(facts: MemberFacts, member: Member, borrowed?: Borrowed): Cluster {
  const { site, version } = member;
  const of = <T>(own: T, other: T): Record<ProcessKind, T> => (member.role === 'taskManager' ? { taskManager: own, jobManager: other } : { taskManager: other, jobManager: own });
  const processes = of<ProcessSite>(site, { present: false, head: facts.head, resources: [] });
  return layeredCluster({ kind: 'Workload', ...facts, version, processes }, of<readonly AnyLayer[]>(memberLayers(member, borrowed), []));
}

/** What a patched process is put over, by itself, with what both get from other documents. */
export function memberBases({ base }: Member, borrowed?: Borrowed): BasedMember['bases'] {
  if (base === undefined) return [];
  const { facts, member, locate } = base;
  return [{ cluster: configured(facts, member, borrowed), location: locate(facts.head) }];
}

const ofBases = new WeakMap<MemberBase, Cluster>();

/** The settings of a cluster, with what patches of its processes have taken the place of. */
export function overBases(cluster: Cluster, members: readonly Member[]): Cluster['settings'] {
  if (!members.some(({ base }) => base !== undefined)) return cluster.settings;
  return new Map([...cluster.settings].map(([key, setting]): [string, Setting] => {
    const bases = setting.entry === undefined ? [] : askedFor(key, cluster).flatMap((process) => members.find(({ role }) => role === process)?.base ?? []);
    const [replaced] = bases.flatMap((base) => {
      const alone = ofBases.get(base) ?? configured(base.facts, base.member);
      ofBases.set(base, alone);
      const below = alone.settings.get(key);
      return below?.entry === undefined ? [] : [{ value: below.value, location: base.locate(below.entry.valueSpan) }];
    });
    return [key, replaced === undefined ? setting : { ...setting, overriddenElsewhere: [replaced, ...(setting.overriddenElsewhere ?? [])] }];
  }));
}
