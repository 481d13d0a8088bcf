import { Calculation } from './calculation.js';
import type { Refusal } from './derivation.js';
import { rangesOf, taskManagerOptions, type RangeOptions, type TextOption } from './processOptions.js';
import type { ProcessSettings } from './processSettings.js';
import { isAtLeast } from './version.js';

/**
 * The ranges that no total can save: a minimum above its maximum, a fraction outside [0, 1). Flink reports the first failure
 * it comes to; these are found whatever else is refused before them or hidden in a template.
 */
export function rangeRefusals(settings: ProcessSettings): readonly Refusal[] {
  const { process, context: { version } } = settings;
  if (process === 'jobManager' && !isAtLeast(version, '1.11')) return [];
  // The fraction of managed memory is read only where no size takes its place.
  const ranges = rangesOf(process, version).filter((options) => 'min' in options || !settings.isSet(taskManagerOptions(version).managedSize));
  return areAllRanges(settings, ranges) ? [] : ranges.flatMap((options) => {
    const bounds = 'min' in options ? refusalOf(settings, (c) => c.range(options)) : undefined;
    const fraction = refusalOf(settings, (c) => c.unboundedRange(options.fraction));
    return [bounds?.reason === 'min-above-max' ? bounds : undefined, fraction].flatMap((refusal) => (refusal?.code === 'range-invalid' ? [refusal] : []));
  });
}

/** Whether nothing is wrong with any of them: nearly always one pass tells. */
function areAllRanges(settings: ProcessSettings, ranges: readonly (RangeOptions | { readonly fraction: TextOption })[]): boolean {
  const c = new Calculation(settings);
  for (const options of ranges) {
    if ('min' in options) c.range(options);
    else c.unboundedRange(options.fraction);
  }
  return c.refusal === undefined && c.unknownKeys.length === 0;
}

function refusalOf(settings: ProcessSettings, read: (c: Calculation) => unknown): Refusal | undefined {
  const c = new Calculation(settings);
  read(c);
  return c.refusal;
}
