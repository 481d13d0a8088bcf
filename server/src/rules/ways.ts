/** Ways past a refusal that change one setting, each with what comes of it. The numbers are the engine's: every way is derived before it is offered. */
import type { Analysis } from '../documents/analysis.js';
import { derive, edge, nearestAccepted, type Configuration, type DerivationContext, type FlinkVersion } from '../model/index.js';
import type { Derivation, Pool, ProcessKind, Refusal, RefusalCode, RefusalInput } from '../model/derivation.js';
import { MIB } from '../shared/sizes.js';
import { isPast } from './order.js';
import { afterRemoval, authorText, winningEntry } from './settings.js';
import { isCountOfMib, spell, styleOf } from './spelling.js';

/** What every way tells. Sizes are bytes. */
interface Outcome {
  /** The key to change, as the configuration spells it. */
  readonly key: string;
  /** The process starts then; otherwise it only gets as far as a later refusal. */
  readonly starts: boolean;
  readonly after: Derivation;
  readonly cost: bigint;
  /** Other keys that have to go as well, where no single change helps. */
  readonly without: readonly string[];
}

/** A changed setting. */
export type Way = Outcome & (
  | {
      readonly kind: 'resize';
      readonly from: bigint;
      readonly to: bigint;
      /** The new value as the author would write it. */
      readonly text: string;
      /** Only this size will do: whole MiB to either side are refused. */
      readonly exact: boolean;
    }
  | { readonly kind: 'fraction'; readonly text: string }
  | { readonly kind: 'remove' }
);

/** The pool that a key sizes directly, as far as its removal or change has an outcome worth telling. */
const POOL_OF: Readonly<Record<string, Pool>> = {
  'process.size': 'totalProcess',
  'flink.size': 'totalFlink',
  'heap.size': 'jvmHeap',
  'off-heap.size': 'jvmDirect',
  'framework.heap.size': 'frameworkHeap',
  'framework.off-heap.size': 'frameworkOffHeap',
  'task.heap.size': 'taskHeap',
  'task.off-heap.size': 'taskOffHeap',
  'managed.size': 'managed',
  'managed.fraction': 'managed',
  'network.min': 'network',
  'network.max': 'network',
  'network.fraction': 'network',
  'jvm-metaspace.size': 'jvmMetaspace',
  'jvm-overhead.min': 'jvmOverhead',
  'jvm-overhead.max': 'jvmOverhead',
  'jvm-overhead.fraction': 'jvmOverhead',
};

/** The pool behind a key, by its current or former name; undefined where that depends on the environment (`heap.size`). */
export function poolOf(key: string): Pool | undefined {
  if (key === 'taskmanager.memory.size') return 'managed';
  if (key.startsWith('taskmanager.network.')) return 'network';
  return POOL_OF[key.replace(/^(?:task|job)manager\.memory\./, '')];
}

const computed = new WeakMap<Analysis, Partial<Record<ProcessKind, readonly Way[]>>>();

/** Ways past the refusal of a process, the least change first; such as only lead to a later refusal where nothing lets it start. */
export function waysOut(analysis: Analysis, process: ProcessKind): readonly Way[] {
  const known = computed.get(analysis) ?? {};
  const ways = known[process] ?? findWays(analysis, process);
  computed.set(analysis, { ...known, [process]: ways });
  return ways;
}

function findWays(analysis: Analysis, process: ProcessKind): readonly Way[] {
  const derivation = analysis.derivations[process];
  const { version } = analysis.cluster.version;
  if (derivation?.status !== 'failed' || version === undefined) return [];
  const { refusal } = derivation;
  const { code } = refusal;
  let ways: readonly Way[] = [];
  for (const without of [[], ...removals(analysis, process, refusal)]) {
    const found = waysWithout(analysis, version, process, refusal, without);
    const sensible = found.filter(isSensible);
    // In want of better ones the first that are none for any machine stay: Flink gets past the refusal with them.
    if (sensible.length > 0 || ways.length === 0) ways = sensible.length > 0 ? sensible : found;
    if (sensible.length > 0) break;
  }
  return [...ways].sort((left, right) => compare(left.cost, right.cost) || taste(left, code) - taste(right, code));
}

