import * as vscode from 'vscode';

/** A document's text with edits that do not overlap. */
export function changedText(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  let text = document.getText();
  // From the end, so that the places of the others stay.
  for (const { range, newText } of [...edits].sort((left, right) => right.range.start.compareTo(left.range.start))) {
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  }
  return text;
}
