import { takenAmount, type Amount } from './amount.js';
import type { Range } from './calculation.js';
import type { Configuration } from './configuration.js';
import type { ProcessKind } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { isCountOfMib, sizeValue } from './legacyKeys.js';
import { MAX_BYTES, parseMemorySize } from './memorySize.js';
import type { ReadableOption } from './options.js';
import { optionsOf, type ProcessOptions, type SizeOption, type TextOption, type TextSetting } from './processOptions.js';

/**
 * What a configuration has for the options of a process, and what else decides how Flink sizes it: all that a derivation asks.
 * Each option is looked up and read once, also where a search for a size derives the process many times with another one.
 */
export class ProcessSettings {
  readonly process: ProcessKind;
  readonly configuration: Configuration;
  readonly context: DerivationContext;
  readonly #options: ProcessOptions;
  /** By the numbers of the options. */
  readonly #sizes: (Amount | undefined)[];
  readonly #texts: (TextSetting | undefined)[];
  /** By the numbers of the fractions. */
  readonly #ranges: (Range | undefined)[];
  #areAllRead = false;

  private constructor(
    process: ProcessKind, configuration: Configuration, context: DerivationContext, options: ProcessOptions,
    sizes: (Amount | undefined)[], texts: (TextSetting | undefined)[], ranges: (Range | undefined)[],
  ) {
    this.process = process;
    this.configuration = configuration;
    this.context = context;
    this.#options = options;
    this.#sizes = sizes;
    this.#texts = texts;
    this.#ranges = ranges;
  }

  static of(process: ProcessKind, configuration: Configuration, context: DerivationContext): ProcessSettings {
    const options = optionsOf(process, context.version);
    return new ProcessSettings(
      process, configuration, context, options,
      new Array<Amount | undefined>(options.sizes.length), new Array<TextSetting | undefined>(options.texts.length), new Array<Range | undefined>(options.texts.length),
    );
  }

  /** The key that supplies an option's value; undefined where none does. */
  keyOf(option: ReadableOption): string | undefined {
    return this.configuration.supplyingKey(option);
  }

  /** The size that an option has, or its default; undefined where a template hides it, or it cannot be read. */
  sizeOf(option: SizeOption): Amount | undefined {
    return this.#sizes[option.index] ??= this.#readSize(option);
  }

  #readSize(option: SizeOption): Amount | undefined {
    const key = this.configuration.supplyingKey(option);
    if (key === undefined) return option.defaultSize;
    const text = this.configuration.known(key);
    const size = text === undefined ? undefined : parseMemorySize(text);
    return size !== undefined && 'bytes' in size ? takenAmount(option.pool, key, text, size.bytes) : undefined;
  }

  /** What an option that is no size has. */
  textOf(option: TextOption): TextSetting {
    return this.#texts[option.index] ??= this.#readText(option);
  }

  #readText(option: TextOption): TextSetting {
    const key = this.configuration.supplyingKey(option);
    return key === undefined ? option.otherwise : { key, text: this.configuration.known(key), isDefault: false };
  }

  /** `Configuration.contains`: own key or any that is read in its place. False for an option the version does not have. */
  isSet(option: SizeOption | undefined): option is SizeOption {
    if (option === undefined) return false;
    const size = this.#sizes[option.index] ?? this.sizeOf(option);
    return size === undefined || size.from === 'set';
  }

  /** The same for what is no size. */
  hasText(option: TextOption | undefined): option is TextOption {
    return option !== undefined && !this.textOf(option).isDefault;
  }

  /** A range that was found to be one. */
  rangeOf(fraction: TextOption): Range | undefined {
    return this.#ranges[fraction.index];
  }

  noteRange(fraction: TextOption, range: Range): void {
    this.#ranges[fraction.index] = range;
  }

  /** The same with some keys set (text) or removed (null). */
  with(changes: Readonly<Record<string, string | null>>): ProcessSettings {
    const entries = Object.entries(changes);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && first[1] !== null) return this.withText(first[0], first[1]);
    return ProcessSettings.of(this.process, this.configuration.with(changes), this.context);
  }

  /** The same with a text for one key: what no option reads from that key is as before. */
  withText(key: string, text: string): ProcessSettings {
    const sizes = this.#options.sizesByKey.get(key) ?? NONE;
    const texts = this.#options.textsByKey.get(key) ?? NONE;
    const keepsRanges = texts.length === 0 && sizes.every(({ pool }) => pool !== undefined);
    return new ProcessSettings(
      this.process, this.configuration.withText(key, text), this.context, this.#options,
      sizes.length === 0 ? this.#sizes : without(sizes, this.#allSizes()), texts.length === 0 ? this.#texts : without(texts, this.#texts),
      keepsRanges ? this.#ranges : new Array<Range | undefined>(this.#ranges.length),
    );
  }

  /** The same with a size for one key, in bytes; in whole MiB where the key counts those. */
  withSize(key: string, bytes: bigint): ProcessSettings {
    const text = sizeValue(key, bytes);
    const changed = this.withText(key, text);
    if (isCountOfMib(key) || bytes > MAX_BYTES) return changed;
    // Nobody has to read what was only now written.
    for (const option of this.#options.sizesByKey.get(key) ?? NONE) {
      if (changed.keyOf(option) === key) changed.#sizes[option.index] = takenAmount(option.pool, key, text, bytes);
    }
    return changed;
  }

  /** All sizes read: those that a refusal came before, too. */
  #allSizes(): readonly (Amount | undefined)[] {
    if (!this.#areAllRead) for (const option of this.#options.sizes) this.#sizes[option.index] ??= this.#readSize(option);
    this.#areAllRead = true;
    return this.#sizes;
  }
}

const NONE: readonly never[] = [];

/** Found values, but for those of some options. */
function without<Value>(options: readonly { readonly index: number }[], found: readonly (Value | undefined)[]): (Value | undefined)[] {
  const others = found.slice();
  for (const { index } of options) others[index] = undefined;
  return others;
}
