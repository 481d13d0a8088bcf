import fc from 'fast-check';
import { MINOR_VERSIONS, type DerivationContext, type FlinkVersion } from '../../server/src/model/index.js';

/** Random configurations around sizes that people use, so that about half of them derive. */

const MIB = 1048576n;

const size = (max: number): fc.Arbitrary<string> => fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max }).map((mebibytes) => `${String(mebibytes)}m`) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: BigInt(max) * MIB }).map((bytes) => `${String(bytes)}b`) },
);

const fraction = fc.integer({ min: 0, max: 60 }).map((hundredths) => String(hundredths / 100));

const range = (prefix: string): Readonly<Record<string, fc.Arbitrary<string>>> => ({
  [`${prefix}.min`]: size(300), [`${prefix}.max`]: fc.oneof(size(2000), fc.constant('2000m')), [`${prefix}.fraction`]: fraction,
});

const TASK_MANAGER: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'taskmanager.memory.task.heap.size': size(2000),
  'taskmanager.memory.managed.size': size(1000),
  'taskmanager.memory.size': size(1000),
  'taskmanager.memory.managed.fraction': fraction,
  'taskmanager.memory.framework.heap.size': size(300),
  'taskmanager.memory.framework.off-heap.size': size(300),
  'taskmanager.memory.task.off-heap.size': size(300),
  'taskmanager.memory.jvm-metaspace.size': size(500),
  ...range('taskmanager.memory.network'),
  ...range('taskmanager.memory.jvm-overhead'),
  'taskmanager.network.numberOfBuffers': fc.integer({ min: 0, max: 20000 }).map(String),
};

const JOB_MANAGER: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'jobmanager.memory.heap.size': size(2000),
  'jobmanager.memory.off-heap.size': size(500),
  'jobmanager.memory.jvm-metaspace.size': size(500),
  ...range('jobmanager.memory.jvm-overhead'),
};

const TOTALS = (prefix: string): Readonly<Record<string, fc.Arbitrary<string>>> => ({
  [`${prefix}.memory.process.size`]: size(6000), [`${prefix}.memory.flink.size`]: size(5000), [`${prefix}.heap.size`]: size(5000),
});

/** Each key present in `percent` of the cases. */
function some(keys: Readonly<Record<string, fc.Arbitrary<string>>>, percent: number): fc.Arbitrary<Readonly<Record<string, string>>> {
  const entries = Object.entries(keys).map(([key, value]) => fc.oneof(
    { weight: percent, arbitrary: value.map((text) => [[key, text] as const]) },
    { weight: 100 - percent, arbitrary: fc.constant([]) },
  ));
  return fc.tuple(...entries).map((pairs) => Object.fromEntries(pairs.flat()));
}

export const configurations: fc.Arbitrary<Readonly<Record<string, string>>> = fc.tuple(
  some(TASK_MANAGER, 20), some(TOTALS('taskmanager'), 40), some(JOB_MANAGER, 25), some(TOTALS('jobmanager'), 40),
).map(([a, b, c, d]) => ({ ...a, ...b, ...c, ...d }));

export const sizeKeys: readonly string[] = [
  ...Object.keys(TASK_MANAGER), ...Object.keys(TOTALS('taskmanager')), ...Object.keys(JOB_MANAGER), ...Object.keys(TOTALS('jobmanager')),
].filter((key) => !key.endsWith('fraction') && !key.endsWith('Buffers'));

export const fractionKeys: readonly string[] = [...Object.keys(TASK_MANAGER), ...Object.keys(JOB_MANAGER)].filter((key) => key.endsWith('fraction'));

const VERSIONS: readonly FlinkVersion[] = ['1.10.0', '1.11.0', '1.11.1', ...MINOR_VERSIONS];

export const contexts: fc.Arbitrary<DerivationContext> = fc.record({ version: fc.constantFrom(...VERSIONS), container: fc.boolean() });
