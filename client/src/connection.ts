import type { CancellationToken, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import type {
  ChangeEditParams, ChangeEditResult, ExplainErrorParams, ExplainErrorResult, FixErrorsParams, FixErrorsResult, MemoryModelParams, MemoryModelResult, ModelChangedParams,
  ProposeParams, ProposeResult, TextModelParams, UpgradeReport, UpgradeReportParams,
} from '../../server/src/shared/protocol.js';

/** A running language server, as the rest of the client sees it. */
export interface ServerConnection {
  memoryModel(params: MemoryModelParams, token: CancellationToken): Promise<MemoryModelResult>;
  changeEdit(params: ChangeEditParams): Promise<ChangeEditResult>;
  explainError(params: ExplainErrorParams): Promise<ExplainErrorResult>;
  fixErrors(params: FixErrorsParams): Promise<FixErrorsResult | null>;
  propose(params: ProposeParams): Promise<ProposeResult | null>;
  textModel(params: TextModelParams): Promise<MemoryModelResult>;
  upgradeReport(params: UpgradeReportParams): Promise<UpgradeReport | null>;
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
