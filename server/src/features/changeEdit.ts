import { editsFor, type LocatedCluster, type OpenDocument, type TextChange } from '../documents/index.js';
import type { ChangeEditParams, ChangeEditResult } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { clustersOf, rangeOf } from './locate.js';
import { documentChanges } from './whatIf.js';

/** The edit that writes changes of keys where they count, or why it cannot be written. */
export function changeEdit(document: OpenDocument, params: ChangeEditParams, context: FeatureContext): ChangeEditResult {
  const located = clustersOf(document, context).find(({ id }) => id === params.cluster);
  if (located === undefined) return { refused: { code: 'cluster-not-found' } };
  const result = editsFor(located.section.section.text, located.cluster, documentChanges(params.changes, located));
  if ('refused' in result) return result;
  return { edit: workspaceEdit(document, located, result.edits) };
}

/** Edits of a cluster's section as an LSP WorkspaceEdit on the document. */
export function workspaceEdit(document: OpenDocument, located: LocatedCluster, edits: readonly TextChange[]) {
  return {
    changes: { [document.uri]: edits.map(({ span, text }) => ({ range: rangeOf(document, located, span), newText: text })) },
  };
}
