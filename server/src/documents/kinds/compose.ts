import { PROCESS_KINDS } from '../../model/derivation.js';
import { analyse } from '../analysis.js';
import type { Cluster, ProcessSite, Span } from '../cluster.js';
import { ComposeText } from '../compose/composeText.js';
import { type FlinkService, FlinkServiceReader } from '../compose/flinkService.js';
import { servicesIn } from '../compose/services.js';
import { isDistant } from '../layers/layer.js';
import { layeredCluster } from '../layers/layeredCluster.js';
import { basesOfMembers } from '../linking/bases.js';
import { scalarAt } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import type { ReadingContext } from './kind.js';

/**
 * Reads the services of a compose file that run Flink. A JobManager and the first TaskManager that looks for it are one
 * cluster; every further TaskManager, which may be sized in another way, is one by itself.
 */
export function composeClusters(tree: YamlTree, context: ReadingContext, isBasis = false): readonly Cluster[] {
  // Where a template breaks the text nobody knows what else it holds.
  if (servicesIn(tree.root) === undefined || (tree.errors.length > 0 && tree.templates.spans.length > 0)) return [];
  const text = new ComposeText(tree, context.uri, context.files);
  // What others have by themselves is told there; what those take over of yet others is not asked for.
  const services = new FlinkServiceReader(text, context, (other, of) => (isBasis ? [] : composeClusters(other, of, true))).services();
  const clusters = togetherIn(services).map((members) => ({ cluster: clusterOf(members), own: placesOf(members) }))
    .filter(({ cluster }) => cluster.entries.length + cluster.problems.length > 0 || PROCESS_KINDS.some((process) => isKnown(cluster.processes[process])))
    .sort((left, right) => left.cluster.span.start - right.cluster.span.start);
  const told = new Set<number>();
  return clusters.map(({ cluster, own }, at) => {
    const before = clusters.slice(0, at).map((other) => other.cluster);
    return borrowing(toldOnce(cluster, told), own, before);
  });
}

/** A variable that several services share is told of once. */
function toldOnce(cluster: Cluster, told: Set<number>): Cluster {
  const problems = cluster.problems.filter((problem) => {
    if (problem.kind !== 'variable-not-written') return true;
    const isNew = !told.has(problem.span.start);
    told.add(problem.span.start);
    return isNew;
  });
  return problems.length === cluster.problems.length ? cluster : { ...cluster, problems };
}

/**
 * A cluster some of whose texts stand outside its own services, in an extension or a service that it extends, where a cluster
 * before it has them as well: what is wrong with those is told there.
 */
function borrowing(cluster: Cluster, own: readonly Span[], before: readonly Cluster[]): Cluster {
  const elsewhere = new Set(cluster.entries.map(({ keySpan }) => keySpan.start).filter((start) => !own.some((part) => part.start <= start && start < part.end)));
  if (elsewhere.size === 0) return cluster;
  const lender = before.find(({ entries }) => entries.some(({ keySpan }) => elsewhere.has(keySpan.start)));
  if (lender === undefined) return cluster;
  const analysis = analyse(lender);
  const { derivations } = analyse(cluster);
  const isToldThere = PROCESS_KINDS.every((process) => {
    const [here, there] = [derivations[process], analysis.derivations[process]];
    return here?.status !== 'failed' || (there?.status === 'failed' && there.refusal.code === here.refusal.code);
  });
  return isToldThere ? { ...cluster, parts: own, lenders: [{ analysis, isShared: true }] } : cluster;
}

/** Where the services of a cluster stand, or what includes them. */
function placesOf({ jobManager, taskManager }: Members): readonly Span[] {
  return [jobManager, taskManager].flatMap((member) => member?.span ?? []).sort((left, right) => left.start - right.start);
}

/** Services that make one cluster, at least one of them the file's own. */
interface Members {
  readonly jobManager?: FlinkService;
  readonly taskManager?: FlinkService;
}

