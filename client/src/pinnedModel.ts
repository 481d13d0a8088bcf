import * as vscode from 'vscode';
import { type ActiveState, type FollowedModel, modelAt } from './activeModel.js';
import { LatestRequest } from './latestRequest.js';
import type { Server } from './server.js';

/** Holds the memory model of one document, at the cursor wherever it is shown, whatever the user works on. */
export class PinnedModel implements FollowedModel, vscode.Disposable {
  readonly #server: Server;
  readonly #uri: string;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #position: vscode.Position;
  #state: ActiveState = { kind: 'server-starting' };
  readonly #request = new LatestRequest();

  readonly onDidChange = this.#changed.event;

  /** @param line where to begin, in the document */
  constructor(server: Server, uri: vscode.Uri, line: number) {
    this.#server = server;
    this.#uri = uri.toString();
    this.#position = new vscode.Position(line, 0);
    this.#subscriptions.push(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
        if (document.uri.toString() !== this.#uri || selection.active.line === this.#position.line) return;
        this.#position = selection.active;
        this.#refresh();
      }),
      server.onModelChanged((changed) => {
        if (vscode.Uri.parse(changed.uri).toString() === this.#uri) this.#refresh();
      }),
      server.onStateChanged(() => {
        this.#refresh();
      }),
    );
    this.#refresh();
  }

  get state(): ActiveState {
    return this.#state;
  }

  get editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.#uri);
  }

  dispose(): void {
    this.#request.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  #refresh(): void {
    void this.#load(this.#request.begin());
  }

  async #load(token: vscode.CancellationToken): Promise<void> {
    const state = await this.#ask(token);
    if (state === undefined || token.isCancellationRequested) return;
    this.#state = state;
    this.#changed.fire();
  }

  async #ask(token: vscode.CancellationToken): Promise<ActiveState | undefined> {
    let document: vscode.TextDocument;
    try {
      // A document that no editor shows any more is opened again.
      document = await vscode.workspace.openTextDocument(vscode.Uri.parse(this.#uri));
    } catch {
      return { kind: 'no-document' };
    }
    if (this.#server.state === 'failed') return { kind: 'not-flink' };
    if (this.#server.state !== 'running') return { kind: 'server-starting' };
    return modelAt(this.#server, document, document.validatePosition(this.#position), token);
  }
}
