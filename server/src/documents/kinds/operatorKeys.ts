/** What the operator sets besides sizes (`FlinkConfigBuilder`): cpu, replicas, the parallelism. */
import { PROCESS_KINDS } from '../../model/derivation.js';
import { parseJavaInteger, printJavaDouble } from '../../model/javaNumbers.js';
import { limitFactorOf, parseQuantity } from '../../model/quantity.js';
import { decimalNumber } from '../../model/decimal.js';
import type { OperatorKey, Setting } from '../cluster.js';
import { minorNumber, MODE_SINCE, RESOURCES_SINCE, TASK_MANAGER_REPLICAS_SINCE } from '../operatorReleases.js';
import { type LocatedNode, type LocatedScalar, scalarOf, valueOf } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { DeploymentSpec, ProcessBlock } from './deploymentSpec.js';
import { usesResources } from './resourceMemory.js';

/** Which release writes cpu under which name. */
const CPU_AMOUNT_SINCE = 9;
const CPU_AMOUNT_BY_VERSION_SINCE = 6;

export interface OperatorKeysContext {
  readonly operatorVersion: string;
  readonly standalone: boolean;
  readonly settings: ReadonlyMap<string, Setting>;
}

/** The keys in the order in which the operator writes them. */
export function operatorKeys(tree: YamlTree, spec: DeploymentSpec, context: OperatorKeysContext): readonly OperatorKey[] {
  const minor = minorNumber(context.operatorVersion);
  const keys: OperatorKey[] = [];
  const read = new Reader(tree);
  const flinkVersion = read.text(valueOf(spec.node, 'flinkVersion'));
  for (const process of PROCESS_KINDS) {
    const name = process.toLowerCase();
    const cores = read.cpu(spec[process], minor);
    if (cores !== undefined) for (const key of cpuKeys(name, minor, flinkVersion)) keys.push({ key, ...cores });
    const factor = minor >= RESOURCES_SINCE ? read.cpuFactor(spec[process]) : undefined;
    if (factor !== undefined) keys.push({ key: `kubernetes.${name}.cpu.limit-factor`, ...factor });
  }
  const replicas = valueOf(spec.jobManager.node, 'replicas');
  const jobManagers = spec.jobManager.node?.kind === 'map' && !read.isTemplated(replicas) ? read.whole(replicas) ?? 1 : 0;
  if (jobManagers > 0) keys.push({ key: 'kubernetes.jobmanager.replicas', value: String(jobManagers) });
  addParallelism(keys, read, spec, minor, context);
  return keys;
}

/**
 * Whether a standalone TaskManager gets no cores from anybody: every release then asks Kubernetes for -1 of them
 * (`StandaloneKubernetesTaskManagerParameters`), and no cluster makes such a pod. A native one gets as many as slots.
 */
export function lacksCores(spec: DeploymentSpec, keys: readonly OperatorKey[], { standalone, settings }: OperatorKeysContext): boolean {
  if (!standalone || keys.some(({ key }) => key.startsWith(CPU_OF_TASK_MANAGER))) return false;
  // What is refused as no number is there all the same; which of two blocks counts is another matter.
  if (valueOf(spec.taskManager.resource, 'cpu') !== undefined || usesResources(spec.taskManager)) return false;
  return ![CPU_OF_TASK_MANAGER, `${CPU_OF_TASK_MANAGER}.amount`].some((key) => settings.has(key));
}

const CPU_OF_TASK_MANAGER = 'kubernetes.taskmanager.cpu';

/** What a field comes to; without a value where a template decides. */
type Known = Pick<OperatorKey, 'value'>;

