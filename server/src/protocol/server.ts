import {
  type CancellationToken, CodeLensRefreshRequest, type Connection, type Definition, type InitializeParams, type InitializeResult, ResponseError, TextDocumentSyncKind,
} from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import {
  asPlainText, changeEdit, codeActions, codeActionTarget, codeLenses, definition, diagnose, diagnosticsByCluster, explainErrors, fixErrors, hover, inlayHints, isFlink, memoryModel, prepare, propose, resolveCodeAction, textModel,
  upgradeReport,
} from '../features/index.js';
import { CODE_ACTION_KINDS, SERVER_NAME } from '../shared/actions.js';
import { languageOf, type Language } from '../shared/language.js';
import { CHANGE_EDIT, EXPLAIN_ERROR, FIX_ERRORS, MEMORY_MODEL, MODEL_CHANGED, type ExplainErrorResult, type MemoryModelResult, type ModelChangedParams, PROPOSE, TEXT_MODEL, UPGRADE_REPORT } from '../shared/protocol.js';
import { readClient, type Client } from './client.js';
import { DiagnosticReports } from './diagnosticsSupport.js';
import { contentModified, guarded, invalidParams } from './guard.js';
import { readChangeEditParams, readExplainErrorParams, readFixErrorsParams, readMemoryModelParams, readProposeParams, readTextModelParams, readUpgradeReportParams } from './params.js';
import { type Opened, Workspace } from './workspace.js';

/** What differs between the places a server runs in. */
export interface Runtime {
  /** The texts of a language, as JSON (English sentence → its text), or undefined where they cannot be had. */
  messages(language: Exclude<Language, 'en'>): string | undefined;
}

/** Serves LSP over a connection until it ends. */
export function startServer(connection: Connection, runtime: Runtime): void {
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const language = chooseLanguage(params, runtime, connection);
    const workspace = new Workspace(connection, client, language);
    serve(connection, client, workspace);
    connection.onShutdown(() => { workspace.dispose(); });
    // A client that starts a server has a document for it, and sends that next.
    prepare();
    return {
      serverInfo: { name: SERVER_NAME },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        definitionProvider: true,
        codeLensProvider: {},
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
        ...(client.pullsDiagnostics
          ? { diagnosticProvider: { identifier: SERVER_NAME, interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
      },
    };
  });
  connection.listen();
}

/** Sets the language of all texts. Unreadable messages mean English, never a failure. */
function chooseLanguage(params: InitializeParams, runtime: Runtime, connection: Connection): Language {
  const language = languageOf(params.locale);
  if (language === 'en') return language;
  try {
    const contents = runtime.messages(language);
    if (contents === undefined) return 'en';
    l10n.config({ contents });
    return language;
  } catch (error) {
    connection.console.error(`texts for ${language}: ${String(error)}`);
    return 'en';
  }
}

