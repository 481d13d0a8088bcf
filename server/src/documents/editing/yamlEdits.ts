import { parseMemorySize } from '../../model/memorySize.js';
import { processOfSizeKey, processSizeKey } from '../../model/processOptions.js';
import type { ProcessKind } from '../../model/derivation.js';
import type { Cluster, Entry } from '../cluster.js';
import type { Change, EditResult } from '../edits.js';
import type { FieldSite } from '../fields.js';
import { minorNumber, RESOURCES_SINCE } from '../operatorReleases.js';
import { keyText, nodeAt, type NodePath, pairOf, startsWithPath } from '../yaml/node.js';
import { readYaml, type YamlTree } from '../yaml/tree.js';
import { PairIndex, type PlacedPair } from './pairs.js';
import { placeFor } from './placement.js';
import { YamlPlan } from './yamlPlan.js';

/** Edits of a YAML section: everything wished for is planned on the tree first, so that changes of one mapping fit together. */
export function yamlEdits(text: string, cluster: Cluster, changes: readonly Change[]): EditResult {
  const tree = readYaml(text);
  const writer = new YamlWriter(tree, cluster);
  for (const change of changes) {
    const refused = writer.plan(change);
    if (refused !== undefined) return { refused };
  }
  return writer.edits();
}

type Refused = Extract<EditResult, { refused: unknown }>['refused'];

class YamlWriter {
  readonly #tree: YamlTree;
  readonly #cluster: Cluster;
  readonly #index: PairIndex;
  readonly #plan: YamlPlan;
  /** Where the configuration stands in the tree, and where the operator's `spec` does. */
  readonly #base: NodePath;
  readonly #spec: NodePath | undefined;

  constructor(tree: YamlTree, cluster: Cluster) {
    this.#tree = tree;
    this.#cluster = cluster;
    this.#index = new PairIndex(tree.root);
    this.#spec = cluster.specPath;
    this.#base = cluster.configurationPath ?? [];
    this.#plan = new YamlPlan(tree, cluster.format === 'flinkConfiguration' ? 'operator' : 'flink');
  }

  edits(): EditResult {
    return this.#plan.edits();
  }

  /** Undefined where the change can be written. */
  plan(change: Change): Refused | undefined {
    switch (change.kind) {
      case 'replace':
        this.#plan.replace(change.span, change.text);
        return undefined;
      case 'setValue':
        return this.#setValue(change.entry, change.value);
      case 'rename':
        return this.#rename(change.entry, change.key, change.value);
      case 'removeEntry':
        return this.#remove(change.entry);
      case 'remove': {
        const entries = this.#cluster.entries.filter(({ key }) => key === change.key);
        if (entries.length === 0) return { code: 'key-not-found', key: change.key };
        return firstOf(entries, (entry) => this.#remove(entry));
      }
      case 'set': {
        const setting = this.#cluster.settings.get(change.key);
        if (setting?.isFixed === true) return { code: 'not-writable', key: change.key };
        if (setting?.entry !== undefined) return this.#setValue(setting.entry, change.value);
        // The operator's own default goes over whatever the configuration says.
        return setting?.source === 'resource' ? this.#setComputed(change.key, change.value) : this.#add(change.key, change.value);
      }
      case 'setResource':
        return this.#setResource(change);
      case 'setField':
        return this.#writeField(processSizeKey(change.process), [...(this.#spec ?? []), ...change.path], change.value, false);
      case 'removePair': {
        const placed = this.#index.at(change.pair);
        return placed !== undefined && !this.#index.isShared(placed.map) && this.#plan.remove(placed) ? undefined : { code: 'not-writable' };
      }
    }
  }

  #placed(entry: Pick<Entry, 'key' | 'templated' | 'site'>): PlacedPair | Refused {
    if (entry.templated) return { code: 'templated', key: entry.key };
    const placed = entry.site.kind === 'pair' || entry.site.kind === 'scalar' ? this.#index.at(entry.site.pair) : undefined;
    const own = placed !== undefined && !this.#index.isShared(placed.map) && !this.#index.isShared(placed.pair.value) && this.#isInPlace(entry, placed);
    return own ? placed : { code: 'not-writable', key: entry.key };
  }

  /** Whether the entry stands where it is read, and not somewhere else behind an alias. */
  #isInPlace({ key, site }: Pick<Entry, 'key' | 'site'>, placed: PlacedPair): boolean {
    const { path } = placed;
    if (site.kind === 'pair') return samePath(path, [...this.#base, ...(site.keyPath ?? [key])]);
    const spec = this.#spec ?? [];
    if (site.kind === 'scalar' && site.path !== undefined) return samePath(path, [...spec, ...site.path]);
    return path.length >= spec.length + 3 && startsWithPath(path, spec);
  }

  #setValue(entry: Pick<Entry, 'key' | 'templated' | 'site'>, value: string): Refused | undefined {
    if (entry.site.kind === 'absent') return this.#writeField(entry.key, entry.site.path, value, false);
    const placed = this.#placed(entry);
    if ('code' in placed) return placed;
    const { site } = entry;
    if (site.kind === 'scalar' && site.sizing !== undefined) return this.#setSized(entry.key, site, placed, value);
    return this.#plan.setValue(placed, value, site.kind === 'scalar' && site.isNumber !== true) ? undefined : { code: 'not-writable', key: entry.key };
  }

