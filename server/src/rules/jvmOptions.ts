/** JVM flags in `env.java.opts` that overrule what Flink derives: they follow its own on the command line, and the JVM takes the last. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { variableFor } from '../documents/layers/variables.js';
import { ceilToMebibyte, jvmArguments, PROCESS_KINDS } from '../model/index.js';
import type { Derived, Pool, ProcessKind } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { listed, poolInSentence, processName, withRemark } from '../shared/words.js';
import { advised, derivedOf, poolOf, raise, setSizes, setting, smallestRaise, type Edit } from './advice.js';
import { countingFlags, flagsIn, flagSpan, POOL_OF_FLAG, valueWithout, type Flag, type Sized } from './jvmFlags.js';
import { sentences } from './print.js';
import { type Problem, problemsOf } from './problems.js';
import { defineRule, type Finding, type Fix, NONE, type Noticed, type Rule } from './rule.js';
import { winningEntry } from './settings.js';

interface FlagPayload {
  readonly key: string;
  readonly sized: Sized;
  readonly text: string;
  readonly at: number;
  /** In bytes. */
  readonly bytes: string;
  /** The processes whose size it overrules. */
  readonly processes: readonly ProcessKind[];
  /** The JVM's heap would begin above its maximum, in bytes: it does not start. */
  readonly beyond?: { readonly initial: string; readonly max: string };
}

/** The key of the pool that a flag of the JVM overrules, which would have it set so that Flink reckons with it. */
const PROPER: Readonly<Record<ProcessKind, Readonly<Record<Sized, string>>>> = {
  taskManager: {
    maxHeap: 'taskmanager.memory.task.heap.size', initialHeap: 'taskmanager.memory.task.heap.size',
    direct: 'taskmanager.memory.task.off-heap.size', metaspace: 'taskmanager.memory.jvm-metaspace.size',
  },
  jobManager: {
    maxHeap: 'jobmanager.memory.heap.size', initialHeap: 'jobmanager.memory.heap.size',
    direct: 'jobmanager.memory.off-heap.size', metaspace: 'jobmanager.memory.jvm-metaspace.size',
  },
};

const jvmOptionConflict = defineRule<FlagPayload>({
  id: 'jvm-option-conflict',
  level: 'warning',
  whenSet: ({ key }) => key.startsWith('env.java.'),
  find: (analysis) => conflicts(analysis),
  say({ payload }, analysis) {
    const { sized, text, bytes, processes, beyond } = payload;
    const derived = listed(processes.map((process) => withRemark(sizeText(derivedSize(analysis, process, sized)), processName(process))));
    return sentences(
      l10n.t("{0} comes after Flink's own arguments and overrules the {1} that it derives: {2} in place of {3}.", text, sizedText(sized, processes), sizeText(BigInt(bytes)), derived),
      beyond === undefined
        ? l10n.t('{0} would set it so that Flink reckons with it.', listed(processes.map((process) => PROPER[process][sized])))
        : l10n.t('The heap would begin with {0} and may have {1}: the JVM does not start.', sizeText(BigInt(beyond.initial)), sizeText(BigInt(beyond.max))),
    );
  },
  fixes: (finding, analysis) => fixesOf(finding, analysis),
});

function sizedText(sized: Sized, [process = 'taskManager']: readonly ProcessKind[]): string {
  return sized === 'initialHeap' ? l10n.t('initial JVM heap') : poolInSentence(POOL_OF_FLAG[sized], process);
}

function derivedSize(analysis: Analysis, process: ProcessKind, sized: Sized): bigint {
  const derived = derivedOf(analysis, process);
  return derived === undefined ? 0n : poolOf(derived, POOL_OF_FLAG[sized]);
}

