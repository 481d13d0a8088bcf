import { applyEdits, type Change, editsFor } from '../documents/edits.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { parseMemorySize } from '../model/index.js';
import { authorText, sizingOf, spell, styleOf } from '../rules/index.js';
import type { Changes, EditRefused } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { clustersOf } from './locate.js';

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
export function placedWith({ document, located }: Placed, changes: Changes, context: FeatureContext): Placed | { readonly refused: EditRefused } {
  const result = editsFor(located.section.section.text, located.cluster, documentChanges(changes, located));
  if ('refused' in result) return result;
  if (result.edits.length === 0) return { document, located };
  const { start, end } = located.section;
  const { text } = document;
  const changed = document.edited(text.slice(0, start) + applyEdits(text.slice(start, end), result.edits) + text.slice(end));
  // Nothing that names a cluster is changed: it stands where it stood among the others.
  const after = clustersOf(changed, context)[clustersOf(document, context).indexOf(located)];
  return after === undefined ? { refused: { code: 'not-writable' } } : { document: changed, located: after };
}
