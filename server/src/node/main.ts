import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../protocol/server.js';

/** The server as a process of its own: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`. */
startServer(createConnection(), {
  // Beside dist/server/node.js, where package.json's `l10n` points.
  messages: (language) => readFileSync(join(__dirname, '..', '..', 'l10n', `bundle.l10n.${language}.json`), 'utf8'),
});
