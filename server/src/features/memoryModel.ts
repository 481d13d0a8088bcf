import { analyse, type Analysis } from '../documents/analysis.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import type { Setting } from '../documents/cluster.js';
import type { ProcessKind } from '../model/derivation.js';
import { MINOR_VERSIONS } from '../model/index.js';
import type { Changes, ClusterModel, ClusterSummary, ConfigurationValue, MemoryModelParams, MemoryModelResult, ProcessModel } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { containerModel } from './containerModel.js';
import { deploymentModel, refusalAtDeployText } from './deploymentModel.js';
import { describeFailure } from './failure.js';
import { inputsOf } from './inputs.js';
import { documentationLink } from './links.js';
import { clustersOf, isWithin, locationOf, rangeOf } from './locate.js';
import { processModel } from './processModel.js';
import { shownValue } from '../shared/secrets.js';
import { placedWith, type Placed } from './whatIf.js';

/** Whether the document has anything of Flink's in it. */
export function isFlink(document: OpenDocument, context: FeatureContext): boolean {
  return clustersOf(document, context).length > 0;
}

/** The memory model of a document's clusters; see shared/protocol.ts. */
export function memoryModel(document: OpenDocument, params: MemoryModelParams, context: FeatureContext): MemoryModelResult {
  const all = clustersOf(document, context);
  if (all.length === 0) return null;
  const at = params.at === undefined ? undefined : document.offsetAt(params.at);
  const isWanted = (located: LocatedCluster): boolean =>
    (params.clusters === undefined && at === undefined)
    || params.clusters?.includes(located.id) === true
    || (at !== undefined && isWithin(located, at));
  return {
    version: document.version,
    summary: all.map((located) => summaryOf(document, located)),
    clusters: all.filter(isWanted).map((located) => asked(params, { document, located }, context)),
  };
}

/** A cluster as it was asked for: as it is, or as it would be. */
function asked({ whatIf, inputs, flinkVersion }: MemoryModelParams, placed: Placed, context: FeatureContext): ClusterModel {
  const changes = whatIf?.cluster === placed.located.id ? whatIf.changes : undefined;
  const after = changes === undefined ? placed : placedWith(placed, changes, context);
  const isRefused = 'refused' in after;
  const { document, located } = isRefused ? placed : after;
  const analysis = byVersion(isRefused && changes !== undefined ? analyseWith(located, changes) : located.analysis, flinkVersion);
  return {
    ...clusterModel(document, located, analysis, context),
    ...(inputs === undefined ? {} : { inputs: inputsOf(inputs, analysis) }),
    ...(isRefused ? { notWritable: after.refused } : {}),
  };
}

/** The cluster as another minor version of Flink reads it; as it is for none that is known. */
function byVersion(analysis: Analysis, text: string | undefined): Analysis {
  const version = MINOR_VERSIONS.find((minor) => minor === text);
  if (version === undefined) return analysis;
  return analyse({ ...analysis.cluster, version: { version, text: version, source: 'setting' } });
}

function summaryOf(document: OpenDocument, located: LocatedCluster): ClusterSummary {
  const { name, kind, span, embedded } = located.cluster;
  return { id: located.id, name, kind, range: rangeOf(document, located, span), ...(embedded === undefined ? {} : { file: embedded.name }) };
}

