import { analyse, type Analysis } from '../../documents/analysis.js';
import type { LocatedCluster } from '../../documents/index.js';
import { type Derivation, type Pool, POOLS, PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import { allKeys, MAX_BYTES, MINOR_VERSIONS, type MinorVersion, optionAt, orderOf, parseMemorySize, type FlinkVersion } from '../../model/index.js';
import { check, type Judged } from '../../rules/index.js';
import type { FeatureContext } from '../context.js';
import { ruleContext } from '../findings.js';

/** What another version of Flink makes of a cluster that is left as it is. */
export interface Comparison {
  readonly before: Analysis;
  readonly after: Analysis;
  readonly from: FlinkVersion;
  readonly to: MinorVersion;
  readonly processes: readonly ProcessComparison[];
  /** What is found with the other version only, and what no longer. */
  readonly found: readonly Judged[];
  readonly gone: readonly Judged[];
  readonly defaults: readonly DefaultComparison[];
}

export interface ProcessComparison {
  readonly process: ProcessKind;
  readonly before: Derivation['status'];
  readonly after: Derivation['status'];
  /** Pools that differ, in Flink's order; a size is absent where that version gives none. */
  readonly pools: readonly { readonly pool: Pool; readonly before?: bigint; readonly after?: bigint }[];
}

/** An option at its default in this cluster whose default is another one. */
export interface DefaultComparison {
  readonly key: string;
  /** As the version prints it; `'unlimited'` where that is what it means. */
  readonly before: string;
  readonly after: string;
}

/** The later versions that are worth asking about: the next one, the last before and the first after a step that breaks much, the newest. */
export function upgradeTargets(from: FlinkVersion): readonly MinorVersion[] {
  const next = MINOR_VERSIONS[orderOf(from) + 1];
  const wanted = [next, '1.20', '2.0', MINOR_VERSIONS.at(-1)];
  return MINOR_VERSIONS.filter((version) => orderOf(version) > orderOf(from) && wanted.includes(version));
}

/** Undefined where the cluster's version is none that is modelled. */
export function compare({ analysis: before }: LocatedCluster, to: MinorVersion, context: FeatureContext): Comparison | undefined {
  const { cluster } = before;
  const from = cluster.version.version;
  if (from === undefined) return undefined;
  const after = analyse({ ...cluster, version: { ...cluster.version, version: to, text: to } });
  const [then, now] = [check(before, ruleContext(context)), check(after, ruleContext(context))];
  return {
    before, after, from, to,
    processes: PROCESS_KINDS.flatMap((process) => compareProcess(process, before, after) ?? []),
    found: without(now, then),
    gone: without(then, now),
    defaults: memoryKeys().flatMap((key) => compareDefault(key, before, from, to) ?? []),
  };
}

function compareProcess(process: ProcessKind, before: Analysis, after: Analysis): ProcessComparison | undefined {
  const [then, now] = [before.derivations[process], after.derivations[process]];
  if (then === undefined || now === undefined) return undefined;
  const [old, other] = [poolsOf(then), poolsOf(now)];
  const pools = POOLS.flatMap((pool) => {
    const [left, right] = [old.get(pool), other.get(pool)];
    return left === right ? [] : [{ pool, ...(left === undefined ? {} : { before: left }), ...(right === undefined ? {} : { after: right }) }];
  });
  return { process, before: then.status, after: now.status, pools };
}

function poolsOf(derivation: Derivation): ReadonlyMap<Pool, bigint> {
  return derivation.status === 'derived' || derivation.status === 'unknown' ? derivation.pools : new Map();
}

function without(some: readonly Judged[], others: readonly Judged[]): readonly Judged[] {
  const known = new Set(others.map(identity));
  return some.filter((finding) => !known.has(identity(finding)));
}

function identity({ rule, key, process, span }: Judged): string {
  return `${rule} ${key ?? ''} ${process ?? ''} ${String(span.start)}`;
}

let keys: readonly string[] | undefined;

function memoryKeys(): readonly string[] {
  keys ??= allKeys().filter((key) => /^(?:(?:task|job)manager\.memory|state\.backend\.rocksdb\.memory)\./.test(key));
  return keys;
}

function compareDefault(key: string, { configuration }: Analysis, from: FlinkVersion, to: FlinkVersion): DefaultComparison | undefined {
  const [then, now] = [optionAt(key, from), optionAt(key, to)];
  if (then?.default === undefined || now?.default === undefined) return undefined;
  if (configuration.has(key) || then.fallbackKeys.some((fallback) => configuration.has(fallback.key))) return undefined;
  const [before, after] = [meaningOf(then.type, then.default), meaningOf(now.type, now.default)];
  return before === after ? undefined : { key, before: shown(before, then.default), after: shown(after, now.default) };
}

function meaningOf(type: string, text: string): string {
  const size = type === 'MemorySize' ? parseMemorySize(text) : undefined;
  if (size === undefined || !('bytes' in size)) return text;
  return size.bytes === MAX_BYTES ? UNLIMITED : size.bytes.toString();
}

/** Flink says by the largest number there is that there is no bound. */
export const UNLIMITED = 'unlimited';

function shown(meaning: string, text: string): string {
  return meaning === UNLIMITED ? UNLIMITED : text;
}
