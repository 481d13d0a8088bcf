"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.deriveProcess = deriveProcess;
exports.legacySize = legacySize;
const amount_js_1 = require("./amount.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const memorySize_js_1 = require("./memorySize.js");
const options_js_1 = require("./options.js");
/**
 * Sizes a process in one of Flink's three ways (`ProcessMemoryUtils.memoryProcessSpecFromConfig`): from the required
 * fine-grained sizes, from total Flink memory, from total process memory; undefined when none of these is set.
 * @param legacyMeans which total the keys of before 1.10 stand for; `heap` is the JobManager's JVM heap
 */
function deriveProcess(c, options, flinkMemory, legacy, legacyMeans) {
    const { configuration } = c;
    const total = (option, meaning, pool) => {
        if ((0, options_js_1.isConfigured)(configuration, option))
            return () => c.size(option, pool);
        if (legacy !== undefined && legacyMeans === meaning)
            return () => ({ ...legacy, pool });
        return undefined;
    };
    const totalFlink = total(options.totalFlink, 'flink', 'totalFlink');
    const totalProcess = total(options.totalProcess, 'process', 'totalProcess');
    const isRequiredSet = flinkMemory.requiredOptions.every((option) => (0, options_js_1.isConfigured)(configuration, option))
        || (legacy !== undefined && legacyMeans === 'heap');
    if (isRequiredSet) {
        const flink = flinkMemory.deriveFromRequiredOptions(totalFlink);
        return withTotalFlink(c, options, flink, flink.totalFlink, totalProcess);
    }
    if (totalFlink !== undefined) {
        const size = c.settle(totalFlink());
        return withTotalFlink(c, options, flinkMemory.deriveFromTotalFlink(size), size, totalProcess);
    }
    if (totalProcess !== undefined)
        return withTotalProcess(c, options, flinkMemory, totalProcess());
    const keys = [...flinkMemory.requiredOptions, options.totalFlink, options.totalProcess];
    c.refuse('size-not-configured', [], {}, keys.map((option) => configuredInput(c, option)));
    return undefined;
}
function configuredInput(c, option) {
    const key = (0, options_js_1.supplyingKey)(c.configuration, option);
    const value = key === undefined ? undefined : c.configuration.get(key);
    return { key: key ?? option.key, ...(value === undefined ? {} : { value }) };
}
function withTotalProcess(c, options, flinkMemory, totalProcess) {
    c.settle(totalProcess);
    const metaspace = c.settle(c.size(options.metaspace, 'jvmMetaspace'));
    const overhead = c.settle(c.share('jvmOverhead', totalProcess, c.range(options.overhead)));
    const jvm = c.sum(undefined, [metaspace, overhead]);
    if (jvm.known && totalProcess.known && jvm.bytes > totalProcess.bytes) {
        c.refuse('jvm-exceeds-process', [totalProcess, metaspace, overhead], { required: jvm.bytes, available: totalProcess.bytes });
    }
    const totalFlink = c.settle(c.rest('totalFlink', totalProcess, [metaspace, overhead]));
    return { flink: flinkMemory.deriveFromTotalFlink(totalFlink), totalFlink, metaspace, overhead, totalProcess };
}
function withTotalFlink(c, options, flink, totalFlink, readTotalProcess) {
    const metaspace = c.settle(c.size(options.metaspace, 'jvmMetaspace'));
    const flinkAndMetaspace = c.sum(undefined, [totalFlink, metaspace]);
    if (readTotalProcess === undefined) {
        const overhead = c.settle(c.inverseShare('jvmOverhead', [totalFlink, metaspace], c.range(options.overhead)));
        return { flink, totalFlink, metaspace, overhead, totalProcess: c.settle(c.sum('totalProcess', [totalFlink, metaspace, overhead])) };
    }
    const totalProcess = c.settle(readTotalProcess());
    if (flinkAndMetaspace.known && totalProcess.known && flinkAndMetaspace.bytes > totalProcess.bytes) {
        const amounts = [totalProcess, totalFlink, metaspace];
        c.refuse('flink-exceeds-process', amounts, { required: flinkAndMetaspace.bytes, available: totalProcess.bytes });
    }
    const overhead = c.rest('jvmOverhead', totalProcess, [totalFlink, metaspace]);
    const { known, min, max } = c.range(options.overhead);
    if (known && overhead.known && (overhead.bytes < min.bytes || overhead.bytes > max.bytes)) {
        c.refuse('jvm-overhead-out-of-range', [], { required: overhead.bytes, bounds: { min: min.bytes, max: max.bytes } }, (0, amount_js_1.inputsOf)([totalProcess, totalFlink, metaspace, min, max]));
        return { flink, totalFlink, metaspace, overhead: (0, amount_js_1.unknownAmount)('jvmOverhead'), totalProcess };
    }
    // Whether a templated bound admits the rest is not known, and neither is then the overhead of a process that starts.
    return { flink, totalFlink, metaspace, overhead: c.settle(overhead), totalProcess };
}
/**
 * The size that the keys of before 1.10 give (`MemoryBackwardsCompatibilityUtils`): `*.heap.size`, or `*.heap.mb` in MiB.
 * Undefined when neither is set, the version no longer has them, or `replacement`, the option they stand for, is set.
 */
function legacySize(c, options, replacement) {
    const { legacyHeap, legacyHeapMb } = options;
    if ((0, options_js_1.isConfigured)(c.configuration, replacement))
        return undefined;
    if ((0, options_js_1.isConfigured)(c.configuration, legacyHeap))
        return c.size(legacyHeap);
    if (!(0, options_js_1.isConfigured)(c.configuration, legacyHeapMb))
        return undefined;
    const supplied = c.supply(legacyHeapMb);
    if (supplied === undefined)
        return (0, amount_js_1.unknownAmount)();
    const mebibytes = (0, javaNumbers_js_1.parseJavaInteger)(supplied.text);
    if (mebibytes === undefined || mebibytes < 0) {
        c.refuseValue(legacyHeapMb, supplied, mebibytes === undefined ? 'not-a-number' : 'negative');
        return (0, amount_js_1.unknownAmount)();
    }
    return c.taken(undefined, supplied.key, supplied.text, BigInt(mebibytes) * memorySize_js_1.MIB);
}
//# sourceMappingURL=processMemory.js.map