import * as l10n from '@vscode/l10n';
import { DERIVATION_CODES, type DerivationCode, type Part, type ProcessKind, type Refusal } from '../../../model/derivation.js';
import { refusalText } from '../../../rules/index.js';
import { sentences } from '../../../rules/print.js';
import { sizeText } from '../../../shared/sizes.js';
import { processName } from '../../../shared/words.js';
import type { ErrorCode, RecognisedError } from '../recognised.js';
import { bufferNeed } from '../remedies/bufferNeed.js';

type Cause = (error: RecognisedError, process: ProcessKind) => string;

/** A size of the message; the second text where it tells none. */
const withSizes = (sizes: readonly (bigint | undefined)[], say: (...texts: readonly string[]) => string, without: () => string): string =>
  sizes.every((size) => size !== undefined) ? say(...sizes.map((size) => sizeText(size))) : without();

/** A message's sentence and, where it has them, one about its numbers. */
const withNumbers = (sentence: string, sizes: readonly (bigint | undefined)[], say: (...texts: readonly string[]) => string): string =>
  sentences(sentence, withSizes(sizes, say, () => ''));

function isDerivationCode(code: ErrorCode): code is DerivationCode {
  return DERIVATION_CODES.some((known) => known === code);
}

/** What the rules say of such a refusal, with the numbers of the message. */
function refusalCause(code: DerivationCode, { numbers = {}, sizes = {} }: RecognisedError, process: ProcessKind): string {
  const { required, available, min, max } = numbers;
  if (code === 'size-not-configured') {
    return l10n.t('{0}: the {1} will not start.', refusalText({ code, inputs: [], parts: [] }, process, ''), processName(process));
  }
  if (required === undefined || (available === undefined && (min === undefined || max === undefined))) {
    return l10n.t('The sizes that are set contradict each other; which ones and by how much does not stand in this text.');
  }
  const refusal: Refusal = {
    code,
    inputs: [],
    required,
    ...(available === undefined ? {} : { available }),
    ...(min === undefined || max === undefined ? {} : { bounds: { min, max } }),
    parts: PARTS.flatMap((pool): Part[] => (sizes[pool] === undefined ? [] : [{ pool, bytes: sizes[pool], from: 'set', steps: [] }])),
  };
  return l10n.t('{0}: the {1} will not start.', refusalText(refusal, process, ''), processName(process));
}

