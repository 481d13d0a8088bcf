/** What is drawn of one process: its rows and its bar. Takes the numbers that the model has and invents none. */
import type { PartName, ProcessKind, RefusalCode } from '../../server/src/shared/model.js';
import { memoryKind, PART_TREES, type MemoryKind, type PartTree } from '../../server/src/shared/kinds.js';
import type { ContainerMemory, FailureModel, PartModel, ProcessModel } from '../../server/src/shared/protocol.js';
import { parseBytes } from '../../server/src/shared/sizes.js';
import type { Stretch } from './geometry.js';

/** A box or a row of the drawing. */
export interface Row {
  readonly pool: PartName;
  readonly kind: MemoryKind | undefined;
  /** 1 for the process. */
  readonly level: number;
  /** Absent while nobody knows it. */
  readonly bytes: bigint | undefined;
  /** What the model says about it, where it got that far. */
  readonly part: PartModel | undefined;
  /** Takes part in the refusal: with a value of its own in the file, or with a default. */
  readonly marked: 'set' | 'default' | undefined;
  readonly rows: readonly Row[];
}

/** A piece of the bar. `rest`: part of a sum that is not divided further, because Flink stopped there or a template stands in the way. */
export interface Piece extends Stretch { readonly pool: PartName; readonly look: 'pool' | 'rest' }

export interface Bar {
  /** What the whole height stands for; absent when nothing says how large anything is. */
  readonly total: bigint | undefined;
  /** In the order of the rows, from the top. */
  readonly pieces: readonly Piece[];
  /** Space in the container above the process. */
  readonly free: (Stretch & { readonly bytes: bigint }) | undefined;
  /** What there is, where more was asked for. */
  readonly frame: (Stretch & { readonly bytes: bigint; readonly pool: PartName | 'container' }) | undefined;
  /** What was asked for beyond it. */
  readonly excess: (Stretch & { readonly bytes: bigint }) | undefined;
}

export interface Picture { readonly status: 'derived' | 'failed' | 'unknown'; readonly root: Row; readonly bar: Bar }

/** The picture of a process; undefined where there is nothing to draw (no such process here, or none that is modelled). */
export function pictureOf(process: ProcessKind, model: ProcessModel, container: ContainerMemory | undefined): Picture | undefined {
  if (model.status === 'absent' || model.status === 'notModelled') return undefined;
  const parts = new Map<PartName, PartModel>();
  collect(model.parts ?? [], parts);
  const inputs = model.failure?.inputs ?? [];
  const mark = (pool: PartName): Row['marked'] => {
    const input = inputs.find((each) => each.pool === pool && each.value !== undefined) ?? inputs.find((each) => each.pool === pool);
    return input === undefined ? undefined : input.value === undefined ? 'default' : 'set';
  };
  const missed = missedBounds(model.failure);
  const row = (tree: PartTree, level: number): Row => {
    const part = parts.get(tree.pool);
    const left = missed?.pool === tree.pool ? missed.bytes : undefined;
    return {
      pool: tree.pool,
      kind: memoryKind(tree.pool),
      level,
      bytes: parseBytes(part?.bytes ?? left ?? (tree.pool === 'offHeap' ? undefined : model.pools?.[tree.pool])),
      part,
      marked: missed?.pool === tree.pool ? 'set' : mark(tree.pool),
      rows: tree.parts.map((each) => row(each, level + 1)),
    };
  };
  const root = row(PART_TREES[process], 1);
  const bar = model.status === 'failed' ? refusedBar(root, model.failure) : settledBar(root, container);
  return { status: model.status, root, bar };
}

/** The part of which a refusal says that what is left for it misses its bounds. */
function missedBounds(failure: FailureModel | undefined): { readonly pool: PartName; readonly bytes: string } | undefined {
  const pool = failure?.code === 'jvm-overhead-out-of-range' ? 'jvmOverhead' : failure?.code === 'network-out-of-range' ? 'network' : undefined;
  return pool === undefined || failure?.bounds === undefined || failure.required === undefined ? undefined : { pool, bytes: failure.required };
}

/** All rows from the top, as they stand in the drawing. */
export function rowsOf(row: Row): readonly Row[] {
  return [row, ...row.rows.flatMap(rowsOf)];
}

/** The row of a part; undefined for a part that this process does not have. */
export function findRow(root: Row, pool: PartName): Row | undefined {
  return rowsOf(root).find((row) => row.pool === pool);
}

function collect(parts: readonly PartModel[], into: Map<PartName, PartModel>): void {
  for (const part of parts) {
    into.set(part.pool, part);
    collect(part.parts ?? [], into);
  }
}

interface Stacked { readonly pool: PartName; readonly look: Piece['look']; readonly bytes: bigint }

