/** What the operator's validator asks before it looks any further (`DefaultValidator`). */
import type { Analysis } from '../documents/analysis.js';
import { minorNumber } from '../documents/operatorReleases.js';
import { operatorsAnalysis } from '../documents/operatorsFlink.js';
import type { Derivation, ProcessKind } from '../model/derivation.js';
import { derive, processSizeKey, readResourceMemory } from '../model/index.js';
import { operatorOf } from './operators.js';

/**
 * Whether the validator sizes a process itself and refuses it for whatever goes wrong then: it does where no field of the
 * operator's own says how much memory it gets.
 */
export function asksForMemory({ cluster }: Analysis, process: ProcessKind): boolean {
  return cluster.operatorVersion !== undefined && !cluster.mayBePartial && cluster.processes[process].isSizedBeneath !== true
    && !cluster.processes[process].resources.some(({ effective, text }) => effective && text.trim() !== '');
}

/** In the order of the validator. */
const PROCESSES = ['jobManager', 'taskManager'] as const;

/**
 * Why a deployment is not admitted: the first that the API server or the validator notices, as far as memory, sizes and versions
 * decide. Undefined where nothing is known against it.
 */
export function admissionRefusal(analysis: Analysis): string | undefined {
  const refusals = analysis.cluster.refusedAs ?? [];
  const first = refusals.find(({ process, last }) => process === undefined && last === undefined);
  if (first !== undefined) return first.code;
  const own = operatorsAnalysis(analysis);
  if (own === undefined) return undefined;
  for (const process of PROCESSES) {
    const memory = memoryRefusal(own, process);
    const others = refusals.find((refusal) => refusal.process === process)?.code;
    // Replicas come behind the memory, but for the TaskManager's in the first releases.
    const code = process === 'taskManager' && minorNumber(own.cluster.operatorVersion ?? '') < DERIVES_SINCE ? others ?? memory : memory ?? others;
    if (code !== undefined) return code;
  }
  return refusals.find(({ last }) => last === true)?.code;
}

/** The first release that sizes a process itself where no field does; before, a block without memory is refused, and none at all is not. */
const DERIVES_SINCE = 4;

function memoryRefusal(own: Analysis, process: ProcessKind): 'memory-undefined' | 'memory-unparsable' | undefined {
  const { operatorVersion = '', processes } = own.cluster;
  const field = processes[process].resources.find(({ effective }) => effective);
  if (field?.templated === true || processes[process].isSizedBeneath === true) return undefined;
  if (field === undefined || field.text.trim() === '') {
    const isUndefined = minorNumber(operatorVersion) >= DERIVES_SINCE ? validatorsDerivation(own, process)?.status === 'failed' : field === undefined && processes[process].hasResource === true;
    if (isUndefined) return 'memory-undefined';
  }
  return field !== undefined && 'problem' in readResourceMemory(field.text, operatorOf(own)) ? 'memory-unparsable' : undefined;
}

/**
 * Why the operator misses a process's memory: nothing sizes it, and the validator refuses it (`undefined`) or, as it once did not
 * look, it fails at deploy (`unsized`); a `resource` block without memory, which the first releases want there; a key that the
 * deployment would read and the validator does not.
 */
export type MemoryLack = 'undefined' | 'unsized' | 'block-without-memory' | 'former-key';

/** Undefined where the memory is said, something else is wrong with it, or nobody knows. */
export function memoryLack(analysis: Analysis, process: ProcessKind): MemoryLack | undefined {
  const { operatorVersion = '', processes } = analysis.cluster;
  if (!asksForMemory(analysis, process)) return undefined;
  const own = operatorsAnalysis(analysis);
  const derivation = own?.derivations[process];
  if (own === undefined || derivation === undefined || derivation.status === 'unknown') return undefined;
  const isUnsized = isSizeMissing(derivation);
  if (minorNumber(operatorVersion) < DERIVES_SINCE) {
    // The field of a base that is patched stands in another file.
    const isElsewhere = analysis.cluster.settings.get(processSizeKey(process))?.source === 'otherDocument';
    return processes[process].hasResource === true && processes[process].resources.length === 0 && !isElsewhere ? 'block-without-memory' : isUnsized ? 'unsized' : undefined;
  }
  return isUnsized ? 'undefined' : isSizeMissing(validatorsDerivation(own, process)) ? 'former-key' : undefined;
}

function isSizeMissing(derivation: Derivation | undefined): boolean {
  return derivation?.status === 'failed' && derivation.refusal.code === 'size-not-configured';
}

/** Keys of before 1.10 that the deployment takes for the process size, and the validator for none, or for the heap. */
const FORMER: Readonly<Record<ProcessKind, readonly string[]>> = {
  taskManager: ['taskmanager.heap.size', 'taskmanager.heap.mb'],
  jobManager: ['jobmanager.heap.size', 'jobmanager.heap.mb'],
};

/** The derivation that the validator makes, which is not quite that of the deployment: it knows the configuration alone. */
function validatorsDerivation({ cluster, configuration, derivations }: Analysis, process: ProcessKind): Derivation | undefined {
  const { version: { version }, settings } = cluster;
  const size = settings.get(processSizeKey(process));
  // Up to 1.6 an empty field is deployed as an empty size.
  const isEmptied = size?.source === 'resource' && size.value.trim() === '';
  if (version === undefined || derivations[process] === undefined || !(isEmptied || FORMER[process].some((key) => settings.has(key)))) return derivations[process];
  if (isEmptied && size.beneath?.templated === true) return undefined;
  const read = configuration.with({
    ...(process === 'taskManager' ? Object.fromEntries(FORMER.taskManager.map((key) => [key, null])) : {}),
    ...(isEmptied ? { [processSizeKey(process)]: size.beneath?.value ?? null } : {}),
  });
  return derive(process, read, { version, container: process === 'taskManager' });
}
