/** Pod templates, as far as they try to say how much memory a process gets. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { ReadingProblem } from '../cluster.js';
import { rawText } from '../yaml/flatten.js';
import { type LocatedNode, nodeAt, pairOf, resolveAlias, scalarAt, valueOf } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { DeploymentSpec } from './deploymentSpec.js';

/** The container that Flink runs in; others in the pod keep what the template says (`Constants#MAIN_CONTAINER_NAME`). */
const MAIN_CONTAINER = 'flink-main-container';

const FIELDS = ['requests', 'limits'] as const;

/** What makes the operator merge the lists of two templates by the names in them. */
export const MERGES_BY_NAME = 'kubernetes.operator.pod-template.merge-arrays-by-name';

/**
 * The memory of the main container in the templates of both processes and of each. A process's own template is merged over the
 * common one (`FlinkUtils#mergePodTemplates`), lists place by place: whose name stands at a place in both decides which container that is.
 */
export function templateMemory(tree: YamlTree, spec: DeploymentSpec, byName: boolean): readonly ReadingProblem[] {
  const common = containersOf(spec.node);
  const own = { taskManager: containersOf(spec.taskManager.node), jobManager: containersOf(spec.jobManager.node) };
  if (common.length + own.taskManager.length + own.jobManager.length === 0) return [];
  const nameAt = (process: ProcessKind, at: number): string | undefined => nameOf(own[process][at]) ?? nameOf(common[at]);
  const isMain = (process: ProcessKind, at: number, container: LocatedNode): boolean => (byName ? nameOf(container) : nameAt(process, at)) === MAIN_CONTAINER;
  return [
    ...common.flatMap((container, at) => (nameOf(container) === MAIN_CONTAINER && PROCESS_KINDS.some((process) => isMain(process, at, container)) ? memoryOf(tree, container) : [])),
    ...PROCESS_KINDS.flatMap((process) => own[process].flatMap((container, at) => (isMain(process, at, container) ? memoryOf(tree, container, process) : []))),
  ];
}

function containersOf(block: LocatedNode | undefined): readonly LocatedNode[] {
  const template = valueOf(block, 'podTemplate');
  const containers = template === undefined ? undefined : nodeAt(template, 'spec', 'containers');
  return containers?.kind === 'sequence' ? containers.items.map((item) => resolveAlias(item) ?? item) : [];
}

function nameOf(container: LocatedNode | undefined): string | undefined {
  return scalarAt(container, 'name')?.text;
}

function memoryOf(tree: YamlTree, container: LocatedNode, process?: ProcessKind): readonly ReadingProblem[] {
  return FIELDS.flatMap((field) => {
    const pair = pairOf(nodeAt(container, 'resources', field), 'memory');
    if (pair === undefined || isTemplated(tree, pair.span)) return [];
    return [{
      kind: 'template-memory' as const, field, span: pair.value.span.end > pair.value.span.start ? pair.value.span : pair.key.span, pair: pair.span,
      text: rawText(tree.text, pair.value), ...(process === undefined ? {} : { process }),
    }];
  });
}
