import * as vscode from 'vscode';

/** The scheme of their addresses. */
export const PAGE_SCHEME = 'flink-memory-page';

/** Texts that are in no file: pages in Markdown, and what a file would be. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** Kept while the window is there: a preview in the background asks again. There are few. */
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription = vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this);

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Shows a page; one with the same title is replaced. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = this.put(`${title}.md`, markdown);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // VS Code's own Markdown extension can be switched off.
      await vscode.window.showTextDocument(uri);
    }
  }

  /** Keeps a text under a name; one of the same name is replaced. */
  put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `/${name.replace(/[?#]/g, '').replace(/[\\/]/g, ' ')}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
