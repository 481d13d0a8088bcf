import type { Diagnostic, Message } from 'vscode-languageserver/node';
import { FullReport } from '../protocol/diagnosticsSupport.js';

/** Diagnostics that were sent before, as JSON with a comma before each: a view of the bytes that they were sent in. */
const sent = new WeakMap<readonly Diagnostic[], Buffer>();

/**
 * The diagnostics of clusters as JSON, with a comma before each: an edit sends all of a file's, of which it changed those of
 * one section. What stood side by side before is copied as a whole.
 */
function bytesOf(clusters: readonly (readonly Diagnostic[])[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let fresh: (readonly Diagnostic[])[] = [];
  for (const diagnostics of clusters) {
    const known = sent.get(diagnostics);
    if (known === undefined) {
      fresh.push(diagnostics);
      continue;
    }
    if (fresh.length > 0) chunks.push(written(fresh));
    fresh = [];
    const last = chunks.at(-1);
    const joined = last === undefined ? undefined : together(last, known);
    if (joined === undefined) chunks.push(known);
    else chunks[chunks.length - 1] = joined;
  }
  if (fresh.length > 0) chunks.push(written(fresh));
  return chunks;
}

/** What is sent for the first time, in one go: a comma in place of each bracket that begins a cluster's, a blank for the one that ends it. */
function written(clusters: readonly (readonly Diagnostic[])[]): Buffer {
  const texts = clusters.map((diagnostics) => JSON.stringify(diagnostics));
  const text = texts.join('');
  const bytes = Buffer.from(text);
  const isAscii = bytes.length === text.length;
  let start = 0;
  clusters.forEach((diagnostics, index) => {
    const part = texts[index] ?? '';
    const end = start + (isAscii ? part.length : Buffer.byteLength(part));
    bytes[start] = COMMA;
    bytes[end - 1] = BLANK;
    sent.set(diagnostics, bytes.subarray(start, end));
    start = end;
  });
  return bytes;
}

const COMMA = 0x2c;
const BLANK = 0x20;

/** One view of two that follow each other. */
function together(first: Buffer, second: Buffer): Buffer | undefined {
  const isNext = first.buffer === second.buffer && first.byteOffset + first.length === second.byteOffset;
  return isNext ? Buffer.from(first.buffer, first.byteOffset, first.length + second.length) : undefined;
}

/** A message as JSON in UTF-8, in one piece or in several: what `JSON.stringify` writes. */
export function messageParts(message: Message): readonly Buffer[] {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (!(result instanceof FullReport)) return [Buffer.from(JSON.stringify(message))];
  const { items: _items, ...head } = result;
  // `items` goes last into the result, and the result is the message's last member.
  const envelope = JSON.stringify({ ...message, result: head }).slice(0, -'}}'.length);
  const [first, ...others] = bytesOf(result.clusters);
  return [Buffer.from(`${envelope},"items":[`), ...(first === undefined ? [] : [first.subarray(1)]), ...others, END];
}

const END = Buffer.from(']}}');
