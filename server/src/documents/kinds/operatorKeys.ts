/** What the operator sets besides sizes (`FlinkConfigBuilder`): cpu, replicas, the parallelism. */
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import { parseJavaInteger, printJavaDouble } from '../../model/javaNumbers.js';
import { limitFactorOf, parseQuantity } from '../../model/quantity.js';
import { decimalNumber } from '../../model/decimal.js';
import type { OperatorKey, Setting } from '../cluster.js';
import { minorNumber, MODE_SINCE, RESOURCES_SINCE, TASK_MANAGER_REPLICAS_SINCE } from '../operatorReleases.js';
import { type LocatedNode, nodeAt, scalarAt } from '../yaml/node.js';
import { operatorScalar } from '../yaml/scalars.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
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
export function operatorKeys(tree: YamlTree, spec: LocatedNode | undefined, context: OperatorKeysContext): readonly OperatorKey[] {
  const minor = minorNumber(context.operatorVersion);
  const keys: OperatorKey[] = [];
  const read = new Reader(tree, spec);
  for (const process of PROCESS_KINDS) {
    const name = process.toLowerCase();
    const cores = read.cpu(process, minor);
    if (cores !== undefined) keys.push(...cpuKeys(name, minor, read.text('flinkVersion')).map((key) => ({ key, ...cores })));
    const factor = minor >= RESOURCES_SINCE ? read.cpuFactor(process) : undefined;
    if (factor !== undefined) keys.push({ key: `kubernetes.${name}.cpu.limit-factor`, ...factor });
  }
  const jobManagers = read.has('jobManager') && !read.isTemplated('jobManager', 'replicas') ? read.whole('jobManager', 'replicas') ?? 1 : 0;
  if (jobManagers > 0) keys.push({ key: 'kubernetes.jobmanager.replicas', value: String(jobManagers) });
  return [...keys, ...parallelismKeys(read, minor, context)];
}

/**
 * Whether a standalone TaskManager gets no cores from anybody: every release then asks Kubernetes for -1 of them
 * (`StandaloneKubernetesTaskManagerParameters`), and no cluster makes such a pod. A native one gets as many as slots.
 */
export function lacksCores(spec: LocatedNode | undefined, keys: readonly OperatorKey[], { standalone, settings }: OperatorKeysContext): boolean {
  if (!standalone || keys.some(({ key }) => key.startsWith(CPU_OF_TASK_MANAGER))) return false;
  // What is refused as no number is there all the same; which of two blocks counts is another matter.
  if (nodeAt(spec, 'taskManager', 'resource', 'cpu') !== undefined || usesResources(nodeAt(spec, 'taskManager'))) return false;
  return ![CPU_OF_TASK_MANAGER, `${CPU_OF_TASK_MANAGER}.amount`].some((key) => settings.has(key));
}

const CPU_OF_TASK_MANAGER = 'kubernetes.taskmanager.cpu';

/** What a field comes to; without a value where a template decides. */
type Known = Pick<OperatorKey, 'value'>;

function parallelismKeys(read: Reader, minor: number, { settings, standalone }: OperatorKeysContext): readonly OperatorKey[] {
  const slots = settings.get('taskmanager.numberOfTaskSlots');
  const perTaskManager = slots === undefined ? 1 : slots.templated ? undefined : parseJavaInteger(slots.value);
  const replicas = minor >= TASK_MANAGER_REPLICAS_SINCE ? read.whole('taskManager', 'replicas') : undefined;
  const keys: OperatorKey[] = [];
  if (read.has('job') && !read.isTemplated('job', 'parallelism') && !read.isTemplated('taskManager', 'replicas')) {
    const parallelism = replicas === undefined ? read.whole('job', 'parallelism') ?? 0 : perTaskManager === undefined ? undefined : replicas * perTaskManager;
    // What is not positive is refused; the first release passes over it.
    if (parallelism !== undefined && (parallelism > 0 || minor > 0)) {
      keys.push({ key: 'parallelism.default', value: String(parallelism) });
      if (standalone && replicas === undefined && perTaskManager !== undefined && perTaskManager !== 0) keys.push({ key: REPLICAS_KEY, value: String(Math.trunc((parallelism + perTaskManager - 1) / perTaskManager)) });
    }
  }
  if (replicas !== undefined && (standalone || replicas > 0) && minor >= MODE_SINCE) keys.push({ key: REPLICAS_KEY, value: String(replicas) });
  return keys;
}

const REPLICAS_KEY = 'kubernetes.internal.taskmanager.replicas';

/** From 1.9 on under the name of Flink 1.17, and for older ones under theirs as well. */
function cpuKeys(name: string, minor: number, flinkVersion: string): readonly string[] {
  const [before, since] = [`kubernetes.${name}.cpu`, `kubernetes.${name}.cpu.amount`];
  const isOld = /^v1_1[3-6]$/.test(flinkVersion);
  if (minor >= CPU_AMOUNT_SINCE) return isOld ? [since, before] : [since];
  return minor >= CPU_AMOUNT_BY_VERSION_SINCE && !isOld ? [since] : [before];
}

class Reader {
  readonly #tree: YamlTree;
  readonly #spec: LocatedNode | undefined;

  constructor(tree: YamlTree, spec: LocatedNode | undefined) {
    this.#tree = tree;
    this.#spec = spec;
  }

  has(field: string): boolean {
    return nodeAt(this.#spec, field)?.kind === 'map';
  }

  text(...path: readonly string[]): string {
    return this.isTemplated(...path) ? '' : scalarAt(this.#spec, ...path)?.text ?? '';
  }

  isTemplated(...path: readonly string[]): boolean {
    const node = nodeAt(this.#spec, ...path);
    return node !== undefined && isTemplated(this.#tree, node.span);
  }

  whole(...path: readonly string[]): number | undefined {
    const text = this.text(...path);
    return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  /** Cores as the operator prints them; none where nothing, or nothing readable, is said. */
  cpu(process: ProcessKind, minor: number): Known | undefined {
    const block = nodeAt(this.#spec, process);
    if (minor >= RESOURCES_SINCE && usesResources(block)) {
      const field = scalarAt(block, 'resources', 'requests', 'cpu') === undefined ? 'limits' : 'requests';
      if (this.isTemplated(process, 'resources', field, 'cpu')) return {};
      const cores = parseQuantity(this.text(process, 'resources', field, 'cpu'));
      return 'amount' in cores ? { value: printJavaDouble(decimalNumber(cores.amount)) } : undefined;
    }
    if (this.isTemplated(process, 'resource', 'cpu')) return {};
    const scalar = scalarAt(block, 'resource', 'cpu');
    const cores = scalar === undefined ? undefined : operatorScalar(scalar);
    return cores?.type === 'number' ? { value: printJavaDouble(Number(cores.text)) } : undefined;
  }

  cpuFactor(process: ProcessKind): Known | undefined {
    const path = (field: string): readonly string[] => [process, 'resources', field, 'cpu'];
    const [request, limit] = [path('requests'), path('limits')];
    if (scalarAt(this.#spec, ...request) === undefined || scalarAt(this.#spec, ...limit) === undefined) return undefined;
    if (this.isTemplated(...request) || this.isTemplated(...limit)) return {};
    const factor = limitFactorOf(this.text(...request), this.text(...limit));
    return factor === undefined ? undefined : { value: printJavaDouble(factor) };
  }
}
