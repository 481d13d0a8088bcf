/** The JVM flags that a process gets from the configuration besides those that Flink derives. */
import type { Analysis } from '../documents/analysis.js';
import type { Entry, Span } from '../documents/cluster.js';
import { GIB, KIB, MIB, optionAt } from '../model/index.js';
import type { Pool, ProcessKind } from '../model/derivation.js';
import type { FlinkVersion } from '../model/version.js';

/** What a flag sizes. */
export type Sized = 'maxHeap' | 'initialHeap' | 'direct' | 'metaspace';

/** The pool whose size Flink hands to the JVM for it. */
export const POOL_OF_FLAG: Readonly<Record<Sized, Pool>> = { maxHeap: 'jvmHeap', initialHeap: 'jvmHeap', direct: 'jvmDirect', metaspace: 'jvmMetaspace' };

/** A flag that sizes memory, in a value. */
export interface Flag {
  readonly sized: Sized;
  /** As it is written: `-Xmx4g`. */
  readonly text: string;
  readonly bytes: bigint;
  /** Where it begins in the value. */
  readonly at: number;
}

/** A flag with the entry that holds it; without one where it stands in no document. */
export type PlacedFlag = Flag & { readonly entry: Entry | undefined };

const FLAG = /(?<=^|[\s"'])(-Xmx|-XX:MaxHeapSize=|-Xms|-XX:InitialHeapSize=|-XX:MaxDirectMemorySize=|-XX:MaxMetaspaceSize=)(\d{1,18})([kmgt]?)(?=$|[\s"'])/gi;

const SIZED: Readonly<Record<string, Sized>> = {
  '-xmx': 'maxHeap', '-xx:maxheapsize=': 'maxHeap', '-xms': 'initialHeap', '-xx:initialheapsize=': 'initialHeap',
  '-xx:maxdirectmemorysize=': 'direct', '-xx:maxmetaspacesize=': 'metaspace',
};

const UNITS: Readonly<Record<string, bigint>> = { '': 1n, k: KIB, m: MIB, g: GIB, t: 1024n * GIB };

/** The flags that size memory in one value, in its order; none in a list, whose brackets and commas the JVM would get, too. */
export function flagsIn(value: string): readonly Flag[] {
  if (value.startsWith('[')) return [];
  return [...value.matchAll(FLAG)].flatMap((match): readonly Flag[] => {
    const [text, name = '', number = '', unit = ''] = match;
    const sized = SIZED[name.toLowerCase()];
    const bytes = BigInt(number) * (UNITS[unit.toLowerCase()] ?? 1n);
    // Nothing stands for the JVM's own choice.
    return sized === undefined || bytes === 0n ? [] : [{ sized, text, bytes, at: match.index }];
  });
}

/** The options whose flags a process gets, in the order of its command line (`config.sh`, `taskmanager.sh`, `jobmanager.sh`). */
function optionKeys({ cluster: { settings } }: Analysis, process: ProcessKind, version: FlinkVersion): readonly string[] {
  const own = process.toLowerCase();
  const shared = settings.has('env.java.opts.all') && optionAt('env.java.opts.all', version) !== undefined ? 'env.java.opts.all' : 'env.java.opts';
  return ['env.java.default-opts.all', shared, `env.java.default-opts.${own}`, `env.java.opts.${own}`];
}

/** The flag that counts for each size of a process: the JVM takes the last. What stands before a template, nobody knows to count. */
export function countingFlags(analysis: Analysis, process: ProcessKind, version: FlinkVersion): ReadonlyMap<Sized, PlacedFlag> {
  const counting = new Map<Sized, PlacedFlag>();
  for (const key of optionKeys(analysis, process, version)) {
    const setting = analysis.cluster.settings.get(key);
    if (setting === undefined || (key.includes('default') && optionAt(key, version) === undefined)) continue;
    if (setting.templated) counting.clear();
    else for (const flag of flagsIn(setting.value)) counting.set(flag.sized, { ...flag, entry: setting.entry });
  }
  return counting;
}

/** Where a flag stands; the whole value where it is not written as Flink gets it, such as over several lines. */
export function flagSpan({ at, text }: Flag, { value, valueSpan }: Entry): Span {
  const written = valueSpan.end - valueSpan.start;
  const quote = written === value.length ? 0 : written === value.length + 2 ? 1 : undefined;
  if (quote === undefined) return valueSpan;
  const start = valueSpan.start + quote + at;
  return { start, end: start + text.length };
}

/** A value without some of its flags, and without the blank that parted each from the next. */
export function valueWithout(value: string, flags: readonly Flag[]): string {
  const texts = new Map(flags.map(({ at, text }) => [at, text]));
  let result = '';
  for (let at = 0; at < value.length;) {
    const text = texts.get(at);
    if (text === undefined) {
      result += value.charAt(at);
      at++;
    } else {
      at += text.length;
      while (/\s/.test(value.charAt(at)) && (result === '' || /\s$/.test(result))) at++;
    }
  }
  return result.trim();
}
