import { describe } from 'node:test';
import { testCases, testSilence } from './cases.js';
import type { Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

describe('metaspace-thin', () => {
  testCases([
    {
      name: 'less than the default of a TaskManager',
      rule: 'metaspace-thin', reading: OLD,
      text: `${TOTALS}taskmanager.memory.jvm-metaspace.size: ⟦metaspace-thin: 96m⟧\n`,
      says: [
        'JVM metaspace is 96 MiB, less than the 256 MiB that Flink 1.20 gives by default. When the classes of Flink and its jobs do not fit, the process ends with OutOfMemoryError: Metaspace.',
        'JVM 元空间为 96 MiB，低于 Flink 1.20 的默认值 256 MiB。Flink 和作业的类放不下时，进程会以 OutOfMemoryError: Metaspace 退出。',
      ],
      // 160 MiB less of total Flink memory: half of it was heap, by 0.4 managed and 0.1 network.
      fixes: [['Remove taskmanager.memory.jvm-metaspace.size (JVM metaspace becomes 256 MiB, task heap memory becomes 384 MiB)', TOTALS]],
    },
    {
      name: 'less than the default of a JobManager',
      rule: 'metaspace-thin', reading: OLD,
      text: `${TOTALS}jobmanager.memory.jvm-metaspace.size: ⟦metaspace-thin: 128m⟧\n`,
      says: [
        'JVM metaspace is 128 MiB, less than the 256 MiB that Flink 1.20 gives by default. When the classes of Flink and its jobs do not fit, the process ends with OutOfMemoryError: Metaspace.',
        'JVM 元空间为 128 MiB，低于 Flink 1.20 的默认值 256 MiB。Flink 和作业的类放不下时，进程会以 OutOfMemoryError: Metaspace 退出。',
      ],
      fixes: [['Remove jobmanager.memory.jvm-metaspace.size (JVM metaspace becomes 256 MiB, JVM heap becomes 1024 MiB)', TOTALS]],
    },
  ]);

  testSilence({
    'not at the default, and not above': `${TOTALS}taskmanager.memory.jvm-metaspace.size: 256m\njobmanager.memory.jvm-metaspace.size: 512m\n`,
    'not for a template': `${TOTALS}taskmanager.memory.jvm-metaspace.size: {{ metaspace }}\n`,
    'not where a template sizes the process': 'taskmanager.memory.process.size: {{ size }}\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.jvm-metaspace.size: 96m\n',
  }, OLD);
});

describe('off-heap-thin', () => {
  const SHUFFLE = 'taskmanager.memory.framework.off-heap.batch-shuffle.size';
  testCases([
    {
      name: 'framework off-heap memory below its default',
      rule: 'off-heap-thin', reading: OLD,
      text: `${TOTALS}taskmanager.memory.framework.off-heap.size: ⟦off-heap-thin: 64m⟧\n`,
      says: [
        'Framework off-heap memory is 64 MiB, less than the 128 MiB that Flink 1.20 gives by default. Network code and file systems of Flink itself take direct memory from it and may find too little.',
        '框架堆外内存为 64 MiB，低于 Flink 1.20 的默认值 128 MiB。Flink 自身的网络代码和文件系统从中分配直接内存，可能不够用。',
      ],
      fixes: [['Remove taskmanager.memory.framework.off-heap.size (framework off-heap memory becomes 128 MiB, task heap memory becomes 384 MiB)', TOTALS]],
    },
    {
      name: 'off-heap memory of a JobManager below its default',
      rule: 'off-heap-thin', reading: OLD,
      text: `${TOTALS}jobmanager.memory.off-heap.size: ⟦off-heap-thin: 64m⟧\n`,
      says: [
        'Off-heap memory is 64 MiB, less than the 128 MiB that Flink 1.20 gives by default. Network code and file systems of Flink itself take direct memory from it and may find too little.',
        '堆外内存为 64 MiB，低于 Flink 1.20 的默认值 128 MiB。Flink 自身的网络代码和文件系统从中分配直接内存，可能不够用。',
      ],
      fixes: [['Remove jobmanager.memory.off-heap.size (off-heap memory becomes 128 MiB, JVM heap becomes 1024 MiB)', TOTALS]],
    },
    {
      name: 'batch shuffles that may take all of what they are cut out of (FLINK-20740)',
      rule: 'off-heap-thin', reading: OLD,
      text: `${TOTALS}${SHUFFLE}: ⟦off-heap-thin: 256m⟧\n`,
      says: [
        'Batch shuffles may read with 256 MiB, but that comes out of framework off-heap memory, which is 128 MiB: large ones end with OutOfMemoryError: Direct buffer memory.',
        '批 Shuffle 的读缓冲最多 256 MiB，它取自框架堆外内存，而后者为 128 MiB：大规模 Shuffle 会以 OutOfMemoryError: Direct buffer memory 失败。',
      ],
      // As much beside the shuffle as by default: 128 MiB less 64 MiB.
      fixes: [
        [
          'Raise taskmanager.memory.framework.off-heap.size to 320m (framework off-heap memory becomes 320 MiB, task heap memory becomes 192 MiB)',
          `${TOTALS}${SHUFFLE}: 256m\ntaskmanager.memory.framework.off-heap.size: 320m\n`,
        ],
        [`Remove ${SHUFFLE} (framework off-heap memory stays 128 MiB)`, TOTALS],
      ],
    },
  ]);

  testSilence({
    'not at the default': `${TOTALS}taskmanager.memory.framework.off-heap.size: 128m\njobmanager.memory.off-heap.size: 128m\n`,
    'not for a shuffle that leaves something': `${TOTALS}${SHUFFLE}: 100m\n`,
    'not for task off-heap memory, which has no threshold': `${TOTALS}taskmanager.memory.task.off-heap.size: 1m\n`,
  }, OLD);
});
