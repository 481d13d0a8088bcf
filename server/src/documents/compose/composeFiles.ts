import type { Span } from '../cluster.js';
import { Assembly } from '../kustomize/assembly.js';
import { fileNameOf, isSameUri, type OtherFiles, resolveUri } from '../otherFiles.js';
import { splitSections } from '../sections.js';
import type { LocatedMap, LocatedNode } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { readDotenv } from './dotenvVariables.js';
import { FileServices, type Included } from './fileServices.js';
import { includeItems, type IncludedPaths } from './include.js';
import { interpolate, type VariableValues } from './interpolation.js';
import { type OtherServices, type Service, servicesIn } from './services.js';

/** More files with services of Flink's than anybody puts together. */
const MAX_FILES = 20;
/** More than anybody includes, whatever is in them. */
const MAX_INCLUDED = 50;

/** The names that Compose takes for a file and what is laid over it, where none are given; in the order in which it looks for them. */
const BASES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;

/** Words of which every file holds one that may have a service of Flink's, or lead to one. */
const MATTERS = /flink|task-?_?manager|job-?_?manager|standalone-job|\b(?:extends|include)\b/i;

/** Files that Compose reads with the same variables: those of the project, or of one `include`. */
interface Reading {
  /** The `.env` file is asked for when first a variable is. */
  variables(): VariableValues;
  /** Those that have been opened, by their addresses and where their paths begin. */
  readonly files: Map<string, ComposeFile | undefined>;
}

/** A compose file among those that are read together. */
export interface ComposeFile {
  readonly uri: string;
  /** By itself. */
  readonly tree: YamlTree;
  /** Its root in the whole. */
  readonly root: LocatedNode | null;
  /** Relative paths in it are those of this file's folder. */
  readonly pathsFrom: string;
  readonly reading: Reading;
}

/** Finds the files whose services a compose file takes over, and puts them behind it. */
export class ComposeFiles implements OtherServices {
  readonly own: ComposeFile;
  readonly #files: OtherFiles;
  readonly #assembly: Assembly;
  readonly #others = new Map<YamlTree, ComposeFile>();
  #includedCount = 0;

