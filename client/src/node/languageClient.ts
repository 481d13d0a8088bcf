/** Bundled apart from the entry point and loaded when a document needs the server: dist/client/languageClient.js. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ServerConnection } from '../connection.js';
import { CLIENT_ID, CLIENT_NAME, clientOptions, connectWith } from '../languageClient.js';

/** Starts the server in a process of its own. */
export function connect(context: ExtensionContext, log: LogOutputChannel): Promise<ServerConnection> {
  const server = { module: context.asAbsolutePath('dist/server/node.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6013'] } };
  return connectWith(new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug }, clientOptions(log)));
}