/** One finding for each flag, whichever processes it concerns. */
function conflicts(analysis: Analysis): readonly Noticed<FlagPayload>[] {
  const { version } = analysis.cluster.version;
  if (version === undefined) return NONE;
  const found = new Map<string, { readonly flag: Flag; readonly entry: Entry; readonly processes: ProcessKind[]; beyond?: FlagPayload['beyond'] }>();
  for (const process of PROCESS_KINDS) {
    const derived = derivedOf(analysis, process);
    if (derived === undefined) continue;
    const flags = countingFlags(analysis, process, version);
    const beyond = flags.size === 0 ? undefined : heapBeyond(derived, flags);
    for (const flag of flags.values()) {
      const { entry, sized, bytes, at } = flag;
      if (entry === undefined || isAlike(bytes, poolOf(derived, POOL_OF_FLAG[sized])) || !isDerived(analysis, derived, sized)) continue;
      const place = `${entry.key} ${at}`;
      const known = found.get(place) ?? { flag, entry, processes: [] };
      known.processes.push(process);
      if (beyond !== undefined && POOL_OF_FLAG[sized] === 'jvmHeap') known.beyond ??= beyond;
      found.set(place, known);
    }
  }
  return [...found.values()].map(({ flag, entry, processes, beyond }) => {
    const [first, ...others] = processes;
    return {
      span: flagSpan(flag, entry), key: entry.key, ...(first === undefined || others.length > 0 ? {} : { process: first }),
      payload: {
        key: entry.key, sized: flag.sized, text: flag.text, at: flag.at, bytes: flag.bytes.toString(), processes, ...(beyond === undefined ? {} : { beyond }),
      },
    };
  });
}

/** Flink derives odd numbers of bytes: what reads alike is no conflict. */
function isAlike(left: bigint, right: bigint): boolean {
  return sizeText(left) === sizeText(right);
}

/** Whether Flink hands that size to the JVM: a JobManager's direct memory only where the configuration asks for a limit. */
function isDerived({ configuration, cluster }: Analysis, derived: Derived, sized: Sized): boolean {
  if (sized !== 'direct') return true;
  const { version: { version }, container } = cluster;
  const jvm = version === undefined ? undefined : jvmArguments(derived, configuration, { version, container });
  return jvm?.some((argument) => argument.startsWith('-XX:MaxDirectMemorySize=')) === true;
}

/** Initial and maximum heap in bytes, where the JVM refuses them. */
function heapBeyond(derived: Derived, flags: ReadonlyMap<Sized, Flag>): FlagPayload['beyond'] {
  const own = poolOf(derived, 'jvmHeap');
  const [from, to] = [flags.get('initialHeap')?.bytes ?? own, flags.get('maxHeap')?.bytes ?? own];
  return from > to ? { initial: from.toString(), max: to.toString() } : undefined;
}

function fixesOf({ payload }: Finding<FlagPayload>, analysis: Analysis): readonly Fix[] {
  const { key, sized, at, processes } = payload;
  const entry = winningEntry(analysis, key);
  if (entry === undefined) return [];
  // One half of the heap's flags alone could keep the JVM from starting.
  const flags = flagsIn(entry.value).filter((flag) => POOL_OF_FLAG[flag.sized] === POOL_OF_FLAG[sized]);
  const value = valueWithout(entry.value, flags);
  const gone: Edit = {
    title: l10n.t('Remove {0}', flags.map(({ text }) => text).join(' ')),
    change: value === '' ? { kind: 'removeEntry', entry } : { kind: 'setValue', entry, value },
    values: {},
  };
  const [process, ...others] = processes;
  if (process === undefined) return [];
  const counting = flags.find((flag) => flag.at === at && flag.sized !== 'initialHeap') ?? flags.filter((flag) => flag.sized === 'maxHeap').at(-1);
  // The same size for both processes is hardly meant.
  const proper = others.length > 0 || counting === undefined ? [] : properFixes(analysis, process, counting, gone);
  const removal = { title: withRemark(gone.title, derivedText(analysis, payload)), changes: [gone.change] };
  // Where nothing near gives what the flag does, its author has to choose.
  return [...proper, proper.some(({ cost }) => cost === undefined) ? removal : { ...removal, cost: BigInt(proper.length) }];
}

function derivedText(analysis: Analysis, { sized, processes }: FlagPayload): string {
  return listed(processes.map((process) =>
    l10n.t('{0} of the {1} becomes {2}', sizedText(sized, processes), processName(process), sizeText(derivedSize(analysis, process, sized)))));
}

