import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import {
  CHANGE_EDIT, EXPLAIN_ERROR, FIX_ERRORS, MEMORY_MODEL, MODEL_CHANGED, PROPOSE, READ_FILE, TEXT_MODEL, UPGRADE_REPORT,
  type ChangeEditResult, type ExplainErrorResult, type FixErrorsResult, type InitializationOptions, type MemoryModelResult, type ModelChangedParams, type ProposeResult, type UpgradeReport,
} from '../../server/src/shared/protocol.js';
import { SERVED_LANGUAGES } from '../../server/src/shared/served.js';
import { SERVER_COMMANDS } from '../../server/src/shared/actions.js';
import type { ServerConnection } from './connection.js';
import { PAGE_SCHEME } from './pages.js';
import { readWorkspaceFile } from './readFile.js';

/** The language client's id and the name that it shows. */
export const CLIENT_ID = 'flinkMemory';
export const CLIENT_NAME = 'Flink Memory';

/** The options that desktop and web share. */
export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SERVED_LANGUAGES.map((language) => ({ language })),
    outputChannel: log,
    initializationOptions,
    // A hover may hold text of the document: it must not run commands other than the two that only move or show.
    markdown: { isTrusted: { enabledCommands: [SERVER_COMMANDS.openPanel, SERVER_COMMANDS.reveal] }, supportHtml: false },
    diagnosticPullOptions: {
      // Said because the client takes what is left out here as false.
      onChange: true,
      // A side of a diff is no file that somebody could repair.
      filter: (document) => document.uri.scheme === 'git' || document.uri.scheme === PAGE_SCHEME,
    },
  };
}

function initializationOptions(): InitializationOptions {
  return { hoverImages: true, commands: Object.values(SERVER_COMMANDS), yamlServer: isYamlServerPresent(), readFiles: true };
}

/** Whether Red Hat's YAML extension checks syntax here. It is activated by the first YAML file, perhaps after us: enabled is enough. */
function isYamlServerPresent(): boolean {
  return vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined
    && vscode.workspace.getConfiguration('yaml').get('validate') !== false;
}

/** Starts the client and gives what the rest of the extension needs of it. */
export async function connectWith(client: BaseLanguageClient): Promise<ServerConnection> {
  const modelChanged = new vscode.EventEmitter<ModelChangedParams>();
  const ready = new vscode.EventEmitter<void>();
  client.onNotification(MODEL_CHANGED, (params: ModelChangedParams) => {
    modelChanged.fire(params);
  });
  client.onRequest(READ_FILE, readWorkspaceFile);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) ready.fire();
  });
  await client.start();
  return {
    memoryModel: (params, token) => client.sendRequest<MemoryModelResult>(MEMORY_MODEL, params, token),
    changeEdit: (params) => client.sendRequest<ChangeEditResult>(CHANGE_EDIT, params),
    explainError: (params) => client.sendRequest<ExplainErrorResult>(EXPLAIN_ERROR, params),
    fixErrors: (params) => client.sendRequest<FixErrorsResult | null>(FIX_ERRORS, params),
    propose: (params) => client.sendRequest<ProposeResult | null>(PROPOSE, params),
    textModel: (params) => client.sendRequest<MemoryModelResult>(TEXT_MODEL, params),
    upgradeReport: (params) => client.sendRequest<UpgradeReport | null>(UPGRADE_REPORT, params),
    onModelChanged: modelChanged.event,
    onReady: ready.event,
    restart: async () => {
      await client.stop();
      await client.start();
    },
    stop: async () => {
      await client.dispose();
      modelChanged.dispose();
      ready.dispose();
    },
  };
}
