import type { Cluster, Entry, Span } from '../cluster.js';
import type { Change, EditResult, TextChange } from '../edits.js';
import { commonParts, nearestRelative } from '../editing/relatives.js';
import { yamlEdits } from '../editing/yamlEdits.js';
import { placedEntry, type Placing } from '../placing.js';
import { splitSections } from '../sections.js';
import { offsetBy } from '../spans.js';
import { PROCESS_KINDS } from '../../model/derivation.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { askedFor } from './layeredCluster.js';
import { type AnyLayer, type ClusterLayers, isDistant, type Layer, type LayerChange } from './layer.js';

type Refused = Extract<EditResult, { refused: unknown }>['refused'];

/**
 * Edits of a cluster in layers: each change goes to the layer that holds the entry. A new key goes where its nearest relative
 * stands, and nothing is added beneath what would overrule it.
 */
export function layeredEdits(section: string, cluster: Cluster, layers: ClusterLayers, changes: readonly Change[]): EditResult {
  const dispatcher = new Dispatcher(cluster, layers, changes);
  for (const change of changes) {
    const refused = dispatcher.dispatch(change);
    if (refused !== undefined) return { refused };
  }
  return dispatcher.edits(section);
}

class Dispatcher {
  readonly #cluster: Cluster;
  readonly #layers: ClusterLayers;
  /** Whether a change takes an entry away. */
  readonly #isGone: (entry: Entry) => boolean;
  readonly #within = new Map<Layer, LayerChange[]>();
  /** Fields of containers, each with its new value. */
  readonly #fields = new Map<PlacedText, string>();
  /** What stands in the document around the layers. */
  readonly #around: Change[] = [];

  constructor(cluster: Cluster, layers: ClusterLayers, changes: readonly Change[]) {
    this.#cluster = cluster;
    this.#layers = layers;
    this.#isGone = (entry) => changes.some((change) => (change.kind === 'removeEntry' && change.entry === entry) || (change.kind === 'remove' && change.key === entry.key));
  }

  dispatch(change: Change): Refused | undefined {
    switch (change.kind) {
      case 'setValue':
      case 'rename':
      case 'removeEntry':
        return this.#onEntry(change);
      case 'remove':
        return this.#remove(change.key);
      case 'set': {
        const entry = this.#cluster.settings.get(change.key)?.entry;
        if (entry !== undefined && this.#ownerOf(entry) !== undefined) return this.#onEntry({ kind: 'setValue', entry, value: change.value });
        return this.#add(change, entry);
      }
      case 'replace': {
        const layer = this.#all().find((one) => one.touches(change.span));
        if (layer === undefined) this.#around.push(change);
        else this.#give(layer, change);
        return undefined;
      }
      case 'removePair':
        this.#around.push(change);
        return undefined;
      case 'setResource':
      case 'setField':
        return { code: 'not-writable' };
    }
  }

  edits(section: string): EditResult {
    const made: TextChange[] = [];
    const results = [...this.#within].map(([layer, changes]) => layer.edits(section, changes));
    if (this.#around.length > 0) results.push(...editsAround(section, this.#cluster, this.#around));
    for (const [text, value] of this.#fields) {
      const edits = text.edits(section, [{ span: { start: 0, end: text.text.length }, text: value }]);
      results.push(edits === undefined ? { refused: { code: 'not-writable' } } : { edits });
    }
    for (const result of results) {
      if ('refused' in result) return result;
      made.push(...result.edits);
    }
    return { edits: made };
  }

  #all(): readonly Layer[] {
    const { taskManager, jobManager } = this.#layers;
    return [...new Set([...taskManager, ...jobManager])].filter(isHere);
  }

  #ownerOf(entry: Entry): Layer | undefined {
    return this.#all().find(({ entries }) => entries.includes(entry));
  }

  #onEntry(change: Extract<Change, { readonly entry: Entry }>): Refused | undefined {
    const layer = this.#ownerOf(change.entry);
    if (layer !== undefined) {
      this.#give(layer, change);
      return undefined;
    }
    // A field of the container's, which is no option of Flink's.
    const field = this.#fieldOf(change.entry);
    if (field !== undefined && change.kind === 'setValue') {
      this.#fields.set(field, change.value);
      return undefined;
    }
    const { kind } = change.entry.site;
    if ((kind !== 'scalar' && kind !== 'absent') || change.kind === 'rename') return { code: 'not-writable', key: change.entry.key };
    this.#around.push(change);
    return undefined;
  }

