import * as vscode from 'vscode';
import { toRange } from './edits.js';
import type { Target } from './commands/arguments.js';

/** Shows a place in its file, in the column given or where the file is open already; false when it cannot be opened. */
export async function reveal(target: Target, options: { readonly preserveFocus: boolean; readonly viewColumn?: vscode.ViewColumn }): Promise<boolean> {
  const uri = vscode.Uri.parse(target.uri);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const viewColumn = options.viewColumn ?? open?.viewColumn;
  try {
    const editor = await vscode.window.showTextDocument(uri, { preserveFocus: options.preserveFocus, ...(viewColumn === undefined ? {} : { viewColumn }) });
    if (target.range !== undefined) select(editor, toRange(target.range));
    return true;
  } catch {
    // The file may have gone since the place was noted.
    return false;
  }
}

/** Selects without scrolling sideways: beside the panel lines are cut off, and their keys should stay in sight. */
function select(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  const start = range.start.with({ character: 0 });
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
