import type { MinorVersion } from '../model/version.js';

/**
 * Keys that Flink read before they became options, the only ones that the catalogue knows: by its start scripts (`bin/config.sh`),
 * by `ConfigConstants`, by options in Scala (`RelNodeBlockPlanBuilder`).
 */
const UNLISTED: ReadonlySet<string> = new Set([
  'env.java.home', 'env.pid.dir',
  'taskmanager.log.path', 'taskmanager.runtime.fs_timeout', 'taskmanager.runtime.large-record-handler',
  'local.number-taskmanager', 'yarn.container-start-command-template',
  'table.optimizer.incremental-agg-enabled', 'table.optimizer.reuse-optimize-block-with-digest-enabled', 'table.optimizer.union-all-as-breakpoint-enabled',
  'table.exec.local-hash-agg.adaptive.distinct-value-rate-threshold', 'table.exec.local-hash-agg.adaptive.enabled', 'table.exec.local-hash-agg.adaptive.sampling-threshold',
]);

/** Modules of Flink's that were there a version or two before the catalogue's record of them begins. */
const RECORDED_LATE: readonly (readonly [family: string, since: readonly MinorVersion[]])[] = [
  ['kubernetes.', ['1.12']],
  ['python.', ['1.11', '1.16']],
  ['dstl.dfs.', ['1.15']],
];

/** Whether a key that comes with a version by the catalogue's record was, or may have been, read before. */
export function isReadBefore(key: string, since: MinorVersion): boolean {
  return UNLISTED.has(key) || RECORDED_LATE.some(([family, versions]) => versions.includes(since) && key.startsWith(family));
}
