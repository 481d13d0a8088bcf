/** Patches that a `kustomization.yaml` holds as texts: parts of a FlinkDeployment, or operations on one. */
import type { Cluster } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import { EmbeddedText } from '../embedded/embeddedText.js';
import { splitSections } from '../sections.js';
import { itemsOf, type LocatedNode, nodeAt, pairOf, scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { flinkDeploymentClusters } from './flinkDeployment.js';
import { jsonPatchClusters, patchesResource } from './jsonPatch.js';
import type { ReadingContext } from './kind.js';

/** Whether a text may be a kustomization with such patches. */
export function mayHoldPatches(text: string): boolean {
  return text.includes('patches') && (text.includes('flink.apache.org/') || text.includes('flinkConfiguration') || patchesResource(text)) && FIELDS.test(text);
}

const FIELDS = /^["']?patches(?:StrategicMerge|Json6902)?["']?[ \t]*:/m;

interface PatchText {
  readonly name: string;
  readonly text: EmbeddedText;
  readonly node: LocatedNode;
  readonly head: LocatedNode;
  /** What it says it is applied to. */
  readonly target?: string;
}

/** Reads the patches of a section that is a kustomization, each as a part of its deployment. */
export function inlinePatchClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  const { root } = tree;
  const kind = root === null ? undefined : scalarAt(root, 'kind')?.text;
  if (root === null || (kind ?? 'Kustomization') !== 'Kustomization') return [];
  return textsOf(tree, root).flatMap((patch) =>
    readPatch(patch.text.text, context).map((inner, at) => placed(at === 0 ? patch : { ...patch, name: `${patch.name}#${at}` }, inner, context)));
}

function textsOf(tree: YamlTree, root: LocatedNode): readonly PatchText[] {
  const fields = ['patches', 'patchesJson6902'].flatMap((field) => itemsOf(nodeAt(root, field)).flatMap((item, at): readonly PatchText[] => {
    const pair = pairOf(item, 'patch');
    const text = pair === undefined ? undefined : EmbeddedText.of(tree, pair);
    const target = scalarAt(item, 'target', 'name')?.text;
    return pair === undefined || text === undefined ? [] : [{ name: `${field}[${at}]`, text, node: pair.value, head: pair.key, ...(target === undefined ? {} : { target }) }];
  }));
  const items = itemsOf(nodeAt(root, 'patchesStrategicMerge')).flatMap((item, at): readonly PatchText[] => {
    const text = item.kind === 'scalar' && item.quote === 'block' ? EmbeddedText.ofItem(tree, item) : undefined;
    return text === undefined ? [] : [{ name: `patchesStrategicMerge[${at}]`, text, node: item, head: item }];
  });
  return [...fields, ...items];
}

/** Only the first document of a text: nobody writes two patches into one. */
function readPatch(text: string, context: ReadingContext): readonly Cluster[] {
  const tree = readYaml(splitSections(text)[0]?.text ?? '');
  const { versionComment } = context;
  const own: ReadingContext = { ...context, versionComment: versionComment === undefined ? undefined : { text: versionComment.text } };
  const [part] = flinkDeploymentClusters(tree, own);
  return part === undefined ? jsonPatchClusters(tree, own) : [part];
}

function placed({ name, text, node, head, target }: PatchText, inner: Cluster, { versionComment }: ReadingContext): Cluster {
  const { span, field, ...found } = inner.version;
  const spanHere = found.source === 'comment' ? versionComment?.span : span === undefined ? undefined : text.toSection(span);
  return embeddedCluster({ name, text, cluster: inner, beside: [] }, {
    kind: inner.kind,
    name: inner.kind === 'JsonPatch' ? target ?? name : inner.name,
    namespace: inner.namespace,
    span: { start: head.span.start, end: node.span.end },
    head: inner.kind === 'JsonPatch' ? head.span : text.toSection(inner.head),
    version: {
      ...found,
      ...(spanHere === undefined ? {} : { span: spanHere }),
      ...(field === undefined ? {} : { field: { text: field.text, span: text.toSection(field.span) } }),
    },
    incomplete: inner.incomplete,
  });
}
