/** What the operator's validator asks before it looks any further (`DefaultValidator`). */
import type { Analysis } from '../documents/analysis.js';
import { minorNumber } from '../documents/operatorReleases.js';
import { operatorsAnalysis } from '../documents/operatorsFlink.js';
import type { ProcessKind } from '../model/derivation.js';
import { readResourceMemory } from '../model/index.js';
import { operatorOf } from './operators.js';

/**
 * Whether the validator sizes a process itself and refuses it for whatever goes wrong then: it does where no field of the
 * operator's own says how much memory it gets.
 */
export function asksForMemory({ cluster }: Analysis, process: ProcessKind): boolean {
  return cluster.operatorVersion !== undefined && !cluster.mayBePartial
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
    const others = refusals.find((refusal) => refusal.process === process)?.code;
    const memory = memoryRefusal(own, process);
    const code = process === 'jobManager' ? (memory ?? others) : (others ?? memory);
    if (code !== undefined) return code;
  }
  return refusals.find(({ last }) => last === true)?.code;
}

/** The first release that sizes a process itself where no field does; before, a block without memory is refused, and none at all is not. */
const DERIVES_SINCE = 4;

function memoryRefusal(own: Analysis, process: ProcessKind): 'memory-undefined' | 'memory-unparsable' | undefined {
  const { operatorVersion = '', processes } = own.cluster;
  const field = processes[process].resources.find(({ effective }) => effective);
  if (field?.templated === true) return undefined;
  if (field === undefined || field.text.trim() === '') {
    const isUndefined = minorNumber(operatorVersion) >= DERIVES_SINCE ? own.derivations[process]?.status === 'failed' : field === undefined && processes[process].hasResource === true;
    if (isUndefined) return 'memory-undefined';
  }
  return field !== undefined && 'problem' in readResourceMemory(field.text, operatorOf(own)) ? 'memory-unparsable' : undefined;
}
