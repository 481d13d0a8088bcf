/** Sizes that other people's operators compute from a field: what is written there is not what Flink gets. */
import type { Analysis } from '../documents/analysis.js';
import type { Sizing } from '../documents/fields.js';
import { processOfSizeKey, sizeValue } from '../model/index.js';
import { authorText, winningEntry } from './settings.js';
import { spell, styleOf } from './spelling.js';

/** How an operator computes the size that counts for a key; undefined for sizes that somebody writes. */
export function sizingOf(analysis: Analysis, key: string): Sizing | undefined {
  const setting = analysis.cluster.settings.get(key);
  if (setting?.source !== 'resource') return undefined;
  if (setting.entry !== undefined) return setting.entry.site.kind === 'scalar' ? setting.entry.site.sizing : undefined;
  const process = processOfSizeKey(key);
  return process === undefined ? undefined : analysis.cluster.processes[process].memory?.sizing;
}

/** A size as it is to be written for a key. */
export interface WrittenSize {
  /** As its author would write it, in the place where it stands. */
  readonly text: string;
  /** The same for a `Change`, which speaks in Flink's sizes wherever an operator computes them. */
  readonly value: string;
  /** What Flink gets, in bytes: not always what was asked for. */
  readonly bytes: bigint;
}

/**
 * The nearest size that can be written for a key: at least (`up`) or at most (`down`) so many bytes. Undefined where the operator
 * makes no such size of anything.
 *
 * @param like a text whose style counts where the document has none
 */
export function writtenSize(analysis: Analysis, key: string, bytes: bigint, like?: string, towards: 'up' | 'down' = 'up'): WrittenSize | undefined {
  const sizing = sizingOf(analysis, key);
  if (sizing !== undefined) {
    const sized = sizing.fieldFor(bytes, towards);
    return sized === undefined ? undefined : { text: sized.text, value: sizeValue(key, sized.bytes), bytes: sized.bytes };
  }
  const entry = winningEntry(analysis, key);
  const text = spell(bytes, styleOf(key, entry === undefined ? like : authorText(analysis, entry)));
  return { text, value: text, bytes };
}
