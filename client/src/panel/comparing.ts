import * as vscode from 'vscode';
import { type Renamed, renamedPlace } from '../../../server/src/shared/movedTo.js';
import type { ToPage } from '../../../server/src/shared/panel.js';
import type { ActiveState } from '../activeModel.js';
import type { Server } from '../server.js';
import { askForSource, compared, type Source } from './compareWith.js';
import type { PanelModel } from './panelModel.js';

/** What a panel's cluster is compared with, told to its page anew whenever one of the two has changed. */
export class Comparing implements vscode.Disposable {
  readonly #server: Server;
  readonly #tell: (message: Extract<ToPage, { type: 'compared' }>) => void;
  readonly #subscription: vscode.Disposable;
  /** Whose comparison, and of which version of its document it was told. */
  #source: { readonly uri: string; readonly cluster: string; readonly source: Source; told: number } | undefined;

  /** @param otherChanged the other side is in a file that has changed */
  constructor(server: Server, tell: (message: Extract<ToPage, { type: 'compared' }>) => void, otherChanged: () => void) {
    this.#server = server;
    this.#tell = tell;
    this.#subscription = server.onModelChanged(({ uri }) => {
      const source = this.#source?.source;
      if (source?.kind !== 'cluster' || source.uri !== vscode.Uri.parse(uri).toString()) return;
      this.again();
      otherChanged();
    });
  }

  /** Asks the user what to compare with; what was chosen before stays until then. */
  async ask(shown: PanelModel): Promise<void> {
    const source = await askForSource(this.#server, shown);
    if (source !== undefined) this.#source = { uri: shown.document.uri.toString(), cluster: shown.cluster.id, source, told: -1 };
  }

  /** The comparison goes along, whichever of its sides it is. */
  renamed(what: Renamed): void {
    if (this.#source === undefined) return;
    const { source } = this.#source;
    this.#source = { ...renamedPlace(this.#source, what), source: source.kind === 'cluster' ? renamedPlace(source, what) : source, told: -1 };
  }

  end(): void {
    this.#source = undefined;
  }

  /** The page knows nothing any more, or not the latest. */
  again(): void {
    if (this.#source !== undefined) this.#source.told = -1;
  }

  /** The comparison as things are now, once for each version of the document. */
  show(state: ActiveState): void {
    const source = this.#source;
    if (source === undefined || state.kind !== 'model' || state.document.uri.toString() !== source.uri || state.cluster.id !== source.cluster || source.told === state.model.version) return;
    source.told = state.model.version;
    void compared(this.#server, state, source.source).then((found) => {
      if (this.#source === source) this.#tell({ type: 'compared', ...(found === undefined ? {} : { compared: found }) });
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
