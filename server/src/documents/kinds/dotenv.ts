import { PROCESS_KINDS } from '../../model/derivation.js';
import type { Cluster, ProcessSite } from '../cluster.js';
import { EnvFileValues } from '../compose/envFile.js';
import { findVersion, versionOfImage } from '../flinkVersion.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { isFlinkVariable, processLayers } from '../layers/processLayers.js';
import type { ReadingContext } from './kind.js';

/** The name of a file with variables; whatever else its text looks like, it is no YAML. */
export function isDotenv(fileName: string): boolean {
  return /^\.env(?:\.[\w.-]+)?$|\.env$/.test(fileName);
}

const FLINK_VERSION = 'FLINK_VERSION';

/**
 * Reads a `.env` file that sets `FLINK_PROPERTIES`, for whatever containers are given it: nobody knows their image, so a process
 * is known only where it is sized here.
 */
export function dotenvClusters(text: string, context: ReadingContext): readonly Cluster[] {
  // What the file itself sets before is put in, as Compose does.
  const all = new EnvFileValues(new Map()).read(text, (name) => isFlinkVariable(name) || name === FLINK_VERSION);
  const properties = all.find(({ name }) => name === FLINK_PROPERTIES);
  if (properties === undefined) return [];
  const named = all.find(({ name }) => name === FLINK_VERSION);
  const image = named === undefined ? undefined : versionOfImage(`flink:${named.text.text.trim()}`, named.text.toSection({ start: 0, end: named.text.text.length }));
  const version = findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, image, file: context.versionOfFile });
  const variables = all.filter(({ name }) => name !== FLINK_VERSION);
  const head = properties.nameSpan;
  const [taskManager, jobManager] = PROCESS_KINDS.map((role) => processLayers({ role, image: undefined, version, variables }));
  const site: ProcessSite = { present: true, head, resources: [] };
  return [layeredCluster(
    { kind: 'Compose', name: context.fileName, namespace: '', span: { start: 0, end: text.length }, head, version, processes: { taskManager: site, jobManager: site } },
    { taskManager: taskManager ?? [], jobManager: jobManager ?? [] },
  )];
}
