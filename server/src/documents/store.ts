import type { Location, Position, Range } from '../shared/protocol.js';
import type { Span } from './cluster.js';
import { clusterAt, placesOf } from './clusterPlaces.js';
import { type Directives, readDirectives } from './directives.js';
import { FileText } from './fileText.js';
import { versionOfFile } from './flinkVersion.js';
import { othersOf } from './kinds/configYaml.js';
import type { ReadingContext } from './kinds/kind.js';
import { FoundElsewhere } from './linking/elsewhere.js';
import { withEnvironments } from './linking/environments.js';
import { link } from './linking/link.js';
import { type ClusterReading, type LocatedCluster, PlacedCluster } from './locatedCluster.js';
import { fileNameOf, type FilesRead, NO_FILES, type OtherFiles } from './otherFiles.js';
import { type FileSection, type PlacedSection, readClusters } from './section.js';
import { offsetBy } from './spans.js';

/** What of the settings a reading depends on. */
export type ReadingSettings = ReadingContext['settings'];

/** One version of an open file. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** Put together from the sections when it is asked for. */
  readonly text: string;
  readonly directives: Directives;
  readonly sections: readonly PlacedSection[];
  /** Others, as far as they are known by now. */
  readonly files: OtherFiles;
  /** The file's clusters in the order of the text; none where it is not Flink's or turned off. */
  clusters(settings: ReadingSettings): readonly LocatedCluster[];
  /** Where an offset of the file stands. */
  positionAt(offset: number): Position;
  /** The offset of a position; of one behind its line's text, or behind the file's, that of the end. */
  offsetAt(position: Position): number;
  /** A span of the file as a range. */
  rangeOf(span: Span): Range;
  /** A span of the file as a place for the client. */
  locate(span: Span): Location;
  /** Whether its clusters were made of another file, or would be if that were there. */
  dependsOn(uri: string): boolean;
  /** The same file, were this its text: sections that stay as they are are not read again. */
  edited(text: string): OpenDocument;
}

/** The open files. Remembers of each only its last version; a section that did not change is not read again. */
export class DocumentStore {
  readonly #documents = new Map<string, ReadDocument>();
  readonly #files: OtherFiles;

  /** @param files where a document finds the others that it speaks of; without it each stands alone */
  constructor(files: OtherFiles = NO_FILES) {
    this.#files = files;
  }

  /** Takes a version of a file: the first, or the one after an edit. */
  take(file: FileText): OpenDocument {
    const before = this.#documents.get(file.uri);
    if (before?.file === file) return before;
    const document = new ReadDocument(file, before, this.#files);
    this.#documents.set(file.uri, document);
    return document;
  }

  /** Takes a version of a file whose text is known as a whole. */
  update(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const before = this.#documents.get(uri)?.file;
    return this.take(before?.languageId === languageId ? before.changed(version, [{ text }]) : FileText.of(uri, languageId, version, text));
  }

  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  close(uri: string): void {
    this.#documents.delete(uri);
  }
}

class ReadDocument implements OpenDocument {
  readonly directives: Directives;
  readonly sections: readonly PlacedSection<FileSection>[];
  /** What it has found in other files: its versions share it. */
  readonly #elsewhere: FoundElsewhere;
  /** The first two sections with more than comments in them, by their index. */
  readonly #withContent: readonly number[];
  #clusters: { readonly settings: ReadingSettings; readonly list: readonly LocatedCluster[]; readonly files: readonly FilesRead[] } | undefined;

  constructor(readonly file: FileText, before: ReadDocument | undefined, readonly files: OtherFiles) {
    this.sections = file.sections;
    this.#elsewhere = before === undefined ? new FoundElsewhere(file.uri, files) : before.#elsewhere;
    this.#withContent = firstWithContent(this.sections);
    const [first = this.sections.length] = this.#withContent;
    this.directives = readDirectives(this.sections.slice(0, first + 1).map(({ section }) => section.text).join(''));
  }

  get uri(): string {
    return this.file.uri;
  }

  get languageId(): string {
    return this.file.languageId;
  }

  get version(): number {
    return this.file.version;
  }

  get text(): string {
    return this.file.text;
  }

