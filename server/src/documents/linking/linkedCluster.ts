import type { ProcessKind } from '../../model/derivation.js';
import type { Analysis } from '../analysis.js';
import { basesOfMembers } from './bases.js';
import type { Basis, Cluster, Lender, ProcessSite, Span, VersionFound } from '../cluster.js';
import { clusterLayer } from '../layers/clusterLayer.js';
import { propertiesLayer } from '../layers/flinkProperties.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import { type AnyLayer, type DistantLayer, isDistant, type Layer } from '../layers/layer.js';
import { movedLayer } from '../layers/movedLayer.js';
import { placedProblem, placedProcess } from '../placing.js';
import { offsetBy } from '../spans.js';
import type { GroupMember } from './groups.js';
import { type Borrowed, memberBases, memberLayers, overBases } from './memberCluster.js';
import { unreadKeys, unreadProblem, unwritten } from './unread.js';

/** A cluster of a section in its file. */
export interface LinkedPlace {
  readonly cluster: Cluster;
  readonly section: { readonly start: number; readonly end: number };
  readonly analysis: Analysis;
}

/** The stretch of the file that holds a group with all that it borrows. */
export function stretchOf(group: readonly GroupMember<LinkedPlace>[]): Span {
  const sections = placesOf(group).map(({ section }) => section);
  return { start: Math.min(...sections.map(({ start }) => start)), end: Math.max(...sections.map(({ end }) => end)) };
}

/** The clusters that a group is made of, those that it borrows from behind its own. */
export function placesOf(group: readonly GroupMember<LinkedPlace>[]): readonly LinkedPlace[] {
  return [...group.map(({ at }) => at), ...group.flatMap(({ file, properties }) => [file, properties].filter((place) => place !== undefined))];
}

/**
 * The processes of a group as one cluster, spans relative to the stretch that holds them.
 *
 * @param isShared whether another group borrows from a place as well
 */
export function linkedCluster(group: readonly GroupMember<LinkedPlace>[], isShared: (place: LinkedPlace) => boolean): Cluster {
  const { start } = stretchOf(group);
  const by = ({ section }: LinkedPlace): number => section.start - start;
  const files = new Map<LinkedPlace, Layer>();
  const layersOf = ({ at, member, file, elsewhere, properties, variables: { list: variables, isComplete } }: GroupMember<LinkedPlace>): readonly AnyLayer[] => {
    const fileLayer = file === undefined ? undefined : files.get(file) ?? moved(clusterLayer(file.cluster, 'otherDocument'), file, start);
    if (file !== undefined && fileLayer !== undefined) files.set(file, fileLayer);
    const propertiesFrom = properties === undefined ? undefined : textLayer(properties, member.version, start);
    const borrowed = [fileLayer, propertiesFrom];
    return memberLayers(member, { ...fileOf(fileLayer ?? elsewhere?.layer), ...(propertiesFrom === undefined ? {} : { properties: propertiesFrom }), variables, isComplete })
      .map((layer) => (isDistant(layer) ? broughtFrom(layer, by(at)) : borrowed.includes(layer) ? layer : moved(layer, at, start)));
  };
  const own = group.map((one) => ({ ...one, by: by(one.at), layers: layersOf(one) }));
  const first = own[0];
  const named = namedAfter(group);
  const whole = own.map(({ at, by: offset }) => offsetBy(at.cluster.span, offset));
  const head = first === undefined ? { start: 0, end: 0 } : offsetBy(first.at.cluster.head, first.by);
  const of = <T>(process: ProcessKind, get: (one: (typeof own)[number]) => T, none: T): T => {
    const one = own.find(({ member }) => member.role === process);
    return one === undefined ? none : get(one);
  };
  const site = (process: ProcessKind): ProcessSite =>
    of<ProcessSite>(process, (one) => placedProcess(one.member.site, (span) => offsetBy(span, one.by)), { present: false, head, resources: [] });
  const lenders = placesOf(group).slice(group.length).map((place): Lender => ({ analysis: place.analysis, isShared: isShared(place) }));
  const bases = basesOf(group);
  const cluster = layeredCluster(
    {
      kind: 'Workload',
      name: named?.cluster.name ?? '',
      namespace: named?.cluster.namespace ?? '',
      span: { start: Math.min(...whole.map((span) => span.start)), end: Math.max(...whole.map((span) => span.end)) },
      head,
      version: versionOf(own),
      processes: { taskManager: site('taskManager'), jobManager: site('jobManager') },
    },
    { taskManager: of<readonly AnyLayer[]>('taskManager', ({ layers }) => layers, []), jobManager: of<readonly AnyLayer[]>('jobManager', ({ layers }) => layers, []) },
  );
  const unread = own.flatMap(({ member, unread: place, variables: { taken }, by: offset }) =>
    [...(place === undefined ? unreadKeys(member) : unreadProblem(member)), ...unwritten(member, taken)].map((problem) => placedProblem(problem, (entry) => entry, (span) => offsetBy(span, offset))));
  return {
    ...cluster,
    settings: overBases(cluster, group.map(({ member }) => member)),
    ...(unread.length === 0 ? {} : { problems: [...cluster.problems, ...unread] }),
    parts: whole.sort((left, right) => left.start - right.start),
    ...(lenders.length === 0 ? {} : { lenders }),
    ...(bases.length === 0 ? {} : { bases }),
  };
}

