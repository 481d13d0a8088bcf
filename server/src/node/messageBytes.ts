import type { Diagnostic, Message } from 'vscode-languageserver/node';
import { FullReport } from '../protocol/diagnosticsSupport.js';

/** Each with a comma before it. */
const written = new WeakMap<Diagnostic, Buffer>();

/** A diagnostic as JSON, made once: an edit sends all of a file's, of which it changed those of one section. */
function bytesOf(item: Diagnostic): Buffer {
  let bytes = written.get(item);
  if (bytes === undefined) {
    bytes = Buffer.from(`,${JSON.stringify(item)}`);
    written.set(item, bytes);
  }
  return bytes;
}

/** A message as JSON in UTF-8: what `JSON.stringify` writes. */
export function messageBytes(message: Message): Buffer {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (!(result instanceof FullReport)) return Buffer.from(JSON.stringify(message));
  const { items: [first, ...others], ...head } = result;
  // `items` goes last into the result, and the result is the message's last member.
  const envelope = JSON.stringify({ ...message, result: head }).slice(0, -'}}'.length);
  return Buffer.concat([Buffer.from(`${envelope},"items":[`), ...(first === undefined ? [] : [bytesOf(first).subarray(1)]), ...others.map(bytesOf), Buffer.from(']}}')]);
}
