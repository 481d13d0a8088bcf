/** Rules about managed memory and the state backend that takes it, or does not. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import {
  arenaBlockOf, backendBudget, ceilToMebibyte, configuredSize, floorToMebibyte, leastRocksDbMemory, optionAt, readableOption, rocksDbMemory, slotsOf, stateBackendKey, stateBackendOf,
  writeBufferRatio, type BackendBudget, type NativeBackend, type StateBackend,
} from '../model/index.js';
import type { Derived, Part } from '../model/derivation.js';
import type { FlinkVersion } from '../model/version.js';
import { sizeText } from '../shared/sizes.js';
import { advised, derivedOf, derivedWith, placeOf, poolOf, raise, removal, setSizes, setting, smallestRaise, spelled, type Edit } from './advice.js';
import { sentences } from './print.js';
import { defineRule, type Fix, NONE, type Rule, type RuleContext } from './rule.js';
import { nameOf } from './settings.js';

const MANAGED_SIZE = 'taskmanager.memory.managed.size';
const MANAGED_FRACTION = 'taskmanager.memory.managed.fraction';

/** What the rules ask first: a TaskManager that Flink sizes, and the state backend that somebody has named. */
interface Known {
  readonly version: FlinkVersion;
  readonly derived: Derived;
  readonly backend: StateBackend;
}

function knownOf(analysis: Analysis, { settings: { stateBackend } }: RuleContext): Known | undefined {
  const { version } = analysis.cluster.version;
  const derived = derivedOf(analysis, 'taskManager');
  const backend = version === undefined || derived === undefined ? undefined : stateBackendOf(analysis.configuration, version, stateBackend);
  return version === undefined || derived === undefined || backend === undefined ? undefined : { version, derived, backend };
}

/** Managed memory, with the key that decides its size. */
function managedPart(derived: Derived): Part | undefined {
  return derived.part('managed');
}

/** `RocksDB`, `ForSt`: names of products. */
function backendName(backend: NativeBackend): string {
  return backend === 'rocksdb' ? 'RocksDB' : 'ForSt';
}

/** Settings of jobs whose operators take managed memory themselves: SQL, batch, Python; weights say that somebody has thought of them. */
const OTHER_USERS = /^(?:table\.|sql-|python\.|execution\.(?:batch|sorted-inputs|sort-)|taskmanager\.runtime\.|taskmanager\.memory\.managed\.consumer-weights|jobmanager\.(?:adaptive-batch|partition)\.)/;
/** Settings that name what the job runs. */
const JOB_NAMES = /^(?:pipeline\.(?:jars|classpaths|name)$|\$internal\.)/;
/** What jobs that take managed memory are called by. */
const USER_WORDS = /python|sql|table|batch|beam/i;

function mayUseManaged({ cluster }: Analysis): boolean {
  for (const [key, { value, templated }] of cluster.settings) {
    if (OTHER_USERS.test(key) || (JOB_NAMES.test(key) && (templated || USER_WORDS.test(value)))) return true;
    if (key === 'execution.runtime-mode' && (templated || value.toUpperCase() !== 'STREAMING')) return true;
    if (key === 'jobmanager.scheduler' && (templated || value.toLowerCase() === 'adaptivebatch')) return true;
  }
  return USER_WORDS.test(cluster.job ?? '');
}

/** Whether the file gives no more than half of Flink's default: its author has thought of it, and left what the jobs take. */
function isLowered({ cluster: { settings } }: Analysis, { derived, version }: Known): boolean {
  const part = managedPart(derived);
  if (part?.key === undefined || !settings.has(part.key)) return false;
  const usual = Number(optionAt(MANAGED_FRACTION, version)?.default);
  // Flink counts in floats: a hair may be too much.
  return Number(floorToMebibyte(part.bytes)) <= (Number(poolOf(derived, 'totalFlink')) * usual) / 2;
}

interface UnusedPayload {
  readonly bytes: string;
}

