import { applyEdits, type Change, editsFor, type TextChange } from '../documents/edits.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { parseMemorySize } from '../model/index.js';
import { authorText, sizingOf, spell, styleOf } from '../rules/index.js';
import type { Changes, EditRefused } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { clustersOf } from './locate.js';
import { leavesOthers, saysChanges } from './writtenChanges.js';

/** A cluster in the document that holds it. */
export interface Placed {
  readonly document: OpenDocument;
  readonly located: LocatedCluster;
}

/** Changes of keys as changes of the document. A field of Kubernetes' gets its sizes in its author's units: Flink's `m` may mean milli there. */
export function documentChanges(changes: Changes, { analysis }: LocatedCluster): readonly Change[] {
  return Object.entries(changes).map(([key, value]) => {
    if (value === null) return { kind: 'remove', key };
    const entry = analysis.cluster.settings.get(key)?.entry;
    // Where the operator computes the size, the edit finds the field's text.
    const size = entry?.source === 'resource' && sizingOf(analysis, key) === undefined ? parseMemorySize(value) : undefined;
    const text = entry === undefined || size === undefined || !('bytes' in size) ? value : spell(size.bytes, styleOf(key, authorText(analysis, entry)));
    return { kind: 'set', key, value: text };
  });
}

/** The document as it would be with some keys set or removed, or why it cannot be written. Nothing is written. */
export function placedWith(placed: Placed, changes: Changes, context: FeatureContext): Placed | { readonly refused: EditRefused } {
  const written = writtenWith(placed, changes, context);
  return 'refused' in written ? written : (written.after ?? NOT_WRITABLE);
}

/**
 * The edits of a cluster's section that set or remove some keys, with the cluster as it is read then: none where its last key
 * is removed. Refused where the text would say anything else.
 */
export function writtenWith(
  { document, located }: Placed, changes: Changes, context: FeatureContext,
): { readonly edits: readonly TextChange[]; readonly after: Placed | undefined } | { readonly refused: EditRefused } {
  const result = editsFor(located.section.section.text, located.cluster, documentChanges(changes, located));
  if ('refused' in result) return result;
  const { edits } = result;
  if (edits.length === 0) return { edits, after: { document, located } };
  const { start, end } = located.section;
  const { text } = document;
  const changed = document.edited(text.slice(0, start) + applyEdits(text.slice(start, end), edits) + text.slice(end));
  const [before, after] = [clustersOf(document, context), clustersOf(changed, context)];
  // Nothing that names a cluster is changed: it stands where it stood among the others.
  const same = after[before.indexOf(located)];
  const others = before.filter((other) => other !== located);
  if (same !== undefined && saysChanges(located, same, changes) && leavesOthers(others, after.filter((other) => other !== same), changes)) {
    return { edits, after: { document: changed, located: same } };
  }
  const isRemoval = Object.values(changes).every((value) => value === null);
  return isRemoval && leavesOthers(others, after, changes) ? { edits, after: undefined } : NOT_WRITABLE;
}

const NOT_WRITABLE = { refused: { code: 'not-writable' } } as const;
