import * as vscode from 'vscode';
import type { ClusterModel, MemoryModel } from '../../server/src/shared/protocol.js';
import { LatestRequest } from './latestRequest.js';
import { isServed } from './markers.js';
import { PAGE_SCHEME } from './pages.js';
import { clusterToShow } from './panel/places.js';
import type { Server } from './server.js';

/** What is known of the document that the user works on. */
export type ActiveState =
  | { readonly kind: 'no-document' | 'not-flink' | 'server-starting' | 'server-failed' }
  | {
      readonly kind: 'model';
      readonly document: vscode.TextDocument;
      /** Where the cursor was when the model was asked for. */
      readonly position: vscode.Position;
      readonly model: MemoryModel;
      /** The model's cluster at the cursor, or the one before it. */
      readonly cluster: ClusterModel;
    };

/** Output, and what we show ourselves, such as a preview of changes: whoever looks at it still works on the file. */
const NOT_FOLLOWED: readonly string[] = ['output', PAGE_SCHEME];

function isFollowed({ document }: vscode.TextEditor): boolean {
  return !NOT_FOLLOWED.includes(document.uri.scheme);
}

/** A model that somebody shows, and what it is the model of. */
export interface FollowedModel {
  readonly state: ActiveState;
  /** The editor that shows the document, where there is one. */
  readonly editor: vscode.TextEditor | undefined;
  readonly onDidChange: vscode.Event<void>;
}

/** Follows the active editor and its cursor, and holds the memory model there: status, panel and context key all read this one. */
export class ActiveModel implements FollowedModel, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #editor: vscode.TextEditor | undefined;
  #line = -1;
  #state: ActiveState = { kind: 'no-document' };
  readonly #request = new LatestRequest();

  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions.push(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.#editor && textEditor.selection.active.line !== this.#line) this.#refresh();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#editor?.document) {
          this.#editor = undefined;
          this.#follow(vscode.window.activeTextEditor);
        }
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        if (this.#editor === undefined) this.#follow(undefined);
      }),
      server.onModelChanged(({ uri }) => {
        if (this.#editor?.document.uri.toString() === vscode.Uri.parse(uri).toString()) this.#refresh();
      }),
      server.onStateChanged(() => {
        this.#refresh();
      }),
    );
    this.#follow(vscode.window.activeTextEditor);
  }

  get state(): ActiveState {
    return this.#state;
  }

  /** The editor that is followed. It stays the same while the panel itself or an output channel has the focus. */
  get editor(): vscode.TextEditor | undefined {
    return this.#editor;
  }

  dispose(): void {
    this.#request.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (editor !== undefined && isFollowed(editor)) {
      this.#editor = editor;
    } else {
      if (this.#editor !== undefined && !this.#editor.document.isClosed) return;
      // After a reload of the window the panel itself may be what is active, beside its file.
      this.#editor = vscode.window.visibleTextEditors.find(isFollowed);
    }
    this.#refresh();
  }

  /** Asks for the model at the cursor. The latest wins: an answer that is still on its way is dropped. */
  #refresh(): void {
    void this.#load(this.#request.begin());
  }

  async #load(token: vscode.CancellationToken): Promise<void> {
    const editor = this.#editor;
    if (editor === undefined) {
      this.#set({ kind: 'no-document' });
      return;
    }
    const position = editor.selection.active;
    this.#line = position.line;
    if (!isServed(editor.document.languageId) || this.#server.state === 'idle') {
      this.#set({ kind: 'not-flink' });
    } else if (this.#server.state === 'failed') {
      this.#set({ kind: 'server-failed' });
    } else if (this.#server.state === 'starting') {
      this.#set({ kind: 'server-starting' });
    } else {
      const state = await modelAt(this.#server, editor.document, position, token);
      if (state !== undefined && !token.isCancellationRequested) this.#set(state);
    }
  }

  #set(state: ActiveState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

/** The model of a document with the cluster at a place; undefined where there is no answer, as after a change of the document: then it is asked again. */
export async function modelAt(server: Server, document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<ActiveState | undefined> {
  const textDocument = { uri: document.uri.toString() };
  const at = { line: position.line, character: position.character };
  const model = await server.memoryModel({ textDocument, at }, token);
  if (model === undefined) return undefined;
  const wanted = model === null ? undefined : clusterToShow(model, position.line);
  if (model === null || wanted === undefined) return { kind: 'not-flink' };
  const atCursor = model.clusters.find(({ id }) => id === wanted);
  if (atCursor !== undefined) return { kind: 'model', document, position, model, cluster: atCursor };
  // The cursor stands between clusters: the one before it is asked for by its id.
  const named = await server.memoryModel({ textDocument, clusters: [wanted] }, token);
  const before = named?.clusters.find(({ id }) => id === wanted);
  // Where the document has changed meanwhile the server says so, and it is asked again.
  if (named === undefined || named === null || before === undefined) return undefined;
  return { kind: 'model', document, position, model: named, cluster: before };
}
