/** What a process says that has run out of something, or whose JVM does not start. */
import { MIB } from '../../../shared/sizes.js';
import { counted, numbersOf, sizesIn } from '../messageSizes.js';
import type { ErrorFacts, Pattern } from '../recognised.js';

/** How far behind its first words a message's numbers may stand (characters). */
const REACH = 400;

function networkBuffers(_match: RegExpExecArray, rest: string): ErrorFacts {
  const message = rest.slice(0, REACH);
  const [, required, available, ofTotal] = /required (\d+), but only (\d+)(?: of (\d+))? (?:buffers )?(?:are )?available/i.exec(message) ?? [];
  const [, total, segmentSize] = /total number.{0,60}?(\d+) of (\d+) bytes/i.exec(message) ?? [];
  return {
    process: 'taskManager',
    ...numbersOf({ required: counted(required), available: counted(available), total: counted(total ?? ofTotal), segmentSize: counted(segmentSize) }),
  };
}

function directMemory(match: RegExpExecArray, rest: string): ErrorFacts {
  const message = match.input.slice(Math.max(0, match.index - 80), match.index) + rest.slice(0, REACH);
  const jdk = /reserve (\d+) bytes of direct.{0,40}?allocated: (\d+), limit: (\d+)/i.exec(message);
  const netty = /allocate (\d+) byte\(s\) of direct memory \(used: (\d+), max: (\d+)/i.exec(message);
  const [, required, used, limit] = jdk ?? netty ?? [];
  return { ...keyOf(rest), ...numbersOf({ required: counted(required), used: counted(used), limit: counted(limit) }) };
}

/** The process by the key that the message advises. */
function keyOf(rest: string): Pick<ErrorFacts, 'process'> {
  const named = /(taskmanager|jobmanager)\.memory\./i.exec(rest.slice(0, REACH))?.[1];
  return named === undefined ? {} : { process: /^task/i.test(named) ? 'taskManager' : 'jobManager' };
}

export const RUN_TIME: readonly Pattern[] = [
  { code: 'metaspace', words: /OutOfMemoryError:? ?(?:Metaspace|Compressed class space)|metaspace out-of-memory|MaxMetaspaceSize is too small/i, read: (_match, rest) => keyOf(rest) },
  {
    code: 'network-pool',
    words: /enough memory segments for NetworkBufferPool/i,
    read: (_match, rest) => {
      const [, required, allocated, missing] = /required \(Mb\): (\d+), allocated \(Mb\): (\d+), missing \(Mb\): (\d+)/i.exec(rest.slice(0, REACH)) ?? [];
      return { process: 'taskManager', ...numbersOf({ required: counted(required, MIB), available: counted(allocated, MIB), missing: counted(missing, MIB) }) };
    },
  },
  { code: 'network-buffers', words: /insufficient number of network buffers|timeout triggered when requesting exclusive buffers/i, read: networkBuffers },
  { code: 'direct-memory', words: /direct buffer memory|direct out-of-memory|OutOfDirectMemoryError|of direct memory \(used:/i, read: directMemory },
  {
    code: 'native-threads',
    words: /unable to create (?:new )?native thread/i,
  },
  {
    code: 'native-memory',
    words: /insufficient memory for the Java Runtime|native memory allocation \((?:malloc|mmap)\) failed|os::commit_memory\(|std::bad_alloc|Cannot allocate memory/i,
    read: (_match, rest) => numbersOf({ required: counted(/(?:allocate|map|commit) (\d+) bytes/i.exec(rest.slice(0, REACH))?.[1]) }),
  },
  {
    code: 'jvm-start',
    words: /could not reserve enough space for (?:(\d+)KB )?object heap|Initial heap size set to a larger value|Too small (?:maximum|initial) heap|Invalid (?:maximum|initial) heap size: ?(\S*)|Invalid maximum direct memory size: ?(\S*)|Improperly specified VM option '?([\w=.-]+)/i,
    read: ([message, kib, heap, direct, option]) => {
      const value = heap ?? direct ?? option;
      return {
        ...(value === undefined || value === '' ? {} : { value }),
        name: /reserve/i.test(message) ? 'host' : 'options',
        ...numbersOf({ required: counted(kib, 1024n) }),
      };
    },
  },
  { code: 'heap', words: /Java heap space|GC overhead limit exceeded|Requested array size exceeds VM limit/i },
  {
    code: 'managed-fraction-zero',
    words: /fraction of memory to allocate should not be 0/i,
    read: () => ({ process: 'taskManager' }),
  },
  {
    code: 'managed-exhausted',
    words: /could not allocate (\d+) (bytes|pages)[,.] ?only (\d+) (?:bytes|pages) are remaining|MemoryReservationException/i,
    read: ([, required, unit, available]) => ({
      process: 'taskManager',
      ...(unit === 'bytes' ? numbersOf({ required: counted(required), available: counted(available) }) : {}),
    }),
  },
  {
    code: 'managed-segments',
    words: /too few memory segments provided.{0,60}?at leas\S{0,2} (\d+)|(?:requires|needs) at least (\d+) memory (?:segments|pages|buffers)|Insufficient memory.{0,30}hash table/i,
    read: ([, one, other]) => ({ process: 'taskManager', ...numbersOf({ required: counted(one ?? other) }) }),
  },
  {
    code: 'rocksdb-flushes',
    words: /RocksDB will flush memtable|arenaBlockSize (\d+) (?:>|&gt;) mutableLimit (\d+)/i,
    read: (_match, rest) => {
      const [, arena, mutable] = /arenaBlockSize (\d+) (?:>|&gt;) mutableLimit (\d+)/i.exec(rest.slice(0, REACH * 2)) ?? [];
      return { process: 'taskManager', ...numbersOf({ arena: counted(arena), mutable: counted(mutable) }) };
    },
  },
  { code: 'batch-shuffle', words: /batch shuffle read memory|(?:increase|configure) '?taskmanager\.memory\.framework\.off-heap\.batch-shuffle\.size/i, read: () => ({ process: 'taskManager', key: 'taskmanager.memory.framework.off-heap.batch-shuffle.size' }) },
  { code: 'out-of-memory', words: /java\.lang\.OutOfMemoryError/i },
];

export const YARN: readonly Pattern[] = [
  { code: 'yarn-virtual', words: /beyond (?:the )?'?virtual'? memory limits?/i, read: (_match, rest) => ({ ...usage(rest, /([\d.]+ ?[KMGT]?B) of ([\d.]+ ?[KMGT]?B) virtual/i) }) },
  {
    code: 'yarn-physical',
    words: /beyond (?:the )?'?physical'? memory limits?/i,
    read: (match, rest) => {
      const over = /running (\d+)B beyond/i.exec(match.input.slice(Math.max(0, match.index - 40), match.index + 40))?.[1];
      const { numbers } = usage(rest, /([\d.]+ ?[KMGT]?B) of ([\d.]+ ?[KMGT]?B) physical/i);
      return numbersOf({ ...numbers, missing: counted(over) });
    },
  },
  {
    code: 'yarn-request',
    words: /greater than maximum allowed allocation|exceeds? the maximum.{0,40}memory.{0,40}(?:container|yarn)|maximum.{0,20}(?:memory|resource).{0,40}yarn.{0,80}?\d/i,
    read: (_match, rest) => {
      const message = rest.slice(0, REACH);
      const required = /Requested resource ?= ?<memory:(\d+)/i.exec(message)?.[1];
      const limit = /allowed allocation ?= ?<memory:(\d+)/i.exec(message)?.[1];
      return numbersOf({ required: counted(required, MIB), limit: counted(limit, MIB) });
    },
  },
];

function usage(rest: string, words: RegExp): Pick<ErrorFacts, 'numbers'> {
  const [, used = '', limit = ''] = words.exec(rest.slice(0, REACH)) ?? [];
  return numbersOf({ used: sizesIn(used)[0], limit: sizesIn(limit)[0] });
}
