import type { Span } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { isNull, type LocatedNode, type LocatedPair, pairOf, resolveAlias } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import { interpolated } from './interpolatedText.js';
import type { Variables } from './interpolation.js';

/** What an item of `include` names, paths as Compose gets them. */
export interface IncludedPaths {
  /** Of several each is laid over the one before. */
  readonly files: readonly string[];
  /** Where relative paths in those files start; absent where that is the folder of the first. */
  readonly projectDirectory?: string;
  /** The files that give them variables; empty where that is the `.env` of that folder. */
  readonly envFiles: readonly string[];
}

export interface IncludeItem {
  /** Where the files are named. */
  readonly anchor: Span;
  /** Undefined where only the machine knows a path, or the item has another form. */
  readonly paths: IncludedPaths | undefined;
}

/** What a compose file includes, in its order; each item is a path, or says more. */
export function includeItems(tree: YamlTree, variables: Variables): readonly IncludeItem[] {
  const pair = tree.root === null ? undefined : pairOf(tree.root, 'include');
  const list = pair === undefined ? undefined : resolveAlias(pair.value);
  if (pair === undefined || list === undefined || isNull(list)) return [];
  if (list.kind !== 'sequence') return [{ anchor: pair.value.span, paths: undefined }];
  const reader = new IncludeReader(tree, variables);
  return list.items.map((item) => reader.item(item));
}

class IncludeReader {
  readonly #tree: YamlTree;
  readonly #variables: Variables;

  constructor(tree: YamlTree, variables: Variables) {
    this.#tree = tree;
    this.#variables = variables;
  }

  item(item: LocatedNode): IncludeItem {
    const node = resolveAlias(item);
    if (node?.kind !== 'map') {
      const path = this.#ofItem(item);
      return { anchor: item.span, paths: path === undefined ? undefined : { files: [path], envFiles: [] } };
    }
    const path = pairOf(node, 'path');
    return { anchor: (path?.value ?? item).span, paths: this.#ofMap(this.#listOf(path), pairOf(node, 'project_directory'), pairOf(node, 'env_file')) };
  }

  #ofMap(files: readonly string[] | undefined, directory: LocatedPair | undefined, envFile: LocatedPair | undefined): IncludedPaths | undefined {
    const projectDirectory = directory === undefined ? undefined : this.#ofPair(directory);
    const envFiles = envFile === undefined ? [] : this.#listOf(envFile);
    if (files === undefined || files.length === 0 || envFiles === undefined || (directory !== undefined && projectDirectory === undefined)) return undefined;
    return { files, envFiles, ...(projectDirectory === undefined ? {} : { projectDirectory }) };
  }

  /** One path, or a list of them. */
  #listOf(pair: LocatedPair | undefined): readonly string[] | undefined {
    if (pair === undefined) return undefined;
    const node = resolveAlias(pair.value);
    const paths = node?.kind === 'sequence' ? node.items.map((item) => this.#ofItem(item)) : [this.#ofPair(pair)];
    return paths.every((path) => path !== undefined) ? paths : undefined;
  }

  #ofItem(item: LocatedNode): string | undefined {
    const node = resolveAlias(item);
    return this.#known(node === undefined ? undefined : EmbeddedText.ofItem(this.#tree, node));
  }

  #ofPair(pair: LocatedPair): string | undefined {
    const value = resolveAlias(pair.value);
    return this.#known(value === undefined ? undefined : EmbeddedText.of(this.#tree, { ...pair, value }));
  }

  #known(written: PlacedText | undefined): string | undefined {
    const path = written === undefined ? '' : interpolated(written, this.#variables).text.trim();
    return path === '' || hasTemplate(path) ? undefined : path;
  }
}
