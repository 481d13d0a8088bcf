import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../protocol/server.js';

/** The Chinese texts as JSON, put in by scripts/build.mjs: a worker has no folder to read them from. */
declare const FLINK_MEMORY_ZH_CN: string | undefined;
/** The worker's global scope; its own type would need the DOM's library. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

/** The server as a Web Worker. Everything is registered before this script ends, so no message comes too early. */
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  messages: () => (typeof FLINK_MEMORY_ZH_CN === 'string' ? FLINK_MEMORY_ZH_CN : undefined),
});
