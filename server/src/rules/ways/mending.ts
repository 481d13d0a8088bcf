/** Values that Flink has not come to read yet, and would refuse: a way out is judged by what comes of it once they are mended. */
import { formerNameOf, isCountOfMib, isPageSize, optionAt, parseMemorySize, supplyingKey, type Configuration, type FlinkVersion } from '../../model/index.js';
import type { ProcessKind } from '../../model/derivation.js';
import { parseJavaBoolean, parseJavaDouble, parseJavaInteger } from '../../model/javaNumbers.js';
import { type RangeOptions, rangesOf } from '../../model/processOptions.js';
import { repairBoolean, repairDecimal, repairInteger, repairSize } from '../repair.js';

/** Keys with what they are to be: a text, or `null` for nothing. */
export type Changes = Readonly<Record<string, string | null>>;

/** What makes every value readable, and every range one: the likely meaning where there is one, else nothing at all. */
export function mendingChanges(process: ProcessKind, configuration: Configuration, version: FlinkVersion): Changes {
  const changes: Record<string, string | null> = {};
  const prefix = `${process.toLowerCase()}.`;
  for (const key of configuration.keys()) {
    if (!key.startsWith(prefix) || configuration.isUnknown(key)) continue;
    const mended = mendedValue(key, configuration.get(key) ?? '', version);
    if (mended !== undefined) changes[key] = mended;
  }
  const readable = configuration.with(changes);
  for (const range of rangesOf(process, version)) if ('min' in range) Object.assign(changes, mendedRange(readable, range));
  return changes;
}

/** Undefined for a value that can be read, or that does not size anything. */
function mendedValue(key: string, text: string, version: FlinkVersion): string | null | undefined {
  const option = formerNameOf(key, version)?.option ?? optionAt(key, version);
  switch (option?.type) {
    case 'MemorySize': {
      const size = parseMemorySize(text);
      if ('problem' in size) return repairSize(text)?.value ?? null;
      // A size of segments matters only beside the old number of buffers, and is a power of two.
      return key.endsWith('.segment-size') && !isPageSize(size.bytes) ? null : undefined;
    }
    case 'Integer': {
      const number = parseJavaInteger(text);
      return number === undefined ? (repairInteger(text, isCountOfMib(key))?.value ?? null) : number < 0 || (number === 0 && key.endsWith('Slots')) ? null : undefined;
    }
    case 'Boolean':
      return parseJavaBoolean(text) === undefined ? (repairBoolean(text)?.value ?? null) : undefined;
    case 'Float':
    case 'Double':
      return mendedNumber(key, text);
    default:
      return undefined;
  }
}

function mendedNumber(key: string, text: string): string | null | undefined {
  const number = parseJavaDouble(text);
  if (number === undefined) return repairDecimal(text)?.value ?? null;
  const isFine = key.endsWith('fraction') ? number >= 0 && number < 1 : number > 0 && Number.isFinite(number);
  return isFine ? undefined : null;
}

/** Minimum and maximum change places; where one of them is a default, the other becomes as large. */
function mendedRange(configuration: Configuration, { min, max }: RangeOptions): Changes {
  const [low, high] = [min, max].map((option) => {
    const key = supplyingKey(configuration, option);
    const text = key === undefined ? option.default : configuration.get(key);
    const size = key !== undefined && configuration.isUnknown(key) ? undefined : parseMemorySize(text ?? '');
    return size === undefined || 'problem' in size ? undefined : { key, text: `${size.bytes}b`, bytes: size.bytes };
  });
  if (low === undefined || high === undefined || low.bytes <= high.bytes) return {};
  return { ...(low.key === undefined ? {} : { [low.key]: high.text }), ...(high.key === undefined ? {} : { [high.key]: low.text }) };
}
