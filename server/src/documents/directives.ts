import type { Span } from './cluster.js';
import { endOfLine, endOfLineBefore, lineStart } from './lines.js';

/** What a file says to us in comments at its top. */
export interface Directives {
  /** `# flink-memory: off`: the file is left alone. */
  readonly off: boolean;
  /** `# flink-memory: version 1.18`, as written. */
  readonly version?: { readonly text: string; readonly span: Span };
}

const DIRECTIVE = /#\s*flink-memory:[ \t]*(?:(off)\b|version[ \t]+v?(\d+\.\d+(?:\.\d+)?)(?![\w.]))/;
const IGNORE = /#\s*flink-memory:[ \t]*ignore\b([^#\r\n]*)/;

/** Reads the directives in the comments before a file's first line of content. */
export function readDirectives(text: string): Directives {
  if (!text.includes('flink-memory:')) return { off: false };
  let off = false;
  let version: Directives['version'];
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (!/^\ufeff?(?:[ \t]*(?:#|$)|---)/.test(line[0])) break;
    const directive = DIRECTIVE.exec(line[0]);
    if (directive === null) continue;
    if (directive[1] !== undefined) off = true;
    const written = directive[2];
    if (written !== undefined) {
      const start = line.index + directive.index;
      version ??= { text: written, span: { start, end: start + directive[0].length } };
    }
  }
  return version === undefined ? { off } : { off, version };
}

/**
 * Whether a comment silences a rule at a place: `# flink-memory: ignore` or `# flink-memory: ignore RULE…` on its line,
 * or alone on the line above it.
 */
export function isSuppressed(text: string, offset: number, rule: string): boolean {
  if (!text.includes('flink-memory:')) return false;
  const start = lineStart(text, Math.min(offset, text.length));
  // Only lines near the place are looked at, so that asking for each of many findings stays cheap.
  if (ignores(lineAt(text, start), rule)) return true;
  if (start === 0) return false;
  const above = lineAt(text, lineStart(text, endOfLineBefore(text, start)));
  return /^\s*#/.test(above) && ignores(above, rule);
}

function ignores(line: string, rule: string): boolean {
  const rules = IGNORE.exec(line)?.[1];
  return rules !== undefined && (rules.trim() === '' || rules.split(/[\s,]+/).includes(rule));
}

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start));
}
