import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, createConnection, StreamMessageReader } from 'vscode-languageserver/node';
import { startServer } from '../protocol/server.js';
import { PartsMessageWriter } from './messageWriter.js';

/** The server as a process of its own: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`. */
startServer(process.argv.includes('--stdio') ? overStdio() : createConnection(), {
  // Beside dist/server/main.js, where package.json's `l10n` points.
  messages: (language) => readFileSync(join(__dirname, '..', '..', 'l10n', `bundle.l10n.${language}.json`), 'utf8'),
});

/** Standard streams with a writer of our own: what a report has in common with the last one is not made into text again. */
function overStdio(): Connection {
  const connection = createConnection(new StreamMessageReader(process.stdin), new PartsMessageWriter(process.stdout));
  // The library ends with the streams that it reads itself: a client that is gone says no `exit`.
  for (const gone of ['end', 'close']) process.stdin.on(gone, () => process.exit(1));
  return connection;
}
