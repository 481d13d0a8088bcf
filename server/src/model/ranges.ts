import { Calculation } from './calculation.js';
import type { Configuration } from './configuration.js';
import type { ProcessKind, Refusal } from './derivation.js';
import { isConfigured } from './options.js';
import { rangesOf, taskManagerOptions } from './processOptions.js';
import { isAtLeast, type FlinkVersion } from './version.js';

/**
 * The ranges that no total can save: a minimum above its maximum, a fraction outside [0, 1). Flink reports the first failure
 * it comes to; these are found whatever else is refused before them or hidden in a template.
 */
export function rangeRefusals(process: ProcessKind, configuration: Configuration, version: FlinkVersion): readonly Refusal[] {
  if (process === 'jobManager' && !isAtLeast(version, '1.11')) return [];
  return rangesOf(process, version).flatMap((options) => {
    // The fraction of managed memory is read only where no size takes its place.
    if (!('min' in options) && isConfigured(configuration, taskManagerOptions(version).managedSize)) return [];
    const bounds = 'min' in options ? refusalOf(configuration, (c) => c.range(options)) : undefined;
    const fraction = refusalOf(configuration, (c) => c.unboundedRange(options.fraction));
    return [bounds?.reason === 'min-above-max' ? bounds : undefined, fraction].flatMap((refusal) => (refusal?.code === 'range-invalid' ? [refusal] : []));
  });
}

function refusalOf(configuration: Configuration, read: (c: Calculation) => unknown): Refusal | undefined {
  const c = new Calculation(configuration);
  read(c);
  return c.refusal;
}
