import { Amount, inputsOf, inverseFactor, isPart, Making, sumOf, totalBytes, unknownAmount } from './amount.js';
import { multiplyExactly } from './decimal.js';
import type { Part, PartName, Refusal, RefusalCode, RefusalInput, RefusalReason } from './derivation.js';
import { parseJavaFloat } from './javaNumbers.js';
import { MAX_BYTES, parseMemorySize } from './memorySize.js';
import type { ReadableOption } from './options.js';
import type { RangeOptions, SizeOption, Supplied, TextOption, TextSetting } from './processOptions.js';
import type { ProcessSettings } from './processSettings.js';

/** A fraction and the bounds of what it gives (`RangeFraction`). */
export interface Range {
  readonly known: boolean;
  readonly min: Amount;
  readonly max: Amount;
  /** The Java float, widened. */
  readonly fraction: number;
  /** The fraction as the configuration or the catalogue writes it. */
  readonly supplied: Supplied;
}

/** What a refusal may say besides its code. */
export interface RefusalDetails {
  readonly key?: string;
  readonly reason?: RefusalReason;
  readonly required?: bigint;
  readonly available?: bigint;
  readonly bounds?: { readonly min: bigint; readonly max: bigint };
}

/** A refusal that names what takes part when it is asked: a search for bounds asks thousands of refusals for their code alone. */
class LazyRefusal implements Refusal {
  readonly code: RefusalCode;
  readonly key: string | undefined;
  readonly reason: RefusalReason | undefined;
  readonly required: bigint | undefined;
  readonly available: bigint | undefined;
  readonly bounds: { readonly min: bigint; readonly max: bigint } | undefined;
  readonly #amounts: readonly Amount[];
  readonly #settled: readonly Amount[];
  #inputs: readonly RefusalInput[] | undefined;
  #parts: readonly Part[] | undefined;

  constructor(code: RefusalCode, { key, reason, required, available, bounds }: RefusalDetails, amounts: readonly Amount[], settled: readonly Amount[], inputs: readonly RefusalInput[] | undefined) {
    this.code = code;
    this.key = key;
    this.reason = reason;
    this.required = required;
    this.available = available;
    this.bounds = bounds;
    this.#amounts = amounts;
    this.#settled = settled;
    this.#inputs = inputs;
  }

  get inputs(): readonly RefusalInput[] {
    return this.#inputs ??= inputsOf(this.#amounts);
  }

  get parts(): readonly Part[] {
    return this.#parts ??= this.#settled.filter(isPart);
  }
}

/**
 * One pass through Flink's arithmetic. Nothing in it throws: the first refusal is kept, and from then on, as from the
 * first value hidden in a template, sizes that depend on it are unknown and checks on them do not take place.
 */
export class Calculation {
  readonly settings: ProcessSettings;
  #unknownKeys: Set<string> | undefined;
  readonly #settled: Amount[] = [];
  #refusal: Refusal | undefined;

  constructor(settings: ProcessSettings) {
    this.settings = settings;
  }

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** Whether all is over: no size is known any more. */
  isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Templated keys that were read, in order. */
  get unknownKeys(): readonly string[] {
    return this.#unknownKeys === undefined ? NO_KEYS : [...this.#unknownKeys];
  }

