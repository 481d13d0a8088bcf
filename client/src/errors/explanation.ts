import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExplainErrorParams, ExplainErrorResult } from '../../../server/src/shared/protocol.js';
import { toWorkspaceEdit } from '../edits.js';
import { fileName } from '../fileName.js';
import { newNonce } from '../html.js';
import type { Server } from '../server.js';
import { tellChanged } from '../tellChanged.js';
import { errorPageHtml, PAGE_COMMANDS } from './errorPage.js';

/** How long changes of the document may follow each other before the page is made anew (ms): each costs a request with the whole text. */
const PAUSE = 300;

/** The one page of a window that explains a pasted error; while it is open it keeps up with the document. */
export class ErrorExplanation implements vscode.Disposable {
  readonly #server: Server;
  readonly #subscription: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #asked: ExplainErrorParams | undefined;
  #result: ExplainErrorResult | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#subscription = server.onModelChanged(({ uri }) => {
      const own = this.#result?.explainedWith?.uri;
      if (this.#panel === undefined || own === undefined || vscode.Uri.parse(own).toString() !== vscode.Uri.parse(uri).toString()) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { void this.#refresh(); }, PAUSE);
    });
  }

  /** Explains a text and shows the page beside the editor; the focus stays where it is. */
  async show(params: ExplainErrorParams): Promise<void> {
    await this.#server.start();
    const result = await this.#server.explainError(params);
    if (result === undefined) {
      void vscode.window.showErrorMessage(l10n.t('The error could not be explained: the language server does not answer.'));
      return;
    }
    this.#asked = params;
    this.#panel ??= this.#create();
    this.#render(result);
    this.#panel.reveal(undefined, true);
  }

  /** Writes the change behind a link of the page, which told it in full, as one undo step. */
  async applyFix(error: number, fix: number): Promise<void> {
    const { explainedWith, errors } = this.#result ?? {};
    const chosen = errors?.[error]?.fixes[fix];
    if (chosen === undefined || explainedWith === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(explainedWith.uri));
    if (document.version !== explainedWith.version) {
      tellChanged();
      return;
    }
    await vscode.workspace.applyEdit(toWorkspaceEdit(chosen.edit));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#panel?.dispose();
  }

  async #refresh(): Promise<void> {
    const asked = this.#asked;
    const result = asked === undefined ? undefined : await this.#server.explainError(asked);
    if (result !== undefined && this.#asked === asked && this.#panel !== undefined) this.#render(result);
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'flinkMemory.error', l10n.t('Error Explained'), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, enableCommandUris: PAGE_COMMANDS, localResourceRoots: [], enableFindWidget: true },
    );
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#asked = undefined;
      this.#result = undefined;
    });
    return panel;
  }

  #render(result: ExplainErrorResult): void {
    this.#result = result;
    if (this.#panel === undefined) return;
    const { explainedWith } = result;
    this.#panel.webview.html = errorPageHtml({
      result,
      fileName: explainedWith === undefined ? undefined : fileName(vscode.Uri.parse(explainedWith.uri)),
      nonce: newNonce(),
      language: vscode.env.language,
      title: this.#panel.title,
    });
  }
}