function togetherIn(services: readonly FlinkService[]): readonly Members[] {
  const jobManagers = services.filter(({ role }) => role === 'jobManager');
  const taken = new Set<FlinkService>();
  const clusters: Members[] = [];
  // The file's own services come first, so they are together where what it includes would be as well.
  for (const taskManager of services.filter(({ role }) => role === 'taskManager')) {
    const near = jobManagers.filter(({ isOwn }) => isOwn === taskManager.isOwn);
    const [only, ...others] = near.length > 0 ? near : jobManagers;
    const jobManager = jobManagers.find((candidate) => looksFor(taskManager, candidate, candidate === only && others.length === 0));
    const isFirst = jobManager !== undefined && !taken.has(jobManager);
    if (isFirst) taken.add(jobManager);
    clusters.push(isFirst ? { jobManager, taskManager } : { taskManager });
  }
  return [...clusters, ...jobManagers.filter((service) => !taken.has(service)).map((jobManager) => ({ jobManager }))]
    .filter(({ jobManager, taskManager }: Members) => jobManager?.isOwn === true || taskManager?.isOwn === true);
}

/** @param only whether there is no other JobManager: then an address that nobody can tell is meant to be its */
function looksFor({ address, version }: FlinkService, { service, address: own, version: ofOther }: FlinkService, only: boolean): boolean {
  // Two versions are two sizings.
  if (version.version !== ofOther.version) return false;
  if (address === undefined) return only;
  const names = [service.name, ...service.maps.flatMap((map) => [scalarAt(map, 'hostname')?.text, scalarAt(map, 'container_name')?.text]), own];
  return names.includes(address);
}

function clusterOf({ jobManager, taskManager }: Members): Cluster {
  const members = [jobManager, taskManager].filter((member) => member !== undefined).sort((left, right) => left.span.start - right.span.start);
  // A file's cluster is called after what stands there.
  const own = [taskManager, jobManager].filter((member) => member?.isOwn === true);
  const head = members.find(({ isOwn }) => isOwn)?.head ?? { start: 0, end: 0 };
  const bases = basesOfMembers(members);
  const parts = partsOf(members);
  const cluster = layeredCluster(
    {
      kind: 'Compose',
      name: own.at(-1)?.service.name ?? '',
      namespace: '',
      span: { start: parts[0]?.start ?? head.start, end: parts.at(-1)?.end ?? head.end },
      ...(parts.length > 1 ? { parts } : {}),
      head,
      version: own[0]?.version ?? { version: undefined, text: '', source: 'default' },
      processes: { taskManager: siteOf(taskManager, head), jobManager: siteOf(jobManager, head) },
    },
    { taskManager: taskManager?.layers ?? [], jobManager: jobManager?.layers ?? [] },
  );
  const problems = members.flatMap((member) => member.problems);
  return { ...cluster, ...(bases.length === 0 ? {} : { bases }), ...(problems.length === 0 ? {} : { problems: [...cluster.problems, ...problems] }) };
}

function siteOf(member: FlinkService | undefined, head: Span): ProcessSite {
  if (member === undefined) return { present: false, head, resources: [] };
  const { container, replicas } = member;
  return {
    present: true, head: member.head, resources: [],
    ...(container === undefined ? {} : { container }),
    ...(replicas === undefined ? {} : { replicas }),
  };
}

/** The services themselves, and what they take from elsewhere in the file, in the order of the text. */
function partsOf(members: readonly FlinkService[]): readonly Span[] {
  const parts: Span[] = members.map(({ span }) => span);
  for (const layer of new Set(members.flatMap(({ layers }) => layers))) {
    const entries = isDistant(layer) ? [] : layer.entries;
    const [first] = entries;
    if (first === undefined || parts.some((part) => part.start <= first.keySpan.start && first.keySpan.start < part.end)) continue;
    parts.push({ start: first.keySpan.start, end: Math.max(...entries.map(({ valueSpan }) => valueSpan.end)) });
  }
  return parts.sort((left, right) => left.start - right.start);
}

function isKnown({ present, incomplete }: ProcessSite): boolean {
  return present && incomplete !== true;
}
