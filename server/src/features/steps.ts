/** The steps of a derivation as sentences, and where a part comes from in a few words. */
import * as l10n from '@vscode/l10n';
import type { Cluster } from '../documents/cluster.js';
import type { Operand, Part, ProcessKind, Step } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { poolInSentence, shortKey } from '../shared/words.js';

/** One step with its numbers: `0.25 × total Flink memory 2084 MiB = 521 MiB`, `raised to the minimum, 192 MiB`. */
export function stepText(step: Step, process: ProcessKind): string {
  const [first, ...others] = step.operands;
  const result = sizeText(step.result);
  const text = (operand: Operand): string => operandText(operand, process);
  switch (step.op) {
    case 'take':
      if (first?.pool !== undefined) return text(first);
      if (first?.key === undefined) return result;
      return first.isDefault === true ? l10n.t('default of {0}: {1}', first.key, result) : `${first.key}: ${result}`;
    case 'multiply':
      return `${step.operands.map(text).join(' × ')} = ${result}`;
    case 'divide': {
      const factor = others[0] === undefined ? '' : factorText(others[0]);
      return `${first === undefined ? '' : text(first)} × ${factor} ÷ (1 − ${factor}) = ${result}`;
    }
    case 'add':
      return `${withoutZeros(step.operands).map(text).join(' + ')} = ${result}`;
    case 'subtract':
      return `${[...(first === undefined ? [] : [first]), ...withoutZeros(others)].map(text).join(' − ')} = ${result}`;
    case 'clampMin':
      return l10n.t('raised to the minimum, {0}', result);
    case 'clampMax':
      return l10n.t('lowered to the maximum, {0}', result);
  }
}

/** All steps of a part as one sentence; undefined when there is nothing to explain. */
export function stepsText(part: Part, process: ProcessKind): string | undefined {
  const texts = part.steps.map((step) => stepText(step, process));
  return texts.length === 0 ? undefined : texts.join(l10n.t(', '));
}

/** Where a part's size comes from: `default`, `0.25 of Flink`, `the rest`, `resource.memory`; undefined for a mere sum. */
export function originOf(part: Part, cluster: Cluster): string | undefined {
  switch (part.from) {
    case 'set': return originOfSet(part, cluster);
    case 'default': return l10n.t('default');
    case 'rest': return l10n.t('the rest');
    case 'clampedToMin': return l10n.t('at its minimum');
    case 'clampedToMax': return l10n.t('at its maximum');
    case 'derived': return derivedFrom(part);
  }
}

function originOfSet(part: Part, cluster: Cluster): string {
  const setting = part.key === undefined ? undefined : cluster.settings.get(part.key);
  return setting?.entry?.site.kind === 'scalar' ? setting.entry.site.field : l10n.t('set');
}

function derivedFrom(part: Part): string | undefined {
  const step = part.steps.find(({ op }) => op === 'multiply' || op === 'divide');
  const factor = step?.operands.find(({ value }) => typeof value === 'string');
  if (factor === undefined) return undefined;
  switch (part.pool) {
    case 'managed':
    case 'network': return l10n.t('{0} of Flink', factorText(factor));
    case 'jvmOverhead': return l10n.t('{0} of process', factorText(factor));
    default: return undefined;
  }
}

function operandText(operand: Operand, process: ProcessKind): string {
  if (typeof operand.value === 'string') return factorText(operand);
  const size = sizeText(operand.value);
  if (operand.pool !== undefined) return `${poolInSentence(operand.pool, process)} ${size}`;
  return operand.key === undefined ? size : `${shortKey(operand.key)} ${size}`;
}

function factorText({ value }: Operand): string {
  return value.toString();
}

/** Pools that are nothing say nothing in a sum. */
function withoutZeros(operands: readonly Operand[]): readonly Operand[] {
  const rest = operands.filter(({ value }) => value !== 0n);
  return rest.length === 0 ? operands.slice(0, 1) : rest;
}