/** What an image brings, with the image in its stretch of the file. */
function broughtFrom(layer: DistantLayer, by: number): DistantLayer {
  return layer.broughtBy === undefined ? layer : { ...layer, broughtBy: offsetBy(layer.broughtBy, by) };
}

function fileOf(file: AnyLayer | undefined): { readonly file?: AnyLayer } {
  return file === undefined ? {} : { file };
}

/** What they have of other files. */
function basesOf(group: readonly GroupMember<LinkedPlace>[]): readonly Basis[] {
  return basesOfMembers(group.map((one) => {
    const { member, elsewhere, variables } = one;
    return { role: member.role, bases: [...(elsewhere === undefined ? [] : [elsewhere]), ...variables.maps.flatMap((map) => map.bases), ...memberBases(member, unpatched(one))] };
  }));
}

/** What the workload that a patch is put over gets as well, for certain: a ConfigMap may have another patch. */
function unpatched({ member: { base, mounted }, elsewhere, variables: { list, maps, isComplete } }: GroupMember<LinkedPlace>): Borrowed {
  const isSame = base?.member.mounted?.name === mounted?.name && elsewhere?.isPatched !== true;
  return { ...(isSame ? fileOf(elsewhere?.layer) : {}), ...(maps.some(({ isPatched }) => isPatched) ? {} : { variables: list, isComplete }) };
}

/** `FLINK_PROPERTIES` of a ConfigMap, as the image that gets it reads it. */
function textLayer(place: LinkedPlace, version: VersionFound, start: number): Layer {
  const { embedded, span } = place.cluster;
  return moved(embedded === undefined ? clusterLayer(place.cluster, 'environment') : propertiesLayer(embedded.text, version, span), place, start);
}

function moved(layer: Layer, { section }: LinkedPlace, start: number): Layer {
  return movedLayer(layer, section.start - start, section.end - section.start);
}

function versionOf(own: readonly { readonly at: LinkedPlace; readonly by: number }[]): VersionFound {
  const all = own.map(({ at, by }): VersionFound => {
    const { version } = at.cluster;
    return version.span === undefined ? version : { ...version, span: offsetBy(version.span, by) };
  });
  return all.find(({ span }) => span !== undefined) ?? all[0] ?? { version: undefined, text: '', source: 'default' };
}

/** The place whose name the cluster of a group has: the JobManager's, where there is one. */
export function namedAfter<Place extends LinkedPlace>(group: readonly GroupMember<Place>[]): Place | undefined {
  return (group.find(({ member }) => member.role === 'jobManager') ?? group[0])?.at;
}

/** Whether a group is more than a process by itself. */
export function isLinked(group: readonly GroupMember<LinkedPlace>[]): boolean {
  return placesOf(group).length > 1 || group.some(({ elsewhere, unread, variables }) => elsewhere !== undefined || unread !== undefined || variables.maps.length > 0);
}
