import type { Location } from '../../shared/protocol.js';
import type { Cluster, Span, VersionFound } from '../cluster.js';
import { filesReadBy } from '../flinkVersion.js';
import { readConfigurationFile } from '../kinds/configurationFiles.js';
import type { ReadingContext } from '../kinds/kind.js';
import { distantFile } from '../layers/distantFile.js';
import type { DistantLayer } from '../layers/layer.js';
import { locator, resolveUri } from '../otherFiles.js';
import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';
import type { ComposeText } from './composeText.js';
import { allOf, type Service } from './services.js';

/** A file of the workspace that a service finds as its configuration. */
export interface MountedFile {
  readonly layer: DistantLayer;
  readonly uri: string;
  /** What is read from it by itself. */
  readonly cluster: Cluster;
  readonly location: Location;
}

/** Flink's folder in its images, and what a mount puts there: the folder itself, or one of its files. */
const TARGET = /^\/opt\/flink\/conf(?:\/(flink-conf\.yaml|config\.yaml))?\/?$/;

/** How a service's file is mounted, and what that is where it is at hand. */
export interface ConfigurationMount {
  readonly file?: MountedFile;
  /** The image's start script cannot write it. */
  readonly isReadOnly: boolean;
  /** It is a mount by itself, and no other file can take its place. */
  readonly isMountPoint: boolean;
}

interface Mount {
  readonly source: string;
  /** The file that it is mounted as; absent where the whole folder is. */
  readonly file: string | undefined;
  readonly isReadOnly: boolean;
  /** Where it is said. */
  readonly from: Span;
}

/** What would bring that folder with it. */
const AROUND = /^\/(?:opt\/?(?:flink\/?)?)?$/;

/** The mounts of a service that may touch Flink's configuration. */
function mountsOf(service: Service): readonly Mount[] {
  return allOf(service, 'volumes').flatMap(({ value }) => {
    const list = resolveAlias(value);
    return list?.kind === 'sequence' ? list.items.flatMap((item) => mountOf(item) ?? []).map((mount) => ({ ...mount, from: list.span })) : [];
  });
}

function mountOf(item: LocatedNode): Omit<Mount, 'from'> | undefined {
  const node = resolveAlias(item);
  const [source, target, mode = ''] = node?.kind === 'scalar' ? node.text.split(':')
    : node?.kind === 'map' ? [scalarAt(node, 'source')?.text, scalarAt(node, 'target')?.text, scalarAt(node, 'read_only')?.text === 'true' ? 'ro' : ''] : [];
  if (source === undefined || target === undefined) return undefined;
  const isReadOnly = mode.split(',').includes('ro');
  const found = TARGET.exec(target);
  if (found !== null) return { source, file: found[1], isReadOnly };
  return AROUND.test(target) ? { source: '', file: undefined, isReadOnly } : undefined;
}

/** How the file that counts for a service is mounted over the image's own. */
export function configurationMount(service: Service, version: VersionFound, text: ComposeText, context: ReadingContext): ConfigurationMount {
  const mounts = mountsOf(service);
  const names: readonly string[] = filesReadBy(version.version);
  const ofFile = mounts.filter(({ file }) => file === undefined || names.includes(file));
  const file = mountedFile(mounts, version, text, context);
  return {
    ...(file === undefined ? {} : { file }),
    isReadOnly: ofFile.length > 0 && ofFile.every(({ isReadOnly }) => isReadOnly),
    isMountPoint: ofFile.length > 0 && ofFile.every((mount) => mount.file !== undefined),
  };
}

/**
 * The file that counts for a service, where one mount of a path beside the compose file puts it over the image's own; undefined
 * where it is not at hand, or not the one that this version reads.
 */
function mountedFile(mounts: readonly Mount[], { version }: VersionFound, text: ComposeText, context: ReadingContext): MountedFile | undefined {
  const [mount, ...others] = mounts;
  if (mount === undefined || others.length > 0 || !/^\.{1,2}(?:\/|$)/.test(mount.source)) return undefined;
  for (const name of filesReadBy(version)) {
    if (mount.file !== undefined && mount.file !== name) continue;
    const uri = resolveUri(text.pathsFrom(mount.from), mount.file === undefined ? `${mount.source}/${name}` : mount.source);
    const content = uri === undefined ? undefined : context.files.text(uri);
    if (uri === undefined || content === undefined) continue;
    const cluster = readConfigurationFile(name, content, context);
    if (cluster === undefined) return undefined;
    const locate = locator(uri, content);
    return { layer: distantFile(cluster, locate), uri, cluster, location: locate(cluster.head) };
  }
  return undefined;
}
