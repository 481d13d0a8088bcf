import type { OpenDocument } from '../documents/index.js';
import type { ChangeEditParams, ChangeEditResult } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { clustersOf } from './locate.js';
import { sectionEdit } from './textEdits.js';
import { writtenWith } from './whatIf.js';

/** The edit that writes changes of keys where they count, or why it cannot be written. */
export function changeEdit(document: OpenDocument, params: ChangeEditParams, context: FeatureContext): ChangeEditResult {
  const located = clustersOf(document, context).find(({ id }) => id === params.cluster);
  if (located === undefined) return { refused: { code: 'cluster-not-found' } };
  const written = writtenWith({ document, located }, params.changes, context);
  return 'refused' in written ? written : { edit: sectionEdit(document, located, written.edits) };
}
