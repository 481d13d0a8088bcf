/** Flink's refusals to size a process or to read its files, and what it remarks while it does. */
import type { DerivationCode, Pool, RefusalReason } from '../../../model/derivation.js';
import { counted, numbersOf, poolSizesIn, sizesIn } from '../messageSizes.js';
import type { ErrorFacts, NumberName, Pattern } from '../recognised.js';

/** How far a message of Flink's reaches (characters). */
const REACH = 700;

/** A refusal whose pools and sizes stand in it with their names. */
function refusal(code: DerivationCode, words: RegExp, needs: (sizes: Partial<Record<Pool, bigint>>) => Partial<Record<NumberName, bigint | undefined>>): Pattern {
  return {
    code,
    words,
    read: ([message]) => {
      const sizes = poolSizesIn(message);
      return { sizes, ...numbersOf(needs(sizes)) };
    },
  };
}

function sum(...sizes: readonly (bigint | undefined)[]): bigint | undefined {
  const known = sizes.filter((size) => size !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, size) => total + size, 0n);
}

const FLINK_POOLS: readonly Pool[] = ['frameworkHeap', 'frameworkOffHeap', 'taskHeap', 'taskOffHeap', 'managed', 'network'];

/** A derived size and the bounds that it missed. */
const outOfRange = ([message]: RegExpExecArray): ErrorFacts => {
  const [required, min, max] = sizesIn(message);
  return { ...numbersOf({ required, min, max }) };
};

