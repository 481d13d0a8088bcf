"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.deriveTaskManager = deriveTaskManager;
exports.calculateTaskManager = calculateTaskManager;
exports.isPageSize = isPageSize;
const amount_js_1 = require("./amount.js");
const calculation_js_1 = require("./calculation.js");
const derive_js_1 = require("./derive.js");
const externalResources_js_1 = require("./externalResources.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const processMemory_js_1 = require("./processMemory.js");
const processOptions_js_1 = require("./processOptions.js");
const version_js_1 = require("./version.js");
/** Sizes a TaskManager as `TaskExecutorProcessUtils.processSpecFromConfig` does, with its legacy keys mapped first. */
function deriveTaskManager(configuration, context) {
    const c = new calculation_js_1.Calculation(configuration);
    const memory = calculateTaskManager(c, context);
    return (0, derive_js_1.conclude)('taskManager', c, memory === undefined ? undefined : () => present(c, memory));
}
/** The arithmetic alone: what the calculation holds afterwards is the outcome. */
function calculateTaskManager(c, context) {
    const options = (0, processOptions_js_1.taskManagerOptions)(context.version);
    const legacy = (0, processMemory_js_1.legacySize)(c, options, context.container ? options.totalProcess : options.totalFlink);
    const flinkMemory = new TaskManagerFlinkMemoryUtils(c, options);
    const memory = (0, processMemory_js_1.deriveProcess)(c, options, flinkMemory, legacy, context.container ? 'process' : 'flink');
    if (memory !== undefined && c.refusal === undefined) {
        checkCpuCores(c, options, context);
        checkExternalResources(c, context);
    }
    return memory;
}
class TaskManagerFlinkMemoryUtils {
    requiredOptions;
    #c;
    #options;
    constructor(c, options) {
        this.#c = c;
        this.#options = options;
        this.requiredOptions = [options.taskHeap, options.managedSize];
    }
    deriveFromRequiredOptions(readTotal) {
        const c = this.#c;
        const taskHeap = c.settle(c.size(this.#options.taskHeap, 'taskHeap'));
        const managed = c.settle(c.size(this.#options.managedSize, 'managed'));
        const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap, 'frameworkHeap'));
        const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap, 'frameworkOffHeap'));
        const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap, 'taskOffHeap'));
        const fixed = [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap];
        if (readTotal !== undefined) {
            const total = c.settle(readTotal());
            const network = this.#networkFromRest(total, fixed);
            return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed, totalFlink: total };
        }
        c.sum(undefined, fixed);
        const network = c.settle(this.#legacyNetwork() ?? c.inverseShare('network', fixed, c.range(this.#options.network)));
        const totalFlink = c.settle(c.sum('totalFlink', [...fixed, network]));
        return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed, totalFlink };
    }
    deriveFromTotalFlink(total) {
        const c = this.#c;
        const frameworkHeap = c.settle(c.size(this.#options.frameworkHeap, 'frameworkHeap'));
        const frameworkOffHeap = c.settle(c.size(this.#options.frameworkOffHeap, 'frameworkOffHeap'));
        const taskOffHeap = c.settle(c.size(this.#options.taskOffHeap, 'taskOffHeap'));
        if ((0, options_js_1.isConfigured)(c.configuration, this.#options.taskHeap)) {
            const taskHeap = c.settle(c.size(this.#options.taskHeap, 'taskHeap'));
            const managed = c.settle(this.#managed(total));
            const network = this.#networkFromRest(total, [frameworkHeap, taskHeap, managed, frameworkOffHeap, taskOffHeap]);
            return { frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed };
        }
        const managed = c.settle(this.#managed(total));
        const network = c.settle(this.#legacyNetwork() ?? c.share('network', total, c.range(this.#options.network)));
        const others = [frameworkHeap, managed, frameworkOffHeap, taskOffHeap, network];
        this.#checkFit(total, others);
        return { frameworkHeap, frameworkOffHeap, taskHeap: c.settle(c.rest('taskHeap', total, others)), taskOffHeap, network, managed };
    }
    #managed(total) {
        const c = this.#c;
        if ((0, options_js_1.isConfigured)(c.configuration, this.#options.managedSize))
            return c.size(this.#options.managedSize, 'managed');
        return c.unboundedShare('managed', total, this.#options.managedFraction);
    }
    /** Refuses pools that are together larger than total Flink memory. */
    #checkFit(total, pools) {
        const required = this.#c.sum(undefined, pools);
        if (required.known && total.known && required.bytes > total.bytes) {
            this.#c.refuse('pools-exceed-flink', [total, ...pools], { required: required.bytes, available: total.bytes });
        }
    }
    /** Network memory as what the others leave, within its bounds or equal to the legacy number of buffers. */
    #networkFromRest(total, others) {
        const c = this.#c;
        this.#checkFit(total, others);
        const network = c.rest('network', total, others);
        const legacy = this.#legacyNetwork();
        if (legacy !== undefined) {
            if (legacy.known && network.known && legacy.bytes !== network.bytes) {
                c.refuse('network-buffers-mismatch', [], { required: legacy.bytes, available: network.bytes }, (0, amount_js_1.inputsOf)([legacy, total, ...others]));
                return (0, amount_js_1.unknownAmount)('network');
            }
            return c.settle(network);
        }
        const { known, min, max } = c.range(this.#options.network);
        if (known && network.known && (network.bytes < min.bytes || network.bytes > max.bytes)) {
            c.refuse('network-out-of-range', [], { required: network.bytes, bounds: { min: min.bytes, max: max.bytes } }, (0, amount_js_1.inputsOf)([total, ...others, min, max]));
            return (0, amount_js_1.unknownAmount)('network');
        }
        return c.settle(network);
    }
    /** The number of buffers of before 1.10 counts only where none of the newer network options is set. */
    #legacyNetwork() {
        const c = this.#c;
        const { network, networkBuffers, segmentSize } = this.#options;
        if (networkBuffers === undefined || !(0, options_js_1.isConfigured)(c.configuration, networkBuffers))
            return undefined;
        if ([network.min, network.max, network.fraction].some((option) => (0, options_js_1.isConfigured)(c.configuration, option)))
            return undefined;
        const supplied = c.supply(networkBuffers);
        if (supplied === undefined)
            return (0, amount_js_1.unknownAmount)('network');
        const buffers = (0, javaNumbers_js_1.parseJavaInteger)(supplied.text);
        if (buffers === undefined) {
            c.refuseValue(networkBuffers, supplied, 'not-a-number');
            return (0, amount_js_1.unknownAmount)('network');
        }
        const segment = c.size(segmentSize);
        if (!segment.known)
            return (0, amount_js_1.unknownAmount)('network');
        if (!isPageSize(segment.bytes)) {
            c.refuse('segment-size-invalid', [segment], { key: segmentSize.key });
            return (0, amount_js_1.unknownAmount)('network');
        }
        if (buffers < 0) {
            c.refuseValue(networkBuffers, supplied, 'negative');
            return (0, amount_js_1.unknownAmount)('network');
        }
        return c.product('network', supplied, BigInt(buffers), segment);
    }
}
/** `ConfigurationParserUtils.getPageSize`: at least 4 KiB, a power of two, an `int`. */
function isPageSize(bytes) {
    return bytes >= 4096n && bytes <= 0x7fffffffn && (bytes & (bytes - 1n)) === 0n;
}
/** `getCpuCores`: the cores that are set, otherwise as many as slots. Memory does not depend on them, but Flink refuses none at all. */
function checkCpuCores(c, options, { version }) {
    const { configuration } = c;
    // Templated cores or slots touch no pool: the sizes stand, only the check cannot be made.
    const areCoresSet = (0, options_js_1.isConfigured)(configuration, options.cpuCores);
    const option = areCoresSet ? options.cpuCores : options.slots;
    const supplied = c.supplyKnown(option);
    if (supplied !== undefined) {
        const cores = areCoresSet ? (0, javaNumbers_js_1.parseJavaDouble)(supplied.text) : (0, javaNumbers_js_1.parseJavaInteger)(supplied.text);
        const input = { key: supplied.key, ...(supplied.isDefault ? {} : { value: supplied.text }) };
        if (cores === undefined || !Number.isFinite(cores))
            c.refuseValue(option, supplied, 'not-a-number');
        else if (cores <= 0)
            c.refuse('cpu-not-positive', [], {}, [input]);
    }
    // Since 1.13 the number of slots is handed to the process as well, and read even beside cores.
    if (!areCoresSet || !(0, version_js_1.isAtLeast)(version, '1.13'))
        return;
    const slots = c.supplyKnown(options.slots);
    if (slots !== undefined && (0, javaNumbers_js_1.parseJavaInteger)(slots.text) === undefined)
        c.refuseValue(options.slots, slots, 'not-a-number');
}
/** Since 1.13 the process is told its external resources as well, whose amounts Flink reads for that. */
function checkExternalResources(c, { version }) {
    if (c.refusal !== undefined || !(0, version_js_1.isAtLeast)(version, '1.13'))
        return;
    const resources = (0, externalResources_js_1.externalResources)(c.configuration, version);
    if (resources === 'unknown' || !('unreadable' in resources))
        return;
    const { key, text } = resources.unreadable;
    c.refuse('value-invalid', [], { key, reason: 'not-a-number' }, [{ key, value: text }]);
}
function present(c, memory) {
    const { flink, totalFlink, metaspace, overhead, totalProcess } = memory;
    const { frameworkHeap, taskHeap, frameworkOffHeap, taskOffHeap, network, managed } = flink;
    const jvmHeap = c.sum('jvmHeap', [frameworkHeap, taskHeap]);
    const jvmDirect = c.sum('jvmDirect', [frameworkOffHeap, taskOffHeap, network]);
    const pools = new Map([
        ['frameworkHeap', frameworkHeap], ['taskHeap', taskHeap], ['frameworkOffHeap', frameworkOffHeap], ['taskOffHeap', taskOffHeap],
        ['network', network], ['managed', managed], ['jvmMetaspace', metaspace], ['jvmOverhead', overhead],
        ['jvmHeap', jvmHeap], ['jvmDirect', jvmDirect], ['totalFlink', totalFlink], ['totalProcess', totalProcess],
    ]);
    const root = () => (0, amount_js_1.partOf)('totalProcess', totalProcess, [
        (0, amount_js_1.partOf)('totalFlink', totalFlink, [
            (0, amount_js_1.partOf)('jvmHeap', jvmHeap, [(0, amount_js_1.partOf)('frameworkHeap', frameworkHeap), (0, amount_js_1.partOf)('taskHeap', taskHeap)]),
            (0, amount_js_1.partOf)('offHeap', c.sum('offHeap', [managed, jvmDirect]), [
                (0, amount_js_1.partOf)('managed', managed),
                (0, amount_js_1.partOf)('jvmDirect', jvmDirect, [
                    (0, amount_js_1.partOf)('frameworkOffHeap', frameworkOffHeap), (0, amount_js_1.partOf)('taskOffHeap', taskOffHeap), (0, amount_js_1.partOf)('network', network),
                ]),
            ]),
        ]),
        (0, amount_js_1.partOf)('jvmMetaspace', metaspace),
        (0, amount_js_1.partOf)('jvmOverhead', overhead),
    ]);
    return { pools, root };
}
//# sourceMappingURL=taskManager.js.map