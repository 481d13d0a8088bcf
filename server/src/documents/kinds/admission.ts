/** What a FlinkDeployment is refused for before anybody sizes a process: the CRD's types, then `DefaultValidator`. */
import type { ProcessKind } from '../../model/derivation.js';
import type { AdmissionRefusal, ReadingProblem } from '../cluster.js';
import { flinkVersionsOf, isDropped, minorNumber, MODE_SINCE, refusesDropped, TASK_MANAGER_REPLICAS_SINCE } from '../operatorReleases.js';
import { type LocatedNode, pairOf, resolveAlias, valueOf } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { DeploymentSpec } from './deploymentSpec.js';
import { type NodeType, typeOf, valuesNotText } from './textMap.js';

/** The first release whose CRD lets `flinkConfiguration` have any shape. */
const FREE_CONFIGURATION_SINCE = 13;

const FORBIDDEN_KEYS = ['kubernetes.namespace', 'kubernetes.cluster-id', 'high-availability.cluster-id'] as const;

/** A field of `spec` with the type that the API server finds there; undefined where nothing stands. */
class Field {
  constructor(readonly type: NodeType | 'templated', readonly text: string) {}

  /** Whether it is not of the type that the CRD has for it; an absent one is never wrong. */
  isNot(type: NodeType): boolean {
    return this.type !== type && this.type !== 'null' && this.type !== 'templated';
  }
}

const ABSENT = new Field('null', '');

export class Admission {
  readonly #tree: YamlTree;
  readonly #spec: DeploymentSpec;
  readonly #minor: number;
  readonly #operatorVersion: string;
  #notTexts: readonly ReadingProblem[] | undefined;

  constructor(tree: YamlTree, spec: DeploymentSpec, operatorVersion: string) {
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
    const { node, job } = this.#spec;
    const fields: Fields = {
      version: this.#field(node, 'flinkVersion'),
      parallelism: this.#field(job, 'parallelism'),
      jobManager: this.#replicas('jobManager'),
      taskManager: this.#replicas('taskManager'),
    };
    const first = this.#bySchema(fields) ?? this.#byValidator(configured, fields);
    if (first !== undefined) return [first];
    const refused: AdmissionRefusal[] = [];
    if (isBelowOne(fields.jobManager)) refused.push(belowOne('jobManager'));
    if (job === undefined && isBelowOne(fields.taskManager)) refused.push(belowOne('taskManager'));
    const account = this.#field(node, 'serviceAccount');
    if (account.type === 'null' || (account.text === '' && account.type === 'text')) refused.push({ code: 'service-account-missing', path: 'spec.serviceAccount', last: true });
    return refused;
  }

  /** Values of `flinkConfiguration` that are no texts, where the CRD wants a map of texts. */
  notTexts(): readonly ReadingProblem[] {
    if (this.#minor >= FREE_CONFIGURATION_SINCE) return [];
    return (this.#notTexts ??= valuesNotText(this.#tree, this.#spec.configuration));
  }

  /** Cores that are texts, where the CRD wants a number. */
  notNumbers(): readonly ReadingProblem[] {
    return (['jobManager', 'taskManager'] as const).flatMap((process) => {
      const value = valueOf(this.#spec[process].resource, 'cpu');
      const isText = value?.kind === 'scalar' && this.#field(this.#spec[process].resource, 'cpu').type === 'text';
      return isText ? [{ kind: 'cpu-not-number' as const, process, span: value.span, text: value.text }] : [];
    });
  }

  #bySchema(fields: Fields): AdmissionRefusal | undefined {
    const { version } = fields;
    if (version.isNot('text')) return { code: 'schema-type', path: 'spec.flinkVersion' };
    if (version.type === 'text' && !flinkVersionsOf(this.#operatorVersion).includes(version.text)) return { code: 'schema-enum', path: 'spec.flinkVersion' };
    const mode = this.#minor >= MODE_SINCE ? this.#field(this.#spec.node, 'mode') : ABSENT;
    if (mode.isNot('text') || (mode.type === 'text' && mode.text !== 'native' && mode.text !== 'standalone')) return { code: 'schema-enum', path: 'spec.mode' };
    for (const process of ['jobManager', 'taskManager'] as const) {
      const { resource } = this.#spec[process];
      if (this.#field(resource, 'memory').isNot('text')) return { code: 'schema-type', path: `spec.${process}.resource.memory` };
      if (this.#field(resource, 'cpu').isNot('number')) return { code: 'schema-type', path: `spec.${process}.resource.cpu` };
      if (fields[process].isNot('number')) return { code: 'schema-type', path: `spec.${process}.replicas` };
    }
    if (fields.parallelism.isNot('number')) return { code: 'schema-type', path: 'spec.job.parallelism' };
    const notText = this.notTexts()[0];
    return notText?.kind === 'configuration-not-text' ? { code: 'schema-type', path: `spec.flinkConfiguration.${notText.key}` } : undefined;
  }

  #byValidator(configured: ReadonlyMap<string, unknown>, { version, parallelism, taskManager: replicas }: Fields): AdmissionRefusal | undefined {
    if (this.#spec.node === undefined) return { code: 'validator-null', path: 'spec' };
    if (version.type === 'null') return { code: 'flink-version-missing', path: 'spec.flinkVersion' };
    if (refusesDropped(this.#operatorVersion) && isDropped(version.text, this.#operatorVersion)) return { code: 'flink-version-unsupported', path: 'spec.flinkVersion' };
    const forbidden = FORBIDDEN_KEYS.find((key) => configured.has(key));
    if (forbidden !== undefined) return { code: 'key-forbidden', path: 'spec.flinkConfiguration', key: forbidden };
    // Replicas of the TaskManager take the place of the job's parallelism.
    if (this.#spec.job === undefined) return undefined;
    if (replicas.type !== 'null') return isBelowOne(replicas) ? { code: 'replicas-below-one', path: 'spec.taskManager.replicas' } : undefined;
    return parallelism.type === 'null' || isBelowOne(parallelism) ? { code: 'parallelism-below-one', path: 'spec.job.parallelism' } : undefined;
  }

  #replicas(process: ProcessKind): Field {
    return process === 'taskManager' && this.#minor < TASK_MANAGER_REPLICAS_SINCE ? ABSENT : this.#field(this.#spec[process].node, 'replicas');
  }

  #field(block: LocatedNode | undefined, name: string): Field {
    const pair = pairOf(block, name);
    if (pair === undefined) return ABSENT;
    if (isTemplated(this.#tree, pair.value.span)) return new Field('templated', '');
    const value = resolveAlias(pair.value);
    return new Field(typeOf(value), value?.kind === 'scalar' ? value.text : '');
  }
}

/** Fields that the schema and the validator both look at, and replicas by their process. */
interface Fields extends Readonly<Record<ProcessKind, Field>> {
  readonly version: Field;
  readonly parallelism: Field;
}

function belowOne(process: ProcessKind): AdmissionRefusal {
  return { code: 'replicas-below-one', path: `spec.${process}.replicas`, process };
}

function isBelowOne({ type, text }: Field): boolean {
  return type === 'number' && Number(text) < 1;
}
