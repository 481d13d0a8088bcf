import * as vscode from 'vscode';
import { toRange } from './edits.js';
import type { Target } from './commands/arguments.js';

/** Shows a place in its file, in the column given or where the file is open already; false when it cannot be opened. */
export async function reveal(target: Target, options: { readonly preserveFocus: boolean; readonly viewColumn?: vscode.ViewColumn }): Promise<boolean> {
  const uri = vscode.Uri.parse(target.uri);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const viewColumn = options.viewColumn ?? open?.viewColumn;
  try {
    await vscode.window.showTextDocument(uri, {
      preserveFocus: options.preserveFocus,
      ...(viewColumn === undefined ? {} : { viewColumn }),
      ...(target.range === undefined ? {} : { selection: toRange(target.range) }),
    });
    return true;
  } catch {
    // The file may have gone since the place was noted.
    return false;
  }
}
