/** What a container of a pod gets besides its command: variables, and the ConfigMap in Flink's folder. */
import type { Mounted, VariableReference } from '../linking/member.js';
import { EmbeddedText } from '../embedded/embeddedText.js';
import { asWritten } from '../embedded/partOfText.js';
import { namesConfFolder, setsConfiguration } from '../layers/confFolder.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { isFlinkVariable, variableOfPairs } from '../layers/processLayers.js';
import { unknownVariable, type Variable } from '../layers/variables.js';
import { type LocatedMap, type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import { expanded, expandedText, type PodValues } from './podReferences.js';

/** Variables with what they are in the container. */
export interface PodVariables {
  readonly variables: readonly Variable[];
  /** Where others may come from, the one that counts first. */
  readonly references: readonly VariableReference[];
  /** `FLINK_PROPERTIES` is among them for certain. */
  readonly hasProperties: boolean;
  /** What the command may refer to. */
  readonly values: PodValues;
}

/** The variables of a container that configure Flink: `env` beats `envFrom`, of which the last one counts. */
export function podVariables(tree: YamlTree, container: LocatedNode): PodVariables {
  const variables: Variable[] = [];
  const references: VariableReference[] = [];
  const values = new Map<string, string>();
  const hasReferences = tree.text.includes('$(');
  let hasProperties = false;
  for (const item of itemsOf(nodeAt(container, 'env'))) {
    const name = pairOf(item, 'name');
    const value = pairOf(item, 'value');
    if (name === undefined) continue;
    const named = scalarAt(item, 'name')?.text ?? '';
    if (named === FLINK_PROPERTIES) hasProperties = true;
    const from = isFlinkVariable(named) ? pairOf(item, 'valueFrom') : undefined;
    if (from !== undefined) references.push(referenceOf(named, name, from, item));
    const variable = value === undefined ? undefined : variableOfPairs(tree, name, value, item.span, hasReferences ? expanded(new Map(values)) : asWritten);
    if (variable !== undefined) variables.push(variable);
    if (hasReferences) note(tree, item, values);
  }
  for (const item of [...itemsOf(nodeAt(container, 'envFrom'))].reverse()) {
    const map = scalarAt(item, 'configMapRef', 'name');
    if (map !== undefined && pairOf(item, 'prefix') === undefined) references.push({ map: map.text, span: map.span });
  }
  return { variables, references, hasProperties, values };
}

function referenceOf(variable: string, name: LocatedPair, from: LocatedPair, { span }: LocatedMap): VariableReference {
  const place = nodeAt(from.value, 'configMapKeyRef');
  const map = scalarAt(place, 'name')?.text;
  const only = { variable, key: scalarAt(place, 'key')?.text ?? '' };
  const unknown = unknownVariable(variable, name.value.span, from.value.span, span);
  const isOptional = scalarAt(place, 'optional')?.text === 'true';
  return { ...(map === undefined ? {} : { map }), ...(isOptional ? {} : { span: name.value.span }), only: variable === FLINK_PROPERTIES ? only : { ...only, unknown } };
}

/** What a variable stands for from here on; what comes from elsewhere nobody knows. */
function note(tree: YamlTree, item: LocatedMap, values: Map<string, string>): void {
  const name = scalarAt(item, 'name')?.text ?? '';
  const pair = pairOf(item, 'value');
  const written = pair === undefined ? undefined : EmbeddedText.of(tree, pair)?.text;
  const value = written === undefined ? undefined : expandedText(written, values);
  if (value === undefined || hasTemplate(value)) values.delete(name);
  else values.set(name, value);
}

/** Where Flink looks for its configuration in its images. */
const FOLDER = /(?:^|\/)(?:opt\/flink|flink)[^/]*\/conf$/;
const HOME = '/opt/flink';
const COMMAND = ['command', 'args'] as const;
const FILE = /(?:^|\/)conf\/(flink-conf\.yaml|config\.yaml)$/;

/** The ConfigMap whose files a container finds in Flink's folder; `unknown` where it finds there what no document has, undefined where it finds what the image has. */
export function mountedConfigMap(pod: LocatedNode, container: LocatedNode): Mounted | 'unknown' | undefined {
  if (COMMAND.some((field) => setsConfiguration(nodeAt(container, field)))) return 'unknown';
  const folder = environmentValue(container, 'FLINK_CONF_DIR')?.replace(/\/+$/, '');
  let isUnknown = false;
  let found: Mounted | undefined;
  for (const mount of itemsOf(nodeAt(container, 'volumeMounts'))) {
    const path = (scalarAt(mount, 'mountPath')?.text ?? '').replace(/\/+$/, '');
    const isWithin = folder === undefined || path.startsWith(`${folder}/`);
    const file = isWithin ? FILE.exec(path)?.[1] : undefined;
    if (path === HOME) isUnknown = true;
    if (file === undefined && (folder === undefined ? !FOLDER.test(path) : path !== folder)) continue;
    const volume = scalarAt(mount, 'name')?.text;
    const source = itemsOf(nodeAt(pod, 'volumes')).find((one) => scalarAt(one, 'name')?.text === volume);
    const files = source === undefined ? undefined : configMapOf(source, file, scalarAt(mount, 'subPath')?.text);
    if (files === undefined) isUnknown = true;
    else if (found === undefined) found = { ...files, span: pairOf(mount, 'mountPath')?.value.span ?? mount.span };
    else if (found.name === files.name && found.isSecret === files.isSecret) found = { ...found, ...files };
    else found = { ...found, isOneOfSeveral: true };
  }
  if (found !== undefined) return isUnknown ? { ...found, isOneOfSeveral: true } : found;
  return isUnknown || folder !== undefined || COMMAND.some((field) => namesConfFolder(nodeAt(container, field))) ? 'unknown' : undefined;
}

function configMapOf(volume: LocatedMap, file: string | undefined, subPath: string | undefined): Omit<Mounted, 'span'> | undefined {
  for (const { source, isSecret } of [volume, ...itemsOf(nodeAt(volume, 'projected', 'sources'))].flatMap(sourcesOf)) {
    const name = (scalarAt(source, 'name') ?? scalarAt(source, 'secretName'))?.text;
    if (source?.kind !== 'map' || name === undefined) continue;
    const items = pairOf(source, 'items') === undefined ? undefined : itemsOf(nodeAt(source, 'items'));
    const keyOf = (path: string): string | undefined => (items === undefined ? path : scalarAt(items.find((item) => scalarAt(item, 'path')?.text === path), 'key')?.text);
    const [oldFile, yamlFile] = (['flink-conf.yaml', 'config.yaml'] as const).map((target) => {
      if (file === undefined) return keyOf(target);
      return file === target ? keyOf(subPath ?? target) : undefined;
    });
    if (oldFile === undefined && yamlFile === undefined) continue;
    return { name, ...(isSecret ? { isSecret } : {}), ...(oldFile === undefined ? {} : { oldFile }), ...(yamlFile === undefined ? {} : { yamlFile }) };
  }
  return undefined;
}

function sourcesOf(volume: LocatedMap): readonly { readonly source: LocatedNode | undefined; readonly isSecret?: true }[] {
  return [{ source: nodeAt(volume, 'configMap') }, { source: nodeAt(volume, 'secret'), isSecret: true }];
}

function environmentValue(container: LocatedNode, name: string): string | undefined {
  return scalarAt(itemsOf(nodeAt(container, 'env')).find((item) => scalarAt(item, 'name')?.text === name), 'value')?.text;
}

function itemsOf(node: LocatedNode | undefined): readonly LocatedMap[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item) => {
    const map = resolveAlias(item);
    return map?.kind === 'map' ? [map] : [];
  });
}
