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
  /** Whether a section may be one. Asked of every section, so it looks for words only; what is none's is never parsed. */
  readonly mayBe: (section: SectionWords) => boolean;
  /** The clusters of a section; none where it is of another kind. */
  readonly read: (tree: YamlTree, context: ReadingContext) => readonly Cluster[];
  /** It reads Kubernetes objects, of which a `List` may hold some of several kinds; any other kind has a section for itself. */
  readonly ofObjects?: true;
}

/** In the order in which they are asked; the first that finds clusters has them all, but for the kinds of objects. */
const KINDS: readonly DocumentKind[] = [
  { mayBe: ({ text }) => text.includes('flink.apache.org/'), read: flinkDeploymentClusters, ofObjects: true },
  { mayBe: ({ text }) => text.includes('flink.k8s.io/'), read: lyftClusters, ofObjects: true },
  { mayBe: ({ text }) => text.includes('flinkoperator.k8s.io/'), read: spotifyClusters, ofObjects: true },
  { mayBe: ({ text }) => text.includes('.confluent.io/') && /\bFlink(?:Application|Environment)\b/.test(text), read: confluentClusters, ofObjects: true },
  { mayBe: (section) => section.namesProcess && section.isOf(VERVERICA), read: ververicaClusters, ofObjects: true },
  { mayBe: (section) => section.namesProcess && section.isOf(CONFIG_MAPS), read: configMapClusters, ofObjects: true },
  { mayBe: (section) => section.startsProcess && section.isOf(WORKLOAD_KINDS), read: workloadClusters, ofObjects: true },
  { mayBe: ({ namesProcess, text }) => namesProcess && text.includes('services') && SERVICES.test(text), read: composeClusters },
  { mayBe: ({ text }) => mayHoldPatches(text), read: inlinePatchClusters },
  { mayBe: ({ text }) => mayBeJsonPatch(text), read: jsonPatchClusters },
  { mayBe: (section) => mayHoldConfiguration(section) && (!section.isResource || mayHoldValues(section.text)) && mayBeHelmValues(section.text), read: helmValuesClusters },
  { mayBe: (section) => section.namesProcess && !section.isResource, read: configYamlClusters },
];

/** The kinds that a section's text may be. */
export function kindsOf(text: string): readonly DocumentKind[] {
  const section = new SectionWords(text);
  return KINDS.filter(({ mayBe }) => mayBe(section));
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

/** ConfigMaps and Secrets, also within a `List`. */
const CONFIG_MAPS: ReadonlySet<string> = new Set(['ConfigMap', 'Secret', 'List']);

/** Also those without a version of an API, which the platform's own tools take. */
const VERVERICA: ReadonlySet<string> = new Set(['Deployment', 'SessionCluster', 'VvpDeployment']);

/** The services of a compose file, also in flow style. */
const SERVICES = /^(?:\{\s*)?["']?services["']?[ \t]*:/m;

function mayHoldConfiguration({ namesProcess, text }: SectionWords): boolean {
  return namesProcess || text.includes('flinkConfiguration');
}

/** What several kinds look for in a section's text. */
class SectionWords {
  readonly namesProcess: boolean;
  #isResource: boolean | undefined;
  #kinds: readonly string[] | undefined;

  constructor(readonly text: string) {
    this.namesProcess = text.includes('taskmanager') || text.includes('jobmanager');
  }

  get isResource(): boolean {
    return (this.#isResource ??= /^apiVersion:/m.test(this.text) && /^kind:/m.test(this.text));
  }

  get startsProcess(): boolean {
    return this.namesProcess || this.text.includes('standalone-job') || this.text.includes(FLINK_PROPERTIES);
  }

  /** Whether the section, or anything in it, says that it is of one of these kinds. */
  isOf(kinds: ReadonlySet<string>): boolean {
    this.#kinds ??= kindsIn(this.text);
    return this.#kinds.some((kind) => kinds.has(kind));
  }
}

/** Also in flow style. */
const KIND = /\bkind["']?:[ \t]*["']?(\w+)/y;

function kindsIn(text: string): readonly string[] {
  const kinds: string[] = [];
  for (let at = text.indexOf('kind'); at >= 0; at = text.indexOf('kind', at + 1)) {
    KIND.lastIndex = at;
    const kind = KIND.exec(text)?.[1];
    if (kind !== undefined) kinds.push(kind);
  }
  return kinds;
}
