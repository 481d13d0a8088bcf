import * as vscode from 'vscode';
import { movedTo } from '../../server/src/shared/movedTo.js';
import type { Locked } from '../../server/src/shared/panel.js';
import { type ActiveState, type FollowedModel, modelAt } from './activeModel.js';
import { fileName } from './fileName.js';
import { LatestRequest } from './latestRequest.js';
import type { Server } from './server.js';
import { hasTab } from './tabs.js';

/** Holds the memory model of one document, at the cursor wherever it is shown, whatever the user works on. */
export class PinnedModel implements FollowedModel, vscode.Disposable {
  readonly #server: Server;
  #uri: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #position: vscode.Position;
  #state: ActiveState = { kind: 'server-starting' };
  readonly #request = new LatestRequest();
  /** The file has gone, which it may, and come again: what an open document holds then is not it. */
  #isDeleted = false;
  #watcher: vscode.Disposable | undefined;

  readonly onDidChange = this.#changed.event;

  /** @param line where to begin, in the document */
  constructor(server: Server, uri: vscode.Uri, line: number) {
    this.#server = server;
    this.#uri = uri;
    this.#position = new vscode.Position(line, 0);
    this.#subscriptions.push(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
        if (!this.#isOwn(document.uri) || selection.active.line === this.#position.line) return;
        this.#position = selection.active;
        this.#refresh();
      }),
      server.onModelChanged((changed) => {
        if (this.#isOwn(vscode.Uri.parse(changed.uri))) this.#refresh();
      }),
      server.onStateChanged(() => {
        this.#refresh();
      }),
      // The server knows open documents only, and a tab that is closed may have been the last that showed this one. It is as well how another language begins.
      vscode.workspace.onDidCloseTextDocument(({ uri: closed }) => {
        if (this.#isOwn(closed)) this.#refresh();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        const moved = files.map(({ oldUri, newUri }) => movedTo(this.#uri.toString(), oldUri.toString(), newUri.toString())).find((found) => found !== undefined);
        if (moved === undefined) return;
        this.#uri = vscode.Uri.parse(moved);
        this.#watch();
        this.#refresh();
      }),
    );
    this.#watch();
    this.#refresh();
  }

  get uri(): vscode.Uri {
    return this.#uri;
  }

  /** The document, and where the cursor was last in it. */
  get place(): Locked {
    return { uri: this.#uri.toString(), fileName: fileName(this.#uri), line: this.#position.line };
  }

  get state(): ActiveState {
    return this.#state;
  }

  get editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => this.#isOwn(document.uri));
  }

  dispose(): void {
    this.#request.dispose();
    this.#watcher?.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  #isOwn(uri: vscode.Uri): boolean {
    return uri.toString() === this.#uri.toString();
  }

  #watch(): void {
    this.#watcher?.dispose();
    this.#isDeleted = false;
    const name = fileName(this.#uri);
    // What is in no file cannot go, and a name with signs of a pattern in it would find nothing.
    if (this.#uri.scheme === 'untitled' || /[*?[\]{}]/.test(name)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(this.#uri, '..'), name), false, true, false);
    const changed = (isDeleted: boolean) => (): void => {
      this.#isDeleted = isDeleted;
      this.#refresh();
    };
    this.#watcher = vscode.Disposable.from(watcher, watcher.onDidCreate(changed(false)), watcher.onDidDelete(changed(true)));
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
    // Who still has it open may write it again.
    if (this.#isDeleted && !hasTab(this.#uri)) return { kind: 'no-document' };
    let document: vscode.TextDocument;
    try {
      // A document that no editor shows any more is opened again.
      document = await vscode.workspace.openTextDocument(this.#uri);
    } catch {
      return { kind: 'no-document' };
    }
    if (this.#server.state === 'failed') return { kind: 'server-failed' };
    // Opening it would have started the server.
    if (this.#server.state === 'idle') return { kind: 'not-flink' };
    if (this.#server.state === 'starting') return { kind: 'server-starting' };
    return modelAt(this.#server, document, document.validatePosition(this.#position), token);
  }
}
