import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { Cluster, Entry, ProcessSite, Setting } from '../cluster.js';
import { type AnyLayer, type ClusterLayers, isDistant, type Layer } from './layer.js';

/** What a document says of a cluster beside what configures it. */
export type LayeredFacts = Pick<Cluster, 'kind' | 'name' | 'namespace' | 'span' | 'head' | 'version' | 'processes'> & Partial<Pick<Cluster, 'parts'>>;

/** Options that Flink's TaskManager reads though their names do not say so. */
const OF_TASK_MANAGER = /^(?:taskmanager\.|env\.java\.(?:default-)?opts\.taskmanager$|state\.backend\.(?:rocksdb|forst)\.)/;
const OF_JOB_MANAGER = /^(?:jobmanager\.|env\.java\.(?:default-)?opts\.jobmanager$)/;

/** The process that gets an option from its own layers; undefined for what either may read. */
function readerOf(key: string): ProcessKind | undefined {
  return OF_TASK_MANAGER.test(key) ? 'taskManager' : OF_JOB_MANAGER.test(key) ? 'jobManager' : undefined;
}

/** The processes whose layers tell what a key is, the first that has it; of two it is the process itself, and the JobManager for what concerns both. */
export function askedFor(key: string, { processes }: Pick<Cluster, 'processes'>): readonly ProcessKind[] {
  const present = PROCESS_KINDS.filter((process) => processes[process].present);
  const [only] = present;
  if (present.length === 1 && only !== undefined) return [only];
  const reader = readerOf(key);
  return reader === undefined ? ['jobManager', 'taskManager'] : [reader];
}

/**
 * A cluster whose configuration comes in layers: of every key the strongest layer's value counts. What one process is given
 * does not count for the other.
 */
export function layeredCluster(own: LayeredFacts, layers: ClusterLayers): Cluster {
  const all = [...new Set(PROCESS_KINDS.flatMap((process) => layers[process]))];
  const here = all.filter((layer): layer is Layer => !isDistant(layer));
  const loading = here.find((layer) => layer.loading !== undefined)?.loading;
  const isIncomplete = (process: ProcessKind): boolean => layers[process].some(({ incomplete }) => incomplete);
  const site = (process: ProcessKind): ProcessSite => (isIncomplete(process) ? { ...own.processes[process], incomplete: true } : own.processes[process]);
  return {
    ...own,
    format: 'flink-conf',
    container: false,
    mayBePartial: false,
    incomplete: false,
    layers,
    entries: here.flatMap(({ entries }) => entries).sort((left, right) => left.keySpan.start - right.keySpan.start),
    settings: settingsOf(own, layers, all),
    problems: here.flatMap(({ problems }) => problems),
    ...(loading === undefined ? {} : { loading }),
    processes: { taskManager: site('taskManager'), jobManager: site('jobManager') },
    canary: false,
  };
}

function settingsOf(own: LayeredFacts, layers: ClusterLayers, all: readonly AnyLayer[]): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const layer of all) {
    for (const key of (isDistant(layer) ? layer.values : layer.winners).keys()) {
      if (settings.has(key)) continue;
      for (const process of askedFor(key, own)) {
        const setting = settingOf(key, layers[process]);
        if (setting === undefined) continue;
        settings.set(key, withoutCounting(setting, key, askedFor(key, own).filter((other) => other !== process).map((other) => layers[other])));
        break;
      }
    }
  }
  return settings;
}

/** What lost against one process's layers counts all the same where the other process gets it. */
function withoutCounting(setting: Setting, key: string, others: readonly (readonly AnyLayer[])[]): Setting {
  if (setting.overridden.length === 0 || others.length === 0) return setting;
  const counting = others.map((stack) => settingOf(key, stack)?.entry);
  return { ...setting, overridden: setting.overridden.filter((entry) => !counting.includes(entry)) };
}

/** What counts of a key: the strongest layer's; what others of the document say is overridden. */
function settingOf(key: string, stack: readonly AnyLayer[]): Setting | undefined {
  let setting: Setting | undefined;
  for (const layer of stack) {
    if (isDistant(layer)) {
      const value = layer.values.get(key);
      const origin = layer.origins?.get(key);
      if (value === undefined) continue;
      setting = {
        value, source: layer.source, templated: layer.unknown?.has(key) === true, overridden: lost(setting),
        ...(layer.broughtBy === undefined ? {} : { broughtBy: layer.broughtBy }),
        ...(origin === undefined ? {} : { origin }),
      };
      continue;
    }
    const entry = layer.winners.get(key);
    if (entry === undefined) continue;
    const losers = layer.entries.filter((other) => other.key === key && other !== entry);
    // What is not in the text comes to light when all entries of the key are gone.
    const beneath = setting === undefined || setting.entry !== undefined ? setting?.beneath : { value: setting.value, templated: setting.templated };
    setting = {
      value: entry.value, source: entry.source, templated: entry.templated, entry, overridden: [...lost(setting), ...losers], ...(beneath === undefined ? {} : { beneath }), ...elsewhere(setting),
    };
  }
  return setting;
}

/** What a setting that loses has in another file. */
function elsewhere(setting: Setting | undefined): Pick<Setting, 'overriddenElsewhere'> {
  const { value, origin, overriddenElsewhere } = setting ?? {};
  if (value === undefined || origin === undefined) return overriddenElsewhere === undefined ? {} : { overriddenElsewhere };
  return { overriddenElsewhere: [{ value, location: origin }] };
}

function lost(setting: Setting | undefined): readonly Entry[] {
  if (setting === undefined) return [];
  return setting.entry === undefined ? setting.overridden : [...setting.overridden, setting.entry];
}
