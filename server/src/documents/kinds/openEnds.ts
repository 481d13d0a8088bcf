import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { Cluster } from '../cluster.js';
import { type LocatedNode, nodeAt, type NodePath, startsWithPath } from '../yaml/node.js';
import { isOpenEnded } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** Where a template may put something into a `FlinkDeploymentSpec` that nobody knows. */
export interface OpenEnds {
  /** Any field of it, or all of it. */
  readonly spec: boolean;
  /** Keys of its configuration. */
  readonly configuration: boolean;
  /** The memory fields of these processes. */
  readonly processes: ReadonlySet<ProcessKind>;
}

/** Fields of a process that give it memory, each with those around it. */
const SIZED_BY: readonly (readonly string[])[] = [[], ['resource'], ['resources'], ['resources', 'requests'], ['resources', 'limits']];

/** Looks for lines that a template writes, and for values that it writes in place of a mapping (`resource: {{ toJson … }}`). */
export function openEnds(tree: YamlTree, spec: LocatedNode | undefined, specPath: NodePath, configurationPath: NodePath): OpenEnds {
  if (tree.templates.spans.length === 0) return CLOSED;
  const writtenAt = (...path: readonly string[]): boolean => {
    const node = nodeAt(spec, ...path);
    return node?.kind === 'scalar' && isTemplated(tree, node.span);
  };
  const configuration = configurationPath.at(-1);
  return {
    spec: writtenAt() || isOpenEnded(tree, (path) => path.length <= specPath.length && startsWithPath(specPath, path)),
    configuration: (typeof configuration === 'string' && writtenAt(configuration)) || isOpenEnded(tree, (path) => startsWithPath(path, configurationPath)),
    processes: new Set(PROCESS_KINDS.filter((process) => SIZED_BY.some((fields) => {
      const place = [...specPath, process, ...fields];
      return writtenAt(process, ...fields) || isOpenEnded(tree, (path) => path.length === place.length && startsWithPath(path, place));
    }))),
  };
}

const CLOSED: OpenEnds = { spec: false, configuration: false, processes: new Set() };

/** What is certain of a cluster all the same: `hasOpenKeys` where keys of its configuration are templates themselves. */
export function completeness({ spec, configuration }: OpenEnds, hasOpenKeys: boolean): Pick<Cluster, 'incomplete' | 'totalsComplete'> {
  const incomplete = spec || configuration || hasOpenKeys;
  return { incomplete, ...(incomplete && !spec ? { totalsComplete: true } : {}) };
}
