import { inputsOf, operandOf, partOf, TakenAmount, unknownAmount, type Amount } from './amount.js';
import type { Configuration } from './configuration.js';
import { multiplyExactly } from './decimal.js';
import type { Part, PartName, Refusal, RefusalCode, RefusalInput, RefusalReason, Step } from './derivation.js';
import { parseJavaFloat } from './javaNumbers.js';
import { MAX_BYTES, parseMemorySize } from './memorySize.js';
import { supplyingKey, type ReadableOption } from './options.js';
import type { RangeOptions } from './processOptions.js';

/** A fraction and the bounds of what it gives (`RangeFraction`). */
export interface Range {
  readonly known: boolean;
  readonly min: Amount;
  readonly max: Amount;
  /** The Java float, widened. */
  readonly fraction: number;
  readonly fractionKey: string;
  /** As the configuration or the catalogue writes it. */
  readonly fractionText: string;
  readonly fractionIsDefault: boolean;
}

/** What a refusal may say besides its code. */
export interface RefusalDetails {
  readonly key?: string;
  readonly reason?: RefusalReason;
  readonly required?: bigint;
  readonly available?: bigint;
  readonly bounds?: { readonly min: bigint; readonly max: bigint };
}

/** A value of an option, with the key that supplied it. */
export interface Supplied {
  readonly key: string;
  readonly text: string;
  readonly isDefault: boolean;
}

/** A refusal that names what takes part when it is asked: a search for bounds asks thousands of refusals for their code alone. */
class LazyRefusal implements Refusal {
  readonly code: RefusalCode;
  declare readonly key?: string;
  declare readonly reason?: RefusalReason;
  declare readonly required?: bigint;
  declare readonly available?: bigint;
  declare readonly bounds?: { readonly min: bigint; readonly max: bigint };
  readonly #findInputs: () => readonly RefusalInput[];
  readonly #settled: readonly Amount[];
  #inputs: readonly RefusalInput[] | undefined;
  #parts: readonly Part[] | undefined;

  constructor(code: RefusalCode, details: RefusalDetails, inputs: () => readonly RefusalInput[], settled: readonly Amount[]) {
    this.code = code;
    Object.assign(this, details);
    this.#findInputs = inputs;
    this.#settled = settled;
  }

  get inputs(): readonly RefusalInput[] {
    this.#inputs ??= this.#findInputs();
    return this.#inputs;
  }

  get parts(): readonly Part[] {
    this.#parts ??= this.#settled.flatMap((amount): Part[] => (amount.pool === undefined ? [] : [partOf(amount.pool, amount)]));
    return this.#parts;
  }
}

/**
 * One pass through Flink's arithmetic. Nothing in it throws: the first refusal is kept, and from then on, as from the
 * first value hidden in a template, sizes that depend on it are unknown and checks on them do not take place.
 */
export class Calculation {
  readonly configuration: Configuration;
  #unknownKeys: Set<string> | undefined;
  readonly #settled: Amount[] = [];
  #refusal: Refusal | undefined;

  constructor(configuration: Configuration) {
    this.configuration = configuration;
  }

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** Templated keys that were read, in order. */
  get unknownKeys(): readonly string[] {
    return this.#unknownKeys === undefined ? NO_KEYS : [...this.#unknownKeys];
  }

