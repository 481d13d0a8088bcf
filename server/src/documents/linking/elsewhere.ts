import type { Location } from '../../shared/protocol.js';
import { isAtLeast } from '../../model/version.js';
import type { Cluster, VersionFound } from '../cluster.js';
import { configMapClusters } from '../kinds/configMap.js';
import { readConfigurationFile } from '../kinds/configurationFiles.js';
import type { ReadingContext } from '../kinds/kind.js';
import { filesTiedTo, type TiedFiles } from '../kustomize/tiedFiles.js';
import { distantFile } from '../layers/distantFile.js';
import type { DistantLayer } from '../layers/layer.js';
import { FilesRead, isSameUri, locator, NO_FILES, type OtherFiles } from '../otherFiles.js';
import { splitSections } from '../sections.js';
import { offsetBy } from '../spans.js';
import { readYaml } from '../yaml/tree.js';
import { isSameNamespace } from './groups.js';
import type { Member } from './member.js';

/** A file of Flink's that a process gets from another file of the workspace. */
export interface FileElsewhere {
  readonly layer: DistantLayer;
  readonly uri: string;
  /** What is read of it by itself. */
  readonly cluster: Cluster;
  readonly location: Location;
}

/** Other files are looked for objects of this name only. */
interface Wanted {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/**
 * The files of ConfigMaps that stand in other files: those that a kustomization ties to this one, then the open ones. Where several
 * have the ConfigMap nobody can tell which will be there.
 */
class FilesElsewhere {
  readonly #uri: string;
  readonly #files: OtherFiles;
  readonly #settings: ReadingContext['settings'];
  readonly #found = new Map<string, FileElsewhere | undefined>();
  #tied: TiedFiles | undefined;

  constructor(uri: string, files: OtherFiles, settings: ReadingContext['settings']) {
    this.#uri = uri;
    this.#files = files;
    this.#settings = settings;
  }

  /** What a process finds in Flink's folder, by its version. */
  of(namespace: string, { mounted, version }: Member): FileElsewhere | undefined {
    // Nobody's secrets are looked for in other files.
    if (mounted === undefined || mounted.isSecret === true) return undefined;
    for (const key of keysFor(version, mounted)) {
      const found = this.#find({ namespace, name: mounted.name, key });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #find(wanted: Wanted): FileElsewhere | undefined {
    const known = JSON.stringify([wanted.namespace, wanted.name, wanted.key]);
    if (!this.#found.has(known)) this.#found.set(known, this.#search(wanted));
    return this.#found.get(known);
  }

  #search(wanted: Wanted): FileElsewhere | undefined {
    this.#tied ??= filesTiedTo(this.#uri, this.#files);
    const { objects, configMaps } = this.#tied;
    const uri = configMaps.find(({ name }) => name === wanted.name)?.files.get(wanted.key);
    if (uri !== undefined) return this.#ofText(uri, wanted.key);
    const tied = objects.flatMap((object) => this.#inFile(object, wanted));
    const all = tied.length > 0 ? tied : this.#files.open().flatMap((other) => this.#inFile(other, wanted));
    return all.length === 1 ? all[0] : undefined;
  }

  /** A file that a generator makes a key of. */
  #ofText(uri: string, key: string): FileElsewhere | undefined {
    const text = this.#files.text(uri);
    const cluster = text === undefined ? undefined : readConfigurationFile(key, text, this.#contextOf(uri));
    return text === undefined || cluster === undefined ? undefined : placed(cluster, uri, text, 0);
  }

  #inFile(uri: string, { namespace, name, key }: Wanted): readonly FileElsewhere[] {
    const text = isSameUri(uri, this.#uri) ? undefined : this.#files.text(uri);
    if (text?.includes(name) !== true || !text.includes('ConfigMap')) return [];
    return splitSections(text).flatMap((section) => {
      if (!section.text.includes(name) || !section.text.includes('ConfigMap')) return [];
      return configMapClusters(readYaml(section.text), this.#contextOf(uri))
        .filter((cluster) => cluster.kind === 'ConfigMap' && cluster.name === name && cluster.embedded?.name === key && isSameNamespace(cluster.namespace, namespace))
        .map((cluster) => placed(cluster, uri, text, section.start));
    });
  }

  #contextOf(uri: string): ReadingContext {
    return { uri, files: NO_FILES, fileName: '', settings: this.#settings, versionComment: undefined, versionOfFile: undefined, others: 'none' };
  }
}

/** What a document has found in other files: as found before, as long as those and the settings are the same. */
export class FoundElsewhere {
  readonly #uri: string;
  readonly #files: OtherFiles;
  #found: { readonly settings: ReadingContext['settings']; readonly files: FilesRead; readonly in: FilesElsewhere } | undefined;

  constructor(uri: string, files: OtherFiles) {
    this.#uri = uri;
    this.#files = files;
  }

  /** @param asked gets what was asked for */
  of(settings: ReadingContext['settings'], asked: FilesRead[], namespace: string, member: Member): FileElsewhere | undefined {
    if (member.mounted === undefined) return undefined;
    if (this.#found?.settings !== settings || !this.#found.files.isCurrent()) {
      const files = new FilesRead(this.#files);
      this.#found = { settings, files, in: new FilesElsewhere(this.#uri, files, settings) };
    }
    const { files, in: found } = this.#found;
    if (!asked.includes(files)) asked.push(files);
    return found.of(namespace, member);
  }
}

/** Up to 1.18 there is one file, from 2.0 on another; between them the old one counts where it stands. */
function keysFor({ version }: VersionFound, { oldFile, yamlFile }: NonNullable<Member['mounted']>): readonly string[] {
  const reads = { old: version === undefined || !isAtLeast(version, '2.0'), yaml: version === undefined || isAtLeast(version, '1.19') };
  return [...(reads.old && oldFile !== undefined ? [oldFile] : []), ...(reads.yaml && yamlFile !== undefined ? [yamlFile] : [])];
}

function placed(cluster: Cluster, uri: string, text: string, start: number): FileElsewhere {
  const inFile = locator(uri, text);
  const locate = (span: Cluster['span']): Location => inFile(offsetBy(span, start));
  return { layer: distantFile(cluster, locate), uri, cluster, location: locate(cluster.head) };
}
