"use strict";
/** What deriving a process gives: a tree of parts that explains itself, or a refusal with its numbers. All sizes are bytes. */
Object.defineProperty(exports, "__esModule", { value: true });
exports.REFUSAL_CODES = exports.DERIVATION_CODES = exports.POOLS = exports.PROCESS_KINDS = void 0;
exports.PROCESS_KINDS = ['taskManager', 'jobManager'];
/** Pools of a TaskManager and, below them, the sums that Flink's documentation names. A JobManager has six of these. */
exports.POOLS = [
    'frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'network', 'managed', 'jvmMetaspace', 'jvmOverhead',
    'jvmHeap', 'jvmDirect', 'totalFlink', 'totalProcess',
];
exports.DERIVATION_CODES = [
    'size-not-configured', 'jvm-exceeds-process', 'flink-exceeds-process', 'jvm-overhead-out-of-range', 'pools-exceed-flink',
    'network-out-of-range', 'network-buffers-mismatch', 'off-heap-exceeds-flink', 'heap-plus-off-heap-not-flink', 'heap-exceeds-flink',
];
exports.REFUSAL_CODES = [
    ...exports.DERIVATION_CODES,
    'range-invalid', 'value-invalid', 'overflow', 'cpu-not-positive', 'segment-size-invalid', 'weight-negative', 'consumer-unknown',
];
//# sourceMappingURL=derivation.js.map