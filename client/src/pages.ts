import * as vscode from 'vscode';
import { newNonce } from './html.js';
import { LINKED_COMMANDS, linkedPageHtml, withLineCommands } from './linkedPage.js';

/** The scheme of their addresses. */
export const PAGE_SCHEME = 'flink-memory-page';

/** Texts that are in no file: pages in Markdown, and what a file would be. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** Kept while the window is there: a preview in the background asks again. There are few. */
  readonly #texts = new Map<string, string>();
  #panel: vscode.WebviewPanel | undefined;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  /** Last: what a provider tells of changes is asked when it is registered. */
  readonly #subscription = vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this);

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Shows a page in place of the one before. */
  async show(title: string, markdown: string): Promise<void> {
    const body = await rendered(withLineCommands(markdown));
    if (body === undefined) {
      await vscode.window.showTextDocument(this.put(`${title}.md`, markdown));
      return;
    }
    this.#panel ??= this.#create(title);
    this.#panel.title = title;
    this.#panel.webview.html = linkedPageHtml({ title, language: vscode.env.language, nonce: newNonce(), body });
    this.#panel.reveal();
  }

  #create(title: string): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'flinkMemory.page', title, vscode.ViewColumn.Active, { enableScripts: false, enableCommandUris: LINKED_COMMANDS, localResourceRoots: [], enableFindWidget: true },
    );
    panel.onDidDispose(() => { this.#panel = undefined; });
    return panel;
  }

  /** Keeps a text under a name; one of the same name, and the same owner where there is one, is replaced. */
  put(name: string, text: string, owner = ''): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `/${name.replace(/[?#]/g, '').replace(/[\\/]/g, ' ')}`, query: owner });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** Undefined where VS Code's own Markdown extension is switched off. */
async function rendered(markdown: string): Promise<string | undefined> {
  try {
    const body: unknown = await vscode.commands.executeCommand('markdown.api.render', markdown);
    return typeof body === 'string' ? body : undefined;
  } catch {
    return undefined;
  }
}
