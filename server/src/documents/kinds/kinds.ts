import type { Cluster } from '../cluster.js';
import type { YamlTree } from '../yaml/tree.js';
import { composeClusters } from './compose.js';
import { configMapClusters } from './configMap.js';
import { configYamlClusters } from './configYaml.js';
import { confluentClusters } from './confluent.js';
import { dotenvClusters, isDotenv } from './dotenv.js';
import { flinkDeploymentClusters } from './flinkDeployment.js';
import { helmValuesClusters, mayBeHelmValues } from './helmValues.js';
import { inlinePatchClusters, mayHoldPatches } from './inlinePatches.js';
import { jsonPatchClusters, mayBeJsonPatch } from './jsonPatch.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import type { ReadingContext } from './kind.js';
import { lyftClusters } from './lyft.js';
import { spotifyClusters } from './spotify.js';
import { ververicaClusters } from './ververica.js';
import { mayHoldValues } from './valuesMaps.js';
import { WORKLOAD_KINDS, workloadClusters } from './workload.js';

/** A kind of YAML document in which Flink clusters are described. */
export interface DocumentKind {
  /** Whether a section may be one. Asked of every section's text, so it looks for words only; what is none's is never parsed. */
  readonly mayBe: (text: string) => boolean;
  /** The clusters of a section; none where it is of another kind. */
  readonly read: (tree: YamlTree, context: ReadingContext) => readonly Cluster[];
  /** It reads Kubernetes objects, of which a `List` may hold some of several kinds; any other kind has a section for itself. */
  readonly ofObjects?: true;
}

/** In the order in which they are asked; the first that finds clusters has them all, but for the kinds of objects. */
const KINDS: readonly DocumentKind[] = [
  { mayBe: (text) => text.includes('flink.apache.org/'), read: flinkDeploymentClusters, ofObjects: true },
  { mayBe: (text) => text.includes('flink.k8s.io/'), read: lyftClusters, ofObjects: true },
  { mayBe: (text) => text.includes('flinkoperator.k8s.io/'), read: spotifyClusters, ofObjects: true },
  { mayBe: (text) => text.includes('.confluent.io/') && /\bFlink(?:Application|Environment)\b/.test(text), read: confluentClusters, ofObjects: true },
  { mayBe: (text) => namesProcess(text) && VERVERICA.test(text), read: ververicaClusters, ofObjects: true },
  { mayBe: (text) => namesProcess(text) && CONFIG_MAPS.test(text), read: configMapClusters, ofObjects: true },
  { mayBe: (text) => startsProcess(text) && WORKLOAD_KINDS.test(text), read: workloadClusters, ofObjects: true },
  { mayBe: (text) => namesProcess(text) && SERVICES.test(text), read: composeClusters },
  { mayBe: mayHoldPatches, read: inlinePatchClusters },
  { mayBe: mayBeJsonPatch, read: jsonPatchClusters },
  { mayBe: (text) => (namesProcess(text) || text.includes('flinkConfiguration')) && mayBeHelmValues(text) && (!isResource(text) || mayHoldValues(text)), read: helmValuesClusters },
  { mayBe: (text) => namesProcess(text) && !isResource(text), read: configYamlClusters },
];

/** The kinds that a section's text may be. */
export function kindsOf(text: string): readonly DocumentKind[] {
  return KINDS.filter(({ mayBe }) => mayBe(text));
}

/** The clusters of a section in the order of its text, by the kinds that it may be. */
export function readKinds(kinds: readonly DocumentKind[], tree: YamlTree, context: ReadingContext): readonly Cluster[] {
  if (isDotenv(context.fileName)) return dotenvClusters(tree.text, context);
  const ofObjects = kinds.flatMap((kind) => (kind.ofObjects ? kind.read(tree, context) : []));
  if (ofObjects.length > 0) return ofObjects.sort((a, b) => a.span.start - b.span.start);
  for (const kind of kinds) {
    const clusters = kind.ofObjects ? [] : kind.read(tree, context);
    if (clusters.length > 0) return clusters;
  }
  return [];
}

/** ConfigMaps and Secrets, also in flow style, and within a `List`. */
const CONFIG_MAPS = /\bkind["']?:[ \t]*["']?(?:ConfigMap|Secret|List)\b/;

/** The services of a compose file, also in flow style. */
const SERVICES = /^(?:\{\s*)?["']?services["']?[ \t]*:/m;

/** Also those without a version of an API, which the platform's own tools take. */
const VERVERICA = /\bkind["']?:[ \t]*["']?(?:Deployment|SessionCluster|VvpDeployment)\b/;

function namesProcess(text: string): boolean {
  return text.includes('taskmanager') || text.includes('jobmanager');
}

function startsProcess(text: string): boolean {
  return namesProcess(text) || text.includes('standalone-job') || text.includes(FLINK_PROPERTIES);
}

function isResource(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}
