import type { ProcessKind } from '../../model/derivation.js';
import { flatten, type FlatText } from './flatText.js';
import { READING, REFUSALS, REMARKS } from './patterns/configuration.js';
import { KUBERNETES, OPERATOR, SIGNS } from './patterns/environment.js';
import { RUN_TIME, YARN } from './patterns/runtime.js';
import { SYMPTOMS, type ErrorCode, type ErrorFacts, type Pattern, type RecognisedError } from './recognised.js';

/** Every pattern; of two that match the same words the first counts. */
const PATTERNS: readonly Pattern[] = [...REFUSALS, ...OPERATOR, ...READING, ...YARN, ...RUN_TIME, ...KUBERNETES, ...REMARKS, ...SIGNS];

const GLOBAL: readonly RegExp[] = PATTERNS.map(({ words }) => new RegExp(words.source, `${words.flags}g`));

/** A log repeats its errors: as many of one kind are looked at. */
const MOST_OF_A_KIND = 40;

/** Errors that a more telling one in the same text explains. */
const EXPLAINED: Partial<Readonly<Record<ErrorCode, readonly ErrorCode[]>>> = {
  'network-pool': ['direct-memory'],
  metaspace: ['exit-239'],
  heap: ['exit-239'],
  'yarn-physical': ['killed', 'exit-143'],
  'yarn-virtual': ['killed', 'exit-143'],
  'memory-not-configured': ['memory-configuration'],
  'quantity-invalid': ['value-invalid'],
  'out-of-memory': ['exit-239'],
};

/** Of errors on one level the earliest is the root; those of a higher one follow from them. */
const LEVELS: Partial<Readonly<Record<ErrorCode, number>>> = {
  killed: 1, 'yarn-physical': 1, 'yarn-virtual': 1, evicted: 1, 'out-of-memory': 1,
  'fraction-clamped': 3, 'heap-small': 3, 'job-store': 3, 'former-heap': 3,
};

interface Match {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly start: number;
  readonly end: number;
  readonly record: number;
  readonly depth: number;
}

/**
 * The errors that a text holds, the root first: a message, a stack trace or a whole log, in lines or without any. Nothing for
 * a text that has none that is known.
 */
export function recognise(pasted: string): readonly RecognisedError[] {
  const flat = flatten(pasted);
  const found = withoutExplained(joined(matchesIn(flat))).sort((a, b) => levelOf(a.code) - levelOf(b.code) || a.record - b.record || b.depth - a.depth || a.start - b.start);
  const errors: RecognisedError[] = [];
  for (const { code, facts, start } of found) {
    const process = facts.process ?? processOfKey(facts.key) ?? processAt(flat, start);
    if (errors.some((known) => known.code === code && (known.process === process || process === undefined) && (known.key === facts.key || facts.key === undefined))) continue;
    errors.push({
      ...facts,
      ...(process === undefined ? {} : { process }),
      code,
      excerpt: flat.excerptAt(start),
      lineNumber: flat.lineAt(start),
      named: namedIn(flat, start),
    });
  }
  return errors;
}

function matchesIn(flat: FlatText): readonly Match[] {
  const matches: Match[] = [];
  PATTERNS.forEach((pattern, index) => {
    const words = GLOBAL[index];
    if (words === undefined) return;
    let count = 0;
    for (const match of flat.text.matchAll(words)) {
      if (++count > MOST_OF_A_KIND) break;
      const start = match.index;
      const end = start + match[0].length;
      if (matches.some((other) => other.start < end && start < other.end)) continue;
      const facts = pattern.read === undefined ? {} : pattern.read(match, flat.text.slice(start, start + 4000));
      if (facts !== undefined) matches.push({ code: pattern.code, facts, start, end, record: flat.recordAt(start).start, depth: flat.depthAt(start) });
    }
  });
  return matches;
}

/** What is said of one error in one record more than once, as one: a sentence names the key, its cause the number. */
function joined(matches: readonly Match[]): readonly Match[] {
  const byError = new Map<string, Match>();
  for (const match of [...matches].sort((a, b) => b.depth - a.depth || a.start - b.start)) {
    const id = `${match.code} ${String(match.record)}`;
    const deeper = byError.get(id);
    byError.set(id, deeper === undefined ? match : { ...deeper, facts: joinedFacts(deeper.facts, match.facts) });
  }
  return [...byError.values()];
}

function joinedFacts(first: ErrorFacts, other: ErrorFacts): ErrorFacts {
  return { ...other, ...first, ...(first.numbers === undefined && other.numbers === undefined ? {} : { numbers: { ...other.numbers, ...first.numbers } }) };
}

function withoutExplained(matches: readonly Match[]): Match[] {
  const codes = new Set(matches.map(({ code }) => code));
  const explained = new Set([...codes].flatMap((code) => EXPLAINED[code] ?? []));
  const isRefusal = matches.some(({ code }) => code !== 'memory-configuration' && levelOf(code) === 0 && !code.startsWith('yarn'));
  if (isRefusal) explained.add('memory-configuration');
  if ((['metaspace', 'heap', 'direct-memory', 'network-pool', 'native-threads'] as const).some((code) => codes.has(code))) explained.add('out-of-memory');
  return matches.filter(({ code }) => !explained.has(code));
}

function levelOf(code: ErrorCode): number {
  return LEVELS[code] ?? (SYMPTOMS.some((symptom) => symptom === code) ? 2 : 0);
}

/** The process that a key belongs to; undefined for keys of neither. */
function processOfKey(key: string | undefined): ProcessKind | undefined {
  if (key?.includes('taskmanager.') === true) return 'taskManager';
  return key?.includes('jobmanager.') === true ? 'jobManager' : undefined;
}

const TASK_MANAGER = /TaskManager|TaskExecutor|runtime\.taskmanager|streaming\.runtime\.tasks|runtime\.io\.network/i;
const JOB_MANAGER = /JobManager|ClusterEntrypoint|JobMaster|runtime\.(?:dispatcher|entrypoint|scheduler|resourcemanager|checkpoint\.CheckpointCoordinator)/i;

/** The process that a record, else the whole text speaks of; undefined where it speaks of both or neither. */
function processAt(flat: FlatText, offset: number): ProcessKind | undefined {
  const { start, end } = flat.recordAt(offset);
  for (const scope of [flat.text.slice(start, end), flat.text]) {
    const [isTaskManager, isJobManager] = [TASK_MANAGER.test(scope), JOB_MANAGER.test(scope)];
    if (isTaskManager !== isJobManager) return isTaskManager ? 'taskManager' : 'jobManager';
  }
  return undefined;
}

const LIBRARIES = ['kafka', 'arrow', 'lance', 'parquet', 'grpc', 'netty', 'rocksdb', 'python', 'pulsar', 'iceberg', 'delta'] as const;

function namedIn(flat: FlatText, offset: number): readonly string[] {
  const { start, end } = flat.recordAt(offset);
  // The class of a buffer says nothing: Flink's own network has the same.
  const record = flat.text.slice(start, end).toLowerCase();
  return LIBRARIES.filter((library) => new RegExp(`\\b${library}`).test(record));
}
