import { optionAt, type OptionAt } from './catalogue.js';
import type { Configuration } from './configuration.js';
import { parseMemorySize } from './memorySize.js';
import type { FlinkVersion } from './version.js';

/** An option as a derivation reads it: its own key, the keys read in its place, the default in bytes or as text. */
export interface ReadableOption {
  readonly key: string;
  /** Former names and alternatives, in the order Flink tries them. */
  readonly fallbackKeys: readonly string[];
  readonly default: string | undefined;
  /** The default as a size; undefined when there is none or it is no size. */
  readonly defaultBytes: bigint | undefined;
}

const known = new Map<FlinkVersion, Map<string, ReadableOption>>();

/** What the derivation of a version needs of an option; undefined when the version does not have it. Remembered. */
export function readableOption(key: string, version: FlinkVersion): ReadableOption | undefined {
  const before = known.get(version)?.get(key);
  if (before !== undefined) return before;
  const option = optionAt(key, version);
  if (option === undefined) return undefined;
  const readable = toReadable(key, option);
  // A key with a name in it comes from the user's text, and there is no end of those.
  if (option.key === key) known.set(version, (known.get(version) ?? new Map<string, ReadableOption>()).set(key, readable));
  return readable;
}

function toReadable(key: string, option: OptionAt): ReadableOption {
  const size = option.type === 'MemorySize' && option.default !== undefined ? parseMemorySize(option.default) : undefined;
  return {
    key,
    fallbackKeys: option.fallbackKeys.map((fallback) => fallback.key),
    default: option.default,
    defaultBytes: size !== undefined && 'bytes' in size ? size.bytes : undefined,
  };
}

/** The key of the configuration that supplies the option's value, as `Configuration.get` looks for it: own key first. */
export function supplyingKey(configuration: Configuration, option: ReadableOption): string | undefined {
  return configuration.supplyingKey(option);
}

/** `Configuration.contains`: own key or any that is read in its place. False for an option the version does not have. */
export function isConfigured(configuration: Configuration, option: ReadableOption | undefined): option is ReadableOption {
  return option !== undefined && configuration.supplyingKey(option) !== undefined;
}

/** The size an option has here, in bytes: configured or its default; undefined where there is none, a template hides it, or it cannot be read. */
export function configuredSize(configuration: Configuration, option: ReadableOption): bigint | undefined {
  const key = supplyingKey(configuration, option);
  if (key === undefined) return option.defaultBytes;
  const size = configuration.isUnknown(key) ? undefined : parseMemorySize(configuration.get(key) ?? '');
  return size !== undefined && 'bytes' in size ? size.bytes : undefined;
}
