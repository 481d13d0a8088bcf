import type { Diagnostic, Message } from 'vscode-languageserver';

/** A whole report, told from other results by its class where messages become text. */
export class DiagnosticReport {
  readonly kind = 'full';

  constructor(readonly resultId: string, readonly items: Diagnostic[]) {}
}

const texts = new WeakMap<Diagnostic, string>();

/** A diagnostic as JSON, made once: an edit sends all of a file's, of which it changed those of one section. */
function textOf(item: Diagnostic): string {
  let text = texts.get(item);
  if (text === undefined) {
    text = JSON.stringify(item);
    texts.set(item, text);
  }
  return text;
}

/** A message as JSON, as `JSON.stringify` writes it. */
export function messageText(message: Message): string {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (!(result instanceof DiagnosticReport)) return JSON.stringify(message);
  const { items, ...head } = result;
  const envelope = JSON.stringify({ ...message, result: head });
  // Behind the head of the result, which is the message's last member, as `items` is the report's.
  return `${envelope.slice(0, -2)},"items":[${items.map(textOf).join(',')}]}}`;
}