/** The size that the flag asks for, from Flink: by its own option, or with a larger total where that does not fit. */
function properFixes(analysis: Analysis, process: ProcessKind, flag: Flag, gone: Edit): readonly Fix[] {
  const derived = derivedOf(analysis, process);
  if (derived === undefined) return [];
  const pool = POOL_OF_FLAG[flag.sized];
  const rest: readonly Pool[] = process === 'taskManager' ? [pool, 'taskHeap', 'totalProcess'] : [pool, 'jvmHeap', 'totalProcess'];
  const own = flag.bytes - besides(derived, process, flag.sized);
  const key = PROPER[process][flag.sized];
  const exact = own > 0n ? [{ edit: setting(analysis, key, ceilToMebibyte(own)), isFar: false }] : [];
  // The heap is what a total is raised for; other pools grow out of it.
  const totals = pool !== 'jvmHeap' || poolOf(derived, pool) >= flag.bytes ? [] : setSizes(derived, 'totalFlink', 'totalProcess').flatMap((size) => {
    const raised = smallestRaise(analysis, process, size, { pool, bytes: flag.bytes });
    return raised === undefined ? [] : [{ edit: raise(analysis, size.key, raised), isFar: isFar(analysis, process, size.bytes, raised) }];
  });
  return [...exact, ...totals]
    .flatMap(({ edit, isFar }) => {
      const fix = advised(analysis, process, [gone, edit], [...new Set(rest)]);
      return fix === undefined ? [] : [{ fix, isFar }];
    })
    .map(({ fix, isFar }, index) => (isFar ? fix : { ...fix, cost: BigInt(index) }));
}

/** Whether a total that is raised, in bytes, asks for another machine: half as much again, or more than the container may have. */
function isFar(analysis: Analysis, process: ProcessKind, from: bigint, to: bigint): boolean {
  const limit = analysis.cluster.processes[process].container?.limit?.bytes;
  return to > from + from / 2n || (limit !== undefined && limit > 0n && to > limit);
}

/** What else of a process is in the size that the flag sets, in bytes: the option sets the rest. */
function besides(derived: Derived, process: ProcessKind, sized: Sized): bigint {
  if (process === 'jobManager' || sized === 'metaspace') return 0n;
  return sized === 'direct' ? poolOf(derived, 'frameworkOffHeap') + poolOf(derived, 'network') : poolOf(derived, 'frameworkHeap');
}

interface JoinedPayload {
  readonly key: string;
  /** As Flink gets it. */
  readonly value: string;
}

const jvmOptionsJoined = defineRule<JoinedPayload>({
  id: 'jvm-options-joined',
  level: 'warning',
  when: 'options-joined',
  *find(analysis) {
    for (const { entry } of joinedOptions(analysis)) {
      yield { span: entry.valueSpan, key: variableFor(entry.key)?.key ?? entry.key, payload: { key: entry.key, value: entry.value } };
    }
  },
  say({ payload: { key, value } }) {
    const variable = variableFor(key);
    return sentences(
      l10n.t('From Flink 1.19 on the start script takes every blank out of {0}: the options in {1} become one, {2}.', 'FLINK_PROPERTIES', key, shortened(value)),
      variable === undefined ? '' : l10n.t('The variable {0} hands them on as they are.', variable.name),
    );
  },
  fixes({ payload: { key } }, analysis): readonly Fix[] {
    const joined = joinedOptions(analysis).find(({ entry }) => entry.key === key);
    const variable = variableFor(key);
    if (joined === undefined || variable === undefined) return [];
    return [{ title: l10n.t('Write them as the variable {0}', variable.name), changes: [{ kind: 'setValue', entry: joined.entry, value: withoutQuotes(joined.written) }], cost: 0n }];
  },
});

/** Flink's scripts take quotes around the whole away from options of the configuration, from a variable they do not (`config.sh`): the JVM would get them. */
function withoutQuotes(value: string): string {
  return /^(["'])([^"']*)\1$/.exec(value)?.[2] ?? value;
}

/** Those that count, as others are told to do nothing; none where the version is a guess, as older images keep the blanks. */
function joinedOptions(analysis: Analysis): readonly Problem<'options-joined'>[] {
  const { settings, version } = analysis.cluster;
  if (version.source === 'default') return [];
  return problemsOf(analysis, 'options-joined').filter(({ entry }) => settings.get(entry.key)?.entry === entry);
}

/** In characters: enough to see where one flag went into the next. */
const MOST_SHOWN = 60;

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Rules about the JVM's own options. */
export const JVM_OPTION_RULES: readonly Rule[] = [jvmOptionConflict, jvmOptionsJoined];