  constructor(tree: YamlTree, uri: string, files: OtherFiles, assembly: Assembly) {
    this.#files = files;
    this.#assembly = assembly;
    const variables = remembering(() => this.#dotenv(resolveUri(uri, '.env')));
    this.own = { uri, tree, root: tree.root, pathsFrom: uri, reading: { variables, files: new Map() } };
  }

  /** The other files that have been read. */
  get roots(): readonly LocatedNode[] {
    return [...this.#others.values()].flatMap(({ root }) => root ?? []);
  }

  /** The file that a span of the whole is of. */
  at(span: Span): ComposeFile {
    const tree = this.#assembly.placeOf(span)?.section.tree;
    return (tree === undefined ? undefined : this.#others.get(tree)) ?? this.own;
  }

  services(): FileServices {
    return this.#servicesOf(this.own, [this.own.uri]);
  }

  /** The services of the file that this one is laid over, if it is laid over one. */
  beneath(): FileServices | undefined {
    if (!OVERRIDE.test(fileNameOf(this.own.uri))) return undefined;
    for (const name of BASES) {
      const uri = resolveUri(this.own.uri, name);
      if (uri === undefined || this.#files.text(uri) === undefined) continue;
      const file = this.#open(uri, uri, this.own.reading);
      return file === undefined ? undefined : this.#servicesOf(file, [uri]);
    }
    return undefined;
  }

  named({ span }: LocatedNode): LocatedMap | undefined {
    const { tree: { text }, pathsFrom, reading } = this.at(span);
    const { start, end } = this.#assembly.placeOf(span)?.span ?? span;
    const written = text.slice(start, end).replace(/^(["'])(.*)\1$/, '$2');
    const path = interpolate(written, { get: (name) => reading.variables().get(name) })?.map((piece) => piece.text).join('') ?? written;
    const uri = hasTemplate(path) ? undefined : resolveUri(pathsFrom, path);
    if (uri !== undefined && reading === this.own.reading && isSameUri(uri, this.own.uri)) return servicesIn(this.own.root);
    return uri === undefined ? undefined : servicesIn(this.#open(uri, uri, reading)?.root ?? null);
  }

  isSame(one: Service, other: Service): boolean {
    const [here, there] = [this.#assembly.placeOf(one.pair.span), this.#assembly.placeOf(other.pair.span)];
    if (here === undefined || there === undefined || here.section.uri !== there.section.uri || here.span.start !== there.span.start) return false;
    const [variables, others] = [one, other].map(({ pair }) => JSON.stringify([...this.at(pair.span).reading.variables()]));
    return !here.section.text.includes('$') || variables === others;
  }

  /** @param way the files that led to this one, and itself */
  #servicesOf(file: ComposeFile, way: readonly string[]): FileServices {
    const included = includeItems(file.tree, { get: (name) => file.reading.variables().get(name) })
      .map(({ anchor, paths }): Included => ({ anchor, files: paths === undefined ? [] : this.#included(paths, file, way) }));
    return new FileServices(file.root, { others: this, included, isElsewhere: file !== this.own });
  }

  /** The services of the files of one `include`, the strongest first; none where one of them, or what gives them variables, is not at hand. */
  #included({ files, projectDirectory, envFiles }: IncludedPaths, { pathsFrom, reading }: ComposeFile, way: readonly string[]): readonly FileServices[] {
    const uris = files.map((path) => resolveUri(pathsFrom, path));
    const [first] = uris;
    const start = projectDirectory === undefined ? first : resolveUri(pathsFrom, `${projectDirectory}/compose.yaml`);
    // Compose refuses what includes itself.
    if (first === undefined || start === undefined || way.some((uri) => isSameUri(uri, first))) return [];
    const given = envFiles.filter((path) => path !== '/dev/null').map((path) => resolveUri(pathsFrom, path));
    if (given.some((uri) => uri === undefined || this.#files.text(uri) === undefined)) return [];
    const dotenv = envFiles.length === 0 ? [resolveUri(start, '.env')] : given;
    // What the project gives counts before what the included files have beside them.
    const variables = remembering(() => new Map([...dotenv.flatMap((uri) => [...this.#dotenv(uri)]), ...reading.variables()]));
    const own: Reading = { variables, files: new Map() };
    const services = uris.map((uri) => (uri === undefined ? undefined : this.#includedFrom(uri, start, own, [...way, first])));
    return services.every((file) => file !== undefined) ? services.reverse() : [];
  }

  #includedFrom(uri: string, pathsFrom: string, reading: Reading, way: readonly string[]): FileServices | undefined {
    const text = ++this.#includedCount > MAX_INCLUDED ? undefined : this.#files.text(uri);
    // Most of what is included has nothing to do with Flink: it is not parsed.
    if (text === undefined || !MATTERS.test(text)) return text === undefined ? undefined : new FileServices(null);
    const file = this.#open(uri, pathsFrom, reading);
    return file === undefined ? undefined : this.#servicesOf(file, way);
  }

  #dotenv(uri: string | undefined): VariableValues {
    const text = uri === undefined ? undefined : this.#files.text(uri);
    return text === undefined ? new Map<string, string>() : readDotenv(text);
  }

  #open(uri: string, pathsFrom: string, reading: Reading): ComposeFile | undefined {
    const key = JSON.stringify([uri, pathsFrom]);
    if (!reading.files.has(key)) reading.files.set(key, this.#others.size < MAX_FILES ? this.#read(uri, pathsFrom, reading) : undefined);
    return reading.files.get(key);
  }

  #read(uri: string, pathsFrom: string, reading: Reading): ComposeFile | undefined {
    const text = this.#files.text(uri);
    const [section, ...more] = text === undefined ? [] : splitSections(text).filter(({ hasContent }) => hasContent);
    if (text === undefined || section === undefined || more.length > 0) return undefined;
    const tree = readYaml(section.text);
    if (tree.root === null || tree.errors.length > 0) return undefined;
    const file = { uri, tree, root: this.#assembly.add({ uri, text, start: section.start, tree }, tree.root), pathsFrom, reading };
    this.#others.set(tree, file);
    return file;
  }
}

function remembering<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
