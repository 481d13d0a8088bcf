import type { Configuration } from './configuration.js';
import { parseJavaLong } from './javaNumbers.js';
import { supplyingKey } from './options.js';
import { taskManagerOptions } from './processOptions.js';
import { splitEscaped } from './structuredOptions.js';
import type { FlinkVersion } from './version.js';

export type ExternalResources =
  /** Name and amount of each resource that is listed and has one. */
  | { readonly amounts: readonly (readonly [name: string, amount: string])[] }
  /** A key whose amount is no whole number. */
  | { readonly unreadable: { readonly key: string; readonly text: string } }
  /** A template hides the list or an amount. */
  | 'unknown';

/** The external resources (GPUs and the like) of a TaskManager, as `ExternalResourceUtils` reads them. */
export function externalResources(configuration: Configuration, version: FlinkVersion): ExternalResources {
  const { externalResources: list } = taskManagerOptions(version);
  const key = list === undefined ? undefined : supplyingKey(configuration, list);
  if (key === undefined) return { amounts: [] };
  if (configuration.isUnknown(key)) return 'unknown';
  const text = configuration.get(key) ?? '';
  const amounts: (readonly [string, string])[] = [];
  for (const name of new Set(text === 'none' ? [] : splitEscaped(text, ';') ?? [])) {
    const amountKey = `external-resource.${name}.amount`;
    const amountText = configuration.get(amountKey);
    if (amountText === undefined) continue;
    if (configuration.isUnknown(amountKey)) return 'unknown';
    const amount = parseJavaLong(amountText);
    if (amount === undefined) return { unreadable: { key: amountKey, text: amountText } };
    // Flink leaves out what it gets none of.
    if (amount > 0n) amounts.push([name, amount.toString()]);
  }
  return { amounts };
}
