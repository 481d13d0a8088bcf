import { takenAmount, unknownAmount, type Amount } from './amount.js';
import { PROCESS_KINDS, type PartName, type ProcessKind } from './derivation.js';
import { readableOption, type ReadableOption } from './options.js';
import type { FlinkVersion } from './version.js';

/** What an option has: the key that supplies it, or its own where it is not set; no text where it has none, or a template hides it. */
export interface TextSetting {
  readonly key: string;
  readonly text: string | undefined;
  readonly isDefault: boolean;
}

/** A value of an option, with the key that supplied it. */
export interface Supplied extends TextSetting {
  readonly text: string;
}

/** An option of a process that is a size. */
export interface SizeOption extends ReadableOption {
  /** Its number among the sizes of the process. */
  readonly index: number;
  /** The pool that it sizes itself. */
  readonly pool: PartName | undefined;
  /** What it amounts to where it is not set: an unknown size where it has no default. */
  readonly defaultSize: Amount;
}

/** An option of a process that is something else: a fraction, a number. */
export interface TextOption extends ReadableOption {
  /** Its number among those of the process. */
  readonly index: number;
  /** What counts where it is not set. */
  readonly otherwise: TextSetting;
}

/** Options of a fraction with its bounds. */
export interface RangeOptions {
  readonly min: SizeOption;
  readonly max: SizeOption;
  readonly fraction: TextOption;
}

/** What both processes have (`ProcessMemoryOptions`). */
export interface ProcessOptions {
  readonly totalFlink: SizeOption;
  readonly totalProcess: SizeOption;
  readonly metaspace: SizeOption;
  readonly overhead: RangeOptions;
  /** The keys of before 1.10, gone in 2.0 (`LegacyMemoryOptions`). */
  readonly legacyHeap: SizeOption | undefined;
  readonly legacyHeapMb: TextOption | undefined;
  /** All of them in the order of their numbers, and by the keys that they are read from. */
  readonly sizes: readonly SizeOption[];
  readonly texts: readonly TextOption[];
  readonly sizesByKey: ReadonlyMap<string, readonly SizeOption[]>;
  readonly textsByKey: ReadonlyMap<string, readonly TextOption[]>;
}

export interface TaskManagerOptions extends ProcessOptions {
  readonly frameworkHeap: SizeOption;
  readonly frameworkOffHeap: SizeOption;
  readonly taskHeap: SizeOption;
  readonly taskOffHeap: SizeOption;
  readonly managedSize: SizeOption;
  readonly managedFraction: TextOption;
  readonly network: RangeOptions;
  readonly segmentSize: SizeOption;
  /** The number of buffers of before 1.10; gone in 2.0. */
  readonly networkBuffers: TextOption | undefined;
  readonly cpuCores: TextOption;
  readonly slots: TextOption;
  readonly externalResources: TextOption | undefined;
}

export interface JobManagerOptions extends ProcessOptions {
  readonly heap: SizeOption;
  readonly offHeap: SizeOption;
  readonly enableDirectMemoryLimit: TextOption;
}

const taskManagers = new Map<FlinkVersion, TaskManagerOptions>();
const jobManagers = new Map<FlinkVersion, JobManagerOptions>();

/** The options that size a TaskManager in that version, looked up once. */
export function taskManagerOptions(version: FlinkVersion): TaskManagerOptions {
  let options = taskManagers.get(version);
  if (options === undefined) {
    const lookup = new Lookup('taskmanager', version);
    options = {
      ...lookup.ofBoth(),
      frameworkHeap: lookup.size('memory.framework.heap.size', 'frameworkHeap'),
      frameworkOffHeap: lookup.size('memory.framework.off-heap.size', 'frameworkOffHeap'),
      taskHeap: lookup.size('memory.task.heap.size', 'taskHeap'),
      taskOffHeap: lookup.size('memory.task.off-heap.size', 'taskOffHeap'),
      managedSize: lookup.size('memory.managed.size', 'managed'),
      managedFraction: lookup.text('memory.managed.fraction'),
      network: lookup.range('memory.network'),
      segmentSize: lookup.size('memory.segment-size'),
      networkBuffers: lookup.optionalText('taskmanager.network.numberOfBuffers'),
      cpuCores: lookup.text('cpu.cores'),
      slots: lookup.text('numberOfTaskSlots'),
      externalResources: lookup.optionalText('external-resources'),
    };
    taskManagers.set(version, options);
  }
  return options;
}

