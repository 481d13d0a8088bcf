import { MARKER_WORDS, SERVED_LANGUAGES } from '../../server/src/shared/served.js';

/** Whether a text holds a word that only Flink's files have. */
export function hasMarker(text: string): boolean {
  return MARKER_WORDS.some((marker) => text.includes(marker));
}

/** A document's text, as far as the scan for marker words asks for it. `vscode.TextDocument` fits. */
export interface ScannedDocument {
  readonly languageId: string;
  readonly lineCount: number;
  getText(): string;
  lineAt(line: number): { readonly text: string };
}

/** One replacement as the editor reports it, in the positions before the edit. */
export interface ScannedChange {
  readonly range: { readonly start: { readonly line: number } };
  readonly text: string;
}

/** Whether a document needs the server. A `flink-conf.yaml` does by its name, also while it is empty. */
export function needsServer(document: ScannedDocument): boolean {
  if (!isServed(document.languageId)) return false;
  return document.languageId === 'flink-conf' || hasMarker(document.getText());
}

/** The same after an edit, for a document that needed none before: looks at the edited lines only, for typing must cost nothing. */
export function needsServerAfterEdit(document: ScannedDocument, changes: readonly ScannedChange[]): boolean {
  if (!isServed(document.languageId)) return false;
  const [change, ...more] = changes;
  if (change === undefined) return false;
  // Several replacements at once shift each other's lines.
  if (more.length > 0) return needsServer(document);
  const first = change.range.start.line;
  const last = Math.min(first + change.text.split('\n').length, document.lineCount) - 1;
  for (let line = first; line <= last; line++) {
    if (hasMarker(document.lineAt(line).text)) return true;
  }
  return false;
}

/** Whether the server looks at documents of this language. */
export function isServed(languageId: string): boolean {
  return SERVED_LANGUAGES.some((served) => served === languageId);
}
