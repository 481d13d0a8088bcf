import { findOption, formerNameOf } from '../../model/catalogue.js';
import type { Settings } from '../../shared/settings.js';
import type { Entry, ProcessSite, Setting, Span } from '../cluster.js';
import type { OtherFiles } from '../otherFiles.js';
import type { VersionClue } from '../flinkVersion.js';

/** What a section is read with, besides its own text. */
export interface ReadingContext {
  readonly uri: string;
  /** Other files of the workspace. */
  readonly files: OtherFiles;
  /** The file's name without folders. */
  readonly fileName: string;
  readonly settings: Pick<Settings, 'flinkVersion' | 'operatorVersion' | 'operatorDefaults'>;
  /** `# flink-memory: version …`; its span only where the comment stands in this section. */
  readonly versionComment: VersionClue | undefined;
  /** The version that the file's name or folder names. */
  readonly versionOfFile: VersionClue | undefined;
  /** How the other sections of the file matter to one that must be alone. */
  readonly others: 'none' | 'documents' | 'no-document-start';
}

/** Settings from entries of which the last, or the given winner, counts; `now` says what became of an entry since. */
export function settingsOf(entries: readonly Entry[], winners: ReadonlyMap<string, Entry>, now: (entry: Entry) => Entry = (entry) => entry): Map<string, Setting> {
  const losers = winners.size === entries.length ? undefined : losersOf(entries, winners, now);
  const settings = new Map<string, Setting>();
  winners.forEach((winner, key) => {
    const entry = now(winner);
    settings.set(key, { value: entry.value, source: entry.source, templated: entry.templated, entry, overridden: losers?.get(key) ?? NONE });
  });
  return settings;
}

function losersOf(entries: readonly Entry[], winners: ReadonlyMap<string, Entry>, now: (entry: Entry) => Entry): ReadonlyMap<string, readonly Entry[]> {
  const losers = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (winners.get(entry.key) === entry) continue;
    const list = losers.get(entry.key);
    if (list === undefined) losers.set(entry.key, [now(entry)]);
    else list.push(now(entry));
  }
  return losers;
}

const NONE: readonly Entry[] = [];

/** A process of a plain file: both are there, and nothing but options speaks of them. */
export function plainProcess(head: Span): ProcessSite {
  return { present: true, head, resources: [] };
}

/** The first line with text on it: where whatever concerns a whole file stands. */
export function firstLine(text: string): Span {
  const line = /[^\s\ufeff][^\r\n]*/.exec(text);
  return line === null ? { start: 0, end: 0 } : { start: line.index, end: line.index + line[0].trimEnd().length };
}

/** Whether a key is one of Flink's, of any version. */
export function isOption(key: string): boolean {
  return findOption(key) !== undefined || formerNameOf(key, '1.13') !== undefined || formerNameOf(key, '1.20') !== undefined;
}

/** Whether it is one of a process. */
export function isProcessOption(key: string): boolean {
  return /^(?:taskmanager|jobmanager)\./.test(key) && isOption(key);
}
