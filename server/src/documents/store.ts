import type { Position } from '../shared/protocol.js';
import { analyse, type Analysis } from './analysis.js';
import type { Cluster, Span } from './cluster.js';
import { clusterAt, placesOf } from './clusterPlaces.js';
import { type Directives, isSuppressed, readDirectives } from './directives.js';
import { versionOfFile } from './flinkVersion.js';
import { othersOf } from './kinds/configYaml.js';
import { isFlinkConf } from './kinds/fileFormat.js';
import { flinkConfClusters } from './kinds/flinkConf.js';
import type { ReadingContext } from './kinds/kind.js';
import { type DocumentKind, kindsOf, readKinds } from './kinds/kinds.js';
import { FoundElsewhere } from './linking/elsewhere.js';
import { withEnvironments } from './linking/environments.js';
import { link } from './linking/link.js';
import { Lines, Rising } from './lines.js';
import { fileNameOf, FilesRead, NO_FILES, type OtherFiles } from './otherFiles.js';
import { type SectionText, splitSections } from './sections.js';
import { offsetBy } from './spans.js';
import { readYaml } from './yaml/tree.js';

/** What of the settings a reading depends on. */
export type ReadingSettings = ReadingContext['settings'];

/** A document of a file: unchanged text is the same object from one version of the file to the next, wherever it stands. */
export interface Section {
  readonly text: string;
}

/** Where a section stands in one version of its file. */
export interface PlacedSection {
  readonly section: Section;
  readonly start: number;
  readonly end: number;
  /** The line of the file that it begins with. */
  readonly line: number;
}

/** A cluster in one version of its file. */
export interface LocatedCluster {
  /** `kind/namespace/name/ordinal`: stays while the file is edited elsewhere. */
  readonly id: string;
  /** The same object while its section, directives and settings stay the same. */
  readonly cluster: Cluster;
  readonly section: PlacedSection;
  /** Derived at first use, once for each cluster. */
  readonly analysis: Analysis;
  /** The same cluster, were this the section's text (after an edit of it); undefined where none would be left. */
  reread(sectionText: string): Analysis | undefined;
  /** An offset of the section as an offset of the file. */
  toOffset(offset: number): number;
  /** A span of the section as a span of the file. */
  toSpan(span: Span): Span;
}

