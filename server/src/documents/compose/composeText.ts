import type { Span } from '../cluster.js';
import { Assembly, type ForeignSection } from '../kustomize/assembly.js';
import type { Locate } from '../layers/distantFile.js';
import { fileNameOf, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { splitSections } from '../sections.js';
import type { LocatedMap, LocatedNode } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { interpolate, type Variables } from './interpolation.js';
import { type OtherServices, type Service, servicesIn, servicesOf } from './services.js';

/** More files than anybody extends in one. */
const MAX_FILES = 10;

/** The names that Compose takes for a file and what is laid over it, where none are given; in the order in which it looks for them. */
const BASES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;

/** A service of another file, in the section that it stands in. */
export interface OtherService {
  readonly section: ForeignSection;
  /** The service's name. */
  readonly key: Span;
}

/**
 * A compose file with the files whose services its own take over, by `extends` or as the override of a file beside it. All of
 * them are read as one text that begins with the file's own, so that whatever stands behind that stands elsewhere.
 */
export class ComposeText {
  readonly services: readonly Service[];
  readonly tree: YamlTree;
  readonly #uri: string;
  readonly #assembly: Assembly;

  /** @param variables what is put into paths */
  constructor(tree: YamlTree, uri: string, files: OtherFiles, variables: Variables) {
    this.#uri = uri;
    this.#assembly = new Assembly(tree);
    const others = new ServicesElsewhere(tree, uri, files, variables, this.#assembly);
    this.services = servicesOf(tree.root, others);
    const { roots } = others;
    const { root } = tree;
    this.tree = root === null || roots.length === 0 ? tree : this.#assembly.tree({ kind: 'sequence', span: root.span, flow: false, items: [root, ...roots] });
  }

  isOwn(span: Span): boolean {
    return this.#assembly.isOwn(span);
  }

  /** The file that a span is of. */
  uriOf(span: Span): string {
    return this.#assembly.placeOf(span)?.section.uri ?? this.#uri;
  }

  /** Where what a span is of stands; undefined for the file itself. */
  elsewhere(span: Span): Locate | undefined {
    const anchor = this.isOwn(span) ? undefined : this.#assembly.locate(span);
    return anchor === undefined ? undefined : (place) => this.#assembly.locate(place) ?? anchor;
  }

  /** The services of other files that one takes over. */
  othersOf({ others }: Service): readonly OtherService[] {
    return others.flatMap(({ key }) => {
      const place = this.#assembly.placeOf(key.span);
      return place === undefined ? [] : [{ section: place.section, key: place.span }];
    });
  }
}

class ServicesElsewhere implements OtherServices {
  readonly #own: YamlTree;
  readonly #uri: string;
  readonly #files: OtherFiles;
  readonly #variables: Variables;
  readonly #assembly: Assembly;
  readonly #known = new Map<string, LocatedMap | undefined>();
  /** The other files that have been read. */
  readonly roots: LocatedNode[] = [];

  constructor(own: YamlTree, uri: string, files: OtherFiles, variables: Variables, assembly: Assembly) {
    this.#own = own;
    this.#uri = uri;
    this.#files = files;
    this.#variables = variables;
    this.#assembly = assembly;
  }

  named({ span }: LocatedNode): LocatedMap | undefined {
    const place = this.#assembly.placeOf(span);
    const { text } = place?.section.tree ?? this.#own;
    const { start, end } = place?.span ?? span;
    const written = text.slice(start, end).replace(/^(["'])(.*)\1$/, '$2');
    const path = interpolate(written, this.#variables)?.map((piece) => piece.text).join('') ?? written;
    const uri = hasTemplate(path) ? undefined : resolveUri(place?.section.uri ?? this.#uri, path);
    return uri === undefined ? undefined : this.#servicesOf(uri);
  }

  beneath(): LocatedMap | undefined {
    if (!OVERRIDE.test(fileNameOf(this.#uri))) return undefined;
    for (const name of BASES) {
      const uri = resolveUri(this.#uri, name);
      if (uri !== undefined && this.#files.text(uri) !== undefined) return this.#servicesOf(uri);
    }
    return undefined;
  }

  #servicesOf(uri: string): LocatedMap | undefined {
    if (isSameUri(uri, this.#uri)) return servicesIn(this.#own.root);
    if (!this.#known.has(uri)) this.#known.set(uri, this.#known.size < MAX_FILES ? this.#read(uri) : undefined);
    return this.#known.get(uri);
  }

  #read(uri: string): LocatedMap | undefined {
    const text = this.#files.text(uri);
    const [section, ...more] = text === undefined ? [] : splitSections(text).filter(({ hasContent }) => hasContent);
    if (text === undefined || section === undefined || more.length > 0) return undefined;
    const tree = readYaml(section.text);
    if (tree.root === null || tree.errors.length > 0) return undefined;
    const root = this.#assembly.add({ uri, text, start: section.start, tree }, tree.root);
    this.roots.push(root);
    return servicesIn(root);
  }
}