/** The pieces of a process from the top. */
function stack(root: Row, own: (row: Row) => bigint | undefined): readonly Stacked[] {
  return pieces(root, own).filter((piece) => piece !== undefined);
}

/** The pieces of a row. What a sum holds beyond its known parts is one piece, in the place of the first that nobody knows (undefined). */
function pieces(row: Row, own: (row: Row) => bigint | undefined): readonly (Stacked | undefined)[] {
  if (row.rows.length === 0) return [row.bytes === undefined ? undefined : { pool: row.pool, look: 'pool', bytes: row.bytes }];
  const inner = row.rows.flatMap((each) => pieces(each, own));
  const rest = (own(row) ?? 0n) - sumOf(inner);
  if (rest <= 0n) return inner;
  const gap = inner.indexOf(undefined);
  const place = gap < 0 ? inner.length : gap;
  return [...inner.slice(0, place), { pool: row.pool, look: 'rest', bytes: rest }, ...inner.slice(place).filter((piece) => piece !== undefined)];
}

function sumOf(stacked: readonly (Stacked | undefined)[]): bigint {
  return stacked.reduce((sum, piece) => sum + (piece?.bytes ?? 0n), 0n);
}

const NO_BAR: Bar = { total: undefined, pieces: [], free: undefined, frame: undefined, excess: undefined };

/** The bar of a process that has a size; in a container, of the container. */
function settledBar(root: Row, container: ContainerMemory | undefined): Bar {
  if (root.bytes === undefined || root.bytes === 0n) return NO_BAR;
  const limit = parseBytes(container?.limitBytes);
  const free = limit !== undefined && limit > root.bytes ? limit - root.bytes : 0n;
  const total = root.bytes + free;
  const at = scaleOf(total);
  const excess = limit !== undefined && limit < root.bytes ? root.bytes - limit : 0n;
  return {
    total,
    pieces: placed(stack(root, (row) => row.bytes), free, at),
    free: free > 0n ? { from: 0, to: at(free), bytes: free } : undefined,
    frame: excess > 0n && limit !== undefined ? { from: 0, to: at(limit), bytes: limit, pool: 'container' } : undefined,
    excess: excess > 0n ? { from: at(root.bytes - excess), to: 1, bytes: excess } : undefined,
  };
}

/** Which sum the sizes of a refusal are compared with. */
const FRAMES: Readonly<Partial<Record<RefusalCode, PartName>>> = {
  'jvm-exceeds-process': 'totalProcess',
  'flink-exceeds-process': 'totalProcess',
  'jvm-overhead-out-of-range': 'totalProcess',
  'pools-exceed-flink': 'totalFlink',
  'network-out-of-range': 'totalFlink',
  'network-buffers-mismatch': 'totalFlink',
  'off-heap-exceeds-flink': 'totalFlink',
  'heap-plus-off-heap-not-flink': 'totalFlink',
  'heap-exceeds-flink': 'totalFlink',
};

/** The bar of a refused process: what was asked for, against what there is. */
function refusedBar(root: Row, failure: FailureModel | undefined): Bar {
  const framed = failure === undefined ? undefined : FRAMES[failure.code];
  const required = parseBytes(failure?.required);
  // A size that missed its bounds asks for nothing beyond a frame.
  const available = framed !== undefined && failure?.bounds === undefined ? parseBytes(failure?.available) : undefined;
  const own = (row: Row): bigint | undefined => (row.pool === framed && required !== undefined && available !== undefined ? maxOf(required, available) : row.bytes);
  const stacked = stack(root, own);
  // Without a total nothing says how long the bar is.
  if (root.bytes === undefined && !stacked.some((piece) => piece.look === 'rest') && available === undefined) return NO_BAR;
  const total = maxOf(sumOf(stacked), root.bytes ?? 0n);
  if (total === 0n) return NO_BAR;
  const at = scaleOf(total);
  const drawn = { ...NO_BAR, total, pieces: placed(stacked, 0n, at) };
  if (framed === undefined || required === undefined || available === undefined || required <= available) return drawn;
  // Both frames begin with Flink's own memory, at the top.
  return {
    ...drawn,
    frame: { from: 0, to: at(available), bytes: available, pool: framed },
    excess: { from: at(available), to: at(required), bytes: required - available },
  };
}

function placed(stacked: readonly Stacked[], start: bigint, at: (bytes: bigint) => number): readonly Piece[] {
  let position = start;
  return stacked.map(({ pool, look, bytes }) => {
    const from = at(position);
    position += bytes;
    return { pool, look, from, to: at(position) };
  });
}

/** As exact as a number holds: a single byte has a piece, too. */
const SCALE = 10n ** 15n;

/** Fractions of the whole. */
function scaleOf(total: bigint): (bytes: bigint) => number {
  return (bytes) => Number((bytes * SCALE) / total) / Number(SCALE);
}

function maxOf(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