/** One version of an open file. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  readonly directives: Directives;
  readonly sections: readonly PlacedSection[];
  /** Others, as far as they are known by now. */
  readonly files: OtherFiles;
  /** The file's clusters in the order of the text; none where it is not Flink's or turned off. */
  clusters(settings: ReadingSettings): readonly LocatedCluster[];
  /** Where an offset of the file stands. */
  positionAt(offset: number): Position;
  /** Whether a comment of the user's silences a rule at an offset of the file. */
  isSuppressed(offset: number, rule: string): boolean;
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

  /** Takes a file as it is now: a first version, or one after an edit. */
  update(uri: string, languageId: string, version: number, text: string): void {
    const before = this.#documents.get(uri);
    if (before?.version === version && before.languageId === languageId && before.text === text) return;
    this.#documents.set(uri, new ReadDocument(uri, languageId, version, text, before, this.#files));
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
  readonly sections: readonly PlacedReader[];
  readonly #parts: readonly SectionText[];
  /** What it has found in other files: its versions share it. */
  readonly #elsewhere: FoundElsewhere;
  #withContent: readonly number[] | undefined;
  /** Of the sections. */
  #starts: Rising | undefined;
  #clusters: { readonly settings: ReadingSettings; readonly list: readonly LocatedCluster[]; readonly files: readonly FilesRead[] } | undefined;

  constructor(readonly uri: string, readonly languageId: string, readonly version: number, readonly text: string, before: ReadDocument | undefined, readonly files: OtherFiles) {
    this.#elsewhere = before === undefined ? new FoundElsewhere(uri, files) : before.#elsewhere;
    this.directives = readDirectives(text);
    const oldFormat = isFlinkConf(fileNameOf(uri), languageId, text);
    this.#parts = oldFormat
      ? [{ start: 0, text, hasContent: true, explicit: false, afterEndMarker: false }]
      : splitSections(text);
    this.sections = place(this.#parts, oldFormat, before?.sections ?? []);
  }

  clusters(settings: ReadingSettings): readonly LocatedCluster[] {
    const known = this.#clusters;
    if (known?.settings === settings && known.files.every((files) => files.isCurrent())) return known.list;
    const files: FilesRead[] = [];
    const elsewhere = this.#elsewhere.finder(settings, files);
    const list = link(withEnvironments(this.#read(settings, files), this, elsewhere), this.sections, this, elsewhere, (id, text) => this.edited(text).clusters(settings).find((other) => other.id === id)?.analysis);
    this.#clusters = { settings, list, files };
    return list;
  }

  positionAt(offset: number): Position {
    this.#starts ??= new Rising(this.sections.map(({ start }) => start));
    const placed = this.sections[this.#starts.lastUpTo(offset)];
    return placed === undefined ? { line: 0, character: 0 } : placed.section.lines.positionAt(offset - placed.start, placed.line);
  }

  isSuppressed(offset: number, rule: string): boolean {
    return isSuppressed(this.text, offset, rule);
  }

  dependsOn(uri: string): boolean {
    return this.#clusters?.files.some((files) => files.asksFor(uri)) === true;
  }

  edited(text: string): OpenDocument {
    return new ReadDocument(this.uri, this.languageId, this.version, text, this, this.files);
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
    if (index === 0) return othersOf(this.#parts);
    // Asked for each section: the first two that have content tell it for all.
    this.#withContent ??= firstWithContent(this.#parts);
    return this.#withContent.some((other) => other !== index) ? 'documents' : 'none';
  }
}

/** Which parts of a text are the first two with more than comments in them, by their index. */
function firstWithContent(parts: readonly SectionText[]): readonly number[] {
  const first = parts.findIndex(({ hasContent }) => hasContent);
  const second = parts.findIndex((part, index) => index > first && part.hasContent);
  return [first, second].filter((index) => index >= 0);
}

class PlacedCluster implements LocatedCluster {
  readonly id: string;
  readonly #reread: (text: string) => Cluster | undefined;

  /** @param ordinal how many clusters of the same name stand before it */
  constructor(readonly ordinal: number, readonly section: PlacedSection, readonly reading: ClusterReading, reread: (text: string) => Cluster | undefined) {
    this.id = `${reading.path}/${String(ordinal)}`;
    this.#reread = reread;
  }

  get cluster(): Cluster {
    return this.reading.cluster;
  }

  get analysis(): Analysis {
    return this.reading.analysis();
  }

  reread(sectionText: string): Analysis | undefined {
    const cluster = this.#reread(sectionText);
    return cluster === undefined ? undefined : analyse(cluster);
  }

  toOffset(offset: number): number {
    return this.section.start + offset;
  }

  toSpan(span: Span): Span {
    return offsetBy(span, this.section.start);
  }
}

function placeCluster(ordinal: number, placed: PlacedReader, readings: readonly ClusterReading[], nth: number, reading: ClusterReading, context: () => ReadingContext): PlacedCluster {
  const place = (): string => placesOf(readings.map(({ cluster }) => cluster))[nth] ?? '';
  return new PlacedCluster(ordinal, placed, reading, (text) => clusterAt(readClusters(text, placed.section.oldFormat, context()), place()));
}

interface PlacedReader extends PlacedSection {
  readonly section: SectionReader;
}

/** What has been read from one section's text: clusters and what follows from them, each at first use. */
class SectionReader implements Section {
  readonly isMarked: boolean;
  readonly lines: Lines;
  readonly #kinds: readonly DocumentKind[];
  /** Kept for one context: settings change seldom, and all sections follow. */
  #clusters: SectionReadings | undefined;

  constructor(readonly text: string, readonly oldFormat: boolean) {
    this.#kinds = oldFormat ? [] : kindsOf(text);
    this.isMarked = oldFormat || this.#kinds.length > 0;
    this.lines = new Lines(text);
  }

  /** @param key everything in the context that a cluster depends on, but for other files */
  read(key: string, files: OtherFiles, context: (files: OtherFiles) => ReadingContext): SectionReadings {
    const known = this.#clusters;
    if (known?.key === key && known.files?.isCurrent() !== false) return known;
    const asked = new FilesRead(files);
    const readings = readClusters(this.text, this.oldFormat, context(asked), this.#kinds).map((cluster) => new ClusterReading(cluster));
    this.#clusters = asked.isEmpty ? { key, readings } : { key, readings, files: asked };
    return this.#clusters;
  }
}

interface SectionReadings {
  readonly key: string;
  readonly readings: readonly ClusterReading[];
  /** What was asked of other files; absent where nothing was. */
  readonly files?: FilesRead;
}

function readClusters(text: string, oldFormat: boolean, context: ReadingContext, known?: readonly DocumentKind[]): readonly Cluster[] {
  if (oldFormat) return flinkConfClusters(text, context);
  const kinds = known ?? kindsOf(text);
  if (kinds.length === 0) return [];
  // The tree is not kept: it is several times as large as what is read from it, and quickly made again for an edit.
  return readKinds(kinds, readYaml(text), context);
}

class ClusterReading {
  /** By which clusters of the same name are counted. */
  readonly path: string;
  /** Where it stood in the last version: most clusters stay where they are. */
  placed: PlacedCluster | undefined;
  #analysis: Analysis | undefined;

  constructor(readonly cluster: Cluster) {
    const { kind, namespace, name } = cluster;
    this.path = `${kind}/${namespace}/${name}`;
  }

  analysis(): Analysis {
    this.#analysis ??= analyse(this.cluster);
    return this.#analysis;
  }
}

/** Places the parts of a text, reusing from both ends the sections that have not changed. */
function place(parts: readonly SectionText[], oldFormat: boolean, before: readonly PlacedReader[]): readonly PlacedReader[] {
  const same = (part: SectionText | undefined, old: PlacedReader | undefined): boolean =>
    part !== undefined && old !== undefined && old.section.oldFormat === oldFormat && old.section.text === part.text;
  let head = 0;
  while (head < parts.length && head < before.length && same(parts[head], before[head])) head++;
  let tail = 0;
  while (tail < parts.length - head && tail < before.length - head && same(parts[parts.length - 1 - tail], before[before.length - 1 - tail])) tail++;
  let next = 0;
  return parts.map((part, index) => {
    const old = index < head ? before[index] : index >= parts.length - tail ? before[index + before.length - parts.length] : undefined;
    const section = old?.section ?? new SectionReader(part.text, oldFormat);
    const line = next;
    next += section.lines.ends;
    return old?.start === part.start && old.line === line ? old : { section, start: part.start, end: part.start + part.text.length, line };
  });
}
