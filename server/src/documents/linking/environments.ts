import type { ProcessKind } from '../../model/derivation.js';
import { processSizeKey } from '../../model/processOptions.js';
import { analyse, type Analysis } from '../analysis.js';
import type { Cluster, ProcessSite, Setting, Span, VersionFound } from '../cluster.js';
import type { FileText } from '../fileText.js';
import { isSameNamespace } from '../kinds/metadata.js';
import type { Locate } from '../layers/distantFile.js';
import type { LocatedCluster } from '../locatedCluster.js';
import type { PlacedSection } from '../section.js';
import { offsetBy } from '../spans.js';
import type { ClusterElsewhere } from './configMapsElsewhere.js';
import type { FindElsewhere } from './groups.js';
import { Reading } from './reading.js';

/** What has been made of an application, and of what. */
interface Known {
  readonly environment: Cluster;
  /** Where the environment stands in the file; absent for one of another file. */
  readonly start?: number;
  readonly reading: Reading;
}

const known = new WeakMap<Cluster, Known>();

/** Confluent's FlinkApplications of a file with the defaults of their FlinkEnvironments, of the file or of another. */
export function withEnvironments(located: readonly LocatedCluster[], file: FileText, elsewhere: FindElsewhere): readonly LocatedCluster[] {
  if (!located.some(({ cluster }) => cluster.environment !== undefined)) return located;
  return located.map((one) => {
    const { namespace, environment: name } = one.cluster;
    if (name === undefined) return one;
    const [here, ...others] = located.filter(({ cluster }) => cluster.kind === 'FlinkEnvironment' && cluster.name === name && isSameNamespace(cluster.namespace, namespace));
    if (others.length > 0) return one;
    const found: ClusterElsewhere | undefined = here === undefined ? elsewhere.environment(namespace, name) : { cluster: here.cluster, locate: (span) => file.locate(here.toSpan(span)) };
    return found === undefined ? one : new Application(one, found, here?.section.start);
  });
}

class Application implements LocatedCluster {
  readonly id: string;
  readonly section: PlacedSection;
  readonly #alone: LocatedCluster;
  readonly #environment: ClusterElsewhere;
  readonly #reading: Reading;

  constructor(alone: LocatedCluster, environment: ClusterElsewhere, start: number | undefined) {
    this.id = alone.id;
    this.section = alone.section;
    this.#alone = alone;
    this.#environment = environment;
    const before = known.get(alone.cluster);
    const isSame = before?.environment === environment.cluster && before.start === start;
    this.#reading = isSame ? before.reading : new Reading(together(alone.cluster, environment));
    if (!isSame) known.set(alone.cluster, { environment: environment.cluster, ...(start === undefined ? {} : { start }), reading: this.#reading });
  }

  get cluster(): Cluster {
    return this.#reading.cluster;
  }

  get analysis(): Analysis {
    return this.#reading.analysis;
  }

  reread(sectionText: string): Analysis | undefined {
    const alone = this.#alone.reread(sectionText);
    return alone === undefined ? undefined : analyse(together(alone.cluster, this.#environment));
  }

  toOffset(offset: number): number {
    return this.#alone.toOffset(offset);
  }

  toSpan(span: Span): Span {
    return offsetBy(span, this.section.start);
  }
}

/** The application as it is deployed: what the environment says of its `spec` is merged over its own. */
function together(own: Cluster, { cluster: environment, locate }: ClusterElsewhere): Cluster {
  const settings = new Map(own.settings);
  environment.settings.forEach((above, key) => { settings.set(key, over(above, own.settings.get(key), locate)); });
  const site = (process: ProcessKind): ProcessSite => processSite(process, own.processes[process], environment, settings);
  return {
    ...own,
    version: versionOf(own.version, environment.version),
    settings,
    incomplete: own.incomplete || environment.incomplete,
    processes: { taskManager: site('taskManager'), jobManager: site('jobManager') },
    bases: [{ cluster: environment, location: locate(environment.head) }],
  };
}

function over({ value, templated, source, entry }: Setting, own: Setting | undefined, locate: Locate): Setting {
  const origin = entry === undefined ? undefined : locate(entry.valueSpan);
  // Of both specs together the memory field counts, whichever has it.
  if (own?.source === 'resource' && source !== 'resource') return { ...own, ...(origin === undefined ? {} : { overriddenElsewhere: [{ value, location: origin }] }) };
  const lost = own?.entry === undefined ? [] : [own.entry, ...own.overridden];
  return { value, templated, source: 'otherDocument', overridden: lost, isFixed: true, ...(origin === undefined ? {} : { origin }) };
}

function processSite(process: ProcessKind, own: ProcessSite, { processes, settings: above }: Cluster, settings: ReadonlyMap<string, Setting>): ProcessSite {
  const { incomplete: _unsized, ...site } = own;
  const other = processes[process];
  const isSized = settings.has(processSizeKey(process)) || settings.has(`${process.toLowerCase()}.memory.flink.size`);
  const replicas = other.replicas ?? own.replicas;
  return {
    ...site,
    present: own.present || other.present,
    resources: above.get(processSizeKey(process))?.source === 'resource' ? own.resources.map((field) => ({ ...field, effective: false })) : own.resources,
    ...(replicas === undefined ? {} : { replicas }),
    // The defaults of the operator may have the total.
    ...(isSized ? {} : { incomplete: true }),
  };
}

function versionOf(own: VersionFound, above: VersionFound): VersionFound {
  if (own.source === 'comment' || own.source === 'setting' || (above.source !== 'spec' && above.source !== 'image')) return own;
  const { version, text, source, patchFrom } = above;
  return { version, text, source, ...(patchFrom === undefined ? {} : { patchFrom }) };
}