const managedUnused = defineRule<UnusedPayload>({
  id: 'managed-unused',
  level: 'information',
  find(analysis, context) {
    const known = knownOf(analysis, context);
    if (known?.backend !== 'hashmap') return NONE;
    const bytes = poolOf(known.derived, 'managed');
    if (bytes === 0n || isLowered(analysis, known) || mayUseManaged(analysis)) return NONE;
    const place = placeOf(analysis, 'taskManager', [managedPart(known.derived)?.key, stateBackendKey(analysis.configuration, known.version)]);
    return [{ ...place, payload: { bytes: bytes.toString() } }];
  },
  say: ({ payload: { bytes } }) => l10n.t('{0} of managed memory lie idle unless jobs use SQL, batch or Python: a heap state backend takes none.', sizeText(BigInt(bytes))),
  fixes(_, analysis) {
    const derived = derivedOf(analysis, 'taskManager');
    const isSize = derived !== undefined && setSizes(derived, 'managed').length > 0;
    const fix = advised(analysis, 'taskManager', [isSize ? setting(analysis, managedPart(derived)?.key ?? MANAGED_SIZE, 0n) : setting(analysis, MANAGED_FRACTION, '0')], ['taskHeap', 'totalProcess']);
    return fix === undefined ? [] : [fix];
  },
});

interface MissingPayload {
  readonly backend: NativeBackend;
}

const managedMissing = defineRule<MissingPayload>({
  id: 'managed-missing',
  level: 'warning',
  find(analysis, context) {
    const known = knownOf(analysis, context);
    if (known === undefined || known.backend === 'hashmap' || poolOf(known.derived, 'managed') > 0n) return NONE;
    const { backend, version, derived } = known;
    if (backendBudget(analysis.configuration, version, backend).kind !== 'managed') return NONE;
    return [{ ...placeOf(analysis, 'taskManager', [managedPart(derived)?.key, stateBackendKey(analysis.configuration, version)]), payload: { backend } }];
  },
  say: ({ payload: { backend } }) => l10n.t('{0} lives on managed memory, and there is none: its block cache is empty and nothing limits its write buffers, so it is slow and may outgrow the container.', backendName(backend)),
  fixes(_, analysis) {
    const derived = derivedOf(analysis, 'taskManager');
    const key = derived === undefined ? undefined : managedPart(derived)?.key;
    const fix = key === undefined ? undefined : advised(analysis, 'taskManager', [removal(analysis, key)], ['managed', 'taskHeap', 'totalProcess']);
    return fix === undefined ? [] : [fix];
  },
});

interface BudgetPayload {
  readonly backend: NativeBackend;
  readonly budget: BackendBudget['kind'];
  /** The key that decides the budget, where one does. */
  readonly budgetKey?: string;
  /** In bytes: what there is, what would do, and how many of these the TaskManager has. */
  readonly bytes: string;
  readonly least: string;
  readonly count: number;
  /** In bytes: what may be written before a flush, and the block that RocksDB takes at once. */
  readonly limit: string;
  readonly block: string;
}

const rocksdbBudgetSmall = defineRule<BudgetPayload>({
  id: 'rocksdb-budget-small',
  level: 'warning',
  find(analysis, context) {
    const known = knownOf(analysis, context);
    if (known === undefined || known.backend === 'hashmap') return NONE;
    const { backend, version, derived } = known;
    const { configuration } = analysis;
    const budget = backendBudget(configuration, version, backend);
    const share = budgetBytes(analysis, budget, version, derived);
    if (share === undefined || share.bytes === 0n) return NONE;
    const ratio = writeBufferRatio(configuration, version, backend);
    const block = arenaBlockOf(configuration, version, backend);
    if (ratio === undefined || block === undefined) return NONE;
    const { mutableLimit } = rocksDbMemory(share.bytes, ratio);
    const least = block <= mutableLimit ? undefined : leastRocksDbMemory(ratio, block);
    if (least === undefined) return NONE;
    const budgetKey = 'key' in budget ? budget.key : managedPart(derived)?.key;
    const totals = setSizes(derived, 'totalFlink', 'totalProcess').map(({ key }) => key);
    return [{
      ...placeOf(analysis, 'taskManager', [budgetKey, ...totals]),
      payload: {
        backend, budget: budget.kind, ...(budgetKey === undefined ? {} : { budgetKey }), count: share.count,
        bytes: share.bytes.toString(), least: least.toString(), limit: mutableLimit.toString(), block: block.toString(),
      },
    }];
  },
  say({ payload }) {
    const { backend, bytes, least, limit, block, budget } = payload;
    const sizes = [sizeText(BigInt(bytes)), sizeText(BigInt(limit)), sizeText(BigInt(block))] as const;
    const name = backendName(backend);
    return sentences(
      budget === 'fixed-per-tm'
        ? l10n.t('With {1} for a TaskManager {0} may buffer {2} of writes, less than the {3} it takes at once, so it flushes all the time.', name, ...sizes)
        : l10n.t('With {1} for a slot {0} may buffer {2} of writes, less than the {3} it takes at once, so it flushes all the time.', name, ...sizes),
      l10n.t('{0} would do.', sizeText(BigInt(least))),
    );
  },
  fixes: ({ payload }, analysis) => budgetFixes(payload, analysis),
});