function serve(connection: Connection, client: Client, workspace: Workspace): void {
  const reports = new DiagnosticReports(Date.now().toString(36));
  /** Documents that the panel was told about: it is told as well when they cease to be Flink's. */
  const modelled = new Set<string>();

  /** Answers about a document as it is now, or with `empty` where it is none of ours. */
  const answer = <Result>(
    method: string, uri: string, token: CancellationToken, empty: Result, work: (opened: Opened) => Result,
  ): Promise<Result | ResponseError<never>> =>
    guarded(connection.console, method, token, empty, async () => {
      const asked = workspace.version(uri);
      const opened = await workspace.open(uri);
      if (opened === undefined) return empty;
      if (asked !== opened.document.version) throw contentModified();
      return token.isCancellationRequested ? empty : work(opened);
    });

  connection.onInitialized(() => { workspace.settings.register(); });

  workspace.listen({
    async changed(uri) {
      if (client.pullsDiagnostics) return;
      const opened = await workspace.open(uri);
      if (opened === undefined) return;
      await connection.sendDiagnostics({ uri, version: opened.document.version, diagnostics: [...diagnose(opened.document, opened.context)] });
    },
    async modelChanged(uri) {
      const opened = await workspace.open(uri);
      const isOurs = opened !== undefined && isFlink(opened.document, opened.context);
      const version = workspace.version(uri);
      if (version === undefined || (!isOurs && !modelled.delete(uri))) return;
      if (isOurs) modelled.add(uri);
      const params: ModelChangedParams = { uri, version };
      await connection.sendNotification(MODEL_CHANGED, params);
    },
    async closed(uri) {
      modelled.delete(uri);
      reports.close(uri);
      if (!client.pullsDiagnostics) await connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    async othersChanged() {
      await Promise.all([
        client.refreshesDiagnostics ? connection.languages.diagnostics.refresh() : undefined,
        client.refreshesCodeLenses ? connection.sendRequest(CodeLensRefreshRequest.type) : undefined,
        client.refreshesInlayHints ? connection.languages.inlayHint.refresh() : undefined,
      ]);
    },
  });

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
    answer('textDocument/diagnostic', uri, token, { kind: 'full', items: [] }, ({ document, context }) => reports.report(uri, diagnosticsByCluster(document, context), previousResultId)));

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer('textDocument/hover', uri, token, null, ({ document, context }) => {
      const found = hover(document, position, context);
      return found === undefined ? null : client.markdownHover ? found : asPlainText(found);
    }));

  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    guarded<Definition | null>(connection.console, 'textDocument/definition', token, null, async () => {
      const opened = await workspace.open(uri);
      if (opened === undefined) return null;
      const { document, context } = opened;
      const { version } = document;
      const places = await workspace.withFiles(() => definition(document, position, context), []);
      if (version !== workspace.version(uri)) throw contentModified();
      return places.length === 0 ? null : [...places];
    }));

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer('textDocument/codeLens', uri, token, null, ({ document, context }) => [...codeLenses(document, context)]));

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer('textDocument/inlayHint', uri, token, null, ({ document, context }) => [...inlayHints(document, range, context)]));

  connection.onCodeAction(({ textDocument: { uri }, range, context: wanted }, token) =>
    answer('textDocument/codeAction', uri, token, null, ({ document, context }) => [...codeActions(document, range, { only: wanted.only, diagnostics: wanted.diagnostics, withEdits: !client.resolvesEdits }, context)]));

  connection.onCodeActionResolve((action, token) =>
    guarded(connection.console, 'codeAction/resolve', token, action, async () => {
      const target = codeActionTarget(action);
      const opened = target === undefined ? undefined : await workspace.open(target.uri);
      if (target === undefined || opened === undefined) return action;
      if (target.version !== opened.document.version) throw contentModified();
      return resolveCodeAction(opened.document, action, target, opened.context);
    }));

  connection.onRequest(MEMORY_MODEL, (raw: unknown, token: CancellationToken) => {
    const params = readMemoryModelParams(raw);
    if (params === undefined) return invalidParams(MEMORY_MODEL);
    return answer(MEMORY_MODEL, params.textDocument.uri, token, null, ({ document, context }) => {
      if (params.whatIf !== undefined && params.whatIf.version !== document.version) throw contentModified();
      return memoryModel(document, params, context);
    });
  });

  connection.onRequest(EXPLAIN_ERROR, (raw: unknown, token: CancellationToken) => {
    const params = readExplainErrorParams(raw);
    if (params === undefined) return invalidParams(EXPLAIN_ERROR);
    const empty: ExplainErrorResult = { errors: [], advice: [] };
    return guarded(connection.console, EXPLAIN_ERROR, token, empty, async () => {
      const uri = params.textDocument?.uri;
      const opened = uri === undefined ? undefined : await workspace.open(uri);
      return explainErrors(opened, params);
    });
  });

  connection.onRequest(CHANGE_EDIT, (raw: unknown, token: CancellationToken) => {
    const params = readChangeEditParams(raw);
    if (params === undefined) return invalidParams(CHANGE_EDIT);
    return answer(CHANGE_EDIT, params.textDocument.uri, token, { refused: { code: 'not-flink' } }, ({ document, context }) => {
      if (params.version !== document.version) throw contentModified();
      return changeEdit(document, params, context);
    });
  });

  connection.onRequest(PROPOSE, (raw: unknown, token: CancellationToken) => {
    const params = readProposeParams(raw);
    if (params === undefined) return invalidParams(PROPOSE);
    return answer(PROPOSE, params.textDocument.uri, token, null, ({ document, context }) => {
      if (params.version !== document.version) throw contentModified();
      return propose(document, params, context);
    });
  });

  connection.onRequest(TEXT_MODEL, (raw: unknown, token: CancellationToken) => {
    const params = readTextModelParams(raw);
    if (params === undefined) return invalidParams(TEXT_MODEL);
    return guarded<MemoryModelResult>(connection.console, TEXT_MODEL, token, null, async () => {
      const context = await workspace.contextOf(params.textDocument.uri);
      return workspace.withFiles((files) => textModel(params, context, files), null);
    });
  });

  connection.onRequest(FIX_ERRORS, (raw: unknown, token: CancellationToken) => {
    const params = readFixErrorsParams(raw);
    if (params === undefined) return invalidParams(FIX_ERRORS);
    return answer(FIX_ERRORS, params.textDocument.uri, token, null, ({ document, context }) => fixErrors(document, context));
  });

  connection.onRequest(UPGRADE_REPORT, (raw: unknown, token: CancellationToken) => {
    const params = readUpgradeReportParams(raw);
    if (params === undefined) return invalidParams(UPGRADE_REPORT);
    return answer(UPGRADE_REPORT, params.textDocument.uri, token, null, ({ document, context }) => upgradeReport(document, params, context));
  });
}
