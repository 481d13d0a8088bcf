import type { Entry, ReadingProblem, SettingSource, Site, Span, UnreadablePair } from '../cluster.js';
import { WrittenEntry } from '../writtenEntry.js';
import { isMerge, keyText, type LocatedMap, type LocatedNode, type LocatedPair, mergedInto, resolveAlias } from './node.js';
import { flinkList, flinkScalar, operatorList, operatorScalar, type ScalarValue } from './scalars.js';
import { isTemplated, type YamlTree } from './tree.js';

/** Who reads the mapping: Flink a `config.yaml`, or the operator its `flinkConfiguration`. */
export type Reader = 'flink' | 'operator';

/** A mapping of Flink configuration, flat, nested or mixed, as located entries. */
export interface FlatConfiguration {
  /** In the order of the text, losers included. */
  readonly entries: readonly Entry[];
  /** The entry that counts for each key. */
  readonly winners: ReadonlyMap<string, Entry>;
  readonly problems: readonly ReadingProblem[];
  /** The first key that stands twice in one mapping. */
  readonly duplicate?: { readonly key: string; readonly span: Span };
  /** The first key without a value, or that is no text, or a value of an unknown tag: Flink cannot load such a file. */
  readonly unreadable?: { readonly key?: string; readonly span: Span; readonly cause: UnreadablePair };
  /** A template puts keys here that nobody knows. */
  readonly openEnded: boolean;
}

/** More entries, and more items of lists, than any configuration has; aliases of aliases would otherwise multiply without end. */
const MAX_ENTRIES = 20_000;

/** Between a key and its colon hardly any stand. */
const MOST_BLANKS = 40;

/** Flattens a mapping as its reader does: keys joined with dots, lists to one text, empty mappings to nothing. */
export function flatten(tree: YamlTree, root: LocatedNode | null | undefined, reader: Reader, source: SettingSource = 'document'): FlatConfiguration {
  const map = root === null || root === undefined ? undefined : resolveAlias(root);
  const flattener = new Flattener(tree, reader, source);
  if (map?.kind === 'map') flattener.map(map, TOP);
  return flattener.result();
}

interface Place {
  /** The flat key so far, with its last dot. */
  readonly prefix: string;
  readonly path: readonly string[];
  /** Where an alias stands through which this is read: entries behind it stand there and cannot be written. */
  readonly alias: Span | undefined;
  /** A later pair of the same key has replaced this one. */
  readonly lost: boolean;
}

const TOP: Place = { prefix: '', path: [], alias: undefined, lost: false };

class Flattener {
  readonly #tree: YamlTree;
  readonly #reader: Reader;
  readonly #source: SettingSource;
  /** The text is well-formed and no template stands in it: nothing is half written or unknown. */
  readonly #isCertain: boolean;
  readonly #entries: Entry[] = [];
  /** Of each entry. */
  readonly #places: Place[] = [];
  /** The same by entry, made where a key stands in two mappings. */
  #placeOf: ReadonlyMap<Entry, Place> | undefined;
  readonly #sameMapping: Entry[] = [];
  #duplicate: { key: string; span: Span } | undefined;
  #unreadable: { key?: string; span: Span; cause: UnreadablePair } | undefined;
  #openEnded = false;
  readonly #listNodes = { left: MAX_ENTRIES };

  constructor(tree: YamlTree, reader: Reader, source: SettingSource) {
    this.#tree = tree;
    this.#reader = reader;
    this.#source = source;
    this.#isCertain = tree.errors.length === 0 && tree.templates.spans.length === 0;
  }

  map(map: LocatedMap, place: Place): void {
    const merge = this.#reader === 'operator' ? map.pairs.find(isMerge) : undefined;
    if (merge === undefined) {
      this.#pairs(map, map.pairs, place);
      return;
    }
    const own = map.pairs.filter((pair) => !isMerge(pair));
    this.#pairs(map, own, place);
    // What other mappings give to this one counts where it says nothing itself.
    const known = new Set(own.map(keyText));
    for (const other of mergedInto(map)) {
      const added = other.pairs.filter((pair) => !isMerge(pair) && !known.has(keyText(pair)));
      this.#pairs(other, added, { ...place, alias: place.alias ?? merge.value.span });
      for (const pair of added) known.add(keyText(pair));
    }
  }

