import { PROCESS_KINDS, type ProcessKind } from './derivation.js';
import { readableOption, type ReadableOption } from './options.js';
import type { FlinkVersion } from './version.js';

/** Options of a fraction with its bounds. */
export interface RangeOptions {
  readonly min: ReadableOption;
  readonly max: ReadableOption;
  readonly fraction: ReadableOption;
}

/** What both processes have (`ProcessMemoryOptions`). */
export interface ProcessOptions {
  readonly totalFlink: ReadableOption;
  readonly totalProcess: ReadableOption;
  readonly metaspace: ReadableOption;
  readonly overhead: RangeOptions;
  /** The keys of before 1.10, gone in 2.0 (`LegacyMemoryOptions`). */
  readonly legacyHeap: ReadableOption | undefined;
  readonly legacyHeapMb: ReadableOption | undefined;
}

export interface TaskManagerOptions extends ProcessOptions {
  readonly frameworkHeap: ReadableOption;
  readonly frameworkOffHeap: ReadableOption;
  readonly taskHeap: ReadableOption;
  readonly taskOffHeap: ReadableOption;
  readonly managedSize: ReadableOption;
  readonly managedFraction: ReadableOption;
  readonly network: RangeOptions;
  readonly segmentSize: ReadableOption;
  /** The number of buffers of before 1.10; gone in 2.0. */
  readonly networkBuffers: ReadableOption | undefined;
  readonly cpuCores: ReadableOption;
  readonly slots: ReadableOption;
  readonly externalResources: ReadableOption | undefined;
}

export interface JobManagerOptions extends ProcessOptions {
  readonly heap: ReadableOption;
  readonly offHeap: ReadableOption;
  readonly enableDirectMemoryLimit: ReadableOption;
}

const taskManagers = new Map<FlinkVersion, TaskManagerOptions>();
const jobManagers = new Map<FlinkVersion, JobManagerOptions>();

/** The options that size a TaskManager in that version, looked up once. */
export function taskManagerOptions(version: FlinkVersion): TaskManagerOptions {
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
      networkBuffers: readableOption('taskmanager.network.numberOfBuffers', version),
      cpuCores: required('taskmanager.cpu.cores', version),
      slots: required('taskmanager.numberOfTaskSlots', version),
      externalResources: readableOption('external-resources', version),
    };
    taskManagers.set(version, options);
  }
  return options;
}

/** The options that size a JobManager in that version (1.11 and later), looked up once. */
export function jobManagerOptions(version: FlinkVersion): JobManagerOptions {
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

/** The ranges that Flink reads whenever it sizes that process; managed memory has a fraction without bounds. */
export function rangesOf(process: ProcessKind, version: FlinkVersion): readonly (RangeOptions | { readonly fraction: ReadableOption })[] {
  if (process === 'jobManager') return [jobManagerOptions(version).overhead];
  const { overhead, network, managedFraction } = taskManagerOptions(version);
  return [network, { fraction: managedFraction }, overhead];
}

/** The key of a process's total; what the operator's memory fields set. */
export function processSizeKey(process: ProcessKind): string {
  return `${process.toLowerCase()}.memory.process.size`;
}

/** The process whose total a key is; undefined for any other key. */
export function processOfSizeKey(key: string): ProcessKind | undefined {
  return PROCESS_KINDS.find((process) => processSizeKey(process) === key);
}

function processOptions(process: ProcessKind, version: FlinkVersion): ProcessOptions {
  const prefix = process === 'taskManager' ? 'taskmanager' : 'jobmanager';
  return {
    totalFlink: required(`${prefix}.memory.flink.size`, version),
    totalProcess: required(processSizeKey(process), version),
    metaspace: required(`${prefix}.memory.jvm-metaspace.size`, version),
    overhead: rangeOptions(`${prefix}.memory.jvm-overhead`, version),
    legacyHeap: readableOption(`${prefix}.heap.size`, version),
    legacyHeapMb: readableOption(`${prefix}.heap.mb`, version),
  };
}

function rangeOptions(prefix: string, version: FlinkVersion): RangeOptions {
  return {
    min: required(`${prefix}.min`, version),
    max: required(`${prefix}.max`, version),
    fraction: required(`${prefix}.fraction`, version),
  };
}

function required(key: string, version: FlinkVersion): ReadableOption {
  return readableOption(key, version) ?? { key, fallbackKeys: [], default: undefined, defaultBytes: undefined };
}