  /** Keeps the first refusal; none after a templated value, as nobody knows whether Flink would get this far. */
  refuse(code: RefusalCode, amounts: readonly Amount[], details: RefusalDetails = {}, inputs?: readonly RefusalInput[]): void {
    if (this.#refusal !== undefined || this.#unknownKeys !== undefined) return;
    this.#refusal = new LazyRefusal(code, details, amounts, this.#settled, inputs);
  }

  /** Notes a size as settled: a later refusal shows it. Returns it. */
  settle(amount: Amount): Amount {
    if (amount.known && this.#refusal === undefined) this.#settled.push(amount);
    return amount;
  }

  /** The text of an option; undefined when there is none, it is a template, or all is over already. */
  supply(option: TextOption): Supplied | undefined {
    if (this.#refusal !== undefined) return undefined;
    const setting = this.settings.textOf(option);
    if (hasText(setting)) return setting;
    if (!setting.isDefault) this.#noteUnknown(setting.key);
    return undefined;
  }

  #noteUnknown(key: string): void {
    (this.#unknownKeys ??= new Set()).add(key);
  }

  /** The same for what no size depends on: a template does not make the outcome unknown. */
  supplyKnown(option: TextOption): Supplied | undefined {
    const setting = this.settings.textOf(option);
    return this.#refusal === undefined && hasText(setting) ? setting : undefined;
  }

  /** Refuses a value that cannot be read. */
  refuseValue(option: ReadableOption, supplied: Supplied, reason: RefusalReason): void {
    this.refuse('value-invalid', [], { key: option.key, reason }, [inputOf(supplied)]);
  }

  /** Reads a size option (`getMemorySizeFromConfig`). */
  size(option: SizeOption): Amount {
    if (this.#refusal !== undefined) return unknownAmount(option.pool);
    return this.settings.sizeOf(option) ?? this.#withoutSize(option);
  }

  /** A template stands for the size, or it cannot be read. */
  #withoutSize(option: SizeOption): Amount {
    const key = this.settings.keyOf(option);
    const text = key === undefined ? undefined : this.settings.configuration.known(key);
    const size = text === undefined ? undefined : parseMemorySize(text);
    if (key !== undefined && text !== undefined && size !== undefined && 'problem' in size) this.refuseValue(option, { key, text, isDefault: false }, size.problem);
    else if (key !== undefined) this.#noteUnknown(key);
    return unknownAmount(option.pool);
  }

  /** Reads a fraction with its bounds (`ProcessMemoryUtils.getRangeFraction`): bounds first, then the fraction, then checks. */
  range({ min, max, fraction }: RangeOptions): Range {
    return this.#knownRange(fraction) ?? this.#noteRange(fraction, this.#rangeBetween(this.size(min), this.size(max), fraction));
  }

  #knownRange(fraction: TextOption): Range | undefined {
    return this.#refusal === undefined ? this.settings.rangeOf(fraction) : undefined;
  }

  #noteRange(fraction: TextOption, range: Range): Range {
    if (range.known) this.settings.noteRange(fraction, range);
    return range;
  }

  /** The same between bounds that are known already. */
  #rangeBetween(min: Amount, max: Amount, option: TextOption): Range {
    const supplied = this.supply(option);
    if (supplied === undefined) return { known: false, min, max, fraction: 0, supplied: NOTHING_SUPPLIED };
    const fraction = floatOf(supplied.text);
    let known = min.known && max.known;
    if (fraction === undefined) {
      this.refuseValue(option, supplied, 'not-a-number');
      known = false;
    } else if (known && min.bytes > max.bytes) {
      this.refuse('range-invalid', [min, max], { key: option.key, reason: 'min-above-max', required: min.bytes, available: max.bytes });
      known = false;
    } else if (!(fraction >= 0 && fraction < 1)) {
      this.refuse('range-invalid', [], { key: option.key, reason: 'fraction-outside' }, [inputOf(supplied)]);
      known = false;
    }
    return { known, min, max, fraction: fraction ?? 0, supplied };
  }

  /** A fraction of `base` within its bounds (`deriveWithFraction`). */
  share(pool: PartName, base: Amount, range: Range): Amount {
    return this.#within(pool, range, base.known ? base.bytes : undefined, new Making('share', base, NO_AMOUNTS, range));
  }

