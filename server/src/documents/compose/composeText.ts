import type { Span } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { Assembly, type ForeignSection } from '../kustomize/assembly.js';
import type { Locate } from '../layers/distantFile.js';
import type { OtherFiles } from '../otherFiles.js';
import { type LocatedNode, type LocatedPair, resolveAlias } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { ComposeFiles } from './composeFiles.js';
import { laidOver } from './fileServices.js';
import { interpolated } from './interpolatedText.js';
import type { VariableValues } from './interpolation.js';
import type { Service } from './services.js';

/** A service of another file, in the section that it stands in. */
export interface OtherService {
  readonly section: ForeignSection;
  /** The service's name. */
  readonly key: Span;
}

/**
 * A compose file with the files whose services its own take over, by `extends` or as the override of a file beside it, and those
 * that it includes. All of them are read as one text that begins with the file's own, so that whatever stands behind that stands
 * elsewhere.
 */
export class ComposeText {
  /** Its own services in the order of the text, then those that it includes. */
  readonly services: readonly Service[];
  readonly tree: YamlTree;
  readonly #assembly: Assembly;
  readonly #files: ComposeFiles;

  constructor(tree: YamlTree, uri: string, files: OtherFiles) {
    this.#assembly = new Assembly(tree);
    this.#files = new ComposeFiles(tree, uri, files, this.#assembly);
    this.services = servicesOf(this.#files);
    const { roots } = this.#files;
    const { root } = tree;
    this.tree = root === null || roots.length === 0 ? tree : this.#assembly.tree({ kind: 'sequence', span: root.span, flow: false, items: [root, ...roots] });
  }

  isOwn(span: Span): boolean {
    return this.#assembly.isOwn(span);
  }

  /** The file in whose folder relative paths begin that are written at a span. */
  pathsFrom(span: Span): string {
    return this.#files.at(span).pathsFrom;
  }

  /** The variables that Compose puts into what is written at a span. */
  variablesAt(span: Span): VariableValues {
    return this.#files.at(span).reading.variables();
  }

  /** A scalar's text with its variables put in. */
  interpolated(written: PlacedText): PlacedText {
    return interpolated(written, { get: (name) => this.variablesAt(written.toSection({ start: 0, end: 0 })).get(name) });
  }

  /** The text of a pair's scalar with its variables put in; that of an alias stands where its anchor is, and cannot be written. */
  scalarText(pair: LocatedPair): PlacedText | undefined {
    const value = resolveAlias(pair.value);
    const text = value === undefined ? undefined : EmbeddedText.of(this.tree, { ...pair, value });
    return text === undefined ? undefined : this.interpolated(text);
  }

  /** The same of an item of a list. */
  itemText(item: LocatedNode): PlacedText | undefined {
    const text = EmbeddedText.ofItem(this.tree, item);
    return text === undefined ? undefined : this.interpolated(text);
  }

  /** Where what a span is of stands; undefined for the file itself. */
  elsewhere(span: Span): Locate | undefined {
    return this.#assembly.elsewhere(span);
  }

  /** The services of other files that one takes over. */
  othersOf({ others }: Service): readonly OtherService[] {
    return others.flatMap(({ key }) => {
      const place = this.#assembly.placeOf(key.span);
      return place === undefined ? [] : [{ section: place.section, key: place.span }];
    });
  }
}

/** What is laid over another file is so for each service that both have; nobody knows what a service is laid over that may be in a file that is not at hand. */
function servicesOf(files: ComposeFiles): readonly Service[] {
  const own = files.services();
  const beneath = files.beneath();
  return own.names().flatMap((name): readonly Service[] => {
    const service = own.named(name);
    if (service === undefined || beneath === undefined) return service === undefined ? [] : [service];
    const below = beneath.named(name);
    return [below !== undefined ? laidOver(service, below) : beneath.isOpen ? { ...service, isOpen: true } : service];
  });
}
