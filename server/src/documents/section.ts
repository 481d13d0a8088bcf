import type { Cluster } from './cluster.js';
import { flinkConfClusters } from './kinds/flinkConf.js';
import type { ReadingContext } from './kinds/kind.js';
import { type DocumentKind, kindsOf, readKinds } from './kinds/kinds.js';
import { Lines } from './lines.js';
import { ClusterReading } from './locatedCluster.js';
import { FilesRead, type OtherFiles } from './otherFiles.js';
import type { SectionText } from './sections.js';
import { readYaml } from './yaml/tree.js';

/** A document of a file: unchanged text is the same object from one version of the file to the next, wherever it stands. */
export interface Section {
  readonly text: string;
}

/** Where a section stands in one version of its file. */
export interface PlacedSection<Kind extends Section = Section> {
  readonly section: Kind;
  readonly start: number;
  readonly end: number;
  /** The line of the file that it begins with. */
  readonly line: number;
}

/** One YAML document of a file, or a whole file of the old format, and what has been read from its text: clusters and what follows from them, each at first use. */
export class FileSection implements Section {
  readonly text: string;
  readonly explicit: boolean;
  readonly afterEndMarker: boolean;
  readonly lines: Lines;
  /** Whether the text speaks of Flink at all. */
  readonly isMarked: boolean;
  readonly #part: SectionText;
  readonly #kinds: readonly DocumentKind[];
  #hasContent: boolean | undefined;
  /** Kept for one context: settings change seldom, and all sections follow. */
  #readings: SectionReadings | undefined;

  constructor(part: SectionText, readonly oldFormat: boolean) {
    const { text, explicit, afterEndMarker } = part;
    this.#part = part;
    this.text = text;
    this.explicit = explicit;
    this.afterEndMarker = afterEndMarker;
    this.lines = new Lines(text);
    this.#kinds = oldFormat ? [] : kindsOf(text);
    this.isMarked = oldFormat || this.#kinds.length > 0;
  }

  get hasContent(): boolean {
    return (this.#hasContent ??= this.#part.hasContent);
  }

  /** Whether it is what such a part of a text would become. */
  isReadFrom({ text, afterEndMarker }: SectionText, oldFormat: boolean): boolean {
    return this.text === text && this.afterEndMarker === afterEndMarker && this.oldFormat === oldFormat;
  }

  /** @param key everything in the context that a cluster depends on, but for other files */
  read(key: string, files: OtherFiles, context: (files: OtherFiles) => ReadingContext): SectionReadings {
    const known = this.#readings;
    if (known?.key === key && known.files?.isCurrent() !== false) return known;
    const asked = new FilesRead(files);
    const readings = readClusters(this.text, this.oldFormat, context(asked), this.#kinds).map((cluster) => new ClusterReading(cluster));
    this.#readings = asked.isEmpty ? { key, readings } : { key, readings, files: asked };
    return this.#readings;
  }
}

interface SectionReadings {
  readonly key: string;
  readonly readings: readonly ClusterReading[];
  /** What was asked of other files; absent where nothing was. */
  readonly files?: FilesRead;
}

/** The clusters in the text of a section. */
export function readClusters(text: string, oldFormat: boolean, context: ReadingContext, known?: readonly DocumentKind[]): readonly Cluster[] {
  if (oldFormat) return flinkConfClusters(text, context);
  const kinds = known ?? kindsOf(text);
  if (kinds.length === 0) return [];
  // The tree is not kept: it is several times as large as what is read from it, and quickly made again for an edit.
  return readKinds(kinds, readYaml(text), context);
}