  #fieldOf({ site }: Entry): PlacedText | undefined {
    for (const process of PROCESS_KINDS) {
      const { container } = this.#cluster.processes[process];
      for (const field of [container?.request, container?.limit]) if (field?.site === site) return field.placed;
    }
    return undefined;
  }

  /** Only what this cluster gets from them: the other process may have the same key. */
  #remove(key: string): Refused | undefined {
    const setting = this.#cluster.settings.get(key);
    if (setting?.entry === undefined) return { code: setting === undefined ? 'key-not-found' : 'not-writable', key };
    for (const entry of [setting.entry, ...setting.overridden]) {
      const refused = this.#onEntry({ kind: 'removeEntry', entry });
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  /** @param overruled the entry that counts now, in a layer that cannot be written; undefined where it stands in another file, if anywhere */
  #add(change: Extract<Change, { readonly kind: 'set' }>, overruled: Entry | undefined): Refused | undefined {
    const process = askedFor(change.key, this.#cluster).find((one) => this.#layers[one].length > 0);
    const stack = process === undefined ? [] : this.#layers[process];
    const isBeneath = (layer: AnyLayer): boolean => {
      const holder = overruled === undefined ? stack.map((other) => isDistant(other) && other.values.has(change.key)).lastIndexOf(true) : stack.findIndex((other) => !isDistant(other) && other.entries.includes(overruled));
      return stack.indexOf(layer) < holder;
    };
    const candidates = stack.filter(isHere).filter((layer) => layer.takesKeys !== 'no' && !isBeneath(layer));
    const layer = this.#nearest(candidates, change.key) ?? candidates.filter(({ takesKeys }) => takesKeys === 'text').at(-1) ?? candidates.at(-1);
    if (layer === undefined) return { code: 'not-writable', key: change.key };
    this.#give(layer, change);
    return undefined;
  }

  /** The layer with the entry that shares most leading parts with a key, at least two; of several the strongest. */
  #nearest(layers: readonly Layer[], key: string): Layer | undefined {
    const partsOf = ({ entries }: Layer): number => Math.max(0, ...entries.filter((entry) => !this.#isGone(entry)).map((entry) => commonParts(entry.key, key)));
    return nearestRelative(layers, partsOf, 2);
  }

  #give(layer: Layer, change: LayerChange): void {
    const known = this.#within.get(layer);
    if (known === undefined) this.#within.set(layer, [change]);
    else known.push(change);
  }
}

/** Edits of what stands around the layers, in each of the documents that the text holds. */
function editsAround(text: string, cluster: Cluster, changes: readonly Change[]): readonly EditResult[] {
  if (cluster.parts === undefined) return [yamlEdits(text, cluster, changes)];
  return splitSections(text).flatMap(({ start, text: section }): readonly EditResult[] => {
    const span = ({ start: from, end }: Span): Span => ({ start: from - start, end: end - start });
    const own = changes.flatMap((change) => {
      const place = placeOf(change);
      return place !== undefined && place.start >= start && place.end <= start + section.length ? placedChange(change, span) : [];
    });
    if (own.length === 0) return [];
    const result = yamlEdits(section, cluster, own);
    return ['refused' in result ? result : { edits: result.edits.map((edit) => ({ ...edit, span: offsetBy(edit.span, start) })) }];
  });
}

function placeOf(change: Change): Span | undefined {
  switch (change.kind) {
    case 'replace': return change.span;
    case 'removePair': return change.pair;
    default: return 'entry' in change ? { start: change.entry.keySpan.start, end: change.entry.valueSpan.end } : undefined;
  }
}

function placedChange(change: Change, span: Placing): Change {
  switch (change.kind) {
    case 'replace': return { ...change, span: span(change.span) };
    case 'removePair': return { ...change, pair: span(change.pair) };
    default: return 'entry' in change ? { ...change, entry: placedEntry(change.entry, span) } : change;
  }
}

function isHere(layer: AnyLayer): layer is Layer {
  return !isDistant(layer);
}
