import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import { codeActions, diagnose } from '../../server/src/features/index.js';
import { open, type Opened, type OpenOptions } from './features.js';

/** The actions at the only mark or caret of a document, or anywhere in one without, with their edits. */
export function actionsIn(source: string, options: OpenOptions = {}, only?: readonly string[]): { readonly opened: Opened; readonly actions: readonly CodeAction[] } {
  const opened = open(source, options);
  const actions = codeActions(opened.document, rangeOf(opened), { only, diagnostics: [], withEdits: true }, opened.context);
  return { opened, actions };
}

function rangeOf({ document, positions, marks }: Opened): Range {
  const [mark] = marks;
  const [position] = positions;
  if (mark !== undefined) return { start: document.positionAt(mark.start), end: document.positionAt(mark.end) };
  if (position !== undefined) return { start: position, end: position };
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.text.length) };
}

/** The whole document after the action with that title. */
export function after(source: string, title: string | RegExp, options: OpenOptions = {}, only?: readonly string[]): string {
  const { opened, actions } = actionsIn(source, options, only);
  const action = actions.find((candidate) => (typeof title === 'string' ? candidate.title === title : title.test(candidate.title)));
  assert.ok(action, `${String(title)} is not among: ${actions.map((candidate) => candidate.title).join(' | ')}`);
  return applied(opened, Object.values(action.edit?.changes ?? {}).flat());
}

export function applied({ document: { uri, text } }: Opened, edits: readonly TextEdit[]): string {
  assert.ok(edits.length > 0, 'there is no edit');
  return TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 1, text), [...edits]);
}

export function titlesIn(source: string, options: OpenOptions = {}, only?: readonly string[]): readonly string[] {
  return actionsIn(source, options, only).actions.map(({ title }) => title);
}

/** What problems a document has, as rule and text. */
export function problemsIn(text: string, options: OpenOptions = {}): readonly Diagnostic[] {
  const opened = open(text, options);
  return diagnose(opened.document, opened.context);
}

export function rulesIn(text: string, options: OpenOptions = {}): readonly string[] {
  return problemsIn(text, options).map(({ code }) => String(code));
}
