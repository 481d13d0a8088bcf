"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.RANDOM_FILES = void 0;
exports.writeFile = writeFile;
/** Random Flink configurations as people might write them: for property tests, and for questions to a real Flink. */
const fast_check_1 = __importDefault(require("fast-check"));
const SIZE = fast_check_1.default.oneof({ weight: 6, arbitrary: fast_check_1.default.tuple(fast_check_1.default.integer({ min: 0, max: 6000 }), fast_check_1.default.constantFrom('m', 'mb', ' mb', 'M', 'MB')).map(([number, unit]) => `${number}${unit}`) }, { weight: 3, arbitrary: fast_check_1.default.tuple(fast_check_1.default.integer({ min: 1, max: 8 }), fast_check_1.default.constantFrom('g', 'gb', 'G')).map(([number, unit]) => `${number}${unit}`) }, { weight: 1, arbitrary: fast_check_1.default.integer({ min: 1, max: 6_000_000_000 }).map(String) }, { weight: 2, arbitrary: fast_check_1.default.tuple(fast_check_1.default.integer({ min: 1, max: 4_000_000 }), fast_check_1.default.constantFrom('k', 'kb', ' kb', 'K')).map(([number, unit]) => `${number}${unit}`) }, { weight: 1, arbitrary: fast_check_1.default.constantFrom('0', '1b', '16t', '9223372036854775807', '8388607t') });
const FRACTION = fast_check_1.default.oneof(fast_check_1.default.constantFrom('0', '0.1', '0.4', '0.9', '0.9999', '1', '1.0', '1.5', '-0.1', '50'), fast_check_1.default.integer({ min: 0, max: 999 }).map((number) => String(number / 1000)));
const COUNT = fast_check_1.default.oneof(fast_check_1.default.integer({ min: 1, max: 20_000 }).map(String), fast_check_1.default.constantFrom('0', '-1', '2.0'));
const CORES = fast_check_1.default.constantFrom('0', '1', '2.5', '-1', '4.0');
const SEGMENT = fast_check_1.default.constantFrom('32kb', '4kb', '33kb', '1b', '64 kb', '4g');
const FLAG = fast_check_1.default.constantFrom('true', 'false', 'yes');
const WEIGHTS = fast_check_1.default.constantFrom('OPERATOR:70,PYTHON:30', 'DATAPROC:70,PYTHON:30', 'OPERATOR:-1', 'OPERATOR', 'STATE_BACKEND:70,PYTHON:30');
const BAD = fast_check_1.default.constantFrom('1.5g', '2Gi', 'abc', '50%', '"1g"', '1_024m', '10 parsecs', '-1', '1,024m', '99999999999999999999');
/** A value in `weight` of ten files, now and then one that cannot be read. */
function sometimes(value, weight) {
    return fast_check_1.default.oneof({ weight: weight * 20, arbitrary: value }, { weight, arbitrary: BAD }, { weight: (10 - weight) * 21, arbitrary: fast_check_1.default.constant(undefined) });
}
/** Every key that takes part in sizing a process, former names and those of before 1.10 included. */
const PAIRS = fast_check_1.default.record({
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
}).map((record) => Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
/** One version of each way that Flink sizes processes, with the files it reads. */
const FILES = fast_check_1.default.constantFrom({ version: '1.11', file: 'flink-conf.yaml' }, { version: '1.12', file: 'flink-conf.yaml' }, { version: '1.16', file: 'flink-conf.yaml' }, { version: '1.20', file: 'flink-conf.yaml' }, { version: '1.20', file: 'config.yaml' }, { version: '2.2', file: 'config.yaml' });
exports.RANDOM_FILES = fast_check_1.default.tuple(FILES, PAIRS).map(([file, pairs]) => ({ ...file, pairs }));
/** A configuration as text; undefined where the old format cannot hold a value: `#` cuts, outer blanks and empty values go. */
function writeFile(file, pairs) {
    if (file === 'config.yaml')
        return pairs.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('');
    if (pairs.some(([, value]) => value === '' || value.trim() !== value || /[#\r\n]/.test(value)))
        return undefined;
    return pairs.map(([key, value]) => `${key}: ${value}\n`).join('');
}
//# sourceMappingURL=configurations.js.map