  /** Keeps the first refusal; none after a templated value, as nobody knows whether Flink would get this far. */
  refuse(code: RefusalCode, amounts: readonly Amount[], details: RefusalDetails = {}, inputs?: readonly RefusalInput[]): void {
    if (this.#refusal !== undefined || this.#unknownKeys !== undefined) return;
    this.#refusal = new LazyRefusal(code, details, () => inputs ?? inputsOf(amounts), this.#settled);
  }

  /** Notes a size as settled: a later refusal shows it. Returns it. */
  settle(amount: Amount): Amount {
    if (amount.known && this.#refusal === undefined) this.#settled.push(amount);
    return amount;
  }

  /** The text of an option; undefined when there is none, it is a template, or all is over already. */
  supply(option: ReadableOption): Supplied | undefined {
    if (this.#refusal !== undefined) return undefined;
    const key = supplyingKey(this.configuration, option);
    if (key === undefined) return option.default === undefined ? undefined : { key: option.key, text: option.default, isDefault: true };
    if (this.configuration.isUnknown(key)) {
      this.#noteUnknown(key);
      return undefined;
    }
    return { key, text: this.configuration.get(key) ?? '', isDefault: false };
  }

  #noteUnknown(key: string): void {
    (this.#unknownKeys ??= new Set()).add(key);
  }

  /** The same for what no size depends on: a template does not make the outcome unknown. */
  supplyKnown(option: ReadableOption): Supplied | undefined {
    const key = supplyingKey(this.configuration, option);
    return key !== undefined && this.configuration.isUnknown(key) ? undefined : this.supply(option);
  }

  /** Refuses a value that cannot be read. */
  refuseValue(option: ReadableOption, supplied: Supplied, reason: RefusalReason): void {
    this.refuse('value-invalid', [], { key: option.key, reason }, [{ key: supplied.key, ...(supplied.isDefault ? {} : { value: supplied.text }) }]);
  }

  /** Reads a size option (`getMemorySizeFromConfig`). */
  size(option: ReadableOption, pool?: PartName): Amount {
    // What `supply` does, without an object in between: nearly all that a derivation reads is sizes.
    if (this.#refusal !== undefined) return unknownAmount(pool);
    const key = supplyingKey(this.configuration, option);
    if (key === undefined) return option.defaultBytes === undefined ? unknownAmount(pool) : new TakenAmount(pool, option.key, undefined, option.defaultBytes);
    if (this.configuration.isUnknown(key)) {
      this.#noteUnknown(key);
      return unknownAmount(pool);
    }
    const text = this.configuration.get(key) ?? '';
    const size = parseMemorySize(text);
    if ('problem' in size) {
      this.refuseValue(option, { key, text, isDefault: false }, size.problem);
      return unknownAmount(pool);
    }
    return new TakenAmount(pool, key, text, size.bytes);
  }

  /** Reads a fraction with its bounds (`ProcessMemoryUtils.getRangeFraction`): bounds first, then the fraction, then checks. */
  range(options: RangeOptions): Range {
    return this.rangeBetween(this.size(options.min), this.size(options.max), options.fraction);
  }

  /** The same between bounds that are known already. */
  rangeBetween(min: Amount, max: Amount, option: ReadableOption): Range {
    const supplied = this.supply(option);
    if (supplied === undefined) {
      return { known: false, min, max, fraction: 0, fractionKey: option.key, fractionText: '', fractionIsDefault: false };
    }
    const { key: fractionKey, text: fractionText, isDefault: fractionIsDefault } = supplied;
    const fraction = floatOf(fractionText);
    let known = min.known && max.known;
    if (fraction === undefined) {
      this.refuseValue(option, supplied, 'not-a-number');
      known = false;
    } else if (known && min.bytes > max.bytes) {
      this.refuse('range-invalid', [min, max], { key: option.key, reason: 'min-above-max', required: min.bytes, available: max.bytes });
      known = false;
    } else if (!(fraction >= 0 && fraction < 1)) {
      const inputs = [{ key: fractionKey, ...(fractionIsDefault ? {} : { value: fractionText }) }];
      this.refuse('range-invalid', [], { key: option.key, reason: 'fraction-outside' }, inputs);
      known = false;
    }
    return { known, min, max, fraction: fraction ?? 0, fractionKey, fractionText, fractionIsDefault };
  }

  /** A fraction of `base` within its bounds (`deriveWithFraction`). */
  share(pool: PartName, base: Amount, range: Range): Amount {
    return this.#capped(pool, [base], range, range.fraction, (relative) => [
      { op: 'multiply', operands: [fractionOperand(range), operandOf(base)], result: relative },
    ]);
  }

  /** A fraction of `base` that no bounds limit (managed memory). */
  unboundedShare(pool: PartName, base: Amount, fraction: ReadableOption): Amount {
    return this.share(pool, base, this.unboundedRange(fraction));
  }

  /** Reads a fraction that has no bounds. */
  unboundedRange(fraction: ReadableOption): Range {
    return this.rangeBetween(NOTHING, EVERYTHING, fraction);
  }

  /** A number that an option gives, times a size (the legacy network buffers). */
  product(pool: PartName, count: Supplied, factor: bigint, size: Amount): Amount {
    const bytes = factor * size.bytes;
    return {
      bytes, known: true, from: 'set', pool, key: count.key, text: count.text, read: false, sources: [size],
      explain: () => [{ op: 'multiply', operands: [{ key: count.key, value: factor.toString() }, operandOf(size)], result: bytes }],
    };
  }

  /** The size that is the fraction of itself and `rest` together, within its bounds (`deriveWithInverseFraction`). */
  inverseShare(pool: PartName, rest: readonly Amount[], range: Range): Amount {
    return this.#capped(pool, rest, range, range.fraction / (1 - range.fraction), (relative) => {
      const base = rest.reduce(add, 0n);
      return [
        { op: 'add', operands: rest.map(operandOf), result: base },
        { op: 'divide', operands: [{ value: base }, fractionOperand(range)], result: relative },
      ];
    });
  }

