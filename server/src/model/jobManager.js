"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.deriveJobManager = deriveJobManager;
exports.calculateJobManager = calculateJobManager;
const amount_js_1 = require("./amount.js");
const calculation_js_1 = require("./calculation.js");
const derive_js_1 = require("./derive.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const processMemory_js_1 = require("./processMemory.js");
const processOptions_js_1 = require("./processOptions.js");
const version_js_1 = require("./version.js");
/** Sizes a JobManager as `JobManagerProcessUtils` does, with its legacy keys mapped first. Not modelled before 1.11. */
function deriveJobManager(configuration, context) {
    if (!(0, version_js_1.isAtLeast)(context.version, '1.11'))
        return { status: 'notModelled', process: 'jobManager' };
    const c = new calculation_js_1.Calculation(configuration);
    const memory = calculateJobManager(c, context);
    return (0, derive_js_1.conclude)('jobManager', c, memory === undefined ? undefined : () => present(memory));
}
/** The arithmetic alone: what the calculation holds afterwards is the outcome. */
function calculateJobManager(c, context) {
    const options = (0, processOptions_js_1.jobManagerOptions)(context.version);
    const legacy = (0, processMemory_js_1.legacySize)(c, options, context.container ? options.totalProcess : options.heap);
    const flinkMemory = new JobManagerFlinkMemoryUtils(c, options, context.container ? undefined : legacy, context.version);
    const memory = (0, processMemory_js_1.deriveProcess)(c, options, flinkMemory, legacy, context.container ? 'process' : 'heap');
    if (memory !== undefined)
        checkDirectMemoryLimit(c, options);
    return memory;
}
class JobManagerFlinkMemoryUtils {
    requiredOptions;
    #c;
    #options;
    #legacyHeap;
    #version;
    constructor(c, options, legacyHeap, version) {
        this.#c = c;
        this.#options = options;
        this.#legacyHeap = legacyHeap;
        this.#version = version;
        this.requiredOptions = [options.heap];
    }
    deriveFromRequiredOptions(readTotal) {
        const c = this.#c;
        const heap = c.settle(this.#legacyHeap === undefined ? c.size(this.#options.heap, 'jvmHeap') : { ...this.#legacyHeap, pool: 'jvmHeap' });
        const offHeap = c.size(this.#options.offHeap, 'jvmDirect');
        if (readTotal === undefined) {
            c.settle(offHeap);
            return { heap, offHeap, totalFlink: c.settle(c.sum('totalFlink', [heap, offHeap])) };
        }
        const total = c.settle(readTotal());
        if ((0, options_js_1.isConfigured)(c.configuration, this.#options.offHeap)) {
            c.settle(offHeap);
            const sum = c.sum(undefined, [heap, offHeap]);
            const isEarly = this.#version === '1.11.0' || this.#version === '1.11.1';
            // Before 1.11.2 the total itself took the place of off-heap memory in the sum: only a heap of 0 passed, and then anything did.
            if (sum.known && total.known && (isEarly ? heap.bytes !== 0n : sum.bytes !== total.bytes)) {
                c.refuse('heap-plus-off-heap-not-flink', [total, heap, offHeap], { required: sum.bytes, available: total.bytes });
            }
            // A later Flink starts only where both agree: its total is certain even beside a templated part.
            const isTotal = sum.known ? sum.bytes === total.bytes : !isEarly;
            return { heap, offHeap, totalFlink: isTotal ? total : c.settle({ ...sum, pool: 'totalFlink' }) };
        }
        if (heap.known && total.known && heap.bytes > total.bytes) {
            c.refuse('heap-exceeds-flink', [total, heap], { required: heap.bytes, available: total.bytes });
        }
        return { heap, offHeap: c.settle(c.rest('jvmDirect', total, [heap])), totalFlink: total };
    }
    deriveFromTotalFlink(total) {
        const c = this.#c;
        const offHeap = c.settle(c.size(this.#options.offHeap, 'jvmDirect'));
        // Equal is refused as well: nothing would be left for the heap.
        if (offHeap.known && total.known && total.bytes <= offHeap.bytes) {
            c.refuse('off-heap-exceeds-flink', [total, offHeap], { required: offHeap.bytes, available: total.bytes });
        }
        return { heap: c.settle(c.rest('jvmHeap', total, [offHeap])), offHeap };
    }
}
/** Read when the JVM's arguments are made; a template there touches no pool. */
function checkDirectMemoryLimit(c, { enableDirectMemoryLimit }) {
    const supplied = c.supplyKnown(enableDirectMemoryLimit);
    if (supplied !== undefined && (0, javaNumbers_js_1.parseJavaBoolean)(supplied.text) === undefined) {
        c.refuseValue(enableDirectMemoryLimit, supplied, 'not-a-boolean');
    }
}
function present(memory) {
    const { flink: { heap, offHeap }, totalFlink, metaspace, overhead, totalProcess } = memory;
    const pools = new Map([
        ['jvmHeap', heap], ['jvmDirect', offHeap], ['jvmMetaspace', metaspace], ['jvmOverhead', overhead],
        ['totalFlink', totalFlink], ['totalProcess', totalProcess],
    ]);
    const root = () => (0, amount_js_1.partOf)('totalProcess', totalProcess, [
        (0, amount_js_1.partOf)('totalFlink', totalFlink, [(0, amount_js_1.partOf)('jvmHeap', heap), (0, amount_js_1.partOf)('jvmDirect', offHeap)]),
        (0, amount_js_1.partOf)('jvmMetaspace', metaspace),
        (0, amount_js_1.partOf)('jvmOverhead', overhead),
    ]);
    return { pools, root };
}
//# sourceMappingURL=jobManager.js.map