import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClusterModel, Location } from '../../../server/src/shared/protocol.js';
import { languageOf } from '../../../server/src/shared/language.js';
import type { PanelView, ToHost, ToPage } from '../../../server/src/shared/panel.js';
import type { ActiveModel, ActiveState } from '../activeModel.js';
import { applyChanges } from '../applyChanges.js';
import { reveal } from '../reveal.js';
import type { Server } from '../server.js';
import { copyText } from './copies.js';
import { parseToHost } from './messages.js';
import { newNonce, pageHtml } from './page.js';
import { locationOfKey, locationOfPool, type Choice } from './places.js';
import { parsePoolTexts } from './poolTexts.js';
import { viewOf } from './view.js';

/** The view type, also in `onWebviewPanel:` of package.json. */
const PANEL_TYPE = 'flinkMemory.panel';

type ModelState = Extract<ActiveState, { kind: 'model' }>;

/** The one panel of a window: shows the model of the document that the user works on, and takes the page's wishes. */
export class MemoryPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #server: Server;
  readonly #active: ActiveModel;
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | undefined;
  #ready = false;
  /** What was chosen on the page, where, and at which line the cursor stood then. */
  #chosen: { readonly uri: string; readonly cluster: string; readonly line: number; readonly choice: Choice } | undefined;

  constructor(extensionUri: vscode.Uri, server: Server, active: ActiveModel) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#active = active;
    this.#subscriptions.push(
      active.onDidChange(() => {
        this.#show();
      }),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: (panel) => {
          this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Opens the panel beside the editor, or brings it to the front; the focus stays where it is. */
  open(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    this.#adopt(vscode.window.createWebviewPanel(
      PANEL_TYPE,
      l10n.t('Flink Memory'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {},
    ));
  }

  dispose(): void {
    this.#panel?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    if (this.#panel !== undefined && this.#panel !== panel) this.#panel.dispose();
    this.#panel = panel;
    this.#ready = false;
    const webview = panel.webview;
    const root = vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'icon.png');
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseToHost(raw);
      if (message === undefined) this.#server.log.warn('A message of the panel was not understood.');
      else void this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      this.#show();
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(root, 'main.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(root, 'main.css')).toString(),
      nonce: newNonce(),
      title: l10n.t('Flink Memory'),
      language: vscode.env.language,
    });
  }

  async #receive(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      await this.#init();
      return;
    }
    if (message.type === 'failed') {
      this.#server.log.error(`The panel's page: ${message.message}`);
      return;
    }
    const state = this.#active.state;
    if (state.kind !== 'model') return;
    if (message.type === 'chooseCluster') {
      const summary = state.model.summary.find(({ id }) => id === message.cluster);
      // To its first line, and nothing of it selected.
      if (summary !== undefined) await this.#reveal({ uri: state.document.uri.toString(), range: { start: summary.range.start, end: summary.range.start } });
      return;
    }
    const cluster = state.model.clusters.find(({ id }) => id === message.cluster);
    if (cluster !== undefined) await this.#serve(message, state, cluster);
  }

  async #init(): Promise<void> {
    const panel = this.#panel;
    const texts = await this.#poolTexts();
    if (this.#panel !== panel) return;
    this.#post({ type: 'init', language: vscode.env.language, bundle: vscode.l10n.bundle ?? {}, texts });
    this.#ready = true;
    this.#show();
  }

  /** What the pools are, in the session's language. The server has no part in it: the panel may be open before one runs. */
  async #poolTexts(): Promise<Readonly<Record<string, string>>> {
    const file = vscode.Uri.joinPath(this.#extensionUri, 'data', `pools.${languageOf(vscode.env.language)}.json`);
    try {
      return parsePoolTexts(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    } catch (error) {
      this.#server.log.warn(`${file.path}: ${String(error)}`);
      return {};
    }
  }

  async #serve(message: Exclude<ToHost, { type: 'ready' | 'failed' | 'chooseCluster' }>, state: ModelState, cluster: ClusterModel): Promise<void> {
    switch (message.type) {
      case 'select':
        await this.#choose({ process: message.process, pool: message.pool }, state, cluster);
        break;
      case 'revealKey': {
        const location = locationOfKey(cluster, message.key);
        if (location !== undefined) await this.#reveal(location);
        break;
      }
      case 'applyWay': {
        const way = cluster[message.process].failure?.ways?.[message.way];
        if (way !== undefined) await applyChanges(this.#server, state.document, cluster.id, state.model.version, way.changes);
        break;
      }
      case 'copy': {
        const text = copyText(message.what, message.process, cluster[message.process]);
        if (text !== undefined) {
          await vscode.env.clipboard.writeText(text);
          vscode.window.setStatusBarMessage(l10n.t('Copied'), 2000);
        }
        break;
      }
    }
  }

  /** A pool was chosen on the page: its line is shown in the editor, and the choice stays until the cursor is moved elsewhere. */
  async #choose(choice: Choice, state: ModelState, cluster: ClusterModel): Promise<void> {
    const location = locationOfPool(cluster, choice);
    const line = location !== undefined && isDocument(state.document)(location.uri) ? location.range.start.line : state.position.line;
    this.#chosen = { uri: state.document.uri.toString(), cluster: cluster.id, line, choice };
    if (location !== undefined) await this.#reveal(location);
  }

  /** Selects a place in the editor that is followed; the focus stays on the page. */
  async #reveal(location: Location): Promise<void> {
    const followed = this.#active.editor;
    const viewColumn = followed !== undefined && isDocument(followed.document)(location.uri) ? followed.viewColumn : undefined;
    // Never the panel's own column: the page would vanish behind the file.
    await reveal(location, { preserveFocus: true, viewColumn: viewColumn ?? vscode.ViewColumn.One });
  }

  #show(): void {
    if (this.#panel?.visible === true && this.#ready) this.#post({ type: 'show', view: this.#view() });
  }

  #view(): PanelView {
    const state = this.#active.state;
    if (state.kind !== 'model') {
      this.#chosen = undefined;
      return { kind: 'empty', why: state.kind };
    }
    const uri = state.document.uri.toString();
    const { model, cluster, position: { line } } = state;
    if (this.#chosen !== undefined && (this.#chosen.uri !== uri || this.#chosen.cluster !== cluster.id || this.#chosen.line !== line)) this.#chosen = undefined;
    const chosen = this.#chosen === undefined ? {} : { chosen: this.#chosen.choice };
    // Only the one cluster: a file may hold hundreds in full.
    return viewOf({ uri, fileName: fileName(state.document.uri), model: { ...model, clusters: [cluster] }, cluster: cluster.id, line, ...chosen }, isDocument(state.document));
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}

function isDocument(document: vscode.TextDocument): (uri: string) => boolean {
  const own = document.uri.toString();
  return (uri) => uri === own || vscode.Uri.parse(uri).toString() === own;
}

function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
