import * as vscode from 'vscode';
import { movedTo, type Renamed } from '../../../server/src/shared/movedTo.js';
import type { ActiveState } from '../activeModel.js';
import { renamedCluster, type Seen } from './renamedCluster.js';

/** Who holds something that is of a cluster of a document. */
interface Holder { renamed(what: Renamed): void }

/** Tells what gets another name: a file, or the cluster that a panel shows. */
export class Renames implements vscode.Disposable {
  readonly #isPageThere: () => boolean;
  readonly #page: Holder;
  readonly #holders: readonly Holder[];
  readonly #subscription: vscode.Disposable;
  /** A hidden page is none. */
  readonly #untold: Renamed[] = [];
  #seen: Seen | undefined;

  /** @param page what it holds it keeps while it is hidden, so that it is told once it is there again; the others are told at once */
  constructor(isPageThere: () => boolean, page: Holder, ...holders: readonly Holder[]) {
    this.#isPageThere = isPageThere;
    this.#page = page;
    this.#holders = holders;
    this.#subscription = vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.#tell({ uri: oldUri.toString(), to: newUri.toString() });
    });
  }

  /** What the panel's model is now. */
  saw(state: ActiveState): void {
    if (state.kind !== 'model') return;
    const seen = { uri: state.document.uri.toString(), summary: state.model.summary, cluster: state.cluster };
    const renamed = this.#seen === undefined ? undefined : renamedCluster(this.#seen, seen);
    this.#seen = seen;
    if (renamed !== undefined) this.#tell(renamed);
  }

  /** The page is there, perhaps again. */
  tellPage(): void {
    for (const renamed of this.#untold.splice(0)) this.#page.renamed(renamed);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #tell(renamed: Renamed): void {
    // A file that is one cluster gives it its name: that one is seen with the file's next model.
    const { uri, cluster, to } = renamed;
    if (cluster === undefined && this.#seen !== undefined) this.#seen = { ...this.#seen, uri: movedTo(this.#seen.uri, uri, to) ?? this.#seen.uri };
    for (const holder of this.#holders) holder.renamed(renamed);
    if (this.#isPageThere()) this.#page.renamed(renamed);
    else this.#untold.push(renamed);
  }
}