/** 64 TiB in bytes: no machine gives a process more. */
const MOST_MEMORY = 1n << 46n;

/** Whether a way can have been meant: shares that nearly add up to everything fit into petabytes, which helps nobody. */
function isSensible(way: Way): boolean {
  return way.kind !== 'resize' || way.to <= way.from || way.to <= MOST_MEMORY || way.from > MOST_MEMORY;
}

/** A process that starts is worth more than one that is refused later on: such ways are looked for only where none lets it start. */
function waysWithout(analysis: Analysis, version: FlinkVersion, process: ProcessKind, refusal: Refusal, without: readonly string[]): readonly Way[] {
  const starting = [...new Trial(analysis, version, process, refusal, without, false).ways()].filter(({ starts }) => starts);
  return starting.length > 0 ? starting : [...new Trial(analysis, version, process, refusal, without, true).ways()];
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What to take away first where no single change helps: one fraction, all fractions, everything but the totals. */
function removals(analysis: Analysis, process: ProcessKind, { inputs }: Refusal): readonly (readonly string[])[] {
  const isRemovable = (key: string): boolean => afterRemoval(analysis, key) !== undefined;
  const set = inputs.map(({ key }) => key).filter(isRemovable);
  // A fraction that a minimum overrules is no input, but stands in the way of every larger total.
  const fractions = [...analysis.configuration.keys()].filter((key) => key.startsWith(process.toLowerCase()) && /^(?:task|job)manager\.(?:memory|network)\..*fraction$/.test(key) && isRemovable(key));
  const parts = set.filter((key) => !/(?:process|flink|heap)\.size$|heap\.mb$/.test(key) || /(?:task|framework)\.heap\.size$/.test(key));
  return [...fractions.map((key) => [key]), fractions, ...parts.map((key) => [key]), parts].filter((keys) => keys.length > 0);
}

/** Of two ways that change equally much the better habit first: one total instead of two, pools before totals before bounds. */
function taste({ kind, key }: Way, code: RefusalCode): number {
  if (/\.(?:min|max)$/.test(key)) return 4;
  if (key.includes('metaspace')) return 5;
  if (key.endsWith('process.size')) return kind === 'remove' ? 6 : 3;
  if (key.endsWith('flink.size')) return kind === 'remove' && (code === 'flink-exceeds-process' || code === 'jvm-overhead-out-of-range') ? 0 : 2;
  return 1;
}

/** Codes whose bounds may be widened even where they are defaults. */
const BOUNDED = new Set(['jvm-overhead-out-of-range', 'network-out-of-range']);

/** Changes single settings of a refused configuration and looks whether Flink gets past the refusal. */
class Trial {
  readonly #analysis: Analysis;
  readonly #process: ProcessKind;
  readonly #refusal: Refusal;
  readonly #without: readonly string[];
  readonly #partial: boolean;
  readonly #configuration: Configuration;
  readonly #context: DerivationContext;

  /**
   * @param without keys that are taken away before anything else is changed
   * @param partial look also for sizes that only lead to a later refusal
   */
  constructor(analysis: Analysis, version: FlinkVersion, process: ProcessKind, refusal: Refusal, without: readonly string[], partial: boolean) {
    this.#analysis = analysis;
    this.#context = { version, container: analysis.cluster.container };
    this.#process = process;
    this.#refusal = refusal;
    this.#without = without;
    this.#partial = partial;
    this.#configuration = without.length === 0 ? analysis.configuration : analysis.configuration.with(Object.fromEntries(without.map((key) => [key, afterRemoval(analysis, key) ?? null])));
  }

  *ways(): Generator<Way> {
    const base = this.#without.length === 0 ? undefined : this.#derive({});
    const refusal = base?.status === 'failed' ? base.refusal : this.#refusal;
    const [last, ...others] = [...this.#without].reverse();
    if (base !== undefined && last !== undefined && isPast(this.#refusal, base)) {
      yield { kind: 'remove', key: last, without: others.reverse(), starts: base.status === 'derived', after: base, cost: 0n };
      return;
    }
    for (const input of refusal.inputs) yield* this.#waysOf(input, refusal);
  }

  /** @param refusal the one of the configuration at hand */
  *#waysOf(input: RefusalInput, refusal: Refusal): Generator<Way> {
    const { key, value, bytes } = input;
    const removed = value === undefined ? undefined : this.#removal(key, bytes);
    if (removed !== undefined) yield removed;
    if (/fraction$/.test(key)) {
      const lowered = value === undefined ? undefined : this.#lowerFraction(key, value, input, refusal);
      if (lowered !== undefined) yield lowered;
      return;
    }
    if (bytes === undefined || key.endsWith('numberOfBuffers')) return;
    if (value === undefined && !(BOUNDED.has(this.#refusal.code) && /\.(?:min|max)$/.test(key))) return;
    const resized = this.#resize(key, value, bytes, refusal);
    if (resized !== undefined) yield resized;
  }

  #derive(changes: Readonly<Record<string, string | null>>): Derivation {
    return derive(this.#process, this.#configuration.with(changes), this.#context);
  }

  /** The derivation with these changes, when it gets past the refusal. */
  #past(changes: Readonly<Record<string, string | null>>): Derivation | undefined {
    const after = this.#derive(changes);
    return isPast(this.#refusal, after) ? after : undefined;
  }

  #sized(key: string, bytes: bigint): Derivation | undefined {
    if (bytes < 0n || (isCountOfMib(key) && bytes % MIB !== 0n)) return undefined;
    return this.#past({ [key]: sizeValue(key, bytes) });
  }

  #removal(key: string, bytes: bigint | undefined): Way | undefined {
    const beneath = afterRemoval(this.#analysis, key);
    const after = beneath === undefined ? undefined : this.#past({ [key]: beneath });
    if (after === undefined) return undefined;
    const pool = poolOf(key);
    const then = pool === undefined || after.status !== 'derived' ? undefined : after.pools.get(pool);
    return { kind: 'remove', key, without: this.#without, starts: after.status === 'derived', after, cost: then === undefined || bytes === undefined ? (bytes ?? 0n) : distance(then, bytes) };
  }

  #resize(key: string, value: string | undefined, from: bigint, refusal: Refusal): Way | undefined {
    const accepted = this.#accepted(key, from, refusal);
    const to = accepted ?? this.#further(key, from);
    if (to === undefined || to === from) return undefined;
    // A pool of nothing is what removing its key is for.
    if (to === 0n && key.endsWith('.size')) return undefined;
    // What is known to be accepted is derived for whoever shows it: most ways are compared and never shown.
    let known = accepted === undefined ? this.#sized(key, to) : undefined;
    if (accepted === undefined && known === undefined) return undefined;
    const derive = (): Derivation => this.#derive({ [key]: sizeValue(key, to) });
    // Further away from the refused size first: there most often every size is accepted.
    const neighbours = to > from ? [to + MIB, to - MIB] : [to - MIB, to + MIB];
    const isAlone = (): boolean => neighbours.every((size) => this.#sized(key, size) === undefined);
    return {
      kind: 'resize', key, without: this.#without, from, to, text: spell(to, styleOf(key, this.#written(key) ?? value)), cost: distance(from, to),
      starts: known === undefined || known.status === 'derived',
      get after() { return known ??= derive(); },
      get exact() { return isAlone(); },
    };
  }

  /** The value in the author's own words: `2Gi` in a document, where Flink gets the number of bytes. */
  #written(key: string): string | undefined {
    const entry = winningEntry(this.#analysis, key);
    return entry === undefined ? undefined : authorText(this.#analysis, entry);
  }

  /** The roundest size nearest to `from` with which the process starts. */
  #accepted(key: string, from: bigint, refusal: Refusal): bigint | undefined {
    const accepted = nearestAccepted(this.#process, this.#configuration, this.#context, key, from, isCountOfMib(key) ? [MIB] : [MIB, KIB, 1n], refusal);
    return accepted === from ? undefined : accepted;
  }

  /** Where no size lets the process start: the nearest whole MiB that at least gets past this refusal. */
  #further(key: string, from: bigint): bigint | undefined {
    if (!this.#partial) return undefined;
    const passes = (mebibytes: bigint): boolean => this.#sized(key, mebibytes * MIB) !== undefined;
    const start = from / MIB;
    const up = climb(start, passes);
    const down = descend(start, passes);
    if (up === undefined) return down === undefined ? undefined : down * MIB;
    if (down === undefined) return up * MIB;
    return up * MIB - from <= from - down * MIB ? up * MIB : down * MIB;
  }

  /** The largest fraction below the present one that gets past, with as few digits as will do. */
  #lowerFraction(key: string, value: string, input: RefusalInput, { required = 0n, available = 0n }: Refusal): Way | undefined {
    const present = Number(value);
    if (!(present > 0 && present < 1)) return undefined;
    const bytes = input.bytes ?? 0n;
    // What would leave the missing bytes, were they all that stands in the way.
    const wanted = bytes === 0n ? 0 : present * Math.max(0, 1 - Number(required - available) / Number(bytes));
    for (const scale of [100, 10_000]) {
      let low = 0;
      let high = Math.ceil(present * scale);
      let best: Derivation | undefined;
      // Smaller fractions never ask for more: acceptance is monotone downwards, from the first that is accepted.
      for (let probes = 0; low < high; probes++) {
        // A guess that is accepted is most often the largest that is: its neighbour tells.
        const middle = probes === 0 ? Math.min(Math.floor(wanted * scale), high - 1) : probes === 1 && best !== undefined ? low : Math.floor((low + high) / 2);
        const after = this.#past({ [key]: String(middle / scale) });
        if (after === undefined) {
          high = middle;
        } else {
          best = after;
          low = middle + 1;
        }
      }
      if (best === undefined || low - 1 <= 0) continue;
      const pool = input.pool ?? poolOf(key);
      const then = best.status === 'derived' && pool !== undefined && pool !== 'offHeap' ? best.pools.get(pool) : undefined;
      const cost = then === undefined || input.bytes === undefined ? bytes : distance(then, input.bytes);
      return { kind: 'fraction', key, without: this.#without, starts: best.status === 'derived', text: String((low - 1) / scale), after: best, cost };
    }
    return undefined;
  }
}

/** A size as a value of the key, in whole bytes or MiB. */
function sizeValue(key: string, bytes: bigint): string {
  return isCountOfMib(key) ? (bytes / MIB).toString() : `${bytes}b`;
}

function distance(left: bigint, right: bigint): bigint {
  return left > right ? left - right : right - left;
}

const KIB = 1024n;

/** 2^43 MiB are the 64 bits that Flink counts in. */
const MOST_MIB = 1n << 43n;

function climb(start: bigint, passes: (mebibytes: bigint) => boolean): bigint | undefined {
  let refused = start;
  for (let step = 1n; start + step < MOST_MIB; step *= 2n) {
    if (passes(start + step)) return edge(refused, start + step, passes);
    refused = start + step;
  }
  return undefined;
}

function descend(start: bigint, passes: (mebibytes: bigint) => boolean): bigint | undefined {
  let refused = start + 1n;
  for (let step = 0n; ; step = step === 0n ? 1n : step * 2n) {
    const next = start - step;
    if (next < 0n) return passes(0n) ? edge(refused, 0n, passes) : undefined;
    if (passes(next)) return edge(refused, next, passes);
    refused = next;
  }
}
