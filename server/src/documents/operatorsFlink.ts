/** The Flink inside the operator: it decides whether a deployment gets as far as its pods, whatever Flink the image has. */
import { minorOf } from '../model/version.js';
import { analyse, type Analysis } from './analysis.js';
import { bundledFlink } from './operatorReleases.js';

/** Former keys that mean another size in a container, which a standalone process is none and the operator always takes it for. */
const CONTAINER_KEYS = ['taskmanager.heap.size', 'taskmanager.heap.mb', 'jobmanager.heap.size', 'jobmanager.heap.mb'] as const;

const known = new WeakMap<Analysis, Analysis>();

/**
 * A deployment as the operator's own Flink sees it (`AbstractContainerizedClusterClientFactory#getClusterSpecification`): the
 * very analysis where both are of one minor, as nearly always. Undefined for what no operator deploys.
 */
export function operatorsAnalysis(analysis: Analysis): Analysis | undefined {
  const { cluster } = analysis;
  const { operatorVersion, version: found } = cluster;
  if (operatorVersion === undefined || cluster.canary) return undefined;
  const bundled = bundledFlink(operatorVersion);
  const readsAlike = cluster.container || !CONTAINER_KEYS.some((key) => cluster.settings.has(key));
  if (readsAlike && found.version !== undefined && minorOf(found.version) === bundled) return analysis;
  let own = known.get(analysis);
  if (own === undefined) {
    own = analyse({ ...cluster, container: true, version: { ...found, version: bundled, text: bundled } });
    known.set(analysis, own);
  }
  return own;
}
