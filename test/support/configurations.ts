/** Random Flink configurations as people might write them: for property tests, and for questions to a real Flink. */
import fc from 'fast-check';
import type { MinorVersion } from '../../server/src/model/version.js';

/** A flat configuration, in the order of the file. */
export type Pairs = readonly (readonly [string, string])[];

/** A configuration for a version, in one of the two files it may stand in. */
export interface RandomFile {
  readonly version: MinorVersion;
  readonly file: 'flink-conf.yaml' | 'config.yaml';
  readonly pairs: Pairs;
}

const SIZE = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.integer({ min: 0, max: 6000 }), fc.constantFrom('m', 'mb', ' mb', 'M', 'MB')).map(([number, unit]) => `${number}${unit}`) },
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('g', 'gb', 'G')).map(([number, unit]) => `${number}${unit}`) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 6_000_000_000 }).map(String) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4_000_000 }), fc.constantFrom('k', 'kb', ' kb', 'K')).map(([number, unit]) => `${number}${unit}`) },
  { weight: 1, arbitrary: fc.constantFrom('0', '1b', '16t', '9223372036854775807', '8388607t') },
);
const FRACTION = fc.oneof(fc.constantFrom('0', '0.1', '0.4', '0.9', '0.9999', '1', '1.0', '1.5', '-0.1', '50'), fc.integer({ min: 0, max: 999 }).map((number) => String(number / 1000)));
const COUNT = fc.oneof(fc.integer({ min: 1, max: 20_000 }).map(String), fc.constantFrom('0', '-1', '2.0'));
const CORES = fc.constantFrom('0', '1', '2.5', '-1', '4.0');
const SEGMENT = fc.constantFrom('32kb', '4kb', '33kb', '1b', '64 kb', '4g');
const FLAG = fc.constantFrom('true', 'false', 'yes');
const WEIGHTS = fc.constantFrom('OPERATOR:70,PYTHON:30', 'DATAPROC:70,PYTHON:30', 'OPERATOR:-1', 'OPERATOR', 'STATE_BACKEND:70,PYTHON:30');
const BAD = fc.constantFrom('1.5g', '2Gi', 'abc', '50%', '"1g"', '1_024m', '10 parsecs', '-1', '1,024m', '99999999999999999999');

/** A value in `weight` of ten files, now and then one that cannot be read. */
function sometimes(value: fc.Arbitrary<string>, weight: number): fc.Arbitrary<string | undefined> {
  return fc.oneof({ weight: weight * 20, arbitrary: value }, { weight, arbitrary: BAD }, { weight: (10 - weight) * 21, arbitrary: fc.constant(undefined) });
}

/** Every key that takes part in sizing a process, former names and those of before 1.10 included. */
const PAIRS: fc.Arbitrary<Pairs> = fc.record({
  'taskmanager.memory.process.size': sometimes(SIZE, 7),
  'taskmanager.memory.flink.size': sometimes(SIZE, 3),
  'taskmanager.memory.task.heap.size': sometimes(SIZE, 3),
  'taskmanager.memory.managed.size': sometimes(SIZE, 3),
  'taskmanager.memory.managed.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.framework.heap.size': sometimes(SIZE, 2),
  'taskmanager.memory.framework.off-heap.size': sometimes(SIZE, 2),
  'taskmanager.memory.task.off-heap.size': sometimes(SIZE, 2),
  'taskmanager.memory.network.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.network.min': sometimes(SIZE, 2),
  'taskmanager.memory.network.max': sometimes(SIZE, 2),
  'taskmanager.memory.jvm-metaspace.size': sometimes(SIZE, 2),
  'taskmanager.memory.jvm-overhead.fraction': sometimes(FRACTION, 2),
  'taskmanager.memory.jvm-overhead.min': sometimes(SIZE, 2),
  'taskmanager.memory.jvm-overhead.max': sometimes(SIZE, 2),
  'taskmanager.memory.segment-size': sometimes(SEGMENT, 1),
  'taskmanager.memory.managed.consumer-weights': sometimes(WEIGHTS, 1),
  'taskmanager.numberOfTaskSlots': sometimes(COUNT, 2),
  'taskmanager.cpu.cores': sometimes(CORES, 1),
  'taskmanager.network.numberOfBuffers': sometimes(COUNT, 1),
  'taskmanager.network.memory.fraction': sometimes(FRACTION, 1),
  'taskmanager.network.memory.min': sometimes(SIZE, 1),
  'taskmanager.network.memory.max': sometimes(SIZE, 1),
  'taskmanager.memory.size': sometimes(SIZE, 1),
  'taskmanager.heap.size': sometimes(SIZE, 1),
  'taskmanager.heap.mb': sometimes(COUNT, 1),
  'jobmanager.memory.process.size': sometimes(SIZE, 7),
  'jobmanager.memory.flink.size': sometimes(SIZE, 3),
  'jobmanager.memory.heap.size': sometimes(SIZE, 3),
  'jobmanager.memory.off-heap.size': sometimes(SIZE, 3),
  'jobmanager.memory.jvm-metaspace.size': sometimes(SIZE, 2),
  'jobmanager.memory.jvm-overhead.fraction': sometimes(FRACTION, 2),
  'jobmanager.memory.jvm-overhead.min': sometimes(SIZE, 2),
  'jobmanager.memory.jvm-overhead.max': sometimes(SIZE, 2),
  'jobmanager.memory.enable-jvm-direct-memory-limit': sometimes(FLAG, 1),
  'jobmanager.heap.size': sometimes(SIZE, 1),
  'jobmanager.heap.mb': sometimes(COUNT, 1),
}).map((record) => Object.entries(record).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]])));

/** One version of each way that Flink sizes processes, with the files it reads. */
const FILES = fc.constantFrom<Omit<RandomFile, 'pairs'>>(
  { version: '1.11', file: 'flink-conf.yaml' },
  { version: '1.12', file: 'flink-conf.yaml' },
  { version: '1.16', file: 'flink-conf.yaml' },
  { version: '1.20', file: 'flink-conf.yaml' },
  { version: '1.20', file: 'config.yaml' },
  { version: '2.2', file: 'config.yaml' },
);

export const RANDOM_FILES: fc.Arbitrary<RandomFile> = fc.tuple(FILES, PAIRS).map(([file, pairs]) => ({ ...file, pairs }));

/** A configuration as text; undefined where the old format cannot hold a value: `#` cuts, outer blanks and empty values go. */
export function writeFile(file: RandomFile['file'], pairs: Pairs): string | undefined {
  if (file === 'config.yaml') return pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('');
  if (pairs.some(([, value]) => value === '' || value.trim() !== value || /[#\r\n]/.test(value))) return undefined;
  return pairs.map(([key, value]) => `${key}: ${value}\n`).join('');
}
