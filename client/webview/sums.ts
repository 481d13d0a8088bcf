/** The steps of a derivation as a sum that can be checked by hand: one number a line, results under a rule. */
import type { PartName } from '../../server/src/shared/model.js';
import type { PartModel, StepModel } from '../../server/src/shared/protocol.js';
import { parseBytes } from '../../server/src/shared/sizes.js';

export type Sign = '' | '+' | '−' | '×' | '÷' | '=' | '≥' | '≤';

export interface SumLine {
  readonly sign: Sign;
  /** The key that supplied the number, the part that it is, or both. */
  readonly key: string | undefined;
  readonly pool: PartName | undefined;
  readonly isDefault: boolean;
  /** A byte count, or a factor as decimal text. */
  readonly value: bigint | string;
}

const SIGNS: Readonly<Record<StepModel['op'], Sign>> = {
  take: '', add: '+', subtract: '−', multiply: '×', divide: '÷', clampMin: '≥', clampMax: '≤',
};

/** Longer sums say less than they explain; then the sum that they start from stands as it is. */
const MOST_LINES = 10;

/**
 * The lines of a part. Where they start from another part, that one's lines go before, so that the sum begins with a number that
 * stands in a file; `find` gives the parts of the process.
 */
export function sumLines(part: PartModel, find: (pool: PartName) => PartModel | undefined): readonly SumLine[] {
  const lines = linesOf(part);
  const start = lines[0]?.pool;
  if (start === undefined || start === part.pool || lines.length < 2) return lines;
  const before = find(start);
  if (before === undefined) return lines;
  const prefix = linesOf(before);
  const last = prefix[prefix.length - 1];
  if (last === undefined || last.value !== lines[0]?.value || prefix.length + lines.length - 1 > MOST_LINES) return lines;
  return [...prefix, ...lines.slice(1)];
}

function linesOf(part: PartModel): readonly SumLine[] {
  const lines: SumLine[] = [];
  let previous: bigint | string | undefined;
  part.steps.forEach((step, index) => {
    const operands = ordered(step.op, step.operands.map((operand): SumLine => ({
      sign: '', key: operand.key, pool: operand.pool, isDefault: operand.isDefault === true, value: valueOf(operand),
    })));
    const continues = previous !== undefined && operands[0]?.value === previous;
    operands.slice(continues ? 1 : 0).forEach((line, place) => {
      lines.push({ ...line, ...(continues || place > 0 ? signed(step.op, line.value) : {}) });
    });
    previous = parseBytes(step.result) ?? step.result;
    const only = lines.length === 1 ? lines[0] : undefined;
    const isLast = index === part.steps.length - 1;
    if (only !== undefined && step.op === 'take' && isLast) lines[0] = { ...only, pool: only.pool ?? part.pool };
    else if (isLast) lines.push({ sign: '=', key: undefined, pool: part.pool, isDefault: false, value: previous });
    else if (!isOneSum(step, part.steps[index + 1])) lines.push({ sign: '=', key: undefined, pool: undefined, isDefault: false, value: previous });
  });
  return lines;
}

/** Operands as a sum reads: from the size to the factor, and without terms that are nothing. */
function ordered(op: StepModel['op'], operands: readonly SumLine[]): readonly SumLine[] {
  if (op === 'multiply') return [...operands].sort((one, other) => Number(typeof one.value === 'string') - Number(typeof other.value === 'string'));
  if (op !== 'add' && op !== 'subtract') return operands;
  const kept = operands.filter(({ value }, place) => value !== 0n || (place === 0 && op === 'subtract'));
  return kept.length === 0 ? operands.slice(0, 1) : kept;
}

/** Division by a fraction means: so much that it is this fraction of itself and the size together. */
function signed(op: StepModel['op'], value: bigint | string): Pick<SumLine, 'sign' | 'value'> {
  return op === 'divide' && typeof value === 'string' ? { sign: '×', value: `${value} ÷ (1 − ${value})` } : { sign: SIGNS[op], value };
}

/** Terms of one sum are read as one: no result between them. */
function isOneSum(step: StepModel, next: StepModel | undefined): boolean {
  const isTerm = (each: StepModel | undefined): boolean => each?.op === 'add' || each?.op === 'subtract' || each?.op === 'take';
  return isTerm(step) && isTerm(next);
}

function valueOf(operand: StepModel['operands'][number]): bigint | string {
  return operand.factor === true ? operand.value : (parseBytes(operand.value) ?? operand.value);
}
