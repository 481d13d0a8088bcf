import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { fileNameOf, type OtherFiles, plainUri } from '../documents/otherFiles.js';
import { MAX_FILE_LENGTH, READ_FILE } from '../shared/protocol.js';
import { asRecord } from '../shared/records.js';
import type { Client } from './client.js';

/** So many files are kept; those that were read first go first, and are read again when they are asked for. */
const MAX_FILES = 200;
/** How often what was read may ask for more: a kustomization names its base, that names another. */
const MAX_ROUNDS = 8;
/** How long an answer may wait for files (ms). What comes later is taken as a change. */
const PATIENCE = 2000;
/** What is told to have changed, once anything has been read. */
const WATCHED = ['**/*.{yaml,yml,env}', '**/Kustomization', '**/.env', '**/.env.*'] as const;
/** The names that those match. */
const IS_WATCHED = /\.(?:ya?ml|env)$|^Kustomization$|^\.env(?:\.|$)/;
/** So many files of other names are watched as well. */
const MAX_NAMES = 50;

/** A file that is being read. */
interface Loading {
  readonly uri: string;
  readonly done: Promise<void>;
  /** Somebody has waited for it in vain: nobody else does. */
  isLate: boolean;
}

/** The documents that the client has open. */
export interface OpenTexts {
  get(uri: string): { readonly text: string } | undefined;
  keys(): string[];
}

/**
 * Other files of the workspace, for whoever reads a document: open ones as they are in the editor, others through the client
 * where it offers that. Reading is asked for and done later: `settle` works until everything asked for is there.
 */
export class WorkspaceFiles implements OtherFiles {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #open: OpenTexts;
  /** The open documents' addresses as the client spells them, by their plain spelling. */
  readonly #spellings = new Map<string, string>();
  /** What has been read, by plain address: null where there is no file, undefined where the client does not give it. */
  readonly #texts = new Map<string, string | null | undefined>();
  readonly #stamps = new Map<string, number>();
  readonly #loading = new Map<string, Loading>();
  readonly #wanted = new Set<string>();
  #count = 0;
  #openStamp = 0;
  /** The names that are watched besides; absent as long as nothing has been read. */
  #names: Set<string> | undefined;

  constructor(connection: Connection, client: Client, open: OpenTexts) {
    this.#connection = connection;
    this.#client = client;
    this.#open = open;
  }

  text(uri: string): string | undefined {
    const plain = plainUri(uri);
    const spelled = this.#spellings.get(plain);
    const open = spelled === undefined ? undefined : this.#open.get(spelled);
    if (open !== undefined) return open.text;
    if (!this.#texts.has(plain) && this.#client.options.readFiles === true) this.#wanted.add(uri);
    return this.#texts.get(plain) ?? undefined;
  }

  isMissing(uri: string): boolean {
    const plain = plainUri(uri);
    return !this.#spellings.has(plain) && this.#texts.get(plain) === null;
  }

  open(): readonly string[] {
    return this.#open.keys();
  }

  stamp(uri: string): number {
    return this.#stamps.get(plainUri(uri)) ?? 0;
  }

  openStamp(): number {
    return this.#openStamp;
  }

  /** A document was opened or edited. */
  edited(uri: string): void {
    const plain = plainUri(uri);
    if (!this.#spellings.has(plain)) {
      this.#spellings.set(plain, uri);
      this.#openStamp = ++this.#count;
    }
    this.#stamp(plain);
  }

  closed(uri: string): void {
    const plain = plainUri(uri);
    this.#spellings.delete(plain);
    this.#openStamp = ++this.#count;
    this.forget(uri);
  }

  /** A file is no longer what it was, as far as it was read. */
  forget(uri: string): void {
    const plain = plainUri(uri);
    this.#texts.delete(plain);
    this.#stamp(plain);
  }

  /**
   * Does some work, which may ask for files, until it has all that it asks for.
   *
   * @param late is told of files that came when nobody waited any more
   * @param needs whether the work is done with a file although it does not ask again: somebody else's work did
   */
  async settle(work: () => void, late: (uri: string) => void, needs: (uri: string) => boolean = () => false): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      work();
      const asked = [...this.#wanted].map((uri) => this.#load(uri));
      this.#wanted.clear();
      const others = [...this.#loading.values()].filter((other) => !other.isLate && !asked.includes(other) && needs(other.uri));
      if (asked.length + others.length === 0) return;
      const loaded = Promise.all([...asked, ...others].map(({ done }) => done));
      if (await isWithin(loaded, PATIENCE)) continue;
      for (const each of [...asked, ...others]) each.isLate = true;
      void loaded.then(() => { asked.forEach(({ uri }) => { late(uri); }); });
      return;
    }
    this.#wanted.clear();
  }

  #stamp(plain: string): void {
    this.#stamps.set(plain, ++this.#count);
  }

  #load(uri: string): Loading {
    const plain = plainUri(uri);
    const running = this.#loading.get(plain);
    if (running !== undefined) return running;
    this.#watch(fileNameOf(uri));
    const done = this.#read(uri).then((text) => {
      this.#loading.delete(plain);
      const [oldest] = this.#texts.keys();
      if (oldest !== undefined && this.#texts.size >= MAX_FILES) this.#texts.delete(oldest);
      this.#texts.set(plain, text);
      this.#stamp(plain);
    });
    const loading = { uri, done, isLate: false };
    this.#loading.set(plain, loading);
    return loading;
  }

  /** Null where there is no such file, undefined where the client does not give it, or does not say why it has none. */
  async #read(uri: string): Promise<string | null | undefined> {
    try {
      const { text, isMissing } = asRecord(await this.#connection.sendRequest<unknown>(READ_FILE, { uri }));
      if (isMissing === true) return null;
      return typeof text === 'string' && text.length <= MAX_FILE_LENGTH ? text : undefined;
    } catch (error) {
      this.#connection.console.error(`${READ_FILE} ${uri}: ${String(error)}`);
      return undefined;
    }
  }

  #watch(name: string): void {
    if (!this.#client.registersWatchedFiles) return;
    if (this.#names === undefined) this.#register(WATCHED);
    this.#names ??= new Set();
    if (IS_WATCHED.test(name) || this.#names.has(name) || this.#names.size >= MAX_NAMES || !/^[\w.-]+$/.test(name)) return;
    this.#names.add(name);
    this.#register([`**/${name}`]);
  }

  #register(patterns: readonly string[]): void {
    this.#connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: patterns.map((globPattern) => ({ globPattern })) })
      .catch((error: unknown) => { this.#connection.console.error(`registering for changes of files: ${String(error)}`); });
  }
}

async function isWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<false>((resolve) => { timer = setTimeout(() => { resolve(false); }, milliseconds); });
  try {
    return await Promise.race([work.then(() => true), end]);
  } finally {
    clearTimeout(timer);
  }
}