  /** Writes into a field what makes the operator compute at least that size. */
  #setSized(key: string, { sizing, companion }: FieldSite, placed: PlacedPair, value: string): Refused | undefined {
    const size = parseMemorySize(value);
    const sized = 'bytes' in size ? sizing?.fieldFor(size.bytes, 'up') : undefined;
    if (sized === undefined || !this.#plan.setValue(placed, sized.text, true)) return { code: 'not-writable', key };
    if (companion === undefined || (companion.isLimit ? companion.bytes >= sized.field : companion.bytes <= sized.field)) return undefined;
    // Kubernetes refuses a request above the limit.
    const other = this.#index.at(companion.pair);
    return other !== undefined && !this.#index.isShared(other.map) && this.#plan.setValue(other, sized.text, true) ? undefined : { code: 'not-writable', key };
  }

  /** Sets a size that the operator computes from a field which is not there. */
  #setComputed(key: string, value: string): Refused | undefined {
    const process = processOfSizeKey(key);
    const sizing = process === undefined ? undefined : this.#cluster.processes[process].memory?.sizing;
    const size = parseMemorySize(value);
    const sized = 'bytes' in size ? sizing?.fieldFor(size.bytes, 'up') : undefined;
    return process === undefined || sized === undefined ? { code: 'not-writable', key } : this.#setResource({ kind: 'setResource', process, value: sized.text });
  }

  #remove(entry: Entry): Refused | undefined {
    const placed = this.#placed(entry);
    if ('code' in placed) return placed;
    return this.#plan.remove(placed) ? undefined : { code: 'not-writable', key: entry.key };
  }

  #rename(entry: Entry, key: string, value: string | undefined): Refused | undefined {
    const placed = this.#placed(entry);
    if ('code' in placed) return placed;
    if (entry.site.kind !== 'pair') return { code: 'not-writable', key: entry.key };
    const prefix = (entry.site.keyPath ?? []).slice(0, -1).map((part) => `${part}.`).join('');
    if (!key.startsWith(prefix) || key.length === prefix.length) {
      return this.#remove(entry) ?? this.#add(key, value ?? entry.value);
    }
    if (!this.#plan.setKey(placed, key.slice(prefix.length))) return { code: 'not-writable', key: entry.key };
    return value === undefined || value === entry.value ? undefined : this.#setValue(entry, value);
  }

  #add(key: string, value: string): Refused | undefined {
    const place = placeFor(this.#tree, this.#index, this.#base, key, (placed) => this.#isGone(placed, this.#base));
    return place !== undefined && this.#plan.add(place, value) ? undefined : { code: 'not-writable', key };
  }

  /** Whether an entry goes, and with it the mappings it stands in: one that has got a new key by now stays. */
  #isGone(placed: PlacedPair, base: NodePath): boolean {
    const within = [...placed.above.filter(({ path }) => path.length > base.length + 1), placed];
    return this.#plan.isRemoved(placed.pair) && !within.some(({ map }) => this.#plan.isAddedTo(map));
  }

  #setResource({ process, value }: Extract<Change, { kind: 'setResource' }>): Refused | undefined {
    const key = processSizeKey(process);
    const field = this.#cluster.processes[process].resources.find(({ effective }) => effective);
    if (field !== undefined) return this.#setValue({ key, templated: field.templated, site: field.site }, value);
    const spec = this.#spec;
    if (spec === undefined) return { code: 'not-writable', key };
    return this.#writeField(key, [...spec, ...(this.#cluster.processes[process].memory?.path ?? [...this.#blockOf(spec, process), 'memory'])], value, true);
  }

  /** Writes a field where it stands, or where it belongs. */
  #writeField(key: string, whole: NodePath, value: string, isText: boolean): Refused | undefined {
    const path = whole.slice(0, -1);
    const name = String(whole.at(-1));
    // A field without a value is there to be filled.
    const open = pairOf(nodeAt(this.#tree.root ?? undefined, ...path), name);
    const placed = open === undefined ? undefined : this.#index.at(open.span);
    if (placed !== undefined && keyText(placed.pair) !== undefined) {
      return this.#plan.setValue(placed, value, isText) ? undefined : { code: 'not-writable', key };
    }
    const place = placeFor(this.#tree, this.#index, path, name, (other) => this.#isGone(other, path));
    return place !== undefined && this.#plan.add(place, value, isText ? 'text' : 'number') ? undefined : { code: 'not-writable', key };
  }

  /** The block of a FlinkDeployment that sizes a process. */
  #blockOf(spec: NodePath, process: ProcessKind): readonly string[] {
    const resources = nodeAt(this.#tree.root ?? undefined, ...spec, process, 'resources');
    const { operatorVersion } = this.#cluster;
    const newer = resources?.kind === 'map' && resources.pairs.length > 0 && operatorVersion !== undefined && minorNumber(operatorVersion) >= RESOURCES_SINCE;
    return [process, ...(newer ? ['resources', 'requests'] : ['resource'])];
  }
}

function samePath(left: NodePath, right: NodePath): boolean {
  return left.length === right.length && startsWithPath(left, right);
}

function firstOf<T>(items: readonly T[], ask: (item: T) => Refused | undefined): Refused | undefined {
  for (const item of items) {
    const refused = ask(item);
    if (refused !== undefined) return refused;
  }
  return undefined;
}