  #pairs(map: LocatedMap, pairs: readonly LocatedPair[], place: Place): void {
    const names = pairs.map(this.#reader === 'operator' ? keyText : nameForFlink);
    const areAllRead = this.#isCertain && this.#reader === 'operator';
    const last = new Set(names).size < names.length ? new Map(pairs.map((pair, index) => [names[index], pair])) : undefined;
    pairs.forEach((pair, index) => {
      const key = names[index];
      if (this.#entries.length >= MAX_ENTRIES || !(areAllRead || this.#isRead(pair, key, place)) || key === undefined) return;
      const winner = last?.get(key) ?? pair;
      if (winner === pair) this.#pair(map, pair, key, place);
      else this.#replaced(map, pair, winner, key, place);
    });
  }

  /** A pair of which the winner has taken the place. */
  #replaced(map: LocatedMap, pair: LocatedPair, winner: LocatedPair, key: string, place: Place): void {
    const before = this.#entries.length;
    this.#pair(map, pair, key, place.lost ? place : { ...place, lost: true });
    this.#noteDuplicate(map, pair, winner, key, place, before);
  }

  /** Whether somebody is still typing the key: no colon stands behind it. */
  #isTyped({ key, value }: LocatedPair): boolean {
    const { errors, text } = this.#tree;
    return errors.length > 0 && value.span.start === value.span.end && !/^[ \t]*:/.test(text.slice(key.span.end, key.span.end + MOST_BLANKS));
  }

  /** Whether the quote behind a value is still missing: what follows in the text has become a part of it. */
  #isOpen(value: LocatedNode): boolean {
    if (this.#tree.errors.length === 0 || value.kind !== 'scalar' || (value.quote !== 'single' && value.quote !== 'double')) return false;
    const written = this.#tree.text.slice(value.span.start, value.span.end);
    return written.length < 2 || !written.endsWith(written.charAt(0)) || /[\r\n]/.test(written);
  }

  /** Whether a pair can be read by its key: nobody knows what a templated one will be. */
  #isRead(pair: LocatedPair, key: string | undefined, place: Place): boolean {
    if (this.#isTyped(pair)) return false;
    if (isTemplated(this.#tree, pair.key.span)) {
      this.#openEnded = true;
      return false;
    }
    if (this.#reader !== 'flink') return true;
    const node = resolveAlias(pair.key);
    // Flink casts every key to a text; the API server makes texts of numbers itself.
    const type = node?.kind === 'scalar' ? flinkScalar(node).type : undefined;
    if (type !== 'text' && (type !== 'null' || key === '')) {
      this.#unreadable ??= { ...(key === undefined ? {} : { key: place.prefix + key }), span: pair.key.span, cause: 'no-text' };
    }
    return true;
  }

  #pair(map: LocatedMap, pair: LocatedPair, key: string, place: Place): void {
    const { value: written } = pair;
    const value = resolveAlias(written);
    const templated = !this.#isCertain && (isTemplated(this.#tree, written.span) || this.#isOpen(written));
    if (value?.kind === 'map' && !(templated && value.flow)) {
      const alias = place.alias ?? (written.kind === 'alias' ? written.span : undefined);
      this.map(value, { prefix: `${place.prefix}${key}.`, path: [...place.path, key], alias, lost: place.lost });
      return;
    }
    const flat = place.prefix + key;
    const text = templated ? rawText(this.#tree.text, written) : this.#text(value, flat, pair);
    if (text === undefined) return;
    this.#entries.push(this.#entry(map, pair, place, key, flat, text, templated));
    this.#places.push(place);
  }

  /** The value as the reader has it; undefined where it gives no key at all. */
  #text(value: Exclude<LocatedNode, { kind: 'alias' | 'map' }> | LocatedMap | undefined, key: string, pair: LocatedPair): string | undefined {
    if (value === undefined || value.kind === 'map') return this.#refuse(key, pair, 'no-value');
    if (value.kind === 'sequence') return this.#reader === 'flink' ? flinkList(value.items, this.#listNodes) : operatorList(value.items);
    const scalar: ScalarValue = this.#reader === 'flink' ? flinkScalar(value) : operatorScalar(value);
    if (scalar.type === 'unreadable') return this.#refuse(key, pair, 'tag');
    if (scalar.type !== 'null') return scalar.text;
    return this.#reader === 'flink' ? this.#refuse(key, pair, 'no-value') : 'null';
  }

  #refuse(key: string, pair: LocatedPair, cause: UnreadablePair): string {
    this.#unreadable ??= { key, span: pair.span, cause };
    return '';
  }

  #entry(map: LocatedMap, pair: LocatedPair, { path, alias }: Place, name: string, key: string, value: string, templated: boolean): Entry {
    const { value: written } = pair;
    const behind = written.kind === 'alias' ? undefined : alias;
    const quote = written.kind === 'scalar' ? written.quote : 'plain';
    // The site is made before the entry: V8 makes an object that is written within another one on a slow way.
    const site: Site = behind !== undefined ? FIXED : { kind: 'pair', pair: pair.span, quote, keyPath: path.length === 0 ? undefined : [...path, name], flow: map.flow };
    return new WrittenEntry(key, value, behind ?? pair.key.span, behind ?? written.span, templated, this.#source, site);
  }

  #noteDuplicate(map: LocatedMap, pair: LocatedPair, winner: LocatedPair, key: string, place: Place, before: number): void {
    const flat = place.prefix + key;
    // SnakeYAML stops at the second of the two, which is the one to look at.
    if (this.#duplicate === undefined) this.#duplicate = { key: flat, span: winner.key.span };
    const own = this.#entries[before];
    this.#sameMapping.push(own?.key === flat ? own : this.#entry(map, pair, place, key, flat, rawText(this.#tree.text, pair.value), false));
  }

  result(): FlatConfiguration {
    const winners = this.#winners();
    return {
      entries: this.#entries,
      winners,
      problems: this.#problems(winners),
      ...(this.#duplicate === undefined ? {} : { duplicate: this.#duplicate }),
      ...(this.#unreadable === undefined ? {} : { unreadable: this.#unreadable }),
      openEnded: this.#openEnded,
    };
  }

  #winners(): ReadonlyMap<string, Entry> {
    const winners = new Map<string, Entry>();
    this.#entries.forEach((entry, index) => {
      if (this.#places[index]?.lost === true) return;
      const other = this.#reader === 'operator' ? winners.get(entry.key) : undefined;
      // Of two for Flink the later counts.
      if (other === undefined || comparePaths(this.#pathOf(entry), this.#pathOf(other)) >= 0) winners.set(entry.key, entry);
    });
    return winners;
  }

  #pathOf(entry: Entry): readonly string[] {
    this.#placeOf ??= new Map(this.#entries.map((one, index) => [one, this.#places[index] ?? TOP]));
    const { prefix, path } = this.#placeOf.get(entry) ?? TOP;
    return [...path, entry.key.slice(prefix.length)];
  }

  #problems(winners: ReadonlyMap<string, Entry>): readonly ReadingProblem[] {
    if (winners.size === this.#entries.length && this.#sameMapping.length === 0) return [];
    const same = new Set(this.#sameMapping);
    const problems: ReadingProblem[] = this.#sameMapping.map((entry) => ({
      kind: 'duplicate-key', key: entry.key, entry, winner: this.#reader === 'flink' ? undefined : winners.get(entry.key), sameSpelling: true,
    }));
    for (const entry of this.#entries) {
      const winner = winners.get(entry.key);
      if (winner === entry || same.has(entry) || winner === undefined) continue;
      problems.push({ kind: 'duplicate-key', key: entry.key, entry, winner, sameSpelling: false });
    }
    return problems;
  }
}

const FIXED: Site = { kind: 'fixed' };

/** A key's text; Flink's map prints a key that is null as `null`, however it is written. */
function nameForFlink(pair: LocatedPair): string | undefined {
  const text = keyText(pair);
  const node = text !== undefined && text !== '' ? resolveAlias(pair.key) : undefined;
  return node?.kind === 'scalar' && flinkScalar(node).type === 'null' ? 'null' : text;
}

/**
 * The API server hands keys out in byte order, level by level, and the operator lets the last one win: the spelling with
 * the longer key at the higher level beats its nested twin, whatever the order in the file.
 */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let level = 0; level < left.length && level < right.length; level++) {
    const a = left[level] ?? '';
    const b = right[level] ?? '';
    if (a !== b) return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/** A value as written, without its quotes. */
export function rawText(text: string, node: LocatedNode): string {
  const written = text.slice(node.span.start, node.span.end);
  const quoted = node.kind === 'scalar' && (node.quote === 'single' || node.quote === 'double');
  return quoted ? written.slice(1, -1) : written;
}
