import * as vscode from 'vscode';

const SCHEME = 'flink-memory-page';

/** Pages in Markdown that are in no file: shown in VS Code's preview, read by nobody else. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** Kept while the window is there: a preview in the background asks again. There are few. */
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Shows a page; one with the same title is replaced. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replace(/[\\/?#]/g, ' ').trim()}.md` });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // VS Code's own Markdown extension can be switched off.
      await vscode.window.showTextDocument(uri);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