function clusterModel(document: OpenDocument, located: LocatedCluster, analysis: Analysis, context: FeatureContext): ClusterModel {
  const { cluster } = analysis;
  const { version, loading } = cluster;
  const locate = (key: string) => {
    const { entry, origin } = cluster.settings.get(key) ?? {};
    return entry === undefined ? origin : locationOf(document, located, entry.valueSpan.start < entry.valueSpan.end ? entry.valueSpan : entry.keySpan);
  };
  const process = (kind: ProcessKind) =>
    processModel(kind, located, analysis, context.settings, locate, (failed) => describeFailure(failed, located, analysis, context));
  const processes = { taskManager: { ...process('taskManager'), ...pageOf('taskManager', analysis, context) }, jobManager: { ...process('jobManager'), ...pageOf('jobManager', analysis, context) } };
  const container = containerModel(analysis);
  const deployment = deploymentModel(analysis, processes, (kind, own) => processModel(kind, located, own, context.settings, locate, () => refusalAtDeployText(kind, analysis, context)));
  return {
    ...summaryOf(document, located),
    flinkVersion: {
      value: version.text,
      source: version.source,
      ...(version.patchFrom === undefined ? {} : { patchFrom: version.patchFrom }),
      ...(version.span === undefined ? {} : { location: locationOf(document, located, version.span) }),
    },
    configuration: {
      ...Object.fromEntries([...analysis.cluster.settings].map(([key, setting]) => [key, settingModel(document, located, key, setting)])),
      ...operatorsModel(document, located, analysis),
    },
    ...(loading === undefined
      ? {}
      : {
          loading: {
            code: loading.code,
            ...(loading.key === undefined ? {} : { key: loading.key }),
            ...(loading.span === undefined ? {} : { location: locationOf(document, located, loading.span) }),
          },
        }),
    ...processes,
    ...(container === undefined ? {} : { container }),
    ...(deployment === undefined ? {} : { deployment }),
  };
}

/** What Flink's documentation calls its pages about the memory of a process. */
const PAGES: Readonly<Record<ProcessKind, string>> = { taskManager: 'deployment/memory/mem_setup_tm', jobManager: 'deployment/memory/mem_setup_jobmanager' };

function pageOf(process: ProcessKind, { cluster }: Analysis, { language }: FeatureContext): Pick<ProcessModel, 'page'> {
  const { version } = cluster.version;
  const page = version === undefined || !cluster.processes[process].present ? undefined : documentationLink(version, PAGES[process], language);
  return page === undefined ? {} : { page };
}

/** What every release of the chart since 1.3 gives a deployment; Flink's own defaults are the same. */
const CHART_DEFAULTS = { 'taskmanager.numberOfTaskSlots': '1', 'parallelism.default': '1' } as const;

/** What the operator sets besides sizes, over the settings that it finds. */
function operatorsModel(document: OpenDocument, located: LocatedCluster, { cluster: { settings, operatorKeys, incomplete, canary } }: Analysis): ClusterModel['configuration'] {
  if (operatorKeys === undefined || incomplete || canary) return {};
  const model: Record<string, ConfigurationValue> = {};
  for (const [key, value] of Object.entries(CHART_DEFAULTS)) if (!settings.has(key)) model[key] = { value, source: 'operatorDefault' };
  for (const { key, value } of operatorKeys) {
    const entry = settings.get(key)?.entry;
    if (value !== undefined) model[key] = { value, source: 'resource', ...(entry === undefined ? {} : { overridden: [{ value: entry.value, location: locationOf(document, located, entry.valueSpan) }] }) };
  }
  return model;
}

function settingModel(document: OpenDocument, located: LocatedCluster, key: string, { value, source, entry, origin, overridden, overriddenElsewhere = [] }: Setting): ConfigurationValue {
  const location = entry === undefined ? origin : locationOf(document, located, entry.valueSpan);
  const lost = [
    ...overridden.map((one) => ({ value: shownValue(key, one.value), location: locationOf(document, located, one.valueSpan) })),
    ...overriddenElsewhere.map((one) => ({ ...one, value: shownValue(key, one.value) })),
  ];
  return {
    value: shownValue(key, value),
    source,
    ...(location === undefined ? {} : { location }),
    ...(lost.length === 0 ? {} : { overridden: lost }),
  };
}

/** The cluster as if some keys were set or removed where they count. */
function analyseWith({ cluster }: LocatedCluster, changes: Changes): Analysis {
  const settings = new Map(cluster.settings);
  for (const [key, value] of Object.entries(changes)) {
    const before = settings.get(key);
    if (value === null) settings.delete(key);
    else settings.set(key, { overridden: [], source: 'document', ...before, value, templated: false });
  }
  return analyse({ ...cluster, settings });
}
