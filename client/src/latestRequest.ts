import * as vscode from 'vscode';

/** The latest of several requests for the same: when one begins, the one before it is cancelled. */
export class LatestRequest implements vscode.Disposable {
  #source: vscode.CancellationTokenSource | undefined;

  begin(): vscode.CancellationToken {
    this.dispose();
    this.#source = new vscode.CancellationTokenSource();
    return this.#source.token;
  }

  dispose(): void {
    this.#source?.cancel();
    this.#source?.dispose();
    this.#source = undefined;
  }
}
