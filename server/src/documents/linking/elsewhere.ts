import type { ReadingContext } from '../kinds/kind.js';
import { confluentClusters } from '../kinds/confluent.js';
import { isSameNamespace } from '../kinds/metadata.js';
import { objectsOf } from '../kinds/objects.js';
import { madeObjects } from '../kustomize/patchedObject.js';
import { filesTiedTo, type TiedFiles } from '../kustomize/tiedFiles.js';
import { FilesRead, isSameUri, locator, NO_FILES, type OtherFiles } from '../otherFiles.js';
import { type SectionText, splitSections } from '../sections.js';
import { offsetBy } from '../spans.js';
import { scalarAt } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { type ClusterElsewhere, type ConfigMapElsewhere, type FileElsewhere, madeConfigMap, patchedConfigMap, writtenConfigMap } from './configMapsElsewhere.js';
import type { FindElsewhere } from './groups.js';
import { keysRead, type Member } from './member.js';

/**
 * Objects that stand in other files: those that a kustomization ties to this one, then the open ones. Where several have what
 * is looked for, or something that is not followed may change it, nobody can tell what will be there.
 */
class ObjectsElsewhere {
  readonly #uri: string;
  readonly #files: OtherFiles;
  readonly #settings: ReadingContext['settings'];
  readonly #configMaps = new Map<string, ConfigMapElsewhere | undefined>();
  readonly #mounted = new Map<string, FileElsewhere | undefined>();
  readonly #environments = new Map<string, ClusterElsewhere | undefined>();
  #known: TiedFiles | undefined;

  constructor(uri: string, files: OtherFiles, settings: ReadingContext['settings']) {
    this.#uri = uri;
    this.#files = files;
    this.#settings = settings;
  }

