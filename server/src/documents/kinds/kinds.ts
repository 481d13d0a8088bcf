import type { Cluster } from '../cluster.js';
import type { YamlTree } from '../yaml/tree.js';
import { configMapClusters } from './configMap.js';
import { configYamlClusters } from './configYaml.js';
import { flinkDeploymentClusters } from './flinkDeployment.js';
import type { ReadingContext } from './kind.js';

/** A kind of YAML document in which Flink clusters are described. */
export interface DocumentKind {
  /** Whether a section may be one. Asked of every section's text, so it looks for words only; what is none's is never parsed. */
  readonly mayBe: (text: string) => boolean;
  /** The clusters of a section; none where it is of another kind. */
  readonly read: (tree: YamlTree, context: ReadingContext) => readonly Cluster[];
}

/** In the order in which they are asked; the first that finds clusters has them all. */
const KINDS: readonly DocumentKind[] = [
  { mayBe: (text) => text.includes('flink.apache.org/'), read: flinkDeploymentClusters },
  { mayBe: (text) => namesProcess(text) && CONFIG_MAPS.test(text), read: configMapClusters },
  { mayBe: (text) => namesProcess(text) && !isResource(text), read: configYamlClusters },
];

/** The kinds that a section's text may be. */
export function kindsOf(text: string): readonly DocumentKind[] {
  return KINDS.filter(({ mayBe }) => mayBe(text));
}

/** Also in flow style, and within a `List`. */
const CONFIG_MAPS = /\bkind["']?:[ \t]*["']?(?:ConfigMap|List)\b/;

function namesProcess(text: string): boolean {
  return text.includes('taskmanager') || text.includes('jobmanager');
}

function isResource(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}
