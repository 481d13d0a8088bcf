/** Evaluated when a document needs the server; the web allows one file only, so it is bundled into the entry point. */
import { Uri, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { ServerConnection } from '../connection.js';
import { CLIENT_ID, CLIENT_NAME, clientOptions, connectWith } from '../languageClient.js';

/** Starts the server in a worker. */
export function connect(context: ExtensionContext, log: LogOutputChannel): Promise<ServerConnection> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/browser.js').toString(true);
  // A function, so that a restart gets a worker of its own.
  const server = (): Promise<Worker> => Promise.resolve(new Worker(script));
  return connectWith(new LanguageClient(CLIENT_ID, CLIENT_NAME, server, clientOptions(log)));
}
