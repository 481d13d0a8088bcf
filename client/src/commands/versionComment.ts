/** The comment by which a file says its Flink version, `# flink-memory: version 1.18`, among the comments at its top. */
const VERSION_COMMENT = /^\s*#\s*flink-memory:\s*version\b/;
const COMMENT_OR_BLANK = /^\s*(?:#.*)?$/;

/** One edit in whole lines: replaces the line, or inserts before it. */
export interface LineEdit {
  readonly line: number;
  readonly kind: 'replace' | 'insert' | 'remove';
  /** The new line, without its end. Empty when it is removed. */
  readonly text: string;
}

/** The line that holds the comment; undefined where the file has none at its top. */
export function versionCommentLine(lines: Iterable<string>): number | undefined {
  let number = 0;
  for (const line of lines) {
    if (VERSION_COMMENT.test(line)) return number;
    if (!COMMENT_OR_BLANK.test(line)) return undefined;
    number++;
  }
  return undefined;
}

/** How to make a file say `version`, or nothing of it (undefined); undefined when there is nothing to do. */
export function editVersionComment(lines: Iterable<string>, version: string | undefined): LineEdit | undefined {
  const line = versionCommentLine(lines);
  if (version === undefined) return line === undefined ? undefined : { line, kind: 'remove', text: '' };
  const text = `# flink-memory: version ${version}`;
  return line === undefined ? { line: 0, kind: 'insert', text } : { line, kind: 'replace', text };
}