export const REFUSALS: readonly Pattern[] = [
  { code: 'size-not-configured', words: /required fine-grained memory|total process memory size (?:\([^)]*\) )?need to be configured|need to be configured explicitly/i },
  refusal('jvm-exceeds-process', /JVM Metaspace \([^[\]]{1,60}and JVM Overhead \([^[\]]{1,60}exceeds? (?:the )?configured.{1,80}?\(.{1,40}?\)\)?/i,
    ({ jvmMetaspace, jvmOverhead, totalProcess }) => ({ required: sum(jvmMetaspace, jvmOverhead), available: totalProcess })),
  refusal('flink-exceeds-process', /Total Process Memory size \([^[\]]{1,60}less than the sum.{1,240}?JVM Metaspace.{1,60}?\)\)?/i,
    ({ totalFlink, jvmMetaspace, totalProcess }) => ({ required: sum(totalFlink, jvmMetaspace), available: totalProcess })),
  { code: 'jvm-overhead-out-of-range', words: /Derived JVM Overhead size \(.{1,160}?\[.{1,120}?\]/i, read: outOfRange },
  { code: 'network-out-of-range', words: /Derived Network Memory size \(.{1,60}?\) is not in.{1,60}?\[.{1,120}?\]/i, read: outOfRange },
  {
    code: 'network-buffers-mismatch',
    words: /Derived Network Memory size \(.{1,60}?does not match.{1,60}?\(.{1,60}?\)\)?/i,
    read: ([message]) => {
      const [available, required] = sizesIn(message);
      return { ...numbersOf({ available, required }) };
    },
  },
  // The sentence around it, where the cause that has the numbers was not pasted.
  { code: 'network-out-of-range', words: /derived Network Memory is inconsistent/i },
  refusal('pools-exceed-flink', new RegExp(`(?:Sum of configured )?Framework Heap Memory \\(.{1,${REACH}}?exceeds? (?:the )?configured Total Flink Memory \\(.{1,60}?\\)\\)?`, 'i'),
    (sizes) => ({ required: sum(...FLINK_POOLS.map((pool) => sizes[pool])), available: sizes.totalFlink })),
  refusal('off-heap-exceeds-flink', /Total Flink Memory \([^[\]]{1,60}less than the configured Off-heap Memory \(.{1,60}?\)\)?/i,
    ({ jvmDirect, totalFlink }) => ({ required: jvmDirect, available: totalFlink })),
  refusal('heap-plus-off-heap-not-flink', /JVM Heap Memory \([^[\]]{1,60}and the configured.{0,20} Off-heap Memory \(.{1,60}?\)\)? (?:does not match|exceeds?).{1,60}?\(.{1,60}?\)\)?/i,
    ({ jvmHeap, jvmDirect, totalFlink }) => ({ required: sum(jvmHeap, jvmDirect), available: totalFlink })),
  refusal('heap-exceeds-flink', /configured JVM Heap Memory \([^[\]]{1,60}exceeds the configured Total Flink Memory \(.{1,60}?\)\)?/i,
    ({ jvmHeap, totalFlink }) => ({ required: jvmHeap, available: totalFlink })),
  {
    code: 'totals-differ',
    words: /memory sizes \(total .{1,60}?do not add up to the configured Total (?:Process|Flink) Memory size \(.{1,60}?\)\)?/i,
    read: ([message]) => {
      const [required, available] = sizesIn(message);
      return { ...numbersOf({ required, available }), name: /Total Process/i.test(message) ? 'totalProcess' : 'totalFlink' };
    },
  },
  {
    code: 'range-invalid',
    words: /Inconsistently configured (.{1,200}?) and its min \((.{1,60}?)\), max \((.{1,60}?)\) value/i,
    read: ([, about = '', low = '', high = '']) => {
      const [min, max] = [...sizesIn(low).slice(0, 1), ...sizesIn(high).slice(0, 1)];
      const fraction = /\((-?[\d.E]+)\)\s*$/.exec(about)?.[1];
      const isInverted = min !== undefined && max !== undefined && min > max;
      return {
        ...numbersOf({ min, max }),
        ...keyIn(about),
        ...(fraction === undefined ? {} : { value: fraction }),
        reason: isInverted ? 'min-above-max' : 'fraction-outside',
      };
    },
  },
  { code: 'cpu-not-positive', words: /positive number of CPU cores/i, read: () => ({ process: 'taskManager', key: 'taskmanager.cpu.cores' }) },
  {
    code: 'segment-size-invalid',
    words: /(?:\((\d+)\)? -? ?)?(?:minimum memory segment size is|memory segment size must be)/i,
    read: ([, value]) => ({ process: 'taskManager', key: 'taskmanager.memory.segment-size', ...(value === undefined ? {} : { value }) }),
  },
  {
    code: 'environment-size',
    words: /total process memory size \((-?\d+)MB\) must not be less|cannot read total process memory size from environment variable value ?(\S*)/i,
    read: ([, size, value]) => ({ value: (size === undefined ? value ?? '' : `${size}MB`).replace(/\.$/, '') }),
  },
  { code: 'weight-negative', words: /consumer.{0,40}weight.{0,60}(?:should|must) not be negative|negative.{0,40}weight.{0,60}consumer/i, read: () => ({ process: 'taskManager', key: 'taskmanager.memory.managed.consumer-weights' }) },
  {
    code: 'consumer-unknown',
    words: /unknown (?:managed )?memory consumer(?: type)? ['"]?(\w+)/i,
    read: ([, name]) => ({ process: 'taskManager', key: 'taskmanager.memory.managed.consumer-weights', ...(name === undefined ? {} : { name }) }),
  },
];

const KEY = /(?:taskmanager|jobmanager|kubernetes|state|env|containerized)\.[\w.-]*\w/;

/** The option that a message names. */
function keyIn(text: string): { readonly key?: string } {
  const key = KEY.exec(text)?.[0];
  return key === undefined ? {} : { key };
}

/** A size that cannot be read, with the option and the value where the sentences around it tell them. */
function unreadable(words: RegExp, reason: RefusalReason): Pattern {
  return {
    code: 'value-invalid',
    words,
    read: (match) => {
      const before = match.input.slice(Math.max(0, match.index - REACH), match.index);
      const [option] = [...before.matchAll(/(?:config option|for key|for config option) '([\w.-]+)'/gi)].reverse();
      const [value] = [...before.matchAll(/parse value '([^']{0,80})'/gi)].reverse();
      return {
        reason,
        ...(option?.[1] === undefined ? {} : { key: option[1] }),
        ...(value?.[1] === undefined ? {} : { value: value[1] }),
        ...(reason === 'unit-unknown' && match[1] !== undefined ? { name: match[1] } : {}),
      };
    },
  };
}

