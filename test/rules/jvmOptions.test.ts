import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flagsIn, valueWithout } from '../../server/src/rules/jvmFlags.js';
import { testCases, testSilence } from './cases.js';
import { expectFindings, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.20' } };
const OLD_1_16: Reading = { file: 'flink-conf.yaml', settings: { flinkVersion: '1.16' } };
/** Heaps of 512 and 1024 MiB, direct memory of 256 MiB, metaspace of 256 MiB each. */
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

describe('jvm-option-conflict', () => {
  testCases([
    {
      // The other pools leave no room in 1728 MiB: the heap comes with a larger total, or not at all.
      name: 'a heap larger than the derived one',
      rule: 'jvm-option-conflict', reading: OLD,
      text: `${TOTALS}env.java.opts.taskmanager: -XX:+UseG1GC ⟦jvm-option-conflict: -Xmx1g⟧ -Dkey=value\n`,
      says: [
        "-Xmx1g comes after Flink's own arguments and overrules the JVM heap that it derives: 1024 MiB in place of 512 MiB (TaskManager). taskmanager.memory.task.heap.size would set it so that Flink reckons with it.",
        '-Xmx1g 排在 Flink 自己的参数之后，覆盖了推导出的大小（JVM 堆）：是 1024 MiB，而不是 512 MiB（TaskManager）。改用 taskmanager.memory.task.heap.size 设置，Flink 才会把它计算在内。',
      ],
      fixes: [
        [
          'Remove -Xmx1g; Raise taskmanager.memory.process.size to 2845m (JVM heap becomes 1024.2 MiB, task heap memory becomes 896.2 MiB, total process memory becomes 2845 MiB)',
          'taskmanager.memory.process.size: 2845m\njobmanager.memory.process.size: 1600m\nenv.java.opts.taskmanager: -XX:+UseG1GC -Dkey=value\n',
        ],
        ['Remove -Xmx1g (JVM heap of the TaskManager becomes 512 MiB)', `${TOTALS}env.java.opts.taskmanager: -XX:+UseG1GC -Dkey=value\n`],
      ],
    },
    {
      name: 'a maximum below the heap that Flink lets the JVM begin with',
      rule: 'jvm-option-conflict', reading: OLD,
      text: `${TOTALS}env.java.opts.jobmanager: ⟦jvm-option-conflict: -Xmx512m⟧\n`,
      says: [
        "-Xmx512m comes after Flink's own arguments and overrules the JVM heap that it derives: 512 MiB in place of 1024 MiB (JobManager). The heap would begin with 1024 MiB and may have 512 MiB: the JVM does not start.",
        '-Xmx512m 排在 Flink 自己的参数之后，覆盖了推导出的大小（JVM 堆）：是 512 MiB，而不是 1024 MiB（JobManager）。堆的初始大小为 1024 MiB，上限却是 512 MiB：JVM 无法启动。',
      ],
      // With a heap of its own the overhead is the rest: 1600 − 256 − 128 − 512 = 704 MiB.
      fixes: [
        ['Remove -Xmx512m; Set jobmanager.memory.heap.size to 512m (JVM heap becomes 512 MiB)', 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\njobmanager.memory.heap.size: 512m\n'],
        ['Remove -Xmx512m (JVM heap of the JobManager becomes 1024 MiB)', TOTALS],
      ],
    },
    {
      name: 'metaspace, in quotes',
      rule: 'jvm-option-conflict',
      text: `${TOTALS}env.java.opts.taskmanager: "⟦jvm-option-conflict: -XX:MaxMetaspaceSize=300m⟧ -XX:+UseG1GC"\n`,
      says: [
        "-XX:MaxMetaspaceSize=300m comes after Flink's own arguments and overrules the JVM metaspace that it derives: 300 MiB in place of 256 MiB (TaskManager). taskmanager.memory.jvm-metaspace.size would set it so that Flink reckons with it.",
        '-XX:MaxMetaspaceSize=300m 排在 Flink 自己的参数之后，覆盖了推导出的大小（JVM 元空间）：是 300 MiB，而不是 256 MiB（TaskManager）。改用 taskmanager.memory.jvm-metaspace.size 设置，Flink 才会把它计算在内。',
      ],
      // 44 MiB less of total Flink memory, half of which the heap loses.
      fixes: [
        [
          'Remove -XX:MaxMetaspaceSize=300m; Set taskmanager.memory.jvm-metaspace.size to 300m (JVM metaspace becomes 300 MiB, task heap memory becomes 362 MiB)',
          'taskmanager.memory.process.size: 1728m\ntaskmanager.memory.jvm-metaspace.size: 300m\njobmanager.memory.process.size: 1600m\nenv.java.opts.taskmanager: "-XX:+UseG1GC"\n',
        ],
        ['Remove -XX:MaxMetaspaceSize=300m (JVM metaspace of the TaskManager becomes 256 MiB)', `${TOTALS}env.java.opts.taskmanager: "-XX:+UseG1GC"\n`],
      ],
    },
    {
      name: 'direct memory of a TaskManager',
      rule: 'jvm-option-conflict', reading: OLD,
      text: `${TOTALS}env.java.opts.taskmanager: ⟦jvm-option-conflict: -XX:MaxDirectMemorySize=300m⟧\n`,
      says: [
        "-XX:MaxDirectMemorySize=300m comes after Flink's own arguments and overrules the direct memory that it derives: 300 MiB in place of 256 MiB (TaskManager). taskmanager.memory.task.off-heap.size would set it so that Flink reckons with it.",
        '-XX:MaxDirectMemorySize=300m 排在 Flink 自己的参数之后，覆盖了推导出的大小（直接内存）：是 300 MiB，而不是 256 MiB（TaskManager）。改用 taskmanager.memory.task.off-heap.size 设置，Flink 才会把它计算在内。',
      ],
      fixes: [
        [
          'Remove -XX:MaxDirectMemorySize=300m; Set taskmanager.memory.task.off-heap.size to 44m (direct memory becomes 300 MiB, task heap memory becomes 340 MiB)',
          'taskmanager.memory.process.size: 1728m\ntaskmanager.memory.task.off-heap.size: 44m\njobmanager.memory.process.size: 1600m\n',
        ],
        ['Remove -XX:MaxDirectMemorySize=300m (direct memory of the TaskManager becomes 256 MiB)', TOTALS],
      ],
    },
    {
      name: 'one flag for both processes goes for both',
      rule: 'jvm-option-conflict', reading: OLD,
      text: `${TOTALS}env.java.opts.all: ⟦jvm-option-conflict: -Xmx2g⟧\n`,
      says: [
        "-Xmx2g comes after Flink's own arguments and overrules the JVM heap that it derives: 2048 MiB in place of 512 MiB (TaskManager), 1024 MiB (JobManager). taskmanager.memory.task.heap.size, jobmanager.memory.heap.size would set it so that Flink reckons with it.",
        '-Xmx2g 排在 Flink 自己的参数之后，覆盖了推导出的大小（JVM 堆）：是 2048 MiB，而不是 512 MiB（TaskManager）、1024 MiB（JobManager）。改用 taskmanager.memory.task.heap.size、jobmanager.memory.heap.size 设置，Flink 才会把它计算在内。',
      ],
      fixes: [['Remove -Xmx2g (JVM heap of the TaskManager becomes 512 MiB, JVM heap of the JobManager becomes 1024 MiB)', TOTALS]],
    },
  ]);

  it('takes both flags of the heap away, as one alone could keep the JVM from starting', () => {
    expectFindings(`${TOTALS}env.java.opts.taskmanager: ⟦jvm-option-conflict: -Xms2g⟧ ⟦jvm-option-conflict: -Xmx2g⟧\n`, OLD);
    const value = '-server -Xms2g  -Xmx2g -Dkey=value';
    assert.equal(valueWithout(value, flagsIn(value)), '-server -Dkey=value');
  });

  it('judges the last of several flags, as the JVM does', () => {
    expectFindings(`${TOTALS}env.java.opts.all: -Xmx2g\nenv.java.opts.taskmanager: ⟦jvm-option-conflict: -Xmx3g⟧\nenv.java.opts.jobmanager: -Xmx1g\n`, OLD);
  });

  it('reads the shared options under the name of the version', () => {
    expectFindings(`${TOTALS}env.java.opts: ⟦jvm-option-conflict: -Xmx2g⟧\n`, OLD_1_16);
    expectFindings(`${TOTALS}env.java.opts.all: -Xmx2g\n`, OLD_1_16, ['future-key', 'unknown-key']);
    expectFindings(`${TOTALS}env.java.opts: -Xmx2g\nenv.java.opts.all: -XX:+UseG1GC\n`, OLD, ['deprecated-key', 'key-without-effect', 'duplicate-key']);
  });

  it("knows a JobManager's direct memory only where Flink limits it", () => {
    const text = (flag: string): string => `${TOTALS}jobmanager.memory.enable-jvm-direct-memory-limit: true\nenv.java.opts.jobmanager: ${flag}\n`;
    expectFindings(text('⟦jvm-option-conflict: -XX:MaxDirectMemorySize=64m⟧'), OLD);
    expectFindings(text('-XX:MaxDirectMemorySize=64m').replace('true', 'false'), OLD);
  });

  testSilence({
    'not for other flags': `${TOTALS}env.java.opts.taskmanager: -XX:+UseG1GC -Xss512k -XX:MaxRAMPercentage=70 -Xmn100m\n`,
    'not for the size that Flink derives': `${TOTALS}env.java.opts.taskmanager: -Xmx512m\n`,
    'not for other processes': `${TOTALS}env.java.opts.client: -Xmx4g\nenv.java.opts.historyserver: -Xmx4g\nenv.java.opts.sql-gateway: -Xmx4g\n`,
    'not for a template': `${TOTALS}env.java.opts.taskmanager: -Xmx4g {{ more }}\n`,
    'not before a template that may overrule it': `${TOTALS}env.java.opts.all: -Xmx4g\nenv.java.opts.taskmanager: {{ opts }}\nenv.java.opts.jobmanager: {{ opts }}\n`,
    'not where Flink sizes no process': 'env.java.opts.taskmanager: -Xmx4g\ntaskmanager.memory.process.size: {{ size }}\njobmanager.memory.process.size: 1600m\n',
  }, OLD);
});