const PARTS = ['frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'managed', 'network', 'jvmMetaspace', 'jvmOverhead', 'jvmHeap', 'jvmDirect', 'totalFlink', 'totalProcess'] as const;

const valueCause: Cause = ({ key, value, reason, name }) => {
  const what = key !== undefined && value !== undefined ? l10n.t('Flink cannot read {0}: {1}.', key, value)
    : key !== undefined ? l10n.t('Flink cannot read the value of {0}.', key)
      : value !== undefined ? l10n.t('Flink cannot read the value {0}.', value)
        : l10n.t('Flink cannot read a memory size.');
  const why = name !== undefined && reason === 'unit-unknown' ? l10n.t('The unit {0} is none of Flink’s: b, k, m, g and t.', name) : reasonText(reason);
  return sentences(what, why);
};

function reasonText(reason: RecognisedError['reason']): string {
  switch (reason) {
    case 'unit-unknown':
      return l10n.t('Its unit is none of Flink’s: b, k, m, g and t.');
    case 'number-missing':
      return l10n.t('A size begins with a digit.');
    case 'blank':
      return l10n.t('The value is empty.');
    case 'overflow':
      return l10n.t('It exceeds 64 bits.');
    case 'negative':
      return l10n.t('A size came out negative: one that is set, or what others leave of a total.');
    default:
      return '';
  }
}

const rangeCause: Cause = ({ key, value, reason, numbers = {} }, process) => {
  const name = key ?? l10n.t('The fraction');
  const stopped = processName(process);
  if (reason === 'min-above-max') {
    return withSizes([numbers.min, numbers.max], (min, max) => l10n.t('The minimum of {0} is above the maximum of {1}: the {2} will not start.', min, max, stopped), () => l10n.t('The minimum is above the maximum: the {0} will not start.', stopped));
  }
  return value === undefined ? l10n.t('{0} must be at least 0 and below 1: the {1} will not start.', name, stopped) : l10n.t('{0} is {1} and must be at least 0 and below 1: the {2} will not start.', name, value, stopped);
};

const networkCause: Cause = (error) => {
  const need = bufferNeed(error);
  const { required, available } = error.numbers ?? {};
  if (need === undefined) {
    return required === undefined || available === undefined
      ? l10n.t('A task asks for more network buffers than the TaskManager has left.')
      : l10n.t('A task asks for {0} network buffers, and {1} are left.', required.toString(), available.toString());
  }
  return l10n.t('A task asks for {0} network buffers, and {1} of {2} are left: that takes at least {3} buffers, {4} of network memory instead of {5}.',
    String(required), String(available), String(error.numbers?.total), need.buffers.toString(), sizeText(need.bytes), sizeText(need.now));
};

const directCause: Cause = ({ numbers = {} }) =>
  withNumbers(l10n.t('Buffers outside the heap have reached the JVM’s limit for direct memory.'), [numbers.required, numbers.used, numbers.limit],
    (required, used, limit) => l10n.t('{0} were asked for while {1} of {2} were in use.', required, used, limit));

const containerCause: Cause = ({ numbers = {} }) =>
  withNumbers(l10n.t('The process has used more memory than its container may.'), [numbers.used, numbers.limit], (used, limit) => l10n.t('It used {0} of {1}.', used, limit));

const CAUSES: Readonly<Record<Exclude<ErrorCode, DerivationCode>, Cause>> = {
  'value-invalid': valueCause,
  'range-invalid': rangeCause,
  'segment-size-invalid': ({ value }) => value === undefined ? l10n.t('A memory segment is at least 4 KiB and a power of two.') : l10n.t('A memory segment is at least 4 KiB and a power of two, which {0} is not.', value),
  'cpu-not-positive': () => l10n.t('A TaskManager needs a positive number of CPU cores.'),
  'weight-negative': () => l10n.t('A weight of managed memory is negative.'),
  'consumer-unknown': ({ name }) => name === undefined ? l10n.t('A weight is given to a consumer that this version does not know.') : l10n.t('A weight is given to {0}, a consumer that this version does not know.', name),
  'memory-not-configured': (_error, process) => l10n.t('Neither {0} nor flinkConfiguration gives the {1} a size that the operator accepts. It says the same when the sizes in flinkConfiguration contradict each other.', `spec.${process}.resource.memory`, processName(process)),
  'quantity-invalid': ({ name }, process) => name === undefined ? l10n.t('The operator cannot read the memory of the {0}.', processName(process)) : l10n.t('The operator cannot read the memory of the {0}: it does not know the unit {1}.', processName(process), name),
  'limit-factor-invalid': ({ key }) => l10n.t('{0} is below 1, so the limit of the container would be less than its request.', key ?? 'limit-factor'),
  'duplicate-key': ({ key, numbers = {} }) => sentences(l10n.t('{0} stands more than once, and Flink loads no such config.yaml.', key ?? l10n.t('A key')), atLine(numbers.line)),
  'several-documents': () => l10n.t('A config.yaml holds one YAML document, and Flink found a second behind “---”.'),
  'yaml-invalid': ({ numbers = {} }) => sentences(l10n.t('The YAML parser stops at an error, so none of the settings counts.'), atLine(numbers.line)),
  'line-ignored': ({ numbers = {} }) => sentences(l10n.t('A line that is no “key: value” has no effect; most often the blank after the colon is missing.'), atLine(numbers.line)),
  metaspace: () => l10n.t('The classes that are loaded take more than the JVM may use for metaspace: there are more than it was sized for, or those of ended jobs are never unloaded.'),
  heap: () => l10n.t('Live objects fill the heap: records, state on the heap, windows, caches of user code, or too little of it for the number of slots.'),
  'direct-memory': directCause,
  'network-buffers': networkCause,
  'network-pool': ({ numbers = {} }) => withNumbers(l10n.t('The TaskManager allocates all network memory when it starts, and direct memory did not suffice.'), [numbers.required, numbers.available], (required, available) => l10n.t('It got {1} of {0}.', required, available)),
  'managed-fraction-zero': () => l10n.t('There is no managed memory, or the consumer that wants it has no weight.'),
  'managed-exhausted': ({ numbers = {} }) => withNumbers(l10n.t('An operator asks for more managed memory than its slot has left.'), [numbers.required, numbers.available], (required, available) => l10n.t('{0} were asked for, {1} are left.', required, available)),
  'managed-segments': ({ numbers = {} }) => sentences(l10n.t('The slot’s managed memory, divided among its operators, is too little to sort or hash.'), numbers.required === undefined ? '' : l10n.t('One of them needs at least {0} memory segments.', numbers.required.toString())),
  'rocksdb-flushes': ({ numbers = {} }) => withNumbers(l10n.t('The slot’s managed memory leaves RocksDB so small a write buffer that it flushes all the time.'), [numbers.arena, numbers.mutable], (arena, mutable) => l10n.t('One block takes {0} and flushing begins at {1}.', arena, mutable)),
  'batch-shuffle': () => l10n.t('Tasks of a batch job compete for the memory in which shuffled data is read.'),
  'native-threads': () => l10n.t('The operating system or the container allows no more threads; the heap has no part in it.'),
  'native-memory': ({ numbers = {} }) => withNumbers(l10n.t('The machine or the container has less memory than the JVM was promised.'), [numbers.required], (required) => l10n.t('{0} were asked for.', required)),
  'jvm-start': ({ name, value, numbers = {} }) => name === 'host'
    ? withNumbers(l10n.t('The machine or the container cannot give the JVM its heap.'), [numbers.required], (required) => l10n.t('{0} were asked for.', required))
    : value === undefined ? l10n.t('An option of the JVM contradicts another, or cannot be used.') : l10n.t('The JVM cannot use {0}.', value),
  'out-of-memory': () => l10n.t('The JVM has run out of some kind of memory; which one stands behind “OutOfMemoryError:”.'),
  killed: ({ name, numbers = {} }) => withNumbers(name === 'limit'
    ? l10n.t('The container used more memory than its limit, and the kernel killed the process (SIGKILL, exit code 137). Flink writes nothing about it.')
    : l10n.t('Exit code 137 is the signal SIGKILL: most often the kernel, because the container used more memory than its limit. Flink writes nothing about it.'), [numbers.used], (used) => l10n.t('The process held {0}.', used)),
  'yarn-physical': containerCause,
  'yarn-virtual': ({ numbers = {} }) => withNumbers(l10n.t('YARN also counts addresses that are reserved and not in use; Flink’s sizes have no part in that.'), [numbers.used, numbers.limit], (used, limit) => l10n.t('It used {0} of {1}.', used, limit)),
  'yarn-request': ({ numbers = {} }) => withSizes([numbers.required, numbers.limit], (required, limit) => l10n.t('{0} were asked for, and YARN gives out at most {1}.', required, limit), () => l10n.t('The process size is above the largest container that YARN gives out.')),
  'pod-unschedulable': () => l10n.t('Kubernetes finds no node with as much free memory as the pod requests.'),
  'quota-exceeded': ({ numbers = {} }) => withSizes([numbers.required, numbers.used, numbers.limit], (required, used, limit) => l10n.t('The pod asks for {0}, and {1} of {2} are in use.', required, used, limit), () => l10n.t('The pods of the namespace together would exceed its quota.')),
  'limit-range': ({ numbers = {} }) => withSizes([numbers.required], (required) => (numbers.min === undefined
    ? l10n.t('The container is {0}, and the namespace allows at most {1}.', required, sizeText(numbers.max ?? 0n))
    : l10n.t('The container is {0}, and the namespace wants at least {1}.', required, sizeText(numbers.min))), () => l10n.t('A LimitRange of the namespace forbids the size of the container.')),
  evicted: ({ numbers = {} }) => withNumbers(l10n.t('The node had no memory left, and pods that use more than they request go first.'), [numbers.used, numbers.limit], (used, limit) => l10n.t('This one used {0} and requested {1}.', used, limit)),
  'request-above-limit': ({ numbers = {} }) => withSizes([numbers.required, numbers.limit], (required, limit) => l10n.t('The request is {0} and the limit {1}.', required, limit), () => l10n.t('Kubernetes wants a limit that is at least the request.')),
  'kubernetes-quantity': ({ value }) => value === undefined ? l10n.t('A quantity is a number with one of the suffixes Ki, Mi, Gi, k, M, G.') : l10n.t('{0} is no quantity: that is a number with one of the suffixes Ki, Mi, Gi, k, M, G.', value),
  'configuration-value-type': ({ name }) => l10n.t('{0} is a number or a boolean, and operators before 1.13 accept texts only.', name ?? 'flinkConfiguration'),
  'totals-differ': ({ name, numbers = {} }) => withSizes([numbers.required, numbers.available], (required, available) => (name === 'totalProcess'
    ? l10n.t('The parts make {0}, but the process has {1}.', required, available)
    : l10n.t('The parts make {0}, but total Flink memory is {1}.', required, available)), () => l10n.t('The sizes that are set do not make the total that is set.')),
  'environment-size': ({ value }) => value === undefined || value === '' ? l10n.t('An environment variable gives the process a size that is none.') : l10n.t('An environment variable gives the process a size of {0}, which is none.', value),
  'configuration-missing': ({ name }) => name === undefined ? l10n.t('There is no configuration file where Flink looks for it.') : l10n.t('There is no {0}. Flink 1.18 and earlier read flink-conf.yaml, 1.19 and 1.20 either file, 2.0 and later config.yaml.', name),
  'jvm-parameters': () => l10n.t('The program that computes the memory sizes has failed. Why stands in the lines above.'),
  'memory-configuration': () => l10n.t('The sizes that are set contradict each other; which ones and by how much does not stand in this text.'),
  'exit-143': () => l10n.t('Somebody has sent SIGTERM: YARN, Kubernetes or a person. That is how a process is stopped, also after an error elsewhere.'),
  'exit-239': () => l10n.t('Flink ends the process with this code when a thread dies of an error that nobody catches. The error stands in the log before.'),
  'crash-loop': () => l10n.t('The container ends soon after each start. Why stands in the log of the run before.'),
  'slots-missing': () => l10n.t('The job waits for slots, and no TaskManager offers enough of them: too few are set, or TaskManagers do not start.'),
  'taskmanager-lost': () => l10n.t('The JobManager no longer hears from a TaskManager. Whether memory is the reason tells how that process ended.'),
  'fraction-clamped': ({ numbers = {} }) => withSizes([numbers.size, numbers.min ?? numbers.max], (size, bound) => l10n.t('The fraction makes {0}, and its bound {1} counts instead. Flink starts all the same.', size, bound), () => l10n.t('The bound of a fraction counts instead of the fraction. Flink starts all the same.')),
  'heap-small': ({ numbers = {} }) => withSizes([numbers.size, numbers.min], (size, min) => l10n.t('The heap is {0}, and Flink advises at least {1}. It starts all the same.', size, min), () => l10n.t('The heap is smaller than Flink advises. It starts all the same.')),
  'job-store': () => l10n.t('The JobManager keeps finished jobs on its heap, up to jobstore.cache-size, which is more than the heap has room for.'),
  'former-heap': ({ key }) => l10n.t('{0} is not set; the size comes from an option of before Flink 1.10, which 2.0 no longer reads.', key ?? l10n.t('The total')),
};

function atLine(line: bigint | undefined): string {
  return line === undefined ? '' : l10n.t('Look at line {0}.', line.toString());
}

/** What happened, in a sentence or two, with the numbers of the message. */
export function causeFor(error: RecognisedError, process: ProcessKind): string {
  const { code } = error;
  return isDerivationCode(code) ? refusalCause(code, error, process) : CAUSES[code](error, process);
}
