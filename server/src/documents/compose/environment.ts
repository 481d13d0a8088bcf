import type { Span } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import type { ReadingContext } from '../kinds/kind.js';
import { isFlinkVariable, variable, variableInText } from '../layers/processLayers.js';
import { isSetByScript, unknownVariable, type Variable } from '../layers/variables.js';
import { isNull, keyText, type LocatedNode, type LocatedPair, resolveAlias } from '../yaml/node.js';
import type { ComposeText } from './composeText.js';
import { EnvFileReader, type FromFiles } from './envFiles.js';
import { allOf, mergedPairs, type Service } from './services.js';

/** The environment of a service's containers, as far as the file says it and Flink may read it. */
export interface Environment {
  /** The values, variables put in; undefined where only the machine that starts the container knows it. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Those that configure Flink, where they stand. */
  readonly ofFlink: readonly Variable[];
  /** What files of `env_file` are by themselves, and whether one of them is not at hand. */
  readonly files: Pick<FromFiles, 'bases' | 'isOpen'>;
}

/** Reads environments. A text that several services share is read once, so that they share what it sets. */
export class EnvironmentReader {
  readonly #text: ComposeText;
  readonly #files: EnvFileReader;
  readonly #read = new Map<LocatedNode, Variable | undefined>();

  constructor(text: ComposeText, context: ReadingContext) {
    this.#text = text;
    this.#files = new EnvFileReader(text, context, (name) => MATTERS.test(name));
  }

  of(service: Service): Environment {
    const own = allOf(service, 'environment').flatMap(({ value }) => this.#ofBlock(resolveAlias(value)));
    const { variables, ...files } = this.#files.of(service, () => new Map([
      ...allOf(service, 'environment').flatMap(({ value }) => namesIn(resolveAlias(value))).map((name) => [name, undefined] as const),
      ...own.map(({ name, text }) => [name, text] as const),
    ]));
    const values = new Map<string, string | undefined>();
    const ofFlink = new Map<string, Variable>();
    // A name that `environment` has without a value is taken from the shell, whatever a file says.
    for (const { name, text, variable: read } of [...variables.map(fromFile), ...own]) {
      values.set(name, text);
      if (read === undefined) ofFlink.delete(name);
      else ofFlink.set(name, read);
    }
    return { values, ofFlink: [...ofFlink.values()], files };
  }

  #ofBlock(block: LocatedNode | undefined): readonly Named[] {
    const own = block?.kind === 'sequence' ? block.items.map((item) => this.#ofItem(item)) : block?.kind === 'map' ? mergedPairs(block).map((pair) => this.#ofPair(pair)) : [];
    return own.filter((one) => one !== undefined);
  }

  #ofItem(item: LocatedNode): Named | undefined {
    const node = resolveAlias(item);
    if (node?.kind !== 'scalar' || !MATTERS.test(node.text)) return undefined;
    const whole = this.#textOf(node);
    const divider = whole?.text.indexOf('=') ?? -1;
    const name = (divider < 0 ? node.text : whole?.text.slice(0, divider) ?? '').trim();
    if (whole === undefined || divider < 0) return this.#passedOn(name, node, node.span);
    const variable = isFlinkVariable(name) ? this.#once(node, () => variableInText(name, whole, node.span)) : undefined;
    return { name, text: whole.text.slice(divider + 1), variable };
  }

  #ofPair(pair: LocatedPair): Named | undefined {
    const name = keyText(pair) ?? '';
    if (!MATTERS.test(name)) return undefined;
    const node = resolveAlias(pair.value);
    const text = node === undefined || isNull(node) ? undefined : this.#textOf(node);
    if (node === undefined || text === undefined) return this.#passedOn(name, pair.key, pair.span);
    return { name, text: text.text, variable: isFlinkVariable(name) ? this.#once(node, () => variable(name, pair.key, text, pair.span)) : undefined };
  }

  /** A variable without a value: the container gets what the machine has, if that has any. */
  #passedOn(name: string, key: LocatedNode, span: Span): Named {
    return { name, text: undefined, variable: isSetByScript(name) ? this.#once(key, () => unknownVariable(name, key.span, key.span, span)) : undefined };
  }

  /** A scalar's text, read where the scalar is written: under a key or in a list, perhaps one of an extension (`x-…`). */
  #textOf(node: LocatedNode): PlacedText | undefined {
    const { tree } = this.#text;
    const holder = holderOf(tree.root, node);
    const written = holder === undefined ? undefined : holder === 'list' ? EmbeddedText.ofItem(tree, node) : EmbeddedText.of(tree, holder);
    return written === undefined ? undefined : this.#text.interpolated(written);
  }

  #once(node: LocatedNode, read: () => Variable | undefined): Variable | undefined {
    if (!this.#read.has(node)) {
      const made = read();
      const elsewhere = made === undefined ? undefined : this.#text.elsewhere(made.span);
      this.#read.set(node, made === undefined || elsewhere === undefined ? made : { ...made, elsewhere });
    }
    return this.#read.get(node);
  }
}

/** What the names of all variables begin with that say something to Flink's images; others are many, and not read. */
const MATTERS = /^\s*(?:FLINK_|TASK_MANAGER_|JOB_MANAGER_)/;

interface Named {
  readonly name: string;
  readonly text: string | undefined;
  readonly variable: Variable | undefined;
}

function fromFile(read: Variable): Named {
  const { name, text: { text } } = read;
  return { name, text, variable: isFlinkVariable(name) ? read : undefined };
}

/** Every name in an `environment`. */
function namesIn(block: LocatedNode | undefined): readonly string[] {
  if (block?.kind === 'map') return mergedPairs(block).flatMap((pair) => keyText(pair) ?? []);
  return block?.kind !== 'sequence' ? [] : block.items.flatMap((item) => {
    const node = resolveAlias(item);
    return node?.kind === 'scalar' ? (/^\s*(\w+)/.exec(node.text)?.[1] ?? []) : [];
  });
}

/** The pair or the list that a node is written in. */
function holderOf(node: LocatedNode | null, value: LocatedNode): LocatedPair | 'list' | undefined {
  if (node?.kind === 'sequence' && node.items.includes(value)) return 'list';
  const own = node?.kind === 'map' ? node.pairs.find((pair) => pair.value === value) : undefined;
  if (own !== undefined) return own;
  const children = node?.kind === 'sequence' ? node.items : node?.kind === 'map' ? node.pairs.map((pair) => pair.value) : [];
  for (const child of children) {
    const found = child.span.start <= value.span.start && value.span.end <= child.span.end ? holderOf(child, value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