/** The largest budget that one RocksDB can have, in bytes: a whole slot's managed memory, or the size set for it. */
function budgetBytes(analysis: Analysis, budget: BackendBudget, version: FlinkVersion, derived: Derived): { readonly bytes: bigint; readonly count: number } | undefined {
  if (budget.kind === 'managed') {
    const slots = slotsOf(analysis.configuration, version);
    return slots === undefined ? undefined : { bytes: poolOf(derived, 'managed') / BigInt(slots), count: slots };
  }
  const option = 'key' in budget ? readableOption(budget.key, version) : undefined;
  const bytes = option === undefined ? undefined : configuredSize(analysis.configuration, option);
  return bytes === undefined ? undefined : { bytes, count: 1 };
}

function budgetFixes({ budget, budgetKey, least, count }: BudgetPayload, analysis: Analysis): readonly Fix[] {
  const derived = derivedOf(analysis, 'taskManager');
  if (derived === undefined) return [];
  const needed = ceilToMebibyte(BigInt(least) * BigInt(count));
  if (budget !== 'managed') {
    const key = budgetKey ?? '';
    return [{ title: l10n.t('Raise {0} to {1}', nameOf(analysis, key), spelled(analysis, key, needed)), changes: [raise(analysis, key, needed).change] }];
  }
  const pools = ['managed', 'taskHeap'] as const;
  const reaches = (after: Derived): boolean => poolOf(after, 'managed') >= BigInt(least) * BigInt(count);
  const totals = setSizes(derived, 'totalFlink', 'totalProcess').flatMap((size) => {
    const raised = smallestRaise(analysis, 'taskManager', size, { pool: 'managed', bytes: BigInt(least) * BigInt(count) });
    return raised === undefined ? [] : [raise(analysis, size.key, raised)];
  });
  return [ownRaise(analysis, derived, needed, reaches), ...totals].flatMap((edit) => advised(analysis, 'taskManager', [edit], pools) ?? []);
}

/** More managed memory out of the same total: a larger size, or a larger fraction where that is how it is set. */
function ownRaise(analysis: Analysis, derived: Derived, needed: bigint, reaches: (after: Derived) => boolean): Edit {
  const part = managedPart(derived);
  const isFraction = part?.from === 'derived' && analysis.cluster.settings.has(part.key ?? '');
  return isFraction ? largerFraction(analysis, derived, needed, reaches) : raise(analysis, part?.from === 'set' ? part.key ?? MANAGED_SIZE : MANAGED_SIZE, needed);
}

function largerFraction(analysis: Analysis, derived: Derived, needed: bigint, reaches: (after: Derived) => boolean): Edit {
  const fraction = (percent: number): Edit => {
    const text = String(percent / 100);
    return { ...setting(analysis, MANAGED_FRACTION, text), title: l10n.t('Raise {0} to {1}', nameOf(analysis, MANAGED_FRACTION), text) };
  };
  const first = Math.ceil((Number(needed) * 100) / Number(poolOf(derived, 'totalFlink')));
  // Flink counts in floats: a hair may be missing.
  const edit = fraction(first);
  const after = derivedWith(analysis, 'taskManager', edit.values);
  return after !== undefined && reaches(after) ? edit : fraction(first + 1);
}

/** Rules about managed memory. */
export const MANAGED_RULES: readonly Rule[] = [managedUnused, managedMissing, rocksdbBudgetSmall];
