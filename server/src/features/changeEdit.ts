import type { LocatedCluster, OpenDocument, TextChange } from '../documents/index.js';
import type { ChangeEditParams, ChangeEditResult } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { clustersOf, rangeOf } from './locate.js';
import { writtenWith } from './whatIf.js';

/** The edit that writes changes of keys where they count, or why it cannot be written. */
export function changeEdit(document: OpenDocument, params: ChangeEditParams, context: FeatureContext): ChangeEditResult {
  const located = clustersOf(document, context).find(({ id }) => id === params.cluster);
  if (located === undefined) return { refused: { code: 'cluster-not-found' } };
  const written = writtenWith({ document, located }, params.changes, context);
  return 'refused' in written ? written : { edit: workspaceEdit(document, located, written.edits) };
}

/** Edits of a cluster's section as an LSP WorkspaceEdit on the document. */
export function workspaceEdit(document: OpenDocument, located: LocatedCluster, edits: readonly TextChange[]) {
  return {
    changes: { [document.uri]: edits.map(({ span, text }) => ({ range: rangeOf(document, located, span), newText: text })) },
  };
}
