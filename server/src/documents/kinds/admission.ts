/** What a FlinkDeployment is refused for before anybody sizes a process: the CRD's types, then `DefaultValidator`. */
import type { AdmissionRefusal, ReadingProblem, Span } from '../cluster.js';
import { lineEndOf } from '../lines.js';
import { flinkVersionsOf, isDropped, minorNumber, refusesDropped } from '../operatorReleases.js';
import { flatten } from '../yaml/flatten.js';
import { keyText, type LocatedMap, type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** Releases in which the CRD got a field, and `flinkConfiguration` any shape; older ones drop what they do not know. */
const MODE_SINCE = 2;
const TASK_MANAGER_REPLICAS_SINCE = 1;
const FREE_CONFIGURATION_SINCE = 13;

const FORBIDDEN_KEYS = ['kubernetes.namespace', 'kubernetes.cluster-id', 'high-availability.cluster-id'] as const;

type ScalarType = 'text' | 'number' | 'boolean' | 'null' | 'collection' | 'templated';

/** A field of `spec` with the type that the API server finds there; undefined where nothing stands. */
class Field {
  constructor(readonly type: ScalarType, readonly text: string) {}

  /** Whether it is none of the types that the CRD has for it; an absent one is never wrong. */
  isNone(...types: readonly ScalarType[]): boolean {
    return this.type !== 'null' && this.type !== 'templated' && !types.includes(this.type);
  }
}

const ABSENT = new Field('null', '');

export class Admission {
  readonly #tree: YamlTree;
  readonly #spec: LocatedNode | undefined;
  readonly #minor: number;
  readonly #operatorVersion: string;

  constructor(tree: YamlTree, spec: LocatedNode | undefined, operatorVersion: string) {
    this.#tree = tree;
    this.#spec = spec;
    this.#operatorVersion = operatorVersion;
    this.#minor = minorNumber(operatorVersion);
  }

  /**
   * What is wrong, in the order in which it is noticed: at most one thing before the processes are looked at, then of each what
   * is looked at beside its memory, which is left to who derives it.
   */
  refusals(configured: ReadonlyMap<string, unknown>): readonly AdmissionRefusal[] {
    const first = this.#bySchema() ?? this.#byValidator(configured);
    if (first !== undefined) return [first];
    const processes = (['jobManager', 'taskManager'] as const).filter((process) => isBelowOne(this.#replicas(process)));
    const account = this.#field('serviceAccount');
    return [
      ...processes.map((process) => ({ code: 'replicas-below-one' as const, path: `spec.${process}.replicas`, process })),
      ...(account.type === 'null' || account.text === '' && account.type === 'text' ? [{ code: 'service-account-missing' as const, path: 'spec.serviceAccount', last: true as const }] : []),
    ];
  }

  /** Values of `flinkConfiguration` that are no texts, where the CRD wants a map of texts. */
  notTexts(): readonly ReadingProblem[] {
    if (this.#minor >= FREE_CONFIGURATION_SINCE) return [];
    const map = nodeAt(this.#spec, 'flinkConfiguration');
    return map?.kind === 'map' ? map.pairs.flatMap((pair) => this.#notText(map, pair)) : [];
  }

  #notText(map: LocatedMap, pair: LocatedPair): readonly ReadingProblem[] {
    const key = keyText(pair);
    const value = resolveAlias(pair.value);
    if (key === undefined || value === undefined || isTemplated(this.#tree, pair.span)) return [];
    const type = typeOf(value);
    if (type === 'text' || type === 'null') return [];
    const span = value.kind === 'map' && !value.flow ? pair.key.span : pair.value.span;
    const repair = pair.value.kind === 'alias' ? undefined : this.#repair(map, pair, value);
    return [{ kind: 'configuration-not-text', key, span, shape: value.kind, ...(repair === undefined ? {} : { repair }) }];
  }

  /** The same setting as texts; nested keys as one line each, where nothing else would be lost. */
  #repair(map: LocatedMap, pair: LocatedPair, value: LocatedNode): { readonly span: Span; readonly text: string } | undefined {
    const { text } = this.#tree;
    const { entries, winners } = flatten(this.#tree, { kind: 'map', span: pair.span, flow: false, pairs: [pair] }, 'operator');
    if (entries.length === 0 || entries.some(({ key }) => winners.get(key)?.keySpan !== entries.find((entry) => entry.key === key)?.keySpan)) return undefined;
    if (value.kind !== 'map') return { span: pair.value.span, text: JSON.stringify(entries[0]?.value ?? '') };
    const indent = /[^\r\n]*$/.exec(text.slice(0, pair.span.start))?.[0] ?? '';
    if (map.flow || indent.trim() !== '' || /[#&*]/.test(text.slice(pair.span.start, pair.span.end))) return undefined;
    return { span: pair.span, text: entries.map((entry) => `${entry.key}: ${JSON.stringify(entry.value)}`).join(`${lineEndOf(text)}${indent}`) };
  }

  #bySchema(): AdmissionRefusal | undefined {
    const version = this.#field('flinkVersion');
    if (version.isNone('text')) return { code: 'schema-type', path: 'spec.flinkVersion' };
    if (version.type === 'text' && !flinkVersionsOf(this.#operatorVersion).includes(version.text)) return { code: 'schema-enum', path: 'spec.flinkVersion' };
    const mode = this.#minor >= MODE_SINCE ? this.#field('mode') : ABSENT;
    if (mode.isNone('text') || (mode.type === 'text' && mode.text !== 'native' && mode.text !== 'standalone')) return { code: 'schema-enum', path: 'spec.mode' };
    for (const process of ['jobManager', 'taskManager'] as const) {
      if (this.#field(process, 'resource', 'memory').isNone('text')) return { code: 'schema-type', path: `spec.${process}.resource.memory` };
      if (this.#field(process, 'resource', 'cpu').isNone('number')) return { code: 'schema-type', path: `spec.${process}.resource.cpu` };
      if (this.#replicas(process).isNone('number')) return { code: 'schema-type', path: `spec.${process}.replicas` };
    }
    if (this.#field('job', 'parallelism').isNone('number')) return { code: 'schema-type', path: 'spec.job.parallelism' };
    const [notText] = this.notTexts();
    return notText?.kind === 'configuration-not-text' ? { code: 'schema-type', path: `spec.flinkConfiguration.${notText.key}` } : undefined;
  }

  #byValidator(configured: ReadonlyMap<string, unknown>): AdmissionRefusal | undefined {
    const version = this.#field('flinkVersion');
    if (version.type === 'null') return { code: 'flink-version-missing', path: 'spec.flinkVersion' };
    if (refusesDropped(this.#operatorVersion) && isDropped(version.text, this.#operatorVersion)) return { code: 'flink-version-unsupported', path: 'spec.flinkVersion' };
    const forbidden = FORBIDDEN_KEYS.find((key) => configured.has(key));
    if (forbidden !== undefined) return { code: 'key-forbidden', path: 'spec.flinkConfiguration', key: forbidden };
    // Replicas of the TaskManager take the place of the job's parallelism.
    if (nodeAt(this.#spec, 'job') === undefined || this.#replicas('taskManager').type !== 'null') return undefined;
    const parallelism = this.#field('job', 'parallelism');
    return parallelism.type === 'null' || isBelowOne(parallelism) ? { code: 'parallelism-below-one', path: 'spec.job.parallelism' } : undefined;
  }

  #replicas(process: 'jobManager' | 'taskManager'): Field {
    return process === 'taskManager' && this.#minor < TASK_MANAGER_REPLICAS_SINCE ? ABSENT : this.#field(process, 'replicas');
  }

  #field(...path: readonly string[]): Field {
    const last = path.at(-1) ?? '';
    const pair = pairOf(path.length === 1 ? this.#spec : nodeAt(this.#spec, ...path.slice(0, -1)), last);
    if (pair === undefined) return ABSENT;
    if (isTemplated(this.#tree, pair.value.span)) return new Field('templated', '');
    const value = resolveAlias(pair.value);
    return new Field(typeOf(value), value?.kind === 'scalar' ? value.text : '');
  }
}

function typeOf(node: LocatedNode | undefined): ScalarType {
  if (node?.kind !== 'scalar') return node === undefined ? 'null' : 'collection';
  const { type } = operatorScalar(node);
  return type === 'unreadable' ? 'text' : type;
}

function isBelowOne({ type, text }: Field): boolean {
  return type === 'number' && Number(text) < 1;
}
