import type { Diagnostic, Message } from 'vscode-languageserver/node';
import { FullReport } from '../protocol/diagnosticsSupport.js';

/** Diagnostics that were sent before, each as JSON with a comma before it once it is sent again. */
const sent = new WeakMap<Diagnostic, Buffer | 'once'>();

/**
 * Diagnostics as JSON, each with a comma before it: an edit sends all of a file's, of which it changed those of one section.
 * What is sent for the first time is written in one go; only what is sent again is worth keeping.
 */
function bytesOf(items: readonly Diagnostic[]): Buffer[] {
  const chunks: Buffer[] = [];
  let fresh: Diagnostic[] = [];
  const flush = (): void => {
    if (fresh.length > 0) chunks.push(Buffer.from(`,${JSON.stringify(fresh).slice(1, -1)}`));
    fresh = [];
  };
  for (const item of items) {
    const known = sent.get(item);
    if (known === undefined) {
      fresh.push(item);
      sent.set(item, 'once');
      continue;
    }
    flush();
    const bytes = known === 'once' ? Buffer.from(`,${JSON.stringify(item)}`) : known;
    sent.set(item, bytes);
    chunks.push(bytes);
  }
  flush();
  return chunks;
}

/** A message as JSON in UTF-8: what `JSON.stringify` writes. */
export function messageBytes(message: Message): Buffer {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (!(result instanceof FullReport)) return Buffer.from(JSON.stringify(message));
  const { items, ...head } = result;
  // `items` goes last into the result, and the result is the message's last member.
  const envelope = JSON.stringify({ ...message, result: head }).slice(0, -'}}'.length);
  const [first, ...others] = bytesOf(items);
  return Buffer.concat([Buffer.from(`${envelope},"items":[`), ...(first === undefined ? [] : [first.subarray(1)]), ...others, Buffer.from(']}}')]);
}
