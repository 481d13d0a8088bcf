import type { Cluster } from '../cluster.js';
import { isSameNamespace } from '../kinds/metadata.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { isFlinkVariable, type Taken } from '../layers/processLayers.js';
import type { Variable } from '../layers/variables.js';
import type { ClusterElsewhere, ConfigMapElsewhere, FileElsewhere } from './configMapsElsewhere.js';
import { keysRead, type Member } from './member.js';
import { unreadFile } from './unread.js';

/** A process as one of a group, with the files that it gets from documents at hand. */
export interface GroupMember<Place extends { readonly cluster: Cluster }> {
  readonly at: Place;
  readonly member: Member;
  readonly file: Place | undefined;
  /** The same where it stands in another file. */
  readonly elsewhere: FileElsewhere | undefined;
  /** `FLINK_PROPERTIES` of a document at hand. */
  readonly properties: Place | undefined;
  /** All that it gets, where its Flink does not read it. */
  readonly unread: Place | undefined;
  readonly variables: VariablesElsewhere;
}

/** The variables that a process gets from ConfigMaps of other files. */
export interface VariablesElsewhere {
  readonly list: readonly Variable[];
  readonly maps: readonly ConfigMapElsewhere[];
  /** All that the process refers to is at hand. */
  readonly isComplete: boolean;
  /** Those that it has of ConfigMaps, of this file too, all of whose keys are variables. */
  readonly taken: readonly Taken[];
}

/** Finds the key of a ConfigMap, or of a Secret, for an object of a namespace. */
export type FindConfigMap<Place> = (namespace: string, name: string, key: string, isSecret?: boolean) => Place | undefined;

/** Finds ConfigMaps of other files; the same object as long as nothing in them changes. */
export interface FindElsewhere {
  /** What a process of a namespace mounts. */
  file(namespace: string, member: Member): FileElsewhere | undefined;
  configMap(namespace: string, name: string): ConfigMapElsewhere | undefined;
  /** A FlinkEnvironment. */
  environment(namespace: string, name: string): ClusterElsewhere | undefined;
}

/** The processes of a file, each in its group: those of one cluster share a ConfigMap or the JobManager's address. */
export function groupsOf<Place extends { readonly cluster: Cluster }>(places: readonly Place[], find: FindConfigMap<Place>, elsewhere: FindElsewhere): readonly (readonly GroupMember<Place>[])[] {
  const members = places.flatMap((at) => (at.cluster.member === undefined ? [] : [resolved(at, at.cluster.member, find, elsewhere)]));
  const free = new Set(members);
  const groups: (readonly GroupMember<Place>[])[] = [];
  for (const one of members) {
    if (!free.delete(one)) continue;
    const partner = partnerOf(one, free);
    if (partner !== undefined) free.delete(partner);
    groups.push(partner === undefined ? [one] : [one, partner]);
  }
  return groups;
}

/** The first that belongs to a process: nearly always the next one. */
function partnerOf<Place extends { readonly cluster: Cluster }>(one: GroupMember<Place>, free: ReadonlySet<GroupMember<Place>>): GroupMember<Place> | undefined {
  for (const other of free) if (belongTogether(one, other)) return other;
  return undefined;
}

function resolved<Place extends { readonly cluster: Cluster }>(at: Place, member: Member, find: FindConfigMap<Place>, elsewhere: FindElsewhere): GroupMember<Place> {
  const { namespace } = at.cluster;
  const { mounted } = member;
  const keyed = (key: string): Place | undefined => (mounted === undefined ? undefined : find(namespace, mounted.name, key, mounted.isSecret));
  const file = keysRead(member).map(keyed).find((place) => place !== undefined);
  const other = file === undefined ? elsewhere.file(namespace, member) : undefined;
  const unread = file === undefined && other === undefined ? unreadFile(member, keyed) : undefined;
  return { at, member, file, elsewhere: other, unread, ...borrowed(namespace, member, find, elsewhere) };
}

/** What the process's references lead to, of each variable the first. */
function borrowed<Place extends { readonly cluster: Cluster }>(namespace: string, { references, variables: own }: Member, find: FindConfigMap<Place>, elsewhere: FindElsewhere): Pick<GroupMember<Place>, 'properties' | 'variables'> {
  const variables = new Map<string, Variable>();
  const settled = new Set<string>();
  const maps: ConfigMapElsewhere[] = [];
  const taken: Taken[] = [];
  let properties: Place | undefined;
  let isComplete = true;
  for (const { map: name, only, span } of references) {
    const take = (variable: string): void => {
      if (only === undefined && span !== undefined && !own.some((one) => one.name === variable)) taken.push({ name: variable, span });
    };
    const place = name === undefined || (only !== undefined && only.variable !== FLINK_PROPERTIES) ? undefined : find(namespace, name, only?.key ?? FLINK_PROPERTIES);
    if (place !== undefined && !settled.has(FLINK_PROPERTIES)) {
      properties = place;
      settled.add(FLINK_PROPERTIES);
      take(FLINK_PROPERTIES);
    }
    if (place !== undefined && only !== undefined) continue;
    const map = name === undefined ? undefined : elsewhere.configMap(namespace, name);
    if (map !== undefined) maps.push(map);
    const wanted = only !== undefined ? [[only.variable, only.key] as const] : [...(map?.keys ?? [])].filter(isFlinkVariable).map((key) => [key, key] as const);
    const isUnknownAlone = only?.unknown !== undefined;
    isComplete &&= isUnknownAlone || place !== undefined || (map !== undefined && !map.isOpen);
    for (const [variable, key] of wanted) {
      if (settled.has(variable)) continue;
      settled.add(variable);
      const found = map?.variable(variable, key);
      if (found === undefined) {
        isComplete &&= isUnknownAlone;
        continue;
      }
      variables.set(variable, found);
      if (found.text.text.trim() !== '') take(variable);
    }
  }
  return { properties, variables: { list: [...variables.values()], maps, isComplete, taken } };
}

function belongTogether<Place extends { readonly cluster: Cluster }>(one: GroupMember<Place>, other: GroupMember<Place>): boolean {
  const [left, right] = [one.member, other.member];
  if (left.role === right.role || left.version.version !== right.version.version) return false;
  if (!isSameNamespace(one.at.cluster.namespace, other.at.cluster.namespace)) return false;
  if (left.mounted !== undefined && left.mounted.name === right.mounted?.name && left.mounted.isSecret === right.mounted.isSecret) return true;
  if (left.references.some(({ map }) => map !== undefined && right.references.some((reference) => reference.map === map))) return true;
  const address = addressOf(one);
  return address !== undefined && address === addressOf(other);
}

function addressOf<Place extends { readonly cluster: Cluster }>({ at, file, elsewhere, properties, variables }: GroupMember<Place>): string | undefined {
  for (const { settings } of [at.cluster, properties?.cluster, ...variables.maps.flatMap(({ bases }) => bases.map(({ cluster }) => cluster)), file?.cluster, elsewhere?.cluster].filter((cluster) => cluster !== undefined)) {
    const address = settings.get('jobmanager.rpc.address');
    if (address !== undefined) return address.value;
  }
  return undefined;
}
