import { DEFAULT_VERSION, type FlinkVersion, isAtLeast, minorOf, parseFlinkVersion } from '../model/version.js';
import type { Settings } from '../shared/settings.js';
import type { Span, VersionFound, VersionSource } from './cluster.js';

/** A version as something in or around the document names it. */
export interface VersionClue {
  readonly text: string;
  readonly span?: Span;
}

/** Everything that may name the version of Flink, strongest first: comment, setting, spec, image, file name. */
export interface VersionClues {
  readonly comment?: VersionClue | undefined;
  readonly setting: Settings['flinkVersion'];
  readonly spec?: VersionClue | undefined;
  readonly image?: VersionClue | undefined;
  readonly file?: VersionClue | undefined;
}

/** Settles on the version that counts. */
export function findVersion(clues: VersionClues): VersionFound {
  if (clues.comment !== undefined) return found('comment', clues.comment);
  if (clues.setting !== 'auto') return found('setting', { text: clues.setting });
  if (clues.spec !== undefined) return foundInSpec(clues.spec, clues.image);
  if (clues.image !== undefined) return found('image', clues.image);
  if (clues.file !== undefined) return found('file', clues.file);
  return found('default', { text: DEFAULT_VERSION });
}

function found(source: VersionSource, clue: VersionClue): VersionFound {
  const { text, span } = clue;
  const version = parseFlinkVersion(text);
  return span === undefined ? { version, text, source } : { version, text, source, span };
}

/** `flinkVersion: v1_11` says no patch release; an image of the same minor that does (`flink:1.11.1`) says more. */
function foundInSpec(spec: VersionClue, image: VersionClue | undefined): VersionFound {
  const patch = image === undefined || image.text === spec.text ? undefined : parseFlinkVersion(image.text);
  return image !== undefined && patch !== undefined && minorOf(patch) === spec.text ? { ...found('spec', { ...spec, text: image.text }), patchFrom: 'image' } : found('spec', spec);
}

/** The operator's spelling: `v1_20`. */
export function versionOfSpec(text: string, span: Span): VersionClue | undefined {
  const version = /^v(\d+)_(\d+)$/.exec(text);
  return version === null ? undefined : { text: `${version[1] ?? ''}.${version[2] ?? ''}`, span };
}

/**
 * The tag of an image of Flink's: `flink:1.20.1-java17`, `registry/apache/flink:1.20`. An image of somebody else's
 * (`flink/orders:1.4.2`) is versioned by him, unless its tag says Flink (`orders:7-flink-1.19`).
 */
export function versionOfImage(image: string, span: Span): VersionClue | undefined {
  const text = /(?:^|\/)flink:(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(image)?.[1] ?? /:[^/]*\bflink-?(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(image)?.[1];
  return text === undefined ? undefined : { text, span };
}

/** A tag of an image that is Flink's, whatever its name: `1.20.1-stream1-scala_2.12`. */
export function versionOfTag(tag: string, span: Span): VersionClue | undefined {
  const text = /^(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(tag)?.[1];
  return text === undefined ? undefined : { text, span };
}

/** A file that Flink looks for in its folder of configuration. */
export type ConfigurationFileName = 'flink-conf.yaml' | 'config.yaml';

/**
 * The files that a version looks for, the one that counts first: up to 1.18 there is one, from 2.0 on another, and between them
 * the old one counts where it stands. Both where nobody has stated the version.
 */
export function filesReadBy(version: FlinkVersion | undefined): readonly ConfigurationFileName[] {
  if (version === undefined) return ['flink-conf.yaml', 'config.yaml'];
  return [...(isAtLeast(version, '2.0') ? [] : ['flink-conf.yaml'] as const), ...(isAtLeast(version, '1.19') ? ['config.yaml'] as const : [])];
}

/** A version in the file's own name, or in one of the folders around it: `flink-1.18.1/conf/flink-conf.yaml`. */
export function versionOfFile(uri: string): VersionClue | undefined {
  const folders = uri.split('/').slice(-4).reverse();
  for (const name of folders) {
    const text = /\bflink(?:-conf)?[-_.]v?(\d+\.\d+(?:\.\d+)?)(?![\d])/i.exec(name)?.[1];
    if (text !== undefined) return { text };
  }
  return undefined;
}