  #capped(pool: PartName, bases: readonly Amount[], range: Range, factor: number, explain: (relative: bigint) => Step[]): Amount {
    const { min, max } = range;
    if (!range.known || !bases.every(isKnown)) {
      // Equal bounds leave nothing to a template in the base.
      return min.known && max.known && min.bytes === max.bytes && range.known ? this.#bound(pool, min, 'clampedToMin', () => min.explain()) : unknownAmount(pool);
    }
    const relative = multiplyExactly(bases.reduce(add, 0n), factor);
    if (relative > MAX_BYTES) {
      this.refuse('overflow', bases);
      return unknownAmount(pool);
    }
    if (relative < min.bytes) {
      return this.#bound(pool, min, 'clampedToMin', () => [
        ...explain(relative), { op: 'clampMin', operands: [{ value: relative }, operandOf(min)], result: min.bytes },
      ]);
    }
    if (relative > max.bytes) {
      return this.#bound(pool, max, 'clampedToMax', () => [
        ...explain(relative), { op: 'clampMax', operands: [{ value: relative }, operandOf(max)], result: max.bytes },
      ]);
    }
    return {
      bytes: relative, known: true, from: 'derived', pool, key: range.fractionKey,
      text: range.fractionIsDefault ? undefined : range.fractionText, read: false, sources: bases, explain: () => explain(relative),
    };
  }

  #bound(pool: PartName, bound: Amount, from: 'clampedToMin' | 'clampedToMax', explain: () => readonly Step[]): Amount {
    return { bytes: bound.bytes, known: true, from, pool, key: bound.key, text: bound.text, read: false, sources: [], explain };
  }

  /** Adds sizes; more than 64 bits are refused (`MemorySize.add`). */
  sum(pool: PartName | undefined, amounts: readonly Amount[]): Amount {
    if (!amounts.every(isKnown)) return unknownAmount(pool);
    const bytes = amounts.reduce(add, 0n);
    if (bytes > MAX_BYTES) {
      this.refuse('overflow', amounts, { required: bytes, available: MAX_BYTES });
      return unknownAmount(pool);
    }
    return {
      bytes, known: true, from: 'derived', pool, key: undefined, text: undefined, read: false, sources: amounts,
      explain: () => [{ op: 'add', operands: amounts.map(operandOf), result: bytes }],
    };
  }

  /** What `parts` leave of `total`. Unknown when they leave less than nothing: that has been refused by then. */
  rest(pool: PartName, total: Amount, parts: readonly Amount[]): Amount {
    if (!total.known || !parts.every(isKnown)) return unknownAmount(pool);
    const bytes = total.bytes - parts.reduce(add, 0n);
    if (bytes < 0n) return unknownAmount(pool);
    return {
      bytes, known: true, from: 'rest', pool, key: undefined, text: undefined, read: false, sources: [total, ...parts],
      explain: () => [{ op: 'subtract', operands: [total, ...parts].map(operandOf), result: bytes }],
    };
  }
}

function isKnown({ known }: Amount): boolean {
  return known;
}

function add(sum: bigint, { bytes }: Amount): bigint {
  return sum + bytes;
}

const NO_KEYS: readonly string[] = [];

const NOTHING: Amount = { ...unknownAmount(), known: true };
const EVERYTHING: Amount = { ...unknownAmount(), known: true, bytes: MAX_BYTES };

const floats = new Map<string, number | undefined>();

/** `Float.parseFloat`, remembered: the same few fractions are read again and again. */
function floatOf(text: string): number | undefined {
  if (floats.has(text)) return floats.get(text);
  const value = parseJavaFloat(text);
  if (floats.size > 200) floats.clear();
  floats.set(text, value);
  return value;
}

function fractionOperand(range: Range): { key: string; isDefault?: true; value: string } {
  return { key: range.fractionKey, ...(range.fractionIsDefault ? { isDefault: true } : {}), value: range.fractionText };
}
