import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Renamed } from '../../../server/src/shared/movedTo.js';
import type { Changes } from '../../../server/src/shared/protocol.js';
import { refusalText } from '../applyChanges.js';
import { changedText } from '../changedText.js';
import { toWorkspaceEdit } from '../edits.js';
import { fileName } from '../fileName.js';
import { LatestRequest } from '../latestRequest.js';
import type { Pages } from '../pages.js';
import type { Server } from '../server.js';
import { tellChanged } from '../tellChanged.js';
import type { PanelModel } from './panelModel.js';

let panels = 0;

/** What a panel tries out, as a diff of the file: follows what is tried there, and goes with it. Nothing is written. */
export class TriedChanges {
  readonly #server: Server;
  readonly #pages: Pages;
  /** Two panels may try out different things on one file. */
  readonly #owner = String(++panels);
  readonly #request = new LatestRequest();
  #shown: { readonly document: vscode.TextDocument; readonly cluster: string; readonly page: vscode.Uri } | undefined;

  constructor(server: Server, pages: Pages) {
    this.#server = server;
    this.#pages = pages;
  }

  /** Shows what changes would make of a file, where that is shown, or else in a column. */
  async show(shown: PanelModel, changes: Changes, viewColumn: vscode.ViewColumn): Promise<void> {
    const { document, cluster } = shown;
    const result = await this.#server.changeEdit(editOf(shown, changes));
    if (result === undefined || document.version !== shown.model.version) {
      tellChanged();
      return;
    }
    if ('refused' in result) {
      void vscode.window.showWarningMessage(refusalText(result.refused, changes));
      return;
    }
    const name = fileName(document.uri);
    const page = this.#put(document, changedText(document, toWorkspaceEdit(result.edit).get(document.uri)));
    this.#shown = { document, cluster: cluster.id, page };
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    await vscode.commands.executeCommand(
      'vscode.diff', document.uri, page, l10n.t('{0}: what is tried out', name),
      { preview: true, preserveFocus: true, viewColumn: editor?.viewColumn ?? viewColumn },
    );
  }

  /** Something else is tried out, or the file has changed: where it is shown, it is shown as it is now. */
  async update(shown: PanelModel, changes: Changes): Promise<void> {
    const { document, cluster, model: { version } } = shown;
    if (this.#shown?.document !== document || this.#shown.cluster !== cluster.id || tabsOf(this.#shown.page).length === 0) return;
    const token = this.#request.begin();
    const result = await this.#server.changeEdit(editOf(shown, changes));
    // With the next version it is asked again.
    if (token.isCancellationRequested || result === undefined || document.version !== version) return;
    this.#put(document, 'refused' in result ? document.getText() : changedText(document, toWorkspaceEdit(result.edit).get(document.uri)));
  }

  /** A cluster's diff stays its own under another name. A document with another address is another one, without a diff. */
  renamed({ uri, cluster, to }: Renamed): void {
    const shown = this.#shown;
    if (shown !== undefined && shown.cluster === cluster && shown.document.uri.toString() === uri) this.#shown = { ...shown, cluster: to };
  }

  /** Nothing is tried out any more: there is nothing to compare. What else is open stays. */
  async leave(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) return;
    this.#shown = undefined;
    this.#request.dispose();
    for (const { isActive, group } of tabsOf(shown.page)) {
      // First the file where somebody looks at this: its own tab may have been a preview, which the comparison took the place of.
      if (isActive) await showAgain(shown.document.uri, group.viewColumn);
    }
    // The file may have taken its place.
    await vscode.window.tabGroups.close(tabsOf(shown.page), true);
  }

  #put(document: vscode.TextDocument, text: string): vscode.Uri {
    return this.#pages.put(fileName(document.uri), text, this.#owner);
  }
}

function tabsOf(page: vscode.Uri): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === page.toString()));
}

function editOf({ document, cluster, model: { version } }: PanelModel, changes: Changes): Parameters<Server['changeEdit']>[0] {
  return { textDocument: { uri: document.uri.toString() }, cluster: cluster.id, version, changes };
}

async function showAgain(uri: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<void> {
  try {
    await vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: true });
  } catch {
    // The file may have gone meanwhile.
  }
}