export const READING: readonly Pattern[] = [
  // The operator's own sentence around such an error comes first: it is about `resource.memory`, not about a key.
  {
    code: 'quantity-invalid',
    words: /(TaskManager|JobManager) resource (?:requirements )?(?:requests |limits )?memory parse error:? ?(?:Memory size unit '([^']*)')?/i,
    read: ([, process = '', unit]) => ({ process: /^task/i.test(process) ? 'taskManager' : 'jobManager', ...(unit === undefined ? {} : { name: unit }) }),
  },
  unreadable(/Memory size unit '([^']*)' does not match/i, 'unit-unknown'),
  unreadable(/text does not start with a number/i, 'number-missing'),
  unreadable(/argument is an empty- or whitespace/i, 'blank'),
  unreadable(/cannot be (?:re ?)?represented as 64 ?bit/i, 'overflow'),
  unreadable(/bytes must be >= 0/i, 'negative'),
  {
    code: 'value-invalid',
    words: /Could not parse value '([^']{0,80})' for key '([\w.-]+)'/i,
    read: ([, value, key]) => ({ ...(value === undefined ? {} : { value }), ...(key === undefined ? {} : { key }) }),
  },
  { code: 'value-invalid', words: /Cannot read memory size from config option '([\w.-]+)'/i, read: ([, key]) => (key === undefined ? {} : { key }) },
  { code: 'duplicate-key', words: /found duplicate key ['"]?([\w.-]+)/i, read: ([, key], rest) => ({ ...(key === undefined ? {} : { key }), ...numbersOf({ line: counted(/, line (\d+)/.exec(rest.slice(0, 200))?.[1]) }) }) },
  { code: 'several-documents', words: /expected a single document in the stream/i },
  {
    code: 'yaml-invalid',
    words: /mapping values are not allowed here|while (?:parsing a (?:block|flow) (?:mapping|sequence|collection)|scanning (?:a simple key|for the next token|a .{0,20}scalar))|(?:Error|Failed to) pars(?:ing|e) YAML/i,
    read: (_match, rest) => ({ ...numbersOf({ line: counted(/, line (\d+)/.exec(rest.slice(0, 400))?.[1]) }) }),
  },
  {
    code: 'line-ignored',
    words: /split key and value in configuration file (\S{1,300}?):(\d+)|flink-conf\.yaml:(\d+).{0,40}not a key-value pair|not a key-value pair \(missing/i,
    read: ([, name, line, otherLine]) => ({ ...(name === undefined ? {} : { name }), ...numbersOf({ line: counted(line ?? otherLine) }) }),
  },
  { code: 'configuration-missing', words: /config file '([^']+)'.{0,80}does not exist/i, read: ([, name]) => (name === undefined ? {} : { name }) },
];

export const REMARKS: readonly Pattern[] = [
  {
    code: 'fraction-clamped',
    words: /(\w[\w -]{0,30}?)derived from fraction.{0,80}?is (?:less|greater) than its (min|max) value.{0,60}?(?:,|instead)/i,
    read: ([message, , bound]) => {
      const [size, limit] = sizesIn(message);
      return numbersOf({ size, ...(bound === 'min' ? { min: limit } : { max: limit }) });
    },
  },
  {
    code: 'heap-small',
    words: /JVM heap memory size \(.{1,60}?less than its recommended min.{1,40}?\(.{1,60}?\)\)?/i,
    read: ([message]) => {
      const [size, min] = sizesIn(message);
      return { process: 'jobManager', ...numbersOf({ size, min }) };
    },
  },
  { code: 'job-store', words: /heap.{0,120}jobstore\.cache-size/i, read: () => ({ process: 'jobManager', key: 'jobstore.cache-size' }) },
  {
    code: 'former-heap',
    words: /'([\w.-]+)' is not specified, use the configured deprecated/i,
    read: ([, key]) => (key === undefined ? {} : { key }),
  },
];
