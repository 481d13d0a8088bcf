import type { Operand, Part, PartName, PartSource, RefusalInput, Step } from './derivation.js';

/** A size on its way through a derivation: what it is, where it comes from, and how to explain it when somebody asks. */
export interface Amount {
  /** Bytes; 0 and meaningless unless `known`. */
  readonly bytes: bigint;
  /** False when a template or a refusal stands in the way. */
  readonly known: boolean;
  readonly from: PartSource;
  readonly pool: PartName | undefined;
  /** The option that decided the size, as the configuration spells it, and its text when it is set. */
  readonly key: string | undefined;
  readonly text: string | undefined;
  /** True when the size is the option's own value: then a step may name the key beside it. */
  readonly read: boolean;
  /** Sizes that a sum or a rest is made of. */
  readonly sources: readonly Amount[];
  explain(): readonly Step[];
}

const NO_STEPS = (): readonly Step[] => [];
const NO_SOURCES: readonly Amount[] = [];

/** A size that an option gives directly; without a text it is the option's default. Nearly all amounts are of this kind. */
export class TakenAmount implements Amount {
  readonly known = true;
  readonly read = true;
  readonly sources = NO_SOURCES;

  constructor(readonly pool: PartName | undefined, readonly key: string, readonly text: string | undefined, readonly bytes: bigint) {}

  get from(): PartSource {
    return this.text === undefined ? 'default' : 'set';
  }

  explain(): readonly Step[] {
    const operand = this.text === undefined ? { key: this.key, isDefault: true, value: this.bytes } : { key: this.key, value: this.bytes };
    return [{ op: 'take', operands: [operand], result: this.bytes }];
  }
}

/** The same size as another pool. */
export function asPool(amount: Amount, pool: PartName): Amount {
  const { bytes, known, from, key, text, read, sources } = amount;
  return { bytes, known, from, pool, key, text, read, sources, explain: () => amount.explain() };
}

/** Stands for a size that nobody can know. */
export function unknownAmount(pool?: PartName): Amount {
  let amount = unknown.get(pool);
  if (amount === undefined) {
    amount = makeUnknown(pool);
    unknown.set(pool, amount);
  }
  return amount;
}

const unknown = new Map<PartName | undefined, Amount>();

function makeUnknown(pool: PartName | undefined): Amount {
  return { bytes: 0n, known: false, from: 'derived', pool, key: undefined, text: undefined, read: false, sources: NO_SOURCES, explain: NO_STEPS };
}

/** The size as an operand of a step. */
export function operandOf(amount: Amount): Operand {
  return {
    ...(amount.read && amount.key !== undefined ? { key: amount.key } : {}),
    ...(amount.read && amount.from === 'default' ? { isDefault: true } : {}),
    ...(amount.pool === undefined ? {} : { pool: amount.pool }),
    value: amount.bytes,
  };
}

class LazyPart implements Part {
  readonly pool: PartName;
  readonly bytes: bigint;
  readonly from: PartSource;
  declare readonly key?: string;
  declare readonly parts?: readonly Part[];
  readonly #amount: Amount;
  #steps: readonly Step[] | undefined;

  constructor(pool: PartName, amount: Amount, parts: readonly Part[] | undefined) {
    this.pool = pool;
    this.bytes = amount.bytes;
    this.from = amount.from;
    if (amount.key !== undefined) this.key = amount.key;
    if (parts !== undefined) this.parts = parts;
    this.#amount = amount;
  }

  get steps(): readonly Step[] {
    this.#steps ??= this.#amount.explain();
    return this.#steps;
  }
}

/** The part that a known size is, with the parts it consists of. */
export function partOf(pool: PartName, amount: Amount, parts?: readonly Part[]): Part {
  return new LazyPart(pool, amount, parts);
}

/** The options behind some sizes, each once; a sum stands for what it is made of. */
export function inputsOf(amounts: readonly Amount[]): readonly RefusalInput[] {
  const inputs = new Map<string, RefusalInput>();
  const visit = (amount: Amount): void => {
    if (amount.key === undefined) {
      amount.sources.forEach(visit);
    } else if (!inputs.has(amount.key)) {
      inputs.set(amount.key, {
        key: amount.key,
        ...(amount.text === undefined ? {} : { value: amount.text }),
        ...(amount.pool === undefined ? {} : { pool: amount.pool }),
        ...(amount.known ? { bytes: amount.bytes } : {}),
      });
    }
  };
  amounts.forEach(visit);
  return [...inputs.values()];
}
