/** Edits as LSP has them. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument, TextChange } from '../documents/index.js';
import type { ComposedEdit } from './composedEdits.js';

/** A `WorkspaceEdit` that has its changes by file. */
interface Changes {
  readonly changes: Record<string, TextEdit[]>;
}

/** Edits of a document's text. */
export function textEdits(document: OpenDocument, edits: readonly Pick<ComposedEdit<unknown>, 'span' | 'text'>[]): readonly TextEdit[] {
  return edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
}

/** Such edits of one document, and of no other. */
export function documentEdit({ uri }: OpenDocument, edits: readonly TextEdit[]): Changes {
  return { changes: { [uri]: [...edits] } };
}

/** Edits of a cluster's section, as those of its document. */
export function sectionEdit(document: OpenDocument, located: LocatedCluster, edits: readonly TextChange[]): Changes {
  return documentEdit(document, textEdits(document, edits.map(({ span, text }) => ({ span: located.toSpan(span), text }))));
}
