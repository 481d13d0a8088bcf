import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asRecord } from '../../server/src/shared/records.js';
import { ActiveModel } from './activeModel.js';
import { registerCommands } from './commands/commands.js';
import type { LanguageClientModule } from './connection.js';
import { ErrorExplanation } from './errors/explanation.js';
import { startWhenNeeded } from './lazyStart.js';
import { Panels } from './panel/panels.js';
import { Pages } from './pages.js';
import { Server } from './server.js';
import { VersionStatus } from './status.js';

/** The extension, on the desktop and on the web; they differ in how the language client is loaded. */
export class Extension {
  readonly #load: () => Promise<LanguageClientModule>;
  #server: Server | undefined;

  constructor(load: () => Promise<LanguageClientModule>) {
    this.#load = load;
  }

  /** Registers everything and waits: nothing is loaded or started before a document needs it. */
  activate(context: vscode.ExtensionContext): void {
    if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
    const server = new Server(context, this.#load);
    this.#server = server;
    const active = new ActiveModel(server);
    const pages = new Pages();
    const panels = new Panels({ extensionUri: context.extensionUri, version: versionOf(context), server, active, pages });
    const explanation = new ErrorExplanation(server);
    context.subscriptions.push(
      server,
      active,
      panels,
      pages,
      explanation,
      new VersionStatus(active),
      followContext(active),
      registerCommands({ context, server, active, panels, pages, explanation }),
      startWhenNeeded(() => {
        void server.start();
      }),
    );
  }

  async deactivate(): Promise<void> {
    await this.#server?.stop();
  }
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  const { version } = asRecord(extension.packageJSON);
  return typeof version === 'string' ? version : '';
}

/** `flinkMemory.active`: the active editor shows a file of Flink's. Menus of package.json ask for it. */
function followContext(active: ActiveModel): vscode.Disposable {
  let told: boolean | undefined;
  return active.onDidChange(() => {
    const isActive = active.state.kind === 'model';
    if (isActive === told) return;
    told = isActive;
    void vscode.commands.executeCommand('setContext', 'flinkMemory.active', isActive);
  });
}
