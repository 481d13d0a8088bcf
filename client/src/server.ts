import * as vscode from 'vscode';
import type {
  ChangeEditParams, ChangeEditResult, ExplainErrorParams, ExplainErrorResult, FixErrorsParams, FixErrorsResult, MemoryModelParams, MemoryModelResult, ModelChangedParams,
  ProposeParams, ProposeResult, TextModelParams, UpgradeReport, UpgradeReportParams,
} from '../../server/src/shared/protocol.js';
import type { LanguageClientModule, ServerConnection } from './connection.js';

export type ServerState = 'idle' | 'starting' | 'running' | 'failed';

/** The language server, from before it is started to its end. */
export class Server implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #load: () => Promise<LanguageClientModule>;
  readonly #modelChanged = new vscode.EventEmitter<ModelChangedParams>();
  readonly #stateChanged = new vscode.EventEmitter<void>();
  #state: ServerState = 'idle';
  #connecting: Promise<void> | undefined;
  #connection: ServerConnection | undefined;
  #log: vscode.LogOutputChannel | undefined;

  /** The model of a document changed: by an edit, a setting, or a file that it reads. */
  readonly onModelChanged = this.#modelChanged.event;
  /** `state` changed, or the server was started anew and knows nothing of what it said before. */
  readonly onStateChanged = this.#stateChanged.event;

  constructor(context: vscode.ExtensionContext, load: () => Promise<LanguageClientModule>) {
    this.#context = context;
    this.#load = load;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** The output channel, made when it is first needed: a window without Flink shows none. */
  get log(): vscode.LogOutputChannel {
    this.#log ??= vscode.window.createOutputChannel('Flink Memory', { log: true });
    return this.#log;
  }

  /** Starts the server unless it is started. A failure is shown in the output channel and as `state`. */
  start(): Promise<void> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  async restart(): Promise<void> {
    if (this.#connection === undefined) {
      this.#connecting = undefined;
      await this.start();
    } else {
      await this.#connection.restart();
    }
  }

  /** Ends the server for good. The output channel goes last: a server that ends still has something to say. */
  async stop(): Promise<void> {
    await this.#connecting;
    await this.#connection?.stop();
    this.#connection = undefined;
    this.#log?.dispose();
  }

  /** Undefined while no server runs, and when the request was cancelled or failed. */
  memoryModel(params: MemoryModelParams, token: vscode.CancellationToken): Promise<MemoryModelResult | undefined> {
    return this.#ask('memoryModel', (connection) => connection.memoryModel(params, token), token);
  }

  /** Undefined while no server runs, and when the request failed, e.g. for an outdated version. */
  changeEdit(params: ChangeEditParams): Promise<ChangeEditResult | undefined> {
    return this.#ask('changeEdit', (connection) => connection.changeEdit(params));
  }

  /** Undefined while no server runs, and when the request failed; null for a document that is none of the server's. */
  fixErrors(params: FixErrorsParams): Promise<FixErrorsResult | null | undefined> {
    return this.#ask('fixErrors', (connection) => connection.fixErrors(params));
  }

  /** Undefined while no server runs, and when the request failed. */
  explainError(params: ExplainErrorParams): Promise<ExplainErrorResult | undefined> {
    return this.#ask('explainError', (connection) => connection.explainError(params));
  }

  /** Undefined while no server runs, and when the request failed; null where there is nothing to compare. */
  upgradeReport(params: UpgradeReportParams): Promise<UpgradeReport | null | undefined> {
    return this.#ask('upgradeReport', (connection) => connection.upgradeReport(params));
  }

  /** Undefined while no server runs, and when the request failed; null for a document that is none of the server's. */
  propose(params: ProposeParams): Promise<ProposeResult | null | undefined> {
    return this.#ask('propose', (connection) => connection.propose(params));
  }

  /** Undefined while no server runs, and when the request failed; null for a text that is none of Flink's. */
  textModel(params: TextModelParams): Promise<MemoryModelResult | undefined> {
    return this.#ask('textModel', (connection) => connection.textModel(params));
  }

  dispose(): void {
    this.#modelChanged.dispose();
    this.#stateChanged.dispose();
  }

  /** @param token by which the request may be given up: then it fails without a word */
  async #ask<T>(name: string, request: (connection: ServerConnection) => Promise<T>, token?: vscode.CancellationToken): Promise<T | undefined> {
    const connection = this.#connection;
    if (connection === undefined) return undefined;
    try {
      return await request(connection);
    } catch (error) {
      if (token?.isCancellationRequested !== true) this.log.warn(`${name}: ${messageOf(error)}`);
      return undefined;
    }
  }

  async #connect(): Promise<void> {
    this.#set('starting');
    try {
      const module = await this.#load();
      const connection = await module.connect(this.#context, this.log);
      this.#connection = connection;
      connection.onModelChanged((params) => {
        this.#modelChanged.fire(params);
      });
      connection.onReady(() => {
        this.#set('running');
      });
      this.#set('running');
    } catch (error) {
      this.log.error(`The language server could not be started: ${messageOf(error)}`);
      this.#set('failed');
    }
  }

  #set(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
