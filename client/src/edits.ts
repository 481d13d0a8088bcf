import * as vscode from 'vscode';
import type { ChangeEditResult, Range } from '../../server/src/shared/protocol.js';

type ServerEdit = Extract<ChangeEditResult, { readonly edit: unknown }>['edit'];

/** An edit of the server's as the editor applies it. */
export function toWorkspaceEdit(edit: ServerEdit): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(edit.changes)) {
    result.set(vscode.Uri.parse(uri), edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)));
  }
  return result;
}

/** A range of the server's (UTF-16, as the editor's own) as the editor's. */
export function toRange(range: Range): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
