import * as vscode from 'vscode';
import { needsServer, needsServerAfterEdit } from './markers.js';

/** Calls `start` once, as soon as an open document needs the server; until then only watches what is opened and typed. */
export function startWhenNeeded(start: () => void): vscode.Disposable {
  const watching: vscode.Disposable[] = [];
  const found = (): void => {
    vscode.Disposable.from(...watching.splice(0)).dispose();
    start();
  };
  if (vscode.workspace.textDocuments.some(needsServer)) {
    start();
  } else {
    watching.push(
      // A change of the language id arrives as close and open.
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (needsServer(document)) found();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (needsServerAfterEdit(document, contentChanges)) found();
      }),
    );
  }
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...watching.splice(0)).dispose();
  });
}
