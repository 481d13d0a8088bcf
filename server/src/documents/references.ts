import type { Span } from './cluster.js';
import { isSameNamespace } from './kinds/metadata.js';
import { objectsOf } from './kinds/objects.js';
import { splitSections } from './sections.js';
import { keyText, type LocatedNode, scalarAt } from './yaml/node.js';
import { isTemplated, readYaml } from './yaml/tree.js';

/** An object that a document speaks of by its name. */
export interface ObjectName {
  readonly kind: 'ConfigMap' | 'Secret' | 'FlinkDeployment' | 'FlinkEnvironment';
  /** Empty where it is that of the command that applies both. */
  readonly namespace: string;
  readonly name: string;
}

/** Fields whose `name`, or whose own value, names an object: of the pod templates that all workloads have, of the operator's session jobs, of Confluent's applications. */
const NAMED: Readonly<Record<string, ObjectName['kind']>> = {
  'configMap.name': 'ConfigMap', 'configMapRef.name': 'ConfigMap', 'configMapKeyRef.name': 'ConfigMap', 'secret.secretName': 'Secret', 'spec.deploymentName': 'FlinkDeployment',
  'spec.flinkEnvironment': 'FlinkEnvironment',
};

const GROUPS: Readonly<Record<ObjectName['kind'], RegExp>> = {
  ConfigMap: /^v1$/, Secret: /^v1$/, FlinkDeployment: /^flink\.apache\.org\//, FlinkEnvironment: /^(?:platform|cmf)\.confluent\.io\//,
};

/** The object that a place of a section names; undefined where it names none. Reads the section: asked when somebody looks. */
export function objectNamedAt(section: string, offset: number): ObjectName | undefined {
  if (!/\b(?:configMap|secretName|deploymentName|flinkEnvironment)/.test(section)) return undefined;
  const tree = readYaml(section);
  const path = tree.root === null ? [] : pathTo(tree.root, offset);
  const kind = NAMED[path.slice(-2).join('.')];
  const object = objectsOf(tree).find(({ node: { span } }) => span.start <= offset && offset <= span.end);
  const scalar = kind === undefined || tree.root === null ? undefined : scalarAround(tree.root, offset);
  if (kind === undefined || object === undefined || scalar === undefined || isTemplated(tree, scalar.span)) return undefined;
  if ((kind === 'FlinkDeployment' && object.kind !== 'FlinkSessionJob') || (kind === 'FlinkEnvironment' && object.kind !== 'FlinkApplication')) return undefined;
  return { kind, namespace: scalarAt(object.node, 'metadata', 'namespace')?.text ?? '', name: scalar.text };
}

/** Fields of a service in a compose file that name other files, by the keys down to them. */
const FILES: ReadonlySet<string> = new Set(['env_file', 'env_file.path', 'extends.file', 'volumes', 'volumes.source']);
/** Fields beside its services that do. */
const FILES_AT_TOP: ReadonlySet<string> = new Set(['include', 'include.path', 'include.env_file']);

/** The path of the file that a place of a section names; undefined where it names none. Reads the section: asked when somebody looks. */
export function fileNamedAt(section: string, offset: number): string | undefined {
  if (!/\b(?:env_file|extends|include|volumes)\b/.test(section) || !section.includes('services')) return undefined;
  const tree = readYaml(section);
  const path = tree.root === null ? [] : pathTo(tree.root, offset);
  const [top, , ...field] = path;
  const isFile = top === 'services' ? FILES.has(field.join('.')) : FILES_AT_TOP.has(path.join('.'));
  const scalar = tree.root === null || !isFile ? undefined : scalarAround(tree.root, offset);
  if (scalar === undefined || isTemplated(tree, scalar.span)) return undefined;
  if (field[0] !== 'volumes') return scalar.text;
  // What a mount calls by a name alone is no file.
  const [source = ''] = scalar.text.split(':');
  return /^\.{1,2}\//.test(source) ? source : undefined;
}

/** The keys down to a place, whether it is in the last one's key or value. */
function pathTo(node: LocatedNode, offset: number): readonly string[] {
  if (node.kind === 'sequence') {
    const item = node.items.find(({ span }) => span.start <= offset && offset <= span.end);
    return item === undefined ? [] : pathTo(item, offset);
  }
  if (node.kind !== 'map') return [];
  const pair = node.pairs.find(({ span }) => span.start <= offset && offset <= span.end);
  return pair === undefined ? [] : [keyText(pair) ?? '', ...pathTo(pair.value, offset)];
}

/** The scalar value of the pair at a place. */
function scalarAround(node: LocatedNode, offset: number): Extract<LocatedNode, { kind: 'scalar' }> | undefined {
  switch (node.kind) {
    case 'scalar': return node;
    case 'alias': return undefined;
    case 'sequence': {
      const item = node.items.find(({ span }) => span.start <= offset && offset <= span.end);
      return item === undefined ? undefined : scalarAround(item, offset);
    }
    case 'map': {
      const pair = node.pairs.find(({ span }) => span.start <= offset && offset <= span.end);
      return pair === undefined ? undefined : scalarAround(pair.value, offset);
    }
  }
}

/** Where an object of that name stands in a file: its name. */
export function placeOfObject(text: string, { kind, namespace, name }: ObjectName): Span | undefined {
  for (const section of splitSections(text)) {
    if (!section.text.includes(name) || !section.text.includes(kind)) continue;
    for (const object of objectsOf(readYaml(section.text))) {
      const written = scalarAt(object.node, 'metadata', 'name');
      const isGroup = GROUPS[kind].test(object.apiVersion);
      if (object.kind !== kind || !isGroup || written?.text !== name || !isSameNamespace(scalarAt(object.node, 'metadata', 'namespace')?.text ?? '', namespace)) continue;
      return { start: written.span.start + section.start, end: written.span.end + section.start };
    }
  }
  return undefined;
}
