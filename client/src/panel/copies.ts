import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { ToHost } from '../../../server/src/shared/panel.js';
import type { PartModel, ProcessModel } from '../../../server/src/shared/protocol.js';
import { mebibytes, parseBytes } from '../../../server/src/shared/sizes.js';
import { poolName } from '../../../server/src/shared/words.js';

/** What the clipboard gets: arguments as a shell takes them, or the parts as a table that a spreadsheet takes. Undefined where there is nothing. */
export function copyText(what: Extract<ToHost, { type: 'copy' }>['what'], kind: ProcessKind, process: ProcessModel): string | undefined {
  switch (what) {
    case 'jvmArguments':
      return process.jvmArguments?.join(' ');
    case 'dynamicConfiguration':
      return process.dynamicConfiguration === undefined
        ? undefined
        : Object.entries(process.dynamicConfiguration).map(([key, value]) => `-D ${key}=${value}`).join(' ');
    case 'table':
      return process.parts === undefined ? undefined : process.parts.flatMap((part) => rows(part, kind, 0)).join('\n');
  }
}

/** One line per part: name (indented by its depth), MiB, bytes, key. */
function rows(part: PartModel, kind: ProcessKind, depth: number): readonly string[] {
  const bytes = parseBytes(part.bytes);
  const line = ['  '.repeat(depth) + poolName(part.pool, kind), bytes === undefined ? '' : mebibytes(bytes), part.bytes, part.key ?? ''].join('\t');
  return [line, ...(part.parts ?? []).flatMap((inner) => rows(inner, kind, depth + 1))];
}
