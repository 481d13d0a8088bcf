import * as l10n from '@vscode/l10n';
import type { ResourceMemory, Setting } from '../documents/cluster.js';
import { fieldBytes } from '../documents/sizing.js';
import { processSizeKey, readResourceMemory } from '../model/index.js';
import { sizeText } from '../shared/sizes.js';
import { code } from './markdown.js';

const NAMES: ReadonlyMap<bigint, string> = new Map([
  [1n << 10n, 'KiB'], [1n << 20n, 'MiB'], [1n << 30n, 'GiB'], [1n << 40n, 'TiB'],
  [1000n, 'kB'], [1000n ** 2n, 'MB'], [1000n ** 3n, 'GB'], [1000n ** 4n, 'TB'],
]);

/** What an operator makes of a field's memory: the units that it reads, and the share that the process gets. */
export function computedNote({ process, text, units = 'kubernetes', share }: ResourceMemory, setting: Setting | undefined): string | undefined {
  const bytes = fieldBytes(text, units);
  if (bytes === undefined) return undefined;
  const size = l10n.t('{0} is {1}', code(text), sizeText(bytes));
  const key = code(processSizeKey(process));
  // What counts may come from elsewhere, or be nobody's to know.
  if (setting === undefined || setting.templated || setting.source !== 'resource') return size;
  if (share === undefined) return l10n.t('{0}, and {1} is the same.', size, key);
  return share.isDefault
    ? l10n.t('{0}; {1} becomes {2}, by {3} {4}, the default.', size, key, code(setting.value), code(share.field), share.text)
    : l10n.t('{0}; {1} becomes {2}, by {3} {4}.', size, key, code(setting.value), code(share.field), share.text);
}

/** What the unit of a `resource.memory` means to the operator, where Kubernetes would read it another way; undefined elsewhere. */
export function unitNote(text: string, operatorVersion: string | undefined): string | undefined {
  const unit = /[a-z]+$/i.exec(text.trim())?.[0];
  // Units with an `i` are the same to everybody.
  if (unit === undefined || /i/i.test(unit)) return undefined;
  const read = operatorVersion === undefined ? undefined : readResourceMemory(`1${unit}`, operatorVersion);
  const name = read !== undefined && 'bytes' in read ? NAMES.get(read.bytes) : undefined;
  return name === undefined ? undefined : l10n.t('{0} is {1} here: the operator reads Flink’s units first.', code(unit), name);
}
