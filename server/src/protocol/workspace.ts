import { type Connection, TextDocuments } from 'vscode-languageserver';
import { DocumentStore, FileText, type OpenDocument, type OtherFiles } from '../documents/index.js';
import type { FeatureContext } from '../features/context.js';
import type { Language } from '../shared/language.js';
import { SERVED_LANGUAGES } from '../shared/served.js';
import type { Client } from './client.js';
import { guardedQuietly } from './guard.js';
import { SettingsCache } from './settings.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/**
 * How often the panel is told of edits (ms): of the first at once, of those that follow it closer than a person types together,
 * as a model that nobody can look at is not worth a message.
 */
const MODEL_CHANGED_INTERVAL = 40;

/** A document with what its features need besides it. */
export interface Opened {
  readonly document: OpenDocument;
  readonly context: FeatureContext;
}

export interface WorkspaceListener {
  /** Runs at once after each change of a document or its settings. */
  changed(uri: string): Promise<void>;
  /** Runs after a change as soon as may be: at once, or for several that follow closely together. */
  modelChanged(uri: string): Promise<void>;
  closed(uri: string): Promise<void>;
  /** Settings, or files that some documents speak of, are others now. */
  othersChanged(): Promise<void>;
}

/** The open documents of a session, their settings, and what has been read from them. */
export class Workspace {
  readonly settings: SettingsCache;
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #language: Language;
  readonly #texts = new TextDocuments<FileText>({
    create: (uri, languageId, version, text) => FileText.of(uri, languageId, version, text),
    update: (file, changes, version) => file.changed(version, changes),
  });
  readonly #files: WorkspaceFiles;
  readonly #store: DocumentStore;
  /** Tells the documents that speak of a file that it is another now. */
  #changedElsewhere: (uri: string) => void = () => undefined;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  /** Documents whose change was told just now, and whether they have changed since. */
  readonly #told = new Map<string, { readonly timer: ReturnType<typeof setTimeout>; isDue: boolean }>();

  constructor(connection: Connection, client: Client, language: Language) {
    this.#connection = connection;
    this.#client = client;
    this.#language = language;
    this.settings = new SettingsCache(connection, client);
    this.#files = new WorkspaceFiles(connection, client, this.#texts);
    this.#store = new DocumentStore(this.#files);
  }

  /** Follows the client's documents and settings. */
  listen(listener: WorkspaceListener): void {
    const { console } = this.#connection;
    const tell = (uri: string): void => {
      const told = this.#told.get(uri);
      if (told !== undefined) {
        told.isDue = true;
        return;
      }
      const timer = setTimeout(() => {
        const isDue = this.#told.get(uri)?.isDue === true;
        this.#told.delete(uri);
        if (isDue) tell(uri);
      }, MODEL_CHANGED_INTERVAL);
      this.#told.set(uri, { timer, isDue: false });
      guardedQuietly(console, `after a change of ${uri}`, () => listener.modelChanged(uri));
    };
    const notice = (uri: string): void => {
      guardedQuietly(console, `on a change of ${uri}`, () => listener.changed(uri));
      tell(uri);
    };
    this.#changedElsewhere = (uri) => {
      const readers = this.#readersOf(uri);
      if (readers.length === 0) return;
      readers.forEach(notice);
      clearTimeout(this.#refresh);
      this.#refresh = setTimeout(() => { guardedQuietly(console, `after a change of ${uri}`, () => listener.othersChanged()); }, MODEL_CHANGED_INTERVAL);
    };
    this.#texts.onDidChangeContent(({ document }) => {
      this.#files.edited(document.uri);
      if (isServed(document)) notice(document.uri);
      this.#changedElsewhere(document.uri);
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) {
        this.#files.forget(uri);
        this.#changedElsewhere(uri);
      }
    });
    this.#texts.onDidClose(({ document }) => {
      this.#files.closed(document.uri);
      this.#changedElsewhere(document.uri);
      clearTimeout(this.#told.get(document.uri)?.timer);
      this.#told.delete(document.uri);
      this.settings.close(document.uri);
      guardedQuietly(console, `closing ${document.uri}`, async () => {
        this.#store.close(document.uri);
        await listener.closed(document.uri);
      });
    });
    this.#connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
      this.settings.change(settings);
      for (const document of this.#texts.all()) if (isServed(document)) notice(document.uri);
      guardedQuietly(console, 'on a change of settings', () => listener.othersChanged());
    });
    this.#texts.listen(this.#connection);
  }

  version(uri: string): number | undefined {
    return this.#texts.get(uri)?.version;
  }

  /** The document as it is now, read; undefined where it is not open, of another language, or turned off by its first lines. */
  async open(uri: string): Promise<Opened | undefined> {
    if (!isServed(this.#texts.get(uri))) return undefined;
    const settings = await this.settings.of(uri);
    // Only now: it may have changed or closed while the settings were asked for.
    const file = this.#texts.get(uri);
    if (file === undefined) return undefined;
    const document = this.#store.take(file);
    await this.#files.settle(() => { document.clusters(settings); }, this.#changedElsewhere, (other) => document.dependsOn(other));
    // Edits may have come while other files were read.
    if (this.#texts.get(uri) !== file) return this.open(uri);
    return { document, context: { settings, options: this.#client.options, language: this.#language } };
  }

  /** What some work gives once it has every file that it asks for: of a document, or of the files that it gets. */
  async withFiles<Result>(work: (files: OtherFiles) => Result, empty: Result): Promise<Result> {
    let result = empty;
    await this.#files.settle(() => { result = work(this.#files); }, () => undefined);
    return result;
  }

  /** What features need besides a document, for a text that stands in none of the open ones. */
  async contextOf(uri: string): Promise<FeatureContext> {
    return { settings: await this.settings.of(uri), options: this.#client.options, language: this.#language };
  }

  /** The open documents that were made of a file, or would be if it were there. */
  #readersOf(uri: string): readonly string[] {
    return this.#texts.keys().filter((other) => other !== uri && this.#store.get(other)?.dependsOn(uri) === true);
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    for (const { timer } of this.#told.values()) clearTimeout(timer);
    this.#told.clear();
  }
}

/** Other languages' documents are ignored, whatever is in them. */
function isServed(document: FileText | undefined): boolean {
  if (document === undefined) return false;
  // Vim's file types have parts: `yaml.docker-compose`, `yaml.helm-values`.
  const [language] = document.languageId.split('.', 1);
  return SERVED_LANGUAGES.some((served) => served === language);
}
