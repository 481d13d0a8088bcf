/** The comment by which a file says its Flink version, `# flink-memory: version 1.18`, among the comments at its top. */
const VERSION_COMMENT = /(#\s*flink-memory:[ \t]*version)\b(?:[ \t]+v?[\d.]+)?/;
/** What may stand above it: comments, blank lines, the mark of a YAML document. */
const ABOVE = /^(?:[ \t]*(?:#|$)|---)/;

/** One edit in whole lines: replaces the line, or inserts before it. */
export interface LineEdit {
  readonly line: number;
  readonly kind: 'replace' | 'insert' | 'remove';
  /** The new line, without its end. Empty when it is removed. */
  readonly text: string;
}

/** The comment for a version, alone on its line. */
export function versionComment(version: string): string {
  return `# flink-memory: version ${version}`;
}

/** The line that holds the comment; undefined where the file has none at its top. */
export function versionCommentLine(lines: Iterable<string>): number | undefined {
  return findComment(lines)?.line;
}

/** How to make a file say `version`, or nothing of it (undefined); undefined when there is nothing to do. */
export function editVersionComment(lines: Iterable<string>, version: string | undefined): LineEdit | undefined {
  const found = findComment(lines);
  if (version === undefined) return found === undefined ? undefined : { line: found.line, kind: 'remove', text: '' };
  if (found === undefined) return { line: 0, kind: 'insert', text: versionComment(version) };
  return { line: found.line, kind: 'replace', text: found.text.replace(VERSION_COMMENT, `$1 ${version}`) };
}

function findComment(lines: Iterable<string>): { readonly line: number; readonly text: string } | undefined {
  let line = 0;
  for (const text of lines) {
    if (!ABOVE.test(text)) return undefined;
    if (VERSION_COMMENT.test(text)) return { line, text };
    line++;
  }
  return undefined;
}