function addParallelism(keys: OperatorKey[], read: Reader, { job, taskManager: { node: taskManager } }: DeploymentSpec, minor: number, { settings, standalone }: OperatorKeysContext): void {
  const slots = settings.get('taskmanager.numberOfTaskSlots');
  const perTaskManager = slots === undefined ? 1 : slots.templated ? undefined : parseJavaInteger(slots.value);
  const written = valueOf(taskManager, 'replicas');
  const replicas = minor >= TASK_MANAGER_REPLICAS_SINCE ? read.whole(written) : undefined;
  // What is not positive counts for the parallelism alone.
  const taskManagers = replicas !== undefined && replicas > 0 ? replicas : undefined;
  const wished = job?.kind === 'map' ? valueOf(job, 'parallelism') : undefined;
  if (job?.kind === 'map' && !read.isTemplated(wished) && !read.isTemplated(written)) {
    const parallelism = replicas === undefined ? read.whole(wished) ?? 0 : perTaskManager === undefined ? undefined : replicas * perTaskManager;
    // What is not positive is refused; the first release passes over it.
    if (parallelism !== undefined && (parallelism > 0 || minor > 0)) {
      keys.push({ key: 'parallelism.default', value: String(parallelism) });
      const isCounted = standalone && taskManagers === undefined && !settings.has(REPLICAS_KEY);
      if (isCounted && perTaskManager !== undefined && perTaskManager !== 0) keys.push({ key: REPLICAS_KEY, value: String(Math.trunc((parallelism + perTaskManager - 1) / perTaskManager)) });
    }
  }
  if (taskManagers !== undefined && minor >= MODE_SINCE) keys.push({ key: REPLICAS_KEY, value: String(taskManagers) });
}

const REPLICAS_KEY = 'kubernetes.internal.taskmanager.replicas';

/** From 1.9 on under the name of Flink 1.17, and for older ones under theirs as well. */
function cpuKeys(name: string, minor: number, flinkVersion: string): readonly string[] {
  const before = `kubernetes.${name}.cpu`;
  const since = `${before}.amount`;
  const isOld = /^v1_1[3-6]$/.test(flinkVersion);
  if (minor >= CPU_AMOUNT_SINCE) return isOld ? [since, before] : [since];
  return minor >= CPU_AMOUNT_BY_VERSION_SINCE && !isOld ? [since] : [before];
}

/** What the operator reads in fields. */
class Reader {
  readonly #tree: YamlTree;

  constructor(tree: YamlTree) {
    this.#tree = tree;
  }

  isTemplated(node: LocatedNode | undefined): boolean {
    return node !== undefined && isTemplated(this.#tree, node.span);
  }

  text(node: LocatedNode | undefined): string {
    return node?.kind !== 'scalar' || this.isTemplated(node) ? '' : node.text;
  }

  whole(node: LocatedNode | undefined): number | undefined {
    const text = this.text(node);
    return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  /** Cores as the operator prints them; none where nothing, or nothing readable, is said. */
  cpu(block: ProcessBlock, minor: number): Known | undefined {
    if (minor >= RESOURCES_SINCE && usesResources(block)) {
      const field = cpuOf(block, 'requests') ?? valueOf(valueOf(block.resources, 'limits'), 'cpu');
      if (this.isTemplated(field)) return {};
      const cores = parseQuantity(this.text(field));
      return 'amount' in cores ? { value: printJavaDouble(decimalNumber(cores.amount)) } : undefined;
    }
    const field = valueOf(block.resource, 'cpu');
    if (this.isTemplated(field)) return {};
    const cores = field?.kind === 'scalar' ? operatorScalar(field) : undefined;
    return cores?.type === 'number' ? { value: printJavaDouble(Number(cores.text)) } : undefined;
  }

  cpuFactor(block: ProcessBlock): Known | undefined {
    const request = cpuOf(block, 'requests');
    const limit = cpuOf(block, 'limits');
    if (request === undefined || limit === undefined) return undefined;
    if (this.isTemplated(request) || this.isTemplated(limit)) return {};
    const factor = limitFactorOf(this.text(request), this.text(limit));
    return factor === undefined ? undefined : { value: printJavaDouble(factor) };
  }
}

function cpuOf({ resources }: ProcessBlock, field: 'requests' | 'limits'): LocatedScalar | undefined {
  return scalarOf(valueOf(resources, field), 'cpu');
}