  /** What a process finds in Flink's folder, by its version. */
  file(namespace: string, member: Member): FileElsewhere | undefined {
    const { mounted } = member;
    // Nobody's secrets are looked for in other files.
    if (mounted === undefined || mounted.isSecret === true) return undefined;
    for (const key of keysRead(member)) {
      const found = remembered(this.#mounted, [namespace, mounted.name, key], () => this.configMap(namespace, mounted.name)?.file(key));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  configMap(namespace: string, name: string): ConfigMapElsewhere | undefined {
    return remembered(this.#configMaps, [namespace, name], () => this.#searchConfigMap(namespace, name));
  }

  /** Those that a kustomization makes of files and patches; undefined where something that is not followed may change one. */
  #patched(folder: string, namespace: string, name: string): readonly (ConfigMapElsewhere | undefined)[] {
    return madeObjects(folder, { kind: CONFIG_MAP, group: '', name }, this.#files, this.#uri)
      .filter((made) => made === undefined || isSameNamespace(scalarAt(made.object.node, 'metadata', 'namespace')?.text ?? '', namespace))
      .map((made) => (made === undefined ? undefined : patchedConfigMap(made, this.#contextOf)));
  }

  /** A FlinkEnvironment of Confluent's. */
  environment(namespace: string, name: string): ClusterElsewhere | undefined {
    return remembered(this.#environments, [namespace, name], () => this.#searchEnvironment(namespace, name));
  }

  #searchConfigMap(namespace: string, name: string): ConfigMapElsewhere | undefined {
    const { objects, configMaps, mayChange, folder } = this.#tied;
    const made = configMaps.filter(({ names }) => names.includes(name));
    const patched = made.length > 0 || folder === undefined ? [] : this.#patched(folder, namespace, name);
    if (patched.length > 0) return patched.length > 1 ? undefined : patched[0];
    const tied = objects.flatMap((uri) => this.#configMapsIn(uri, namespace, name));
    if (made.length + tied.length > 0 && mayChange(CONFIG_MAP, name)) return undefined;
    const replacing = made.findIndex(({ behavior }) => behavior === 'replace');
    const counting = replacing < 0 ? made : made.slice(0, replacing + 1);
    const all = [...counting.map((one) => madeConfigMap(one, this.#files, this.#contextOf)), ...(replacing < 0 ? tied : [])];
    const found = all.length > 0 ? all : this.#files.open().flatMap((uri) => this.#configMapsIn(uri, namespace, name));
    // The outermost generators come first, and what merges goes over what follows it.
    const isMerged = (at: number): boolean => counting[at]?.behavior === 'merge';
    const one = found.length > 1 ? merged(found, found.every((_, at) => at === found.length - 1 || isMerged(at))) : found[0];
    return one !== undefined && isMerged(found.length - 1) ? { ...one, isOpen: true } : one;
  }

  #searchEnvironment(namespace: string, name: string): ClusterElsewhere | undefined {
    const { objects, mayChange } = this.#tied;
    const tied = objects.flatMap((uri) => this.#environmentsIn(uri, namespace, name));
    if (tied.length > 0 && mayChange(ENVIRONMENT, name)) return undefined;
    const [first, ...others] = tied.length > 0 ? tied : this.#files.open().flatMap((uri) => this.#environmentsIn(uri, namespace, name));
    return others.length > 0 ? undefined : first;
  }

  /** What a kustomization ties to the file; asked for when something is looked for. */
  get #tied(): TiedFiles {
    return (this.#known ??= filesTiedTo(this.#uri, this.#files));
  }

  #configMapsIn(uri: string, namespace: string, name: string): readonly ConfigMapElsewhere[] {
    return this.#inFile(uri, CONFIG_MAP, name, (tree, section, text) => objectsOf(tree)
      .filter(({ kind, apiVersion, node }) => kind === CONFIG_MAP && apiVersion === 'v1' && scalarAt(node, 'metadata', 'name')?.text === name
        && isSameNamespace(scalarAt(node, 'metadata', 'namespace')?.text ?? '', namespace))
      .map((object) => writtenConfigMap(object, tree, { uri, text }, section, this.#contextOf)));
  }

  #environmentsIn(uri: string, namespace: string, name: string): readonly ClusterElsewhere[] {
    return this.#inFile(uri, ENVIRONMENT, name, (tree, { start }, text) => {
      const inFile = locator(uri, text);
      return confluentClusters(tree, this.#contextOf(uri))
        .filter((cluster) => cluster.kind === ENVIRONMENT && cluster.name === name && isSameNamespace(cluster.namespace, namespace))
        .map((cluster) => ({ cluster, locate: (span) => inFile(offsetBy(span, start)) }));
    });
  }

  /**
   * What the sections of another file have of a kind by a name. Only those that hold both words are parsed.
   *
   * @param read gets a section as a tree and as a text, and the text of the file
   */
  #inFile<Found>(uri: string, kind: string, name: string, read: (tree: YamlTree, section: SectionText, file: string) => readonly Found[]): readonly Found[] {
    const file = isSameUri(uri, this.#uri) ? undefined : this.#files.text(uri);
    const mayHave = (text: string): boolean => text.includes(name) && text.includes(kind);
    if (file === undefined || !mayHave(file)) return [];
    return splitSections(file).filter(({ text }) => mayHave(text)).flatMap((section) => read(readYaml(section.text), section, file));
  }

  readonly #contextOf = (uri: string): ReadingContext => ({
    uri, files: NO_FILES, fileName: '', settings: this.#settings, versionComment: undefined, versionOfFile: undefined, others: 'none',
  });
}

/** What was found by these names before, also where that was nothing. */
function remembered<Found>(known: Map<string, Found | undefined>, names: readonly string[], find: () => Found | undefined): Found | undefined {
  const id = JSON.stringify(names);
  if (!known.has(id)) known.set(id, find());
  return known.get(id);
}

const CONFIG_MAP = 'ConfigMap';
const ENVIRONMENT = 'FlinkEnvironment';

/** Several ConfigMaps of one name: each key is that of the only one that has it. */
function merged(all: readonly ConfigMapElsewhere[], inOrder: boolean): ConfigMapElsewhere {
  const holder = (key: string): ConfigMapElsewhere | undefined => {
    const [first, ...others] = all.filter(({ keys }) => keys.has(key));
    return others.length === 0 || inOrder ? first : undefined;
  };
  return {
    keys: new Set(all.flatMap(({ keys }) => [...keys])),
    isOpen: all.some(({ isOpen }) => isOpen),
    isPatched: all.some(({ isPatched }) => isPatched),
    file: (key) => holder(key)?.file(key),
    variable: (name, key) => holder(key)?.variable(name, key),
    bases: all.flatMap(({ bases }) => bases),
  };
}

/** What a document has found in other files: as found before, as long as those and the settings are the same. */
export class FoundElsewhere {
  readonly #uri: string;
  readonly #files: OtherFiles;
  #found: { readonly settings: ReadingContext['settings']; readonly files: FilesRead; readonly in: ObjectsElsewhere } | undefined;

  constructor(uri: string, files: OtherFiles) {
    this.#uri = uri;
    this.#files = files;
  }

  /** @param asked gets what was asked for */
  finder(settings: ReadingContext['settings'], asked: FilesRead[]): FindElsewhere {
    return {
      file: (namespace, member) => (member.mounted === undefined ? undefined : this.#current(settings, asked).file(namespace, member)),
      configMap: (namespace, name) => this.#current(settings, asked).configMap(namespace, name),
      environment: (namespace, name) => this.#current(settings, asked).environment(namespace, name),
    };
  }

  #current(settings: ReadingContext['settings'], asked: FilesRead[]): ObjectsElsewhere {
    if (this.#found?.settings !== settings || !this.#found.files.isCurrent()) {
      const files = new FilesRead(this.#files);
      this.#found = { settings, files, in: new ObjectsElsewhere(this.#uri, files, settings) };
    }
    const { files, in: found } = this.#found;
    if (!asked.includes(files)) asked.push(files);
    return found;
  }
}
