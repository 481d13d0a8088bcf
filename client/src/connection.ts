import type { CancellationToken, Diagnostic, Event, ExtensionContext, LogOutputChannel, TextDocument, WorkspaceEdit } from 'vscode';
import type {
  ChangeEditParams, ChangeEditResult, MemoryModelParams, MemoryModelResult, ModelChangedParams,
} from '../../server/src/shared/protocol.js';

/** A way out of a finding, as the light bulb offers it. */
export interface PreferredFix {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

/** A running language server, as the rest of the client sees it. */
export interface ServerConnection {
  memoryModel(params: MemoryModelParams, token: CancellationToken): Promise<MemoryModelResult>;
  changeEdit(params: ChangeEditParams): Promise<ChangeEditResult>;
  /** The preferred fix of one of our diagnostics, with its edit; undefined where there is none. */
  preferredFix(document: TextDocument, diagnostic: Diagnostic): Promise<PreferredFix | undefined>;
  readonly onModelChanged: Event<ModelChangedParams>;
  /** The server answers (again): also after it crashed and was started anew. */
  readonly onReady: Event<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** What the lazily loaded half of the client gives: it alone knows vscode-languageclient. */
export interface LanguageClientModule {
  /** Starts the server and resolves when it has answered `initialize`; rejects when it cannot be started. */
  connect(context: ExtensionContext, log: LogOutputChannel): Promise<ServerConnection>;
}
