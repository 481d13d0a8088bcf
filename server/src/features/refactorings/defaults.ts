import * as l10n from '@vscode/l10n';
import type { Entry } from '../../documents/cluster.js';
import type { LocatedCluster } from '../../documents/index.js';
import { optionAt, parseMemorySize, type OptionAt } from '../../model/index.js';
import type { FeatureContext } from '../context.js';
import type { Target } from '../locate.js';
import { provenEdits, type Refactoring } from './proven.js';

/** Removes memory settings that say what holds without them, at the Flink version at hand: the one at the cursor, and all. */
export function removalsOfDefaults(located: LocatedCluster, target: Target, context: FeatureContext): readonly Refactoring[] {
  const entries = located.cluster.entries.filter((entry) => isDefault(located, entry));
  const own = target.kind === 'entry' && entries.includes(target.entry) ? target.entry : undefined;
  const edits = own === undefined ? undefined : editsWithout(located, [own], context);
  const together = entries.length < 2 ? [] : largestThatChangesNothing(located, entries, context);
  const all = together.length < 2 ? undefined : editsWithout(located, together, context);
  return [
    ...(own === undefined || edits === undefined ? [] : [{ title: l10n.t('Remove {0} (equal to its default)', own.key), edits }]),
    ...(all === undefined ? [] : [{ title: l10n.t('Remove {0} memory settings equal to their defaults', together.length), edits: all }]),
  ];
}

/** Only options of which nothing but the derivation asks whether they are set: others may behave otherwise at their own default. */
function isDefault({ cluster }: LocatedCluster, { key, value, templated, source }: Entry): boolean {
  const { version } = cluster.version;
  if (version === undefined || templated || source !== 'document' || !/^(?:task|job)manager\.memory\./.test(key)) return false;
  const setting = cluster.settings.get(key);
  const option = optionAt(key, version);
  return setting?.overridden.length === 0 && setting.beneath === undefined && option?.default !== undefined && saysTheSame(option, option.default, value);
}

function saysTheSame({ type }: OptionAt, one: string, other: string): boolean {
  if (type === 'MemorySize') {
    const [left, right] = [parseMemorySize(one), parseMemorySize(other)];
    return 'bytes' in left && 'bytes' in right && left.bytes === right.bytes;
  }
  const isNumber = /^(?:Integer|Long|Float|Double)$/.test(type);
  return isNumber && other.trim() !== '' ? Number(one) === Number(other) : one.toLowerCase() === other.toLowerCase();
}

function editsWithout(located: LocatedCluster, entries: readonly Entry[], context: FeatureContext) {
  return provenEdits(located, entries.map((entry) => ({ kind: 'removeEntry', entry })), new Set(entries.map(({ key }) => key)), context);
}

/** All, or where one of them matters for being set at all, those that can go one after the other. */
function largestThatChangesNothing(located: LocatedCluster, entries: readonly Entry[], context: FeatureContext): readonly Entry[] {
  if (editsWithout(located, entries, context) !== undefined) return entries;
  return entries.reduce<readonly Entry[]>((gone, entry) => (editsWithout(located, [...gone, entry], context) === undefined ? gone : [...gone, entry]), []);
}