/** The options that size a JobManager in that version (1.11 and later), looked up once. */
export function jobManagerOptions(version: FlinkVersion): JobManagerOptions {
  let options = jobManagers.get(version);
  if (options === undefined) {
    const lookup = new Lookup('jobmanager', version);
    options = {
      ...lookup.ofBoth(),
      heap: lookup.size('memory.heap.size', 'jvmHeap'),
      offHeap: lookup.size('memory.off-heap.size', 'jvmDirect'),
      enableDirectMemoryLimit: lookup.text('memory.enable-jvm-direct-memory-limit'),
    };
    jobManagers.set(version, options);
  }
  return options;
}

/** What both kinds of process have of these. */
export function optionsOf(process: ProcessKind, version: FlinkVersion): ProcessOptions {
  return process === 'taskManager' ? taskManagerOptions(version) : jobManagerOptions(version);
}

/** The ranges that Flink reads whenever it sizes that process; managed memory has a fraction without bounds. */
export function rangesOf(process: ProcessKind, version: FlinkVersion): readonly (RangeOptions | { readonly fraction: TextOption })[] {
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

/** Looks up and numbers the options of a process. */
class Lookup {
  readonly #prefix: string;
  readonly #version: FlinkVersion;
  readonly #sizes: SizeOption[] = [];
  readonly #texts: TextOption[] = [];
  readonly #sizesByKey = new Map<string, SizeOption[]>();
  readonly #textsByKey = new Map<string, TextOption[]>();

  constructor(prefix: 'taskmanager' | 'jobmanager', version: FlinkVersion) {
    this.#prefix = prefix;
    this.#version = version;
  }

  ofBoth(): ProcessOptions {
    const legacyHeap = readableOption(`${this.#prefix}.heap.size`, this.#version);
    return {
      totalFlink: this.size('memory.flink.size', 'totalFlink'),
      totalProcess: this.size('memory.process.size', 'totalProcess'),
      metaspace: this.size('memory.jvm-metaspace.size', 'jvmMetaspace'),
      overhead: this.range('memory.jvm-overhead'),
      legacyHeap: legacyHeap === undefined ? undefined : this.#numberedSize(legacyHeap, undefined),
      legacyHeapMb: this.optionalText(`${this.#prefix}.heap.mb`),
      sizes: this.#sizes, texts: this.#texts, sizesByKey: this.#sizesByKey, textsByKey: this.#textsByKey,
    };
  }

  range(name: string): RangeOptions {
    return { min: this.size(`${name}.min`), max: this.size(`${name}.max`), fraction: this.text(`${name}.fraction`) };
  }

  /** A size that every version has, by its name without the process. */
  size(name: string, pool?: PartName): SizeOption {
    return this.#numberedSize(this.#required(name), pool);
  }

  /** Another option that every version has. */
  text(name: string): TextOption {
    return this.#numberedText(this.#required(name));
  }

  /** One that not every version has. */
  optionalText(key: string): TextOption | undefined {
    const option = readableOption(key, this.#version);
    return option === undefined ? undefined : this.#numberedText(option);
  }

  #required(name: string): ReadableOption {
    const key = `${this.#prefix}.${name}`;
    return readableOption(key, this.#version) ?? { key, fallbackKeys: [], default: undefined, defaultBytes: undefined };
  }

  #numberedSize(option: ReadableOption, pool: PartName | undefined): SizeOption {
    const { key, defaultBytes } = option;
    const defaultSize = defaultBytes === undefined ? unknownAmount(pool) : takenAmount(pool, key, undefined, defaultBytes);
    const size = { ...option, index: this.#sizes.length, pool, defaultSize };
    this.#sizes.push(size);
    noteKeys(size, this.#sizesByKey);
    return size;
  }

  #numberedText(option: ReadableOption): TextOption {
    const text = { ...option, index: this.#texts.length, otherwise: { key: option.key, text: option.default, isDefault: true } };
    this.#texts.push(text);
    noteKeys(text, this.#textsByKey);
    return text;
  }
}

function noteKeys<Option extends ReadableOption>(option: Option, byKey: Map<string, Option[]>): void {
  for (const key of [option.key, ...option.fallbackKeys]) byKey.set(key, [...(byKey.get(key) ?? []), option]);
}
