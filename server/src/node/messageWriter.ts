import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { messageParts } from './messageParts.js';

/**
 * Writes messages to a stream as LSP frames them. The parts of a message go to the system in one call and are not put together
 * before: the report of a large file is nearly a megabyte, most of it as it was sent before, and every edit sends it.
 */
export class PartsMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #failures = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error: Error) => { this.fireError(error); });
    stream.on('close', () => { this.fireClose(); });
  }

  write(message: Message): Promise<void> {
    const parts = messageParts(message);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return new Promise((resolve, reject) => {
      const written = (error?: Error | null): void => {
        if (error === undefined || error === null) {
          resolve();
          return;
        }
        this.fireError(error, message, ++this.#failures);
        reject(error);
      };
      this.#stream.cork();
      this.#stream.write(Buffer.from(`Content-Length: ${String(length)}\r\n\r\n`));
      parts.forEach((part, index) => { this.#stream.write(part, index === parts.length - 1 ? written : undefined); });
      this.#stream.uncork();
    });
  }

  end(): void {
    this.#stream.end();
  }
}
