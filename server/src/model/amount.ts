import type { Operand, Part, PartName, PartSource, RefusalInput, Step } from './derivation.js';
import type { Range } from './calculation.js';
import { multiplyExactly } from './decimal.js';
import { MAX_BYTES } from './memorySize.js';

/** How a size comes about of others. */
export type MakingKind = 'sum' | 'rest' | 'share' | 'inverseShare' | 'bound' | 'product';

/** What a size was made of. */
export class Making {
  /**
   * @param kind a sum of `sources`; what they leave of `base`; the share of `base`, or the one of it and `sources` together, that
   * `range` says; the size of `base`, which is a bound; the number that the option gives, times `base`
   */
  constructor(readonly kind: MakingKind, readonly base: Amount | undefined, readonly sources: readonly Amount[], readonly range: Range | undefined) {}
}

const NO_STEPS: readonly Step[] = [];

/**
 * A size on its way through a derivation: what it is, where it comes from, and how to explain it when somebody asks. It is a part
 * of the process that is shown, and what takes part in a refusal.
 */
export class Amount {
  /**
   * @param bytes 0 and meaningless unless `known`
   * @param known false when a template or a refusal stands in the way
   * @param key the option that decided the size, as the configuration spells it, and its text when it is set
   * @param making undefined where the size is the option's own value: then a step may name the key beside it
   */
  constructor(
    readonly pool: PartName | undefined, readonly bytes: bigint, readonly known: boolean, readonly from: PartSource,
    readonly key: string | undefined, readonly value: string | undefined, readonly making: Making | undefined,
  ) {}

  get steps(): readonly Step[] {
    const { making, bytes, key } = this;
    if (making !== undefined) return stepsOf(making, this);
    if (key === undefined) return NO_STEPS;
    const operand = this.value === undefined ? { key, isDefault: true, value: bytes } : { key, value: bytes };
    return [{ op: 'take', operands: [operand], result: bytes }];
  }
}

/** A size that an option gives directly; without a text it is the option's default. Nearly all amounts are of this kind. */
export function takenAmount(pool: PartName | undefined, key: string, text: string | undefined, bytes: bigint): Amount {
  return new Amount(pool, bytes, true, text === undefined ? 'default' : 'set', key, text, undefined);
}

/** The same size as another pool. */
export function asPool({ bytes, known, from, key, value, making }: Amount, pool: PartName): Amount {
  return new Amount(pool, bytes, known, from, key, value, making);
}

/** Stands for a size that nobody can know. */
export function unknownAmount(pool: PartName | undefined): Amount {
  return new Amount(pool, 0n, false, 'derived', undefined, undefined, undefined);
}

/** Whether a size is one of a part of the process. */
export function isPart(amount: Amount): amount is Amount & Part {
  return amount.pool !== undefined;
}

/** What some sizes are together; undefined unless all are known. */
export function totalBytes(amounts: readonly Amount[]): bigint | undefined {
  let bytes: bigint | undefined;
  // By index: derivations add a dozen times each, and a file's are thousands.
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index];
    if (amount?.known !== true) return undefined;
    bytes = bytes === undefined ? amount.bytes : bytes + amount.bytes;
  }
  return bytes;
}

/** Sizes together; unknown where one of them is, and beyond 64 bits, which nothing that Flink accepts reaches. */
export function sumOf(pool: PartName, amounts: readonly Amount[]): Amount {
  const bytes = totalBytes(amounts);
  if (bytes === undefined || bytes > MAX_BYTES) return unknownAmount(pool);
  return new Amount(pool, bytes, true, 'derived', undefined, undefined, new Making('sum', undefined, amounts, undefined));
}

/** A part with what it consists of. */
export class PartOfParts implements Part {
  readonly pool: PartName;
  readonly parts: readonly Part[];
  readonly #amount: Amount;

  constructor(pool: PartName, amount: Amount, parts: readonly Part[]) {
    this.pool = pool;
    this.parts = parts;
    this.#amount = amount;
  }

  get bytes(): bigint {
    return this.#amount.bytes;
  }

  get from(): PartSource {
    return this.#amount.from;
  }

  get key(): string | undefined {
    return this.#amount.key;
  }

  get steps(): readonly Step[] {
    return this.#amount.steps;
  }
}

function stepsOf({ kind, base, sources, range }: Making, amount: Amount): readonly Step[] {
  const { bytes } = amount;
  switch (kind) {
    case 'sum':
      return [{ op: 'add', operands: sources.map(operandOf), result: bytes }];
    case 'rest':
      return base === undefined ? NO_STEPS : [{ op: 'subtract', operands: [base, ...sources].map(operandOf), result: bytes }];
    case 'bound':
      return base?.steps ?? NO_STEPS;
    case 'product':
      return base === undefined ? NO_STEPS : [{ op: 'multiply', operands: [{ ...(amount.key === undefined ? {} : { key: amount.key }), value: (bytes / base.bytes).toString() }, operandOf(base)], result: bytes }];
    case 'share':
    case 'inverseShare':
      return range === undefined ? NO_STEPS : shareSteps(kind, base === undefined ? sources : [base], range, amount);
  }
}

/** The share by itself, and the bound that overrules it. */
function shareSteps(kind: 'share' | 'inverseShare', bases: readonly Amount[], range: Range, { from, bytes }: Amount): readonly Step[] {
  const base = totalBytes(bases) ?? 0n;
  const { key, text, isDefault } = range.supplied;
  const fraction: Operand = { key, ...(isDefault ? { isDefault } : {}), value: text };
  const operands = bases.map(operandOf);
  const share = multiplyExactly(base, kind === 'share' ? range.fraction : inverseFactor(range.fraction));
  const steps: Step[] = kind === 'share'
    ? [{ op: 'multiply', operands: [fraction, ...operands], result: share }]
    : [{ op: 'add', operands, result: base }, { op: 'divide', operands: [{ value: base }, fraction], result: share }];
  if (from === 'clampedToMin') steps.push({ op: 'clampMin', operands: [{ value: share }, operandOf(range.min)], result: bytes });
  if (from === 'clampedToMax') steps.push({ op: 'clampMax', operands: [{ value: share }, operandOf(range.max)], result: bytes });
  return steps;
}

/** By what a size is multiplied to get the given share of the sum of both. */
export function inverseFactor(fraction: number): number {
  return fraction / (1 - fraction);
}

/** The size as an operand of a step. */
function operandOf({ pool, bytes, from, key, making }: Amount): Operand {
  const isRead = making === undefined && key !== undefined;
  return {
    ...(isRead ? { key } : {}),
    ...(isRead && from === 'default' ? { isDefault: true } : {}),
    ...(pool === undefined ? {} : { pool }),
    value: bytes,
  };
}

/** The options behind some sizes, each once; a sum stands for what it is made of. */
export function inputsOf(amounts: readonly Amount[]): readonly RefusalInput[] {
  const inputs: (Amount & RefusalInput)[] = [];
  collectInputs(amounts, inputs);
  return inputs;
}

function collectInputs(amounts: readonly Amount[], inputs: (Amount & RefusalInput)[]): void {
  for (const amount of amounts) {
    if (!hasKey(amount)) {
      const { making } = amount;
      if (making?.base !== undefined) collectInputs([making.base], inputs);
      if (making !== undefined) collectInputs(making.sources, inputs);
    } else if (!inputs.some(({ key }) => key === amount.key)) {
      inputs.push(amount);
    }
  }
}

function hasKey(amount: Amount): amount is Amount & { readonly key: string } {
  return amount.key !== undefined;
}
