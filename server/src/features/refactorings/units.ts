import * as l10n from '@vscode/l10n';
import type { Entry } from '../../documents/cluster.js';
import type { LocatedCluster } from '../../documents/index.js';
import { formerNameOf, optionAt, parseMemorySize, readResourceMemory } from '../../model/index.js';
import { type SizeStyle, styleOf } from '../../rules/index.js';
import { GIB, MIB } from '../../shared/sizes.js';
import type { FeatureContext } from '../context.js';
import type { Target } from '../locate.js';
import { provenEdits, type Refactoring } from './proven.js';

/** A size in the other units in which it is a whole number. */
export function unitConversions(located: LocatedCluster, target: Target, context: FeatureContext): readonly Refactoring[] {
  const size = sizeAt(located, target);
  if (size === undefined) return [];
  const { entry, text, bytes } = size;
  return spellings(bytes, styleOf(entry.key, text)).filter((spelling) => spelling !== text.trim()).flatMap((value) => {
    const edits = provenEdits(located, [{ kind: 'setValue', entry, value }], new Set([entry.key]), context);
    return edits !== undefined && bytesOf(located, entry, value) === bytes ? [{ title: titleOf(value), edits }] : [];
  });
}

function titleOf(value: string): string {
  return /^\d+$/.test(value) ? l10n.t('Convert to {0} (bytes)', value) : l10n.t('Convert to {0}', value);
}

interface Size {
  readonly entry: Entry;
  /** As its author wrote it. */
  readonly text: string;
  readonly bytes: bigint;
}

function sizeAt(located: LocatedCluster, target: Target): Size | undefined {
  const { cluster } = located;
  const entry = target.kind === 'entry' ? target.entry : target.kind === 'resource' ? cluster.entries.find(({ keySpan }) => keySpan.start === target.resource.keySpan.start) : undefined;
  if (entry === undefined || entry.templated || entry.site.kind === 'fixed') return undefined;
  const text = target.kind === 'resource' ? target.resource.text : entry.value;
  const bytes = bytesOf(located, entry, text);
  return bytes === undefined || bytes === 0n ? undefined : { entry, text, bytes };
}

/** What a text means in the place of an entry's value: to the operator in its own fields, elsewhere to Flink. */
function bytesOf({ cluster: { version: { version }, operatorVersion } }: LocatedCluster, { key, source }: Entry, text: string): bigint | undefined {
  if (source === 'resource') {
    const read = operatorVersion === undefined ? undefined : readResourceMemory(text, operatorVersion);
    return read !== undefined && 'bytes' in read ? read.bytes : undefined;
  }
  const option = version === undefined ? undefined : formerNameOf(key, version)?.option ?? optionAt(key, version);
  if (option?.type !== 'MemorySize' || styleOf(key, text).countOfMib) return undefined;
  const read = parseMemorySize(text);
  return 'bytes' in read ? read.bytes : undefined;
}

/** From the largest unit to bytes; KiB only for what is no whole MiB. Bytes stand alone where they cannot be taken for MiB. */
function spellings(bytes: bigint, { blank, units: [b, k, m, g] }: SizeStyle): readonly string[] {
  return [
    ...(bytes % GIB === 0n ? [`${bytes / GIB}${blank}${g}`] : []),
    ...(bytes % MIB === 0n ? [`${bytes / MIB}${blank}${m}`] : bytes % 1024n === 0n ? [`${bytes / 1024n}${blank}${k}`] : []),
    bytes >= MIB ? bytes.toString() : `${bytes}${b}`,
  ];
}
