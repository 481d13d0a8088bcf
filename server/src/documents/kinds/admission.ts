/** What a FlinkDeployment is refused for before anybody sizes a process: the CRD's types, then `DefaultValidator`. */
import type { AdmissionRefusal, ReadingProblem } from '../cluster.js';
import { flinkVersionsOf, isDropped, minorNumber, MODE_SINCE, refusesDropped, TASK_MANAGER_REPLICAS_SINCE } from '../operatorReleases.js';
import { type LocatedNode, nodeAt, pairOf, resolveAlias } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { type NodeType, typeOf, valuesNotText } from './textMap.js';

/** The first release whose CRD lets `flinkConfiguration` have any shape. */
const FREE_CONFIGURATION_SINCE = 13;

const FORBIDDEN_KEYS = ['kubernetes.namespace', 'kubernetes.cluster-id', 'high-availability.cluster-id'] as const;

/** A field of `spec` with the type that the API server finds there; undefined where nothing stands. */
class Field {
  constructor(readonly type: NodeType | 'templated', readonly text: string) {}

  /** Whether it is none of the types that the CRD has for it; an absent one is never wrong. */
  isNone(...types: readonly NodeType[]): boolean {
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
    const hasJob = nodeAt(this.#spec, 'job') !== undefined;
    const processes = (['jobManager', 'taskManager'] as const).filter((process) => !(process === 'taskManager' && hasJob) && isBelowOne(this.#replicas(process)));
    const account = this.#field('serviceAccount');
    return [
      ...processes.map((process) => ({ code: 'replicas-below-one' as const, path: `spec.${process}.replicas`, process })),
      ...(account.type === 'null' || account.text === '' && account.type === 'text' ? [{ code: 'service-account-missing' as const, path: 'spec.serviceAccount', last: true as const }] : []),
    ];
  }

  /** Values of `flinkConfiguration` that are no texts, where the CRD wants a map of texts. */
  notTexts(): readonly ReadingProblem[] {
    if (this.#minor >= FREE_CONFIGURATION_SINCE) return [];
    return valuesNotText(this.#tree, nodeAt(this.#spec, 'flinkConfiguration'));
  }

  /** Cores that are texts, where the CRD wants a number. */
  notNumbers(): readonly ReadingProblem[] {
    return (['jobManager', 'taskManager'] as const).flatMap((process) => {
      const value = nodeAt(this.#spec, process, 'resource', 'cpu');
      const isText = value?.kind === 'scalar' && this.#field(process, 'resource', 'cpu').type === 'text';
      return isText ? [{ kind: 'cpu-not-number' as const, process, span: value.span, text: value.text }] : [];
    });
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
    if (this.#spec === undefined) return { code: 'validator-null', path: 'spec' };
    const version = this.#field('flinkVersion');
    if (version.type === 'null') return { code: 'flink-version-missing', path: 'spec.flinkVersion' };
    if (refusesDropped(this.#operatorVersion) && isDropped(version.text, this.#operatorVersion)) return { code: 'flink-version-unsupported', path: 'spec.flinkVersion' };
    const forbidden = FORBIDDEN_KEYS.find((key) => configured.has(key));
    if (forbidden !== undefined) return { code: 'key-forbidden', path: 'spec.flinkConfiguration', key: forbidden };
    // Replicas of the TaskManager take the place of the job's parallelism.
    if (nodeAt(this.#spec, 'job') === undefined) return undefined;
    const replicas = this.#replicas('taskManager');
    if (replicas.type !== 'null') return isBelowOne(replicas) ? { code: 'replicas-below-one', path: 'spec.taskManager.replicas' } : undefined;
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

function isBelowOne({ type, text }: Field): boolean {
  return type === 'number' && Number(text) < 1;
}
