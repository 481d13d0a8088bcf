import type { Location } from '../shared/protocol.js';
import type { Span } from './cluster.js';
import { Lines } from './lines.js';

/** Other files of the workspace, as far as they are known by now. Asking for one makes whoever asks depend on it: see `FilesRead`. */
export interface OtherFiles {
  /** The text of a file, an open one's as it is in the editor; undefined where there is none, or nobody has read it yet. */
  text(uri: string): string | undefined;
  /** Whether it is known that the workspace has no such file; false also for what nobody has read, or may read. */
  isMissing(uri: string): boolean;
  /** The files that are open, in no order that means anything. */
  open(): readonly string[];
  /** Tells the contents of a file from those that it had before: another number, whatever has become of it. */
  stamp(uri: string): number;
  /** The same for the open files as a whole: which there are, and what is in them. */
  openStamp(): number;
}

/** Nothing but the document itself. */
export const NO_FILES: OtherFiles = { text: () => undefined, isMissing: () => false, open: () => [], stamp: () => 0, openStamp: () => 0 };

/** What one reading asks of other files, and whether it would get the same answers again. */
export class FilesRead implements OtherFiles {
  readonly #files: OtherFiles;
  /** Made when it is needed: hardly any document asks. */
  #stamps: Map<string, number> | undefined;
  #openStamp: number | undefined;

  constructor(files: OtherFiles) {
    this.#files = files;
  }

  text(uri: string): string | undefined {
    this.#asked(uri);
    return this.#files.text(uri);
  }

  isMissing(uri: string): boolean {
    this.#asked(uri);
    return this.#files.isMissing(uri);
  }

  open(): readonly string[] {
    this.#openStamp = this.#files.openStamp();
    return this.#files.open();
  }

  stamp(uri: string): number {
    return this.#files.stamp(uri);
  }

  openStamp(): number {
    return this.#files.openStamp();
  }

  get isEmpty(): boolean {
    return this.#stamps === undefined && this.#openStamp === undefined;
  }

  asksFor(uri: string): boolean {
    if (this.#stamps === undefined) return false;
    for (const asked of this.#stamps.keys()) if (isSameUri(asked, uri)) return true;
    return false;
  }

  isCurrent(): boolean {
    if (this.#openStamp !== undefined && this.#openStamp !== this.#files.openStamp()) return false;
    for (const [uri, stamp] of this.#stamps ?? []) if (this.#files.stamp(uri) !== stamp) return false;
    return true;
  }

  #asked(uri: string): void {
    this.#stamps ??= new Map();
    this.#stamps.set(uri, this.#files.stamp(uri));
  }
}

/** A file that another one names by a relative path; undefined for what is no file of this workspace, such as a URL, or half of a character. */
export function resolveUri(from: string, path: string): string | undefined {
  const root = /^[a-z][\w+.-]*:\/\/[^/]*/i.exec(from)?.[0];
  if (root === undefined || path === '' || path.startsWith('/') || /^[a-z][\w+.-]*:/i.test(path) || /[?\\]|\p{Surrogate}/u.test(path)) return undefined;
  const segments = from.slice(root.length).split('/').slice(1, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(encodeURIComponent(part));
    else if (segments.pop() === undefined) return undefined;
  }
  return `${root}/${segments.join('/')}`;
}

/** The folders around a file, the nearest first; each as the address of a file in it would begin. */
export function foldersAround(uri: string, levels: number): readonly string[] {
  const folders: string[] = [];
  let folder = uri;
  while (folders.length < levels) {
    const end = folder.lastIndexOf('/', folder.length - 2);
    if (end < 0 || folder[end - 1] === '/' || folder[end - 1] === ':') break;
    folder = folder.slice(0, end + 1);
    folders.push(folder);
  }
  return folders;
}

/** The last part of an address, as people write it. */
export function fileNameOf(uri: string): string {
  return plainUri(uri.slice(uri.lastIndexOf('/') + 1).replace(/[?#].*$/, ''));
}

/** Whether two addresses name the same file, however they are spelled. */
export function isSameUri(one: string, other: string): boolean {
  return one === other || plainUri(one) === plainUri(other);
}

/** An address without the escapes that one side writes and the other does not. */
export function plainUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** A span of a file's text as a place in it. */
export function locationIn(uri: string, text: string, span: Span): Location {
  return locator(uri, text)(span);
}

/** The same for many spans of one text. */
export function locator(uri: string, text: string): (span: Span) => Location {
  const lines = new Lines(text);
  return ({ start, end }) => ({ uri, range: { start: lines.positionAt(start), end: lines.positionAt(end) } });
}
