import type { Basis, Cluster } from '../cluster.js';
import { EmbeddedText, type PlacedText, wholeText } from '../embedded/embeddedText.js';
import { partOf } from '../embedded/partOfText.js';
import { configMapClusters } from '../kinds/configMap.js';
import { readConfigurationFile } from '../kinds/configurationFiles.js';
import type { ReadingContext } from '../kinds/kind.js';
import type { KubernetesObject } from '../kinds/objects.js';
import type { MadeObject } from '../kustomize/patchedObject.js';
import type { MadeConfigMap } from '../kustomize/tiedFiles.js';
import { distantFile, type Locate } from '../layers/distantFile.js';
import type { DistantLayer } from '../layers/layer.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { variable } from '../layers/processLayers.js';
import type { Variable } from '../layers/variables.js';
import { locator, type OtherFiles } from '../otherFiles.js';
import { offsetBy } from '../spans.js';
import type { SectionText } from '../sections.js';
import { keyText, nodeAt, pairOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';

/** A file of Flink's that a process gets from another file of the workspace. */
export interface FileElsewhere extends Pick<Basis, 'cluster' | 'location'> {
  readonly layer: DistantLayer;
  /** A patch has a part in the ConfigMap that has it. */
  readonly isPatched: boolean;
}

/** A ConfigMap that stands in another file, or is made of others. */
export interface ConfigMapElsewhere {
  /** Its keys. */
  readonly keys: ReadonlySet<string>;
  /** It may have others. */
  readonly isOpen: boolean;
  /** A patch has a part in it. */
  readonly isPatched: boolean;
  /** A file of Flink's under a key; undefined where that is none. */
  file(key: string): FileElsewhere | undefined;
  /** A variable with the value of a key; undefined where that cannot be read. */
  variable(name: string, key: string): Variable | undefined;
  /** What `FLINK_PROPERTIES` in it is by itself. */
  readonly bases: readonly Pick<Basis, 'cluster' | 'location'>[];
}

/** An object of another file that is read as a cluster of its own. */
export interface ClusterElsewhere {
  readonly cluster: Cluster;
  readonly locate: Locate;
}

/** Reads what stands in another file. */
export type ContextOf = (uri: string) => ReadingContext;

/** A ConfigMap as an object of another file. */
export function writtenConfigMap(object: KubernetesObject, tree: YamlTree, { uri, text }: { readonly uri: string; readonly text: string }, { start }: SectionText, contextOf: ContextOf): ConfigMapElsewhere {
  const inFile = locator(uri, text);
  return readConfigMap(object, tree, (span) => inFile(offsetBy(span, start)), contextOf(uri));
}

/** A ConfigMap as a kustomization makes it of its file and patches. */
export function patchedConfigMap({ object, tree, isPatched, locate, base: { section: { uri } } }: MadeObject, contextOf: ContextOf): ConfigMapElsewhere {
  return readConfigMap(object, tree, locate, contextOf(uri), isPatched);
}

function readConfigMap(object: KubernetesObject, tree: YamlTree, locate: Locate, context: ReadingContext, isPatched = false): ConfigMapElsewhere {
  const { span } = object.node;
  // What patches have brought stands outside the object that they are laid over.
  const clusters = configMapClusters(tree, context).filter((cluster) => tree.root === object.node || (cluster.span.start >= span.start && cluster.span.end <= span.end));
  return {
    ...variablesIn(object, tree, locate),
    isPatched,
    file(key) {
      const cluster = clusters.find(({ embedded }) => embedded?.name === key);
      return cluster === undefined ? undefined : placed(cluster, locate, isPatched);
    },
    bases: clusters.filter(({ embedded }) => embedded?.name === FLINK_PROPERTIES).map((cluster) => ({ cluster, location: locate(cluster.head) })),
  };
}

/** The variables that a ConfigMap has for a process which is read without it: in another file, or in another document of the same one. */
export function variablesIn({ node }: KubernetesObject, tree: YamlTree, locate: Locate): Pick<ConfigMapElsewhere, 'keys' | 'isOpen' | 'variable'> {
  const data = nodeAt(node, 'data');
  return {
    keys: new Set(data?.kind === 'map' ? data.pairs.flatMap((pair) => keyText(pair) ?? []) : []),
    isOpen: tree.templates.spans.length > 0 || tree.errors.length > 0,
    variable(name, key) {
      const pair = pairOf(data, key);
      const read = pair === undefined ? undefined : variable(name, pair.key, EmbeddedText.of(tree, pair), pair.span);
      return read === undefined ? undefined : { ...read, elsewhere: locate };
    },
  };
}

/** A ConfigMap that a kustomization makes. */
export function madeConfigMap({ files: written, literals, envs, isOpen, kustomization }: MadeConfigMap, files: OtherFiles, contextOf: ContextOf): ConfigMapElsewhere {
  const texts = new Map<string, { readonly text: PlacedText; readonly locate: Locate }>();
  const inKustomization = locator(kustomization.uri, kustomization.text);
  literals.forEach((text, key) => { texts.set(key, { text, locate: inKustomization }); });
  let isMissing = isOpen;
  for (const uri of envs) {
    const content = files.text(uri);
    isMissing ||= content === undefined;
    for (const { key, text } of linesOf(content ?? '')) texts.set(key, { text, locate: locator(uri, content ?? '') });
  }
  return {
    keys: new Set([...written.keys(), ...texts.keys()]),
    isOpen: isMissing,
    isPatched: false,
    file(key) {
      const uri = written.get(key);
      const text = uri === undefined ? undefined : files.text(uri);
      const cluster = uri === undefined || text === undefined ? undefined : readConfigurationFile(key, text, contextOf(uri));
      return uri === undefined || text === undefined || cluster === undefined ? undefined : placed(cluster, locator(uri, text));
    },
    variable(name, key) {
      const uri = written.get(key);
      const content = uri === undefined ? undefined : files.text(uri);
      const found = uri === undefined || content === undefined ? texts.get(key) : { text: wholeText(content), locate: locator(uri, content) };
      const span = found?.text.toSection({ start: 0, end: found.text.text.length });
      const read = found === undefined || span === undefined ? undefined : variable(name, { span }, found.text, span);
      return read === undefined || found === undefined ? undefined : { ...read, elsewhere: found.locate };
    },
    bases: [],
  };
}

/** Lines `key=value`, the value as it stands (`kv.Loader#keyValuesFromLine`). */
function linesOf(content: string): readonly { readonly key: string; readonly text: PlacedText }[] {
  return [...content.matchAll(/^[ \t]*([A-Za-z_.-][\w.-]*)=([^\r\n]*)/gm)].map(({ 0: all, 1: key = '', 2: value = '', index }) => {
    const end = index + all.length;
    return { key, text: partOf(wholeText(content), end - value.length, end) };
  });
}

function placed(cluster: Cluster, locate: Locate, isPatched = false): FileElsewhere {
  return { layer: distantFile(cluster, locate), cluster, location: locate(cluster.head), isPatched };
}