  clusters(settings: ReadingSettings): readonly LocatedCluster[] {
    const known = this.#clusters;
    if (known?.settings === settings && known.files.every((files) => files.isCurrent())) return known.list;
    const files: FilesRead[] = [];
    const elsewhere = this.#elsewhere.finder(settings, files);
    const list = link(withEnvironments(this.#read(settings, files), this.file, elsewhere), this.file, elsewhere, (id, text) => this.edited(text).clusters(settings).find((other) => other.id === id)?.analysis);
    this.#clusters = { settings, list, files };
    return list;
  }

  positionAt(offset: number): Position {
    return this.file.positionAt(offset);
  }

  offsetAt(position: Position): number {
    return this.file.offsetAt(position);
  }

  rangeOf(span: Span): Range {
    return this.file.rangeOf(span);
  }

  locate(span: Span): Location {
    return this.file.locate(span);
  }

  dependsOn(uri: string): boolean {
    return this.#clusters?.files.some((files) => files.asksFor(uri)) === true;
  }

  edited(text: string): OpenDocument {
    return new ReadDocument(this.file.withText(text), this, this.files);
  }

  /** @param asked gets what the sections have asked of other files */
  #read(settings: ReadingSettings, asked: FilesRead[]): readonly LocatedCluster[] {
    if (this.directives.off) return [];
    const fileName = fileNameOf(this.uri);
    const comment = this.directives.version;
    const shared = { uri: this.uri, fileName, settings, versionOfFile: versionOfFile(this.uri) };
    const common = JSON.stringify([this.uri, shared.versionOfFile, settings.flinkVersion, settings.operatorVersion, settings.operatorDefaults, comment?.text]);
    const keys = new Map<string, string>();
    const ordinals = new Map<string, number>();
    const located: LocatedCluster[] = [];
    // Clusters outlive this version of the file: no function that they keep may hold it by `this`.
    const { files } = this;
    for (const [index, placed] of this.sections.entries()) {
      const { section, start, line } = placed;
      if (!section.isMarked) continue;
      const here = comment !== undefined && comment.span.start >= start && comment.span.end <= placed.end;
      const others = this.#othersOf(index);
      const context = (known: OtherFiles): ReadingContext => ({
        ...shared,
        files: known,
        versionComment: comment === undefined ? undefined : here ? { text: comment.text, span: offsetBy(comment.span, -start) } : { text: comment.text },
        others,
      });
      const variant = here ? `!${others}` : others;
      const key = keys.get(variant) ?? common + variant;
      keys.set(variant, key);
      const { readings, files: read } = section.read(key, files, context);
      if (read !== undefined) asked.push(read);
      for (const [nth, reading] of readings.entries()) {
        const { path, placed: before } = reading;
        const ordinal = ordinals.get(path) ?? 0;
        ordinals.set(path, ordinal + 1);
        const stays = before !== undefined && before.ordinal === ordinal && before.section.start === start && before.section.line === line;
        located.push(stays ? before : (reading.placed = placeCluster(ordinal, placed, readings, nth, reading, () => context(files))));
      }
    }
    return located;
  }

  /** Only a file's first document can be a `config.yaml`, and only alone. */
  #othersOf(index: number): ReadingContext['others'] {
    if (index === 0) return othersOf(this.sections.slice(0, 2).map(({ section }) => section));
    return this.#withContent.some((other) => other !== index) ? 'documents' : 'none';
  }
}

function firstWithContent(sections: readonly PlacedSection<FileSection>[]): readonly number[] {
  const first = sections.findIndex(({ section }) => section.hasContent);
  const second = sections.findIndex(({ section }, index) => index > first && section.hasContent);
  return [first, second].filter((index) => index >= 0);
}

function placeCluster(ordinal: number, placed: PlacedSection<FileSection>, readings: readonly ClusterReading[], nth: number, reading: ClusterReading, context: () => ReadingContext): PlacedCluster {
  const place = (): string => placesOf(readings.map(({ cluster }) => cluster))[nth] ?? '';
  return new PlacedCluster(ordinal, placed, reading, (text) => clusterAt(readClusters(text, placed.section.oldFormat, context()), place()));
}
