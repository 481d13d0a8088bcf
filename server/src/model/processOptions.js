"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.taskManagerOptions = taskManagerOptions;
exports.jobManagerOptions = jobManagerOptions;
const options_js_1 = require("./options.js");
const taskManagers = new Map();
const jobManagers = new Map();
/** The options that size a TaskManager in that version, looked up once. */
function taskManagerOptions(version) {
    let options = taskManagers.get(version);
    if (options === undefined) {
        options = {
            ...processOptions('taskManager', version),
            frameworkHeap: required('taskmanager.memory.framework.heap.size', version),
            frameworkOffHeap: required('taskmanager.memory.framework.off-heap.size', version),
            taskHeap: required('taskmanager.memory.task.heap.size', version),
            taskOffHeap: required('taskmanager.memory.task.off-heap.size', version),
            managedSize: required('taskmanager.memory.managed.size', version),
            managedFraction: required('taskmanager.memory.managed.fraction', version),
            network: rangeOptions('taskmanager.memory.network', version),
            segmentSize: required('taskmanager.memory.segment-size', version),
            networkBuffers: (0, options_js_1.readableOption)('taskmanager.network.numberOfBuffers', version),
            cpuCores: required('taskmanager.cpu.cores', version),
            slots: required('taskmanager.numberOfTaskSlots', version),
        };
        taskManagers.set(version, options);
    }
    return options;
}
/** The options that size a JobManager in that version (1.11 and later), looked up once. */
function jobManagerOptions(version) {
    let options = jobManagers.get(version);
    if (options === undefined) {
        options = {
            ...processOptions('jobManager', version),
            heap: required('jobmanager.memory.heap.size', version),
            offHeap: required('jobmanager.memory.off-heap.size', version),
            enableDirectMemoryLimit: required('jobmanager.memory.enable-jvm-direct-memory-limit', version),
        };
        jobManagers.set(version, options);
    }
    return options;
}
function processOptions(process, version) {
    const prefix = process === 'taskManager' ? 'taskmanager' : 'jobmanager';
    return {
        totalFlink: required(`${prefix}.memory.flink.size`, version),
        totalProcess: required(`${prefix}.memory.process.size`, version),
        metaspace: required(`${prefix}.memory.jvm-metaspace.size`, version),
        overhead: rangeOptions(`${prefix}.memory.jvm-overhead`, version),
        legacyHeap: (0, options_js_1.readableOption)(`${prefix}.heap.size`, version),
        legacyHeapMb: (0, options_js_1.readableOption)(`${prefix}.heap.mb`, version),
    };
}
function rangeOptions(prefix, version) {
    return {
        min: required(`${prefix}.min`, version),
        max: required(`${prefix}.max`, version),
        fraction: required(`${prefix}.fraction`, version),
    };
}
function required(key, version) {
    return (0, options_js_1.readableOption)(key, version) ?? { key, fallbackKeys: [], default: undefined, defaultBytes: undefined };
}
//# sourceMappingURL=processOptions.js.map