import { analyse, type Analysis } from '../analysis.js';
import type { Cluster, Span } from '../cluster.js';
import type { LocatedCluster, PlacedSection, Section } from '../store.js';
import type { FileElsewhere } from './elsewhere.js';
import { type FindElsewhere, groupsOf, isSameNamespace } from './groups.js';
import { isLinked, linkedCluster, type LinkedPlace, namedAfter, placesOf, stretchOf } from './linkedCluster.js';

/** Derives a cluster anew, found by its id in another text of the file. */
export type Reread = (id: string, file: string) => Analysis | undefined;

interface Known {
  /** All that it is made from: the clusters, and the sections from the first of them to the last. */
  readonly from: readonly (Cluster | Section | FileElsewhere)[];
  readonly reading: LinkedReading;
}

/** The last linked cluster of each first member. */
const known = new WeakMap<Cluster, Known>();

class LinkedReading {
  #analysis: Analysis | undefined;

  constructor(readonly cluster: Cluster) {}

  get analysis(): Analysis {
    this.#analysis ??= analyse(this.cluster);
    return this.#analysis;
  }
}

/**
 * Puts the processes of a file together that are of one cluster, each with the ConfigMaps that it refers to. What has not
 * changed is the same object again. The ConfigMaps stay clusters of their own.
 *
 * @param located in the order of the file
 * @param elsewhere finds the ConfigMaps of other files; the same object as long as nothing in them changes
 */
export function link(located: readonly LocatedCluster[], sections: readonly PlacedSection[], text: string, elsewhere: FindElsewhere, reread: Reread): readonly LocatedCluster[] {
  if (!located.some(({ cluster }) => cluster.member !== undefined)) return located;
  const replaced = new Map<LocatedCluster, LocatedCluster | undefined>();
  const groups = groupsOf(located, (namespace, name, key) => configMapAmong(located, namespace, name, key), elsewhere);
  const isShared = (place: LinkedPlace): boolean => groups.filter((group) => group.some(({ file, properties }) => file === place || properties === place)).length > 1;
  for (const group of groups) {
    const [first] = group;
    if (first === undefined || !isLinked(group)) continue;
    const stretch = stretchOf(group);
    const places = placesOf(group);
    const between = sections.filter(({ start, end }) => start >= stretch.start && end <= stretch.end).map(({ section }) => section);
    const from = [...places.map(({ cluster }) => cluster), ...between, ...places.filter(isShared).map(({ cluster }) => cluster), ...group.flatMap((one) => one.elsewhere ?? [])];
    const before = known.get(first.at.cluster);
    const isSame = before?.from.length === from.length && before.from.every((one, at) => one === from[at]);
    const reading = isSame ? before.reading : new LinkedReading(linkedCluster(group, isShared));
    if (!isSame) known.set(first.at.cluster, { from, reading });
    for (const { at } of group) replaced.set(at, undefined);
    replaced.set(first.at, new LinkedCluster(namedAfter(group)?.id ?? first.at.id, reading, new Stretch(text, stretch), reread));
  }
  return located.flatMap((one) => (replaced.has(one) ? (replaced.get(one) ?? []) : one));
}

/** A stretch of a file as a section, cut out when it is asked for. */
class Stretch implements PlacedSection, Section {
  readonly start: number;
  readonly end: number;
  readonly section = this;

  constructor(readonly file: string, { start, end }: Span) {
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.file.slice(this.start, this.end);
  }
}

class LinkedCluster implements LocatedCluster {
  readonly #reading: LinkedReading;
  readonly #reread: Reread;

  constructor(readonly id: string, reading: LinkedReading, readonly section: Stretch, reread: Reread) {
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
    const { file, start, end } = this.section;
    return this.#reread(this.id, file.slice(0, start) + sectionText + file.slice(end));
  }

  toOffset(offset: number): number {
    return this.section.start + offset;
  }

  toSpan({ start, end }: Span): Span {
    return { start: this.toOffset(start), end: this.toOffset(end) };
  }
}

function configMapAmong(located: readonly LocatedCluster[], namespace: string, name: string, key: string): LocatedCluster | undefined {
  return located.find(({ cluster }) => cluster.kind === 'ConfigMap' && cluster.name === name && cluster.embedded?.name === key && isSameNamespace(cluster.namespace, namespace));
}
