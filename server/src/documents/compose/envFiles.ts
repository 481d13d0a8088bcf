import type { Basis, Span } from '../cluster.js';
import { versionOfFile } from '../flinkVersion.js';
import { dotenvClusters, isDotenv } from '../kinds/dotenv.js';
import type { ReadingContext } from '../kinds/kind.js';
import type { Variable } from '../layers/variables.js';
import { fileNameOf, locator, NO_FILES, resolveUri } from '../otherFiles.js';
import { type LocatedMap, type LocatedNode, type LocatedPair, pairOf, resolveAlias } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { ComposeText } from './composeText.js';
import { EnvFileValues } from './envFile.js';
import { allOf, type Service } from './services.js';

/** More files than anybody gives one service. */
const MAX_FILES = 20;

/** What a service gets from the files of its `env_file`. */
export interface FromFiles {
  /** In the order in which they are set, so of several with one name the last counts; values as the service gets them. */
  readonly variables: readonly Variable[];
  /** The files that are read as clusters of their own. */
  readonly bases: readonly Pick<Basis, 'cluster' | 'location'>[];
  /** Nobody knows what else is set: a file is not at hand. */
  readonly isOpen: boolean;
}

interface EnvFile {
  readonly uri: string;
  readonly text: string;
}

const NOTHING: FromFiles = { variables: [], bases: [], isOpen: false };

/** Reads the files that services name in `env_file`. */
export class EnvFileReader {
  readonly #text: ComposeText;
  readonly #context: ReadingContext;
  readonly #wanted: (name: string) => boolean;
  readonly #bases = new Map<string, FromFiles['bases']>();

  /** @param wanted the names that are read */
  constructor(text: ComposeText, context: ReadingContext, wanted: (name: string) => boolean) {
    this.#text = text;
    this.#context = context;
    this.#wanted = wanted;
  }

  /** @param own what the service's `environment` sets; undefined for values that are not known here */
  of(service: Service, own: () => ReadonlyMap<string, string | undefined>): FromFiles {
    const files = allOf(service, 'env_file').flatMap((pair) => this.#pathsIn(pair));
    if (files.length === 0) return NOTHING;
    if (files.length > MAX_FILES) return { ...NOTHING, isOpen: true };
    const project = files.some((file) => file?.text.includes('$') === true) ? this.#text.variablesAt(service.pair.span) : [];
    const values = new EnvFileValues(new Map<string, string | undefined>([...own(), ...project]));
    const variables = files.flatMap((file): readonly Variable[] =>
      file === undefined ? [] : values.read(file.text, this.#wanted).map((variable) => ({ ...variable, elsewhere: locator(file.uri, file.text) })));
    return { variables, bases: files.flatMap((file) => (file === undefined ? [] : this.#basisOf(file))), isOpen: files.includes(undefined) };
  }

  /** Undefined for a path that only the machine knows, a file that is not at hand, or a form that is not followed. */
  #pathsIn(pair: LocatedPair): readonly (EnvFile | undefined)[] {
    const value = resolveAlias(pair.value);
    return value?.kind === 'sequence' ? value.items.flatMap((item) => this.#ofItem(item)) : [this.#file(this.#uri(this.#text.scalarText(pair)?.text, pair.span))];
  }

  /** None where the file may be missing, and is. */
  #ofItem(item: LocatedNode): readonly (EnvFile | undefined)[] {
    const node = resolveAlias(item);
    if (node?.kind === 'map') {
      const path = pairOf(node, 'path');
      const uri = path === undefined ? undefined : this.#uri(this.#text.scalarText(path)?.text, path.span);
      const file = this.#file(uri);
      if (file === undefined && uri !== undefined && this.#isOptional(node) && this.#context.files.isMissing(uri)) return [];
      return [pairOf(node, 'format') === undefined ? file : undefined];
    }
    return [this.#file(this.#uri(this.#text.itemText(item)?.text, item.span))];
  }

  #isOptional(form: LocatedMap): boolean {
    const required = pairOf(form, 'required');
    return required !== undefined && this.#text.scalarText(required)?.text.trim() === 'false';
  }

  /** @param from where the path is written */
  #uri(path: string | undefined, from: Span): string | undefined {
    return path === undefined || hasTemplate(path) ? undefined : resolveUri(this.#text.pathsFrom(from), path.trim());
  }

  #file(uri: string | undefined): EnvFile | undefined {
    const text = uri === undefined ? undefined : this.#context.files.text(uri);
    return uri === undefined || text === undefined ? undefined : { uri, text };
  }

  /** The same for every service. */
  #basisOf(file: EnvFile): FromFiles['bases'] {
    const known = this.#bases.get(file.uri) ?? this.#readBasis(file);
    this.#bases.set(file.uri, known);
    return known;
  }

  #readBasis({ uri, text }: EnvFile): FromFiles['bases'] {
    const fileName = fileNameOf(uri);
    if (!isDotenv(fileName)) return [];
    const context: ReadingContext = { ...this.#context, uri, fileName, files: NO_FILES, versionComment: undefined, versionOfFile: versionOfFile(uri), others: 'none' };
    const locate = locator(uri, text);
    return dotenvClusters(text, context).map((cluster) => ({ cluster, location: locate(cluster.head) }));
  }
}
