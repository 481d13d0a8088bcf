"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.jvmArguments = jvmArguments;
exports.dynamicConfiguration = dynamicConfiguration;
const decimal_js_1 = require("./decimal.js");
const externalResources_js_1 = require("./externalResources.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const processOptions_js_1 = require("./processOptions.js");
const slots_js_1 = require("./slots.js");
const version_js_1 = require("./version.js");
/**
 * The JVM arguments that Flink's start script or container command gives the process (`ProcessMemoryUtils.generateJvmParametersStr`),
 * in its order. Undefined when the process is not derived, or the JobManager's direct memory limit is templated.
 */
function jvmArguments(derivation, configuration, context) {
    if (derivation.status !== 'derived')
        return undefined;
    const isLimited = derivation.process === 'taskManager' || limitsDirectMemory(configuration, context);
    if (isLimited === undefined)
        return undefined;
    const bytes = (pool) => (derivation.pools.get(pool) ?? 0n).toString();
    return [
        `-Xmx${bytes('jvmHeap')}`,
        `-Xms${bytes('jvmHeap')}`,
        ...(isLimited ? [`-XX:MaxDirectMemorySize=${bytes('jvmDirect')}`] : []),
        `-XX:MaxMetaspaceSize=${bytes('jvmMetaspace')}`,
    ];
}
function limitsDirectMemory(configuration, { version }) {
    const { enableDirectMemoryLimit } = (0, processOptions_js_1.jobManagerOptions)(version);
    const key = (0, options_js_1.supplyingKey)(configuration, enableDirectMemoryLimit);
    if (key === undefined)
        return enableDirectMemoryLimit.default === 'true';
    return configuration.isUnknown(key) ? undefined : (0, javaNumbers_js_1.parseJavaBoolean)(configuration.get(key) ?? '');
}
/**
 * What Flink's start script passes to the process as `-D`, in its order (a `HashMap`'s): `TaskExecutorProcessUtils` and
 * `JobManagerProcessUtils.generateDynamicConfigsStr`. Empty for a JobManager before 1.12. Undefined when the process is not
 * derived or a value that takes part is templated.
 */
function dynamicConfiguration(derivation, configuration, context) {
    if (derivation.status !== 'derived')
        return undefined;
    const size = (pool) => `${(derivation.pools.get(pool) ?? 0n).toString()}b`;
    const jvm = (prefix) => [
        [`${prefix}.memory.jvm-metaspace.size`, size('jvmMetaspace')],
        [`${prefix}.memory.jvm-overhead.min`, size('jvmOverhead')],
        [`${prefix}.memory.jvm-overhead.max`, size('jvmOverhead')],
    ];
    if (derivation.process === 'jobManager') {
        if (!(0, version_js_1.isAtLeast)(context.version, '1.12'))
            return new Map();
        return inHashMapOrder([
            ['jobmanager.memory.heap.size', size('jvmHeap')],
            ['jobmanager.memory.off-heap.size', size('jvmDirect')],
            ...jvm('jobmanager'),
        ]);
    }
    const cores = cpuCores(configuration, context);
    const isSlotsPassed = (0, version_js_1.isAtLeast)(context.version, '1.13');
    const slots = isSlotsPassed ? (0, slots_js_1.configuredSlots)(configuration, context.version) : 0;
    const resources = isSlotsPassed ? externalResourceEntries(configuration, context.version) : [];
    if (cores === undefined || slots === undefined || resources === undefined)
        return undefined;
    return inHashMapOrder([
        ['taskmanager.cpu.cores', cores],
        ['taskmanager.memory.framework.heap.size', size('frameworkHeap')],
        ['taskmanager.memory.framework.off-heap.size', size('frameworkOffHeap')],
        ['taskmanager.memory.task.heap.size', size('taskHeap')],
        ['taskmanager.memory.task.off-heap.size', size('taskOffHeap')],
        ['taskmanager.memory.network.min', size('network')],
        ['taskmanager.memory.network.max', size('network')],
        ['taskmanager.memory.managed.size', size('managed')],
        ...((0, version_js_1.isAtLeast)(context.version, '1.12') ? jvm('taskmanager') : []),
        ...(isSlotsPassed ? [['taskmanager.numberOfTaskSlots', String(slots)]] : []),
        ...resources,
    ]);
}
function cpuCores(configuration, { version }) {
    const { cpuCores: option } = (0, processOptions_js_1.taskManagerOptions)(version);
    if (!(0, options_js_1.isConfigured)(configuration, option)) {
        const slots = (0, slots_js_1.configuredSlots)(configuration, version);
        return slots === undefined ? undefined : (0, javaNumbers_js_1.printJavaDouble)(slots);
    }
    const key = (0, options_js_1.supplyingKey)(configuration, option);
    if (key === undefined || configuration.isUnknown(key))
        return undefined;
    const cores = (0, javaNumbers_js_1.parseJavaDouble)(configuration.get(key) ?? '');
    return cores === undefined || !Number.isFinite(cores) ? undefined : (0, javaNumbers_js_1.printJavaDouble)(toResourceScale(cores, version));
}
/** Since 1.14 `Resource` keeps eight decimal places and drops the rest. */
function toResourceScale(value, version) {
    const { unscaled, scale } = (0, decimal_js_1.decimalOf)(value);
    if (scale <= 8 || !(0, version_js_1.isAtLeast)(version, '1.14'))
        return value;
    return Number(`${(unscaled / (0, decimal_js_1.powerOfTen)(scale - 8)).toString()}e-8`);
}
/** What is passed about external resources; undefined when nobody knows them. */
function externalResourceEntries(configuration, version) {
    const resources = (0, externalResources_js_1.externalResources)(configuration, version);
    if (resources === 'unknown' || 'unreadable' in resources)
        return undefined;
    if (resources.amounts.length === 0)
        return [['external-resources', 'none']];
    const listed = inHashMapOrder(resources.amounts);
    return [
        ['external-resources', [...listed.keys()].join(';')],
        ...[...listed].map(([name, amount]) => [`external-resource.${name}.amount`, amount]),
    ];
}
/** The entries as a Java `HashMap` of default capacity gives them back: by bucket, then as they came. */
function inHashMapOrder(entries) {
    let capacity = 16;
    while (entries.length > capacity * 0.75)
        capacity *= 2;
    const bucketOf = (key) => {
        let hash = 0;
        for (let i = 0; i < key.length; i++)
            hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
        return (hash ^ (hash >>> 16)) & (capacity - 1);
    };
    return new Map([...entries].sort(([a], [b]) => bucketOf(a) - bucketOf(b)));
}
//# sourceMappingURL=jvm.js.map