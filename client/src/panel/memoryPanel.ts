import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Location } from '../../../server/src/shared/protocol.js';
import { languageOf } from '../../../server/src/shared/language.js';
import type { PanelView, ToHost, ToPage } from '../../../server/src/shared/panel.js';
import type { FollowedModel } from '../activeModel.js';
import { applyChanges } from '../applyChanges.js';
import { fileName } from '../fileName.js';
import type { Pages } from '../pages.js';
import { newNonce } from '../html.js';
import { PinnedModel } from '../pinnedModel.js';
import { reveal } from '../reveal.js';
import type { Server } from '../server.js';
import { Comparing } from './comparing.js';
import { parseToHost } from './messages.js';
import { pageHtml } from './page.js';
import type { PanelModel } from './panelModel.js';
import { locationOfKey, locationOfPool, type Choice } from './places.js';
import { parsePoolTexts } from './poolTexts.js';
import { Renames } from './renames.js';
import { takeAway } from './takeAway.js';
import { TriedChanges } from './triedChanges.js';
import { viewOf } from './view.js';

/** What panels share. */
export interface PanelParts {
  readonly extensionUri: vscode.Uri;
  /** Of this extension. */
  readonly version: string;
  readonly server: Server;
  /** The document that the user works on: what a panel shows that is not locked. */
  readonly active: FollowedModel;
  readonly pages: Pages;
}

/** Where a locked panel stays. */
export interface Lock { readonly uri: vscode.Uri; readonly line: number }

type AboutCluster = Exclude<ToHost, { type: 'ready' | 'failed' | 'discarded' | 'unlock' | 'chooseCluster' }>;

/** One panel: shows a memory model, and takes the page's wishes. */
export class MemoryPanel implements vscode.Disposable {
  readonly #parts: PanelParts;
  readonly #panel: vscode.WebviewPanel;
  readonly #gone = new vscode.EventEmitter<void>();
  #pinned: PinnedModel | undefined;
  #listening: vscode.Disposable;
  #ready = false;
  /** What was chosen on the page, where, and at which line the cursor stood then. */
  #chosen: { readonly uri: string; readonly cluster: string; readonly line: number; readonly choice: Choice } | undefined;
  #trying: vscode.CancellationTokenSource | undefined;
  readonly #tried: TriedChanges;
  readonly #comparing: Comparing;
  readonly #renames: Renames;

  readonly onDidDispose = this.#gone.event;

