import type { Analysis } from '../analysis.js';
import type { Cluster, Span } from '../cluster.js';
import type { FileText } from '../fileText.js';
import { isSameNamespace } from '../kinds/metadata.js';
import type { LocatedCluster } from '../locatedCluster.js';
import type { PlacedSection, Section } from '../section.js';
import type { ConfigMapElsewhere, FileElsewhere } from './configMapsElsewhere.js';
import { ConfigMapsHere } from './configMapsHere.js';
import { type FindConfigMap, type FindElsewhere, type GroupMember, groupsOf } from './groups.js';
import { isLinked, linkedCluster, type LinkedPlace, namedAfter, placesOf, stretchOf } from './linkedCluster.js';
import { Reading } from './reading.js';

/** Derives a cluster anew, found by its id in another text of the file. */
export type Reread = (id: string, file: string) => Analysis | undefined;

interface Known {
  /** All that it is made from: the clusters, and the sections from the first of them to the last. */
  readonly from: readonly (Cluster | Section | FileElsewhere | ConfigMapElsewhere)[];
  readonly reading: Reading;
}

/** The last linked cluster of each first member. */
const known = new WeakMap<Cluster, Known>();

/**
 * Puts the processes of a file together that are of one cluster, each with the ConfigMaps that it refers to. What has not
 * changed is the same object again. The ConfigMaps stay clusters of their own.
 *
 * @param located in the order of the file
 */
export function link(located: readonly LocatedCluster[], file: FileText, elsewhere: FindElsewhere, reread: Reread): readonly LocatedCluster[] {
  if (!located.some(({ cluster }) => cluster.member !== undefined)) return located;
  const { sections } = file;
  const replaced = new Map<LocatedCluster, LocatedCluster | undefined>();
  const here = new ConfigMapsHere(file);
  const groups = groupsOf(located, configMapsOf(located), { ...elsewhere, configMap: (namespace, name) => here.named(namespace, name) ?? elsewhere.configMap(namespace, name) });
  const isShared = borrowedTwice(groups);
  const indexes = new Map(sections.map(({ start }, index) => [start, index]));
  for (const group of groups) {
    const [first] = group;
    if (first === undefined || !isLinked(group)) continue;
    const stretch = stretchOf(group);
    const places = placesOf(group);
    const firstIndex = indexes.get(stretch.start) ?? 0;
    const between = sectionsIn(stretch, sections, firstIndex);
    const from = [
      ...places.map(({ cluster }) => cluster),
      ...between,
      ...places.filter(isShared).map(({ cluster }) => cluster),
      ...group.flatMap(({ elsewhere: file, unread, variables }) => [...(file === undefined ? [] : [file]), ...(unread === undefined ? [] : [unread.cluster]), ...variables.maps]),
    ];
    const before = known.get(first.at.cluster);
    const isSame = before?.from.length === from.length && before.from.every((one, at) => one === from[at]);
    const reading = isSame ? before.reading : new Reading(linkedCluster(group, isShared));
    if (!isSame) known.set(first.at.cluster, { from, reading });
    for (const { at } of group) replaced.set(at, undefined);
    replaced.set(first.at, new LinkedCluster(namedAfter(group)?.id ?? first.at.id, reading, new Stretch(file, stretch, sections[firstIndex]?.line ?? 0), reread));
  }
  return located.flatMap((one) => (replaced.has(one) ? (replaced.get(one) ?? []) : one));
}

/** A stretch of a file as a section, cut out when it is asked for. */
class Stretch implements PlacedSection, Section {
  readonly start: number;
  readonly end: number;
  readonly section = this;

  constructor(readonly file: FileText, { start, end }: Span, readonly line: number) {
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.file.text.slice(this.start, this.end);
  }
}

class LinkedCluster implements LocatedCluster {
  readonly #reading: Reading;
  readonly #reread: Reread;

  constructor(readonly id: string, reading: Reading, readonly section: Stretch, reread: Reread) {
    this.#reading = reading;
    this.#reread = reread;
  }

  get cluster(): Cluster {
    return this.#reading.cluster;
  }

  get analysis(): Analysis {
    return this.#reading.analysis;
  }

  reread(sectionText: string): Analysis | undefined {
    const { file: { text }, start, end } = this.section;
    return this.#reread(this.id, text.slice(0, start) + sectionText + text.slice(end));
  }

  toOffset(offset: number): number {
    return this.section.start + offset;
  }

  toSpan({ start, end }: Span): Span {
    return { start: this.toOffset(start), end: this.toOffset(end) };
  }
}

/** The sections of a stretch, of which the first is known. */
function sectionsIn(stretch: Span, sections: readonly PlacedSection[], first: number): readonly Section[] {
  const found: Section[] = [];
  for (let at = first; at < sections.length; at++) {
    const placed = sections[at];
    if (placed === undefined || placed.start >= stretch.end) break;
    found.push(placed.section);
  }
  return found;
}

/** Whether several groups get a file from one place. */
function borrowedTwice(groups: readonly (readonly GroupMember<LocatedCluster>[])[]): (place: LinkedPlace) => boolean {
  const borrowers = new Map<LinkedPlace, number>();
  for (const group of groups) {
    for (const place of new Set(placesOf(group).slice(group.length))) borrowers.set(place, (borrowers.get(place) ?? 0) + 1);
  }
  return (place) => (borrowers.get(place) ?? 0) > 1;
}

/** The ConfigMaps and Secrets of a file by their names and keys. */
function configMapsOf(located: readonly LocatedCluster[]): FindConfigMap<LocatedCluster> {
  const named = new Map<string, LocatedCluster[]>();
  for (const one of located) {
    const { kind, name, embedded } = one.cluster;
    if ((kind !== 'ConfigMap' && kind !== 'Secret') || embedded === undefined) continue;
    const id = `${kind} ${name} ${embedded.name}`;
    const known = named.get(id);
    if (known === undefined) named.set(id, [one]);
    else known.push(one);
  }
  return (namespace, name, key, isSecret = false) => named.get(`${isSecret ? 'Secret' : 'ConfigMap'} ${name} ${key}`)?.find(({ cluster }) => isSameNamespace(cluster.namespace, namespace));
}