  /** A fraction of `base` that no bounds limit (managed memory). */
  unboundedShare(pool: PartName, base: Amount, fraction: TextOption): Amount {
    return this.share(pool, base, this.#knownRange(fraction) ?? this.#noteRange(fraction, this.unboundedRange(fraction)));
  }

  /** Reads a fraction as if it had no bounds. */
  unboundedRange(fraction: TextOption): Range {
    return this.#rangeBetween(NOTHING, EVERYTHING, fraction);
  }

  /** A number that an option gives, times a size (the legacy network buffers). */
  product(pool: PartName, count: Supplied, factor: bigint, size: Amount): Amount {
    return new Amount(pool, factor * size.bytes, true, 'set', count.key, count.text, new Making('product', size, NO_AMOUNTS, undefined));
  }

  /** The size that is the fraction of itself and `rest` together, within its bounds (`deriveWithInverseFraction`). */
  inverseShare(pool: PartName, rest: readonly Amount[], range: Range): Amount {
    return this.#within(pool, range, totalBytes(rest), new Making('inverseShare', undefined, rest, range));
  }

  #within(pool: PartName, range: Range, base: bigint | undefined, making: Making): Amount {
    const { known, min, max, fraction, supplied } = range;
    if (!known) return unknownAmount(pool);
    if (base === undefined) {
      // Equal bounds leave nothing to a template in the base.
      return min.bytes === max.bytes ? bound(pool, min, 'clampedToMin', new Making('bound', min, NO_AMOUNTS, undefined)) : unknownAmount(pool);
    }
    const share = multiplyExactly(base, making.kind === 'share' ? fraction : inverseFactor(fraction));
    if (share > MAX_BYTES) {
      this.refuse('overflow', making.base === undefined ? making.sources : [making.base]);
      return unknownAmount(pool);
    }
    if (share < min.bytes) return bound(pool, min, 'clampedToMin', making);
    if (share > max.bytes) return bound(pool, max, 'clampedToMax', making);
    return new Amount(pool, share, true, 'derived', supplied.key, supplied.isDefault ? undefined : supplied.text, making);
  }

  /** What sizes are together; more than 64 bits are refused (`MemorySize.add`). Undefined where nobody knows. */
  total(amounts: readonly Amount[]): bigint | undefined {
    const bytes = totalBytes(amounts);
    if (bytes === undefined || bytes <= MAX_BYTES) return bytes;
    this.refuse('overflow', amounts, { required: bytes, available: MAX_BYTES });
    return undefined;
  }

  /** The same as a size. */
  sum(pool: PartName, amounts: readonly Amount[]): Amount {
    this.total(amounts);
    return sumOf(pool, amounts);
  }

  /** What `parts` leave of `whole`. Unknown when they leave less than nothing: that has been refused by then. */
  rest(pool: PartName, whole: Amount, parts: readonly Amount[]): Amount {
    const taken = whole.known ? totalBytes(parts) : undefined;
    if (taken === undefined || taken > whole.bytes) return unknownAmount(pool);
    return new Amount(pool, whole.bytes - taken, true, 'rest', undefined, undefined, new Making('rest', whole, parts, undefined));
  }
}

/** A value as what takes part in a refusal. */
export function inputOf({ key, text, isDefault }: Supplied): RefusalInput {
  return isDefault ? { key } : { key, value: text };
}

function hasText(setting: TextSetting): setting is Supplied {
  return setting.text !== undefined;
}

function bound(pool: PartName, { bytes, key, value }: Amount, from: 'clampedToMin' | 'clampedToMax', making: Making): Amount {
  return new Amount(pool, bytes, true, from, key, value, making);
}

const NO_KEYS: readonly string[] = [];

const NOTHING_SUPPLIED: Supplied = { key: '', text: '', isDefault: false };
const NO_AMOUNTS: readonly Amount[] = [];
const NOTHING = new Amount(undefined, 0n, true, 'derived', undefined, undefined, undefined);
const EVERYTHING = new Amount(undefined, MAX_BYTES, true, 'derived', undefined, undefined, undefined);

/** `null`: no number. */
const floats = new Map<string, number | null>();

/** `Float.parseFloat`, remembered: the same few fractions are read again and again. */
function floatOf(text: string): number | undefined {
  let value = floats.get(text);
  if (value === undefined) {
    value = parseJavaFloat(text) ?? null;
    if (floats.size > 200) floats.clear();
    floats.set(text, value);
  }
  return value ?? undefined;
}
