/** Pod templates, as far as they try to say how much memory a process gets. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { ReadingProblem } from '../cluster.js';
import { rawText } from '../yaml/flatten.js';
import { type LocatedNode, nodeAt, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** The container that Flink runs in; others in the pod keep what the template says (`Constants#MAIN_CONTAINER_NAME`). */
const MAIN_CONTAINER = 'flink-main-container';

const FIELDS = ['requests', 'limits'] as const;

/** The memory of the main container in the templates of both processes and of each. */
export function templateMemory(tree: YamlTree, spec: LocatedNode | undefined): readonly ReadingProblem[] {
  return [undefined, ...PROCESS_KINDS].flatMap((process) => {
    const template = pairOf(process === undefined ? spec : nodeAt(spec, process), 'podTemplate');
    return template === undefined ? [] : ofTemplate(tree, template.value, process);
  });
}

function ofTemplate(tree: YamlTree, template: LocatedNode, process: ProcessKind | undefined): readonly ReadingProblem[] {
  const containers = nodeAt(template, 'spec', 'containers');
  if (containers?.kind !== 'sequence') return [];
  return containers.items.flatMap((item) => {
    const container = resolveAlias(item);
    if (container === undefined || scalarAt(container, 'name')?.text !== MAIN_CONTAINER) return [];
    return FIELDS.flatMap((field) => {
      const pair = pairOf(nodeAt(container, 'resources', field), 'memory');
      if (pair === undefined || isTemplated(tree, pair.span)) return [];
      return [{
        kind: 'template-memory' as const, field, span: pair.value.span.end > pair.value.span.start ? pair.value.span : pair.key.span, pair: pair.span,
        text: rawText(tree.text, pair.value), ...(process === undefined ? {} : { process }),
      }];
    });
  });
}
