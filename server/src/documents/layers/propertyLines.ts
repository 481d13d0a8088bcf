import type { Entry, IgnoredCause, ReadingProblem, Span } from '../cluster.js';
import { Heads } from '../heads.js';
import { repeatedKeys } from '../repeatedKeys.js';
import { hasTemplate } from '../yaml/templates.js';

/** Lines `key: value` as the image's start script takes them (`process_flink_properties`, 1.19 and later). */
export interface PropertyLines {
  readonly entries: readonly Entry[];
  readonly problems: readonly ReadingProblem[];
}

/**
 * Reads `FLINK_PROPERTIES` as an image of Flink 1.19 or later does: a line loses every blank, also those within its value, and
 * is divided at the first colon. There are no comments: one behind a value becomes a part of it.
 */
export function readPropertyLines(text: string): PropertyLines {
  const entries: Entry[] = [];
  const problems: ReadingProblem[] = [];
  const heads = new Heads();
  for (const { index, 0: line } of text.matchAll(/[^\n]+/g)) {
    const from = index + line.length - line.trimStart().length;
    const code = line.trim();
    // What begins with a # becomes a key that nobody reads.
    if (code === '' || code.startsWith('#')) continue;
    const colon = code.indexOf(':');
    const key = (colon < 0 ? code : code.slice(0, colon)).replace(/\s+/g, '');
    const written = colon < 0 ? '' : code.slice(colon + 1).trim();
    const indent = from - index;
    heads.begin(indent);
    if (key === '' || written === '') {
      const cause = causeOf(key, colon, text.slice(index + line.length), indent);
      const problem: ReadingProblem = { kind: 'line-ignored', span: { start: from, end: from + code.length }, cause, ...(key === '' || colon < 0 ? {} : { key: heads.path(key) }) };
      if (key !== '' && colon >= 0) heads.add({ key, indent }, problem);
      if (!hasTemplate(code)) problems.push(problem);
      continue;
    }
    const valueStart = from + code.length - code.slice(colon + 1).trimStart().length;
    const value = written.replace(/\s+/g, '');
    const entry: Entry = {
      key, value, source: 'environment',
      keySpan: { start: from, end: from + code.slice(0, colon).trimEnd().length },
      valueSpan: { start: valueStart, end: from + code.length },
      templated: hasTemplate(line) || line.includes('$('),
      site: { kind: 'line', line: { start: index, end: index + line.length } },
    };
    entries.push(entry);
    if (/\s/.test(written) && !entry.templated && JVM_OPTIONS.test(key)) problems.push({ kind: 'options-joined', entry, written });
    const joined = heads.joinedKey(key);
    if (joined !== undefined) problems.push({ kind: 'line-ignored', span: spanOf(entry), cause: 'indented', key: joined, value });
  }
  return { entries, problems: [...repeatedKeys(entries), ...heads.standing(problems)] };
}

/** Options of several flags, parted by blanks. */
const JVM_OPTIONS = /^env\.java\.(?:default-)?opts(?:\.|$)/;

function causeOf(key: string, colon: number, below: string, indent: number): IgnoredCause {
  if (key === '') return 'key-missing';
  if (colon < 0) return 'no-separator';
  const next = /\n([ \t]*)[^\s#]/.exec(below)?.[1];
  return next !== undefined && next.length > indent ? 'nested' : 'no-value';
}

function spanOf({ keySpan, valueSpan }: Entry): Span {
  return { start: keySpan.start, end: valueSpan.end };
}