  constructor(parts: PanelParts, panel: vscode.WebviewPanel, lock?: Lock) {
    this.#parts = parts;
    this.#panel = panel;
    this.#tried = new TriedChanges(parts.server, parts.pages);
    this.#comparing = new Comparing(parts.server, (message) => { this.#post(message); }, () => { this.#show(); });
    this.#renames = new Renames(() => this.#isPageThere, { renamed: (what) => { this.#post({ type: 'renamed', ...what }); } }, this.#tried, this.#comparing);
    this.#pinned = lock === undefined ? undefined : new PinnedModel(parts.server, lock.uri, lock.line);
    this.#listening = this.#listen();
    panel.title = titleOf(lock?.uri);
    const { webview } = panel;
    const root = vscode.Uri.joinPath(parts.extensionUri, 'dist', 'webview');
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [root] };
    panel.iconPath = vscode.Uri.joinPath(parts.extensionUri, 'media', 'icon.png');
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseToHost(raw);
      if (message === undefined) parts.server.log.warn('A message of the panel was not understood.');
      else void this.#receive(message);
    });
    panel.onDidChangeViewState(() => { this.#show(); });
    panel.onDidDispose(() => {
      this.#listening.dispose();
      this.#renames.dispose();
      this.#pinned?.dispose();
      this.#trying?.dispose();
      void this.#tried.leave();
      this.#comparing.dispose();
      this.#gone.fire();
      this.#gone.dispose();
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

  get isLocked(): boolean {
    return this.#pinned !== undefined;
  }

  /** Brings the panel to the front; the focus stays where it is. */
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Where files are shown that are nowhere yet. Never the panel's own column: the page would vanish behind the file. */
  get #column(): vscode.ViewColumn {
    return this.#panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  }

  get #model(): FollowedModel { return this.#pinned ?? this.#parts.active; }

  get #isPageThere(): boolean { return this.#panel.visible && this.#ready; }

  #listen(): vscode.Disposable {
    return this.#model.onDidChange(() => {
      // Its file may have another name by now.
      this.#panel.title = titleOf(this.#pinned?.uri);
      this.#show();
    });
  }

  #follow(lock: Lock | undefined): void {
    this.#listening.dispose();
    this.#pinned?.dispose();
    this.#pinned = lock === undefined ? undefined : new PinnedModel(this.#parts.server, lock.uri, lock.line);
    this.#listening = this.#listen();
    this.#panel.title = titleOf(lock?.uri);
    // A pinned model tells when it has been read.
    if (lock === undefined) this.#show();
  }

  async #receive(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      await this.#init();
      return;
    }
    if (message.type === 'failed') {
      this.#parts.server.log.error(`The panel's page: ${message.message}`);
      return;
    }
    if (message.type === 'unlock') {
      this.#follow(undefined);
      return;
    }
    if (message.type === 'discarded') {
      await this.#tried.leave();
      return;
    }
    const { state } = this.#model;
    if (message.type === 'chooseCluster') {
      const summary = state.kind === 'model' ? state.model.summary.find(({ id }) => id === message.cluster) : undefined;
      // To its first line, and nothing of it selected.
      if (state.kind === 'model' && summary !== undefined) await this.#reveal({ uri: state.document.uri.toString(), range: { start: summary.range.start, end: summary.range.start } });
      return;
    }
    const shown: PanelModel | undefined = state.kind === 'model' && state.cluster.id === message.cluster ? state : undefined;
    if (shown !== undefined) await this.#serve(message, shown);
    // Whoever waits for an answer gets one.
    else if (message.type === 'whatIf') this.#post({ type: 'whatIf', ticket: message.ticket, cluster: message.cluster });
  }

  async #init(): Promise<void> {
    const texts = await this.#poolTexts();
    this.#post({ type: 'init', language: vscode.env.language, bundle: vscode.l10n.bundle ?? {}, texts });
    this.#ready = true;
    this.#renames.tellPage();
    this.#comparing.again();
    this.#show();
  }

  /** What the pools are, in the session's language. The server has no part in it: the panel may be open before one runs. */
  async #poolTexts(): Promise<Readonly<Record<string, string>>> {
    const file = vscode.Uri.joinPath(this.#parts.extensionUri, 'data', `pools.${languageOf(vscode.env.language)}.json`);
    try {
      return parsePoolTexts(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    } catch (error) {
      this.#parts.server.log.warn(`${file.path}: ${String(error)}`);
      return {};
    }
  }

  async #serve(message: AboutCluster, shown: PanelModel): Promise<void> {
    const { server } = this.#parts;
    const { document, cluster, model: { version } } = shown;
    switch (message.type) {
      case 'select':
        await this.#choose({ process: message.process, pool: message.pool }, shown);
        break;
      case 'revealKey': {
        const location = locationOfKey(cluster, message.key);
        if (location !== undefined) await this.#reveal(location);
        break;
      }
      case 'applyWay': {
        const way = cluster[message.process].failure?.ways?.[message.way];
        if (way !== undefined) await applyChanges(server, document, cluster.id, version, way.changes, this.#column);
        break;
      }
      case 'whatIf':
        await this.#try(message, shown);
        break;
      case 'propose': {
        const result = await server.propose({ textDocument: { uri: document.uri.toString() }, cluster: cluster.id, version, wanted: message.wanted });
        this.#post({ type: 'proposal', cluster: cluster.id, ...(result === undefined || result === null ? {} : { result }) });
        break;
      }
      case 'showChanges':
        await this.#tried.show(shown, message.changes, this.#column);
        break;
      case 'applyChanges':
        if (!await applyChanges(server, document, cluster.id, version, message.changes, this.#column)) break;
        this.#post({ type: 'applied', cluster: cluster.id });
        await this.#tried.leave();
        break;
      case 'compare':
        await this.#comparing.ask(shown);
        this.#comparing.show(this.#model.state);
        break;
      case 'endCompare':
        this.#comparing.end();
        break;
      case 'copy':
      case 'save':
        await takeAway(server, message, shown, this.#parts.version);
        break;
      case 'lock':
        this.#follow({ uri: document.uri, line: cluster.range.start.line });
        break;
    }
  }

  /** What would become of the cluster; an earlier question is given up. */
  async #try({ ticket, process, changes }: Extract<ToHost, { type: 'whatIf' }>, shown: PanelModel): Promise<void> {
    const { document, cluster, model: { version } } = shown;
    this.#trying?.cancel();
    this.#trying?.dispose();
    const trying = new vscode.CancellationTokenSource();
    this.#trying = trying;
    const model = await this.#parts.server.memoryModel(
      { textDocument: { uri: document.uri.toString() }, clusters: [cluster.id], inputs: process, whatIf: { cluster: cluster.id, version, changes } }, trying.token,
    );
    const after = model?.clusters[0];
    this.#post({ type: 'whatIf', ticket, cluster: cluster.id, ...(after === undefined ? {} : { after }) });
    await this.#tried.update(shown, changes);
  }

  /** A pool was chosen on the page: its line is shown in the editor, and the choice stays until the cursor is moved elsewhere. */
  async #choose(choice: Choice, { document, cluster, position }: PanelModel): Promise<void> {
    const location = locationOfPool(cluster, choice);
    const line = location !== undefined && isDocument(document)(location.uri) ? location.range.start.line : position.line;
    this.#chosen = { uri: document.uri.toString(), cluster: cluster.id, line, choice };
    if (location !== undefined) await this.#reveal(location);
  }

  /** Selects a place in the editor that is followed; the focus stays on the page. */
  async #reveal(location: Location): Promise<void> {
    const followed = this.#model.editor;
    const viewColumn = followed !== undefined && isDocument(followed.document)(location.uri) ? followed.viewColumn : undefined;
    await reveal(location, { preserveFocus: true, viewColumn: viewColumn ?? this.#column });
  }

  #show(): void {
    this.#renames.saw(this.#model.state);
    if (!this.#isPageThere) return;
    this.#post({ type: 'show', view: this.#view() });
    this.#comparing.show(this.#model.state);
  }

  #view(): PanelView {
    const { state } = this.#model;
    if (state.kind !== 'model') {
      this.#chosen = undefined;
      return { kind: 'empty', why: state.kind, ...(this.#pinned === undefined ? {} : { locked: this.#pinned.place }) };
    }
    const uri = state.document.uri.toString();
    const { model, cluster, position: { line } } = state;
    if (this.#chosen !== undefined && (this.#chosen.uri !== uri || this.#chosen.cluster !== cluster.id || this.#chosen.line !== line)) this.#chosen = undefined;
    const chosen = this.#chosen === undefined ? {} : { chosen: this.#chosen.choice };
    // Only the one cluster: a file may hold hundreds in full.
    return viewOf({ uri, fileName: fileName(state.document.uri), model: { ...model, clusters: [cluster] }, cluster: cluster.id, line, locked: this.isLocked, ...chosen }, isDocument(state.document));
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }
}

function titleOf(locked: vscode.Uri | undefined): string {
  return locked === undefined ? l10n.t('Flink Memory') : l10n.t('Flink Memory: {0}', fileName(locked));
}

function isDocument(document: vscode.TextDocument): (uri: string) => boolean {
  const own = document.uri.toString();
  return (uri) => uri === own || vscode.Uri.parse(uri).toString() === own;
}
