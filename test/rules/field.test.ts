/** What really happens to people: cases from mailing lists, issues and forums, each told at the line where somebody has to look. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkText, type Reading } from './support.js';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly reading?: Reading;
  /** The rule that finds it, and the text of the line on which the finding begins. */
  readonly found: readonly (readonly [rule: string, line: string])[];
}

const CONF: Reading = { file: 'flink-conf.yaml' };

function conf(name: string, lines: readonly string[], ...found: Case['found']): Case {
  return { name, text: `${lines.join('\n')}\n`, reading: CONF, found };
}

function config(name: string, lines: readonly string[], ...found: Case['found']): Case {
  return { name, text: `${lines.join('\n')}\n`, reading: { file: 'config.yaml' }, found };
}

function deployment(name: string, spec: readonly string[], settings: NonNullable<Reading['settings']>, ...found: Case['found']): Case {
  const lines = ['apiVersion: flink.apache.org/v1beta1', 'kind: FlinkDeployment', 'metadata: {name: clicks}', 'spec:', ...spec.map((line) => `  ${line}`)];
  return { name, text: `${lines.join('\n')}\n`, reading: { file: 'clicks.yaml', settings }, found };
}

/** A JobManager of which nothing is said. */
const JOB_MANAGER = 'jobmanager.memory.process.size: 1600m';
const TASK_MANAGER = 'taskmanager.memory.process.size: 1728m';
const RESOURCES = ['flinkVersion: v1_20', 'jobManager: {resource: {memory: 2048m}}'];

const REFUSED: readonly Case[] = [
  conf('1. a JobManager of 500m', ['jobmanager.memory.process.size: 500m', TASK_MANAGER], ['off-heap-exceeds-flink', 'jobmanager.memory.process.size: 500m']),
  conf('2. a JobManager of 512m', ['jobmanager.memory.process.size: 512m', TASK_MANAGER], ['off-heap-exceeds-flink', 'jobmanager.memory.process.size: 512m']),
  conf('3. a TaskManager under 1 GiB', [JOB_MANAGER, 'taskmanager.memory.process.size: 900m'], ['pools-exceed-flink', 'taskmanager.memory.process.size: 900m']),
  conf('4. both with 800m: only the TaskManager is refused', ['jobmanager.memory.process.size: 800m', 'taskmanager.memory.process.size: 800m'], ['pools-exceed-flink', 'taskmanager.memory.process.size: 800m']),
  conf('5. framework heap mistaken for the heap', [JOB_MANAGER, 'taskmanager.memory.flink.size: 1587m', 'taskmanager.memory.framework.heap.size: 1024m'], ['pools-exceed-flink', 'taskmanager.memory.framework.heap.size: 1024m']),
  conf('6. the same within a process size', [JOB_MANAGER, 'taskmanager.memory.process.size: 2048m', 'taskmanager.memory.framework.heap.size: 1544m'], ['pools-exceed-flink', 'taskmanager.memory.framework.heap.size: 1544m']),
  conf('7. network pinned at 1 GiB within 1.25 GiB', [JOB_MANAGER, 'taskmanager.memory.flink.size: 1280m', 'taskmanager.memory.network.min: 1024m', 'taskmanager.memory.network.max: 1024m'], ['pools-exceed-flink', 'taskmanager.memory.network.min: 1024m']),
  conf('8. both totals, far apart', [JOB_MANAGER, 'taskmanager.memory.process.size: 4096m', 'taskmanager.memory.flink.size: 1280m'], ['jvm-overhead-out-of-range', 'taskmanager.memory.flink.size: 1280m']),
  conf('10. a process smaller than Flink and metaspace', [JOB_MANAGER, 'taskmanager.memory.process.size: 1728m', 'taskmanager.memory.flink.size: 1600m'], ['flink-exceeds-process', 'taskmanager.memory.flink.size: 1600m']),
  conf('13. consistent JobManager sizes that 1.11.1 refuses', ['# flink-memory: version 1.11.1', TASK_MANAGER, 'jobmanager.memory.flink.size: 1152m', 'jobmanager.memory.heap.size: 1024m', 'jobmanager.memory.off-heap.size: 128m'], ['heap-plus-off-heap-not-flink', 'jobmanager.memory.heap.size: 1024m']),
  conf('15. a JobManager without any size', [TASK_MANAGER], ['size-not-configured', TASK_MANAGER]),
  conf('17. a fraction above 1', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.managed.fraction: 1.5'], ['range-invalid', 'taskmanager.memory.managed.fraction: 1.5']),
  conf('17. a minimum above its maximum', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.network.min: 512m', 'taskmanager.memory.network.max: 128m'], ['range-invalid', 'taskmanager.memory.network.min: 512m']),
  conf('17. a negative size', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.task.off-heap.size: -1m'], ['value-invalid', 'taskmanager.memory.task.off-heap.size: -1m']),
  conf('18. one half of the fine-grained pair', [JOB_MANAGER, 'taskmanager.memory.task.heap.size: 1g'], ['size-not-configured', 'taskmanager.memory.task.heap.size: 1g']),
  conf('19. a number of buffers that was left behind', [JOB_MANAGER, 'taskmanager.memory.flink.size: 1280m', 'taskmanager.memory.task.heap.size: 256m', 'taskmanager.memory.managed.size: 512m', 'taskmanager.network.numberOfBuffers: 2048'],
    ['network-buffers-mismatch', 'taskmanager.network.numberOfBuffers: 2048'], ['deprecated-key', 'taskmanager.network.numberOfBuffers: 2048']),
];

const WRITTEN_WRONG: readonly Case[] = [
  conf('21. a bare number', [JOB_MANAGER, 'taskmanager.memory.process.size: 1024'], ['size-without-unit', 'taskmanager.memory.process.size: 1024']),
  conf('22. a computed number', [JOB_MANAGER, 'taskmanager.memory.process.size: 3481.6'], ['value-invalid', 'taskmanager.memory.process.size: 3481.6']),
  conf('23. half a gigabyte', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.managed.size: 0.5gb'], ['value-invalid', 'taskmanager.memory.managed.size: 0.5gb']),
  deployment('24. Gi under an operator that does not read it', [...RESOURCES, 'taskManager: {resource: {memory: 2Gi}}'], { operatorVersion: '1.6' }, ['quantity-invalid', '  taskManager: {resource: {memory: 2Gi}}']),
  deployment('25. Gi within flinkConfiguration', [...RESOURCES, 'taskManager: {resource: {memory: 2g}}', 'flinkConfiguration:', '  taskmanager.memory.managed.size: 1Gi'], {}, ['value-invalid', '    taskmanager.memory.managed.size: 1Gi']),
  deployment('26. G is a GiB here', [...RESOURCES, 'taskManager: {resource: {memory: 2G}}'], {}, ['unit-differs', '  taskManager: {resource: {memory: 2G}}']),
  deployment('27. a request in m beside a limit in Gi', ['flinkVersion: v1_20', 'jobManager: {resource: {memory: 2048m}}', 'taskManager:', '  resources:', '    requests: {memory: 2048m}', '    limits: {memory: 2Gi}'], {}, ['unit-differs', '      limits: {memory: 2Gi}']),
  conf('28. no blank after the colon', [JOB_MANAGER, 'taskmanager.memory.flink.size:1024m'], ['line-ignored', 'taskmanager.memory.flink.size:1024m']),
  conf('29. misspelt process', [JOB_MANAGER, 'taskmamager.memory.flink.size: 1g', TASK_MANAGER], ['unknown-key', 'taskmamager.memory.flink.size: 1g']),
  conf('29. a pool that is none', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.task.managed.size: 1g'], ['unknown-key', 'taskmanager.memory.task.managed.size: 1g']),
  conf('29. misspelt pool', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.framwork.hep.size: 1g'], ['unknown-key', 'taskmanager.memory.framwork.hep.size: 1g']),
  conf('30. a size of the network', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.network.size: 1g'], ['unknown-key', 'taskmanager.memory.network.size: 1g']),
  conf('30. managed memory of a JobManager', [JOB_MANAGER, TASK_MANAGER, 'jobmanager.memory.managed.fraction: 0.1'], ['unknown-key', 'jobmanager.memory.managed.fraction: 0.1']),
  conf('31. keys that died before 1.10', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.fraction: 0.7', 'taskmanager.memory.off-heap: true', 'taskmanager.memory.preallocate: false'],
    ['removed-key', 'taskmanager.memory.fraction: 0.7'], ['removed-key', 'taskmanager.memory.off-heap: true'], ['removed-key', 'taskmanager.memory.preallocate: false']),
  conf('32. the heap size that means two things', [JOB_MANAGER, 'taskmanager.heap.size: 2g'], ['deprecated-key', 'taskmanager.heap.size: 2g']),
  conf('33. a # that cuts a value', [JOB_MANAGER, TASK_MANAGER, 's3.access-key: "abc#def"'], ['value-cut', 's3.access-key: "abc#def"']),
  conf('34. nested YAML in the old format', [JOB_MANAGER, TASK_MANAGER, 'taskmanager:', '  numberOfTaskSlots: 4'], ['line-ignored', 'taskmanager:'], ['line-ignored', '  numberOfTaskSlots: 4']),
  config('35. the same key twice in config.yaml', ['taskmanager:', '  memory:', '    process:', '      size: 1728m', '  numberOfTaskSlots: 1', '  numberOfTaskSlots: 2', JOB_MANAGER], ['duplicate-key', '  numberOfTaskSlots: 1']),
  config('36. nested and dotted', ['taskmanager:', '  memory:', '    process:', '      size: 1728m', JOB_MANAGER, 'taskmanager.memory.process.size: 2g'], ['duplicate-key', '      size: 1728m']),
  conf('37. a file that this Flink does not read', ['# flink-memory: version 2.0', JOB_MANAGER, TASK_MANAGER], ['file-not-read', '# flink-memory: version 2.0']),
  config('37. a file that no Flink read yet', ['# flink-memory: version 1.18', JOB_MANAGER, TASK_MANAGER], ['file-not-read', '# flink-memory: version 1.18']),
  conf('38. a line that an entry point appended', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.numberOfTaskSlots: 1', 'taskmanager.numberOfTaskSlots: 4'], ['duplicate-key', 'taskmanager.numberOfTaskSlots: 1']),
];

const AT_RUN_TIME: readonly Case[] = [
  conf('9. both totals, right by luck', [JOB_MANAGER, 'taskmanager.memory.process.size: 2728m', 'taskmanager.memory.flink.size: 2280m'], ['both-totals', 'taskmanager.memory.flink.size: 2280m']),
  conf('41. -Xmx against the derived heap', [JOB_MANAGER, TASK_MANAGER, 'env.java.opts.taskmanager: -XX:+UseG1GC -Xmx25600m'], ['jvm-option-conflict', 'env.java.opts.taskmanager: -XX:+UseG1GC -Xmx25600m']),
  conf('42. direct memory by hand', [JOB_MANAGER, TASK_MANAGER, 'env.java.opts.taskmanager: -XX:MaxDirectMemorySize=1g'], ['jvm-option-conflict', 'env.java.opts.taskmanager: -XX:MaxDirectMemorySize=1g']),
  conf('43. metaspace by hand', [JOB_MANAGER, TASK_MANAGER, 'env.java.opts.taskmanager: -XX:MaxMetaspaceSize=512m'], ['jvm-option-conflict', 'env.java.opts.taskmanager: -XX:MaxMetaspaceSize=512m']),
  conf('45. the metaspace of 1.10.0', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.jvm-metaspace.size: 96m'], ['metaspace-thin', 'taskmanager.memory.jvm-metaspace.size: 96m']),
  conf('51. a batch shuffle as large as what it is carved from', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.memory.framework.off-heap.batch-shuffle.size: 128m'], ['off-heap-thin', 'taskmanager.memory.framework.off-heap.batch-shuffle.size: 128m']),
  conf('53. a fraction raised in vain', ['# flink-memory: version 1.16', JOB_MANAGER, 'taskmanager.memory.process.size: 20g', 'taskmanager.memory.network.fraction: 0.2'], ['fraction-clamped', 'taskmanager.memory.network.fraction: 0.2']),
  conf('56. the cut-off of old', [JOB_MANAGER, TASK_MANAGER, 'containerized.heap-cutoff-ratio: 0.25'], ['removed-key', 'containerized.heap-cutoff-ratio: 0.25']),
  conf('60. write buffers that are flushed all the time', [JOB_MANAGER, TASK_MANAGER, 'taskmanager.numberOfTaskSlots: 20', 'state.backend.type: rocksdb'], ['rocksdb-budget-small', TASK_MANAGER]),
  conf('62. managed memory that nobody uses', [JOB_MANAGER, TASK_MANAGER, 'state.backend.type: hashmap'], ['managed-unused', 'state.backend.type: hashmap']),
  conf('63. RocksDB without managed memory', [JOB_MANAGER, TASK_MANAGER, 'state.backend.type: rocksdb', 'taskmanager.memory.managed.size: 0m'], ['managed-missing', 'taskmanager.memory.managed.size: 0m']),
  conf('63. RocksDB without a weight', [JOB_MANAGER, TASK_MANAGER, 'state.backend.type: rocksdb', 'taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:30'], ['consumer-missing', 'taskmanager.memory.managed.consumer-weights: OPERATOR:70,PYTHON:30']),
  deployment('67. resource.memory beats the configuration', [...RESOURCES, 'taskManager: {resource: {memory: 2g}}', 'flinkConfiguration:', '  taskmanager.memory.process.size: 4g'], {}, ['key-overridden', '    taskmanager.memory.process.size: 4g']),
  deployment('68. no memory at all', ['flinkVersion: v1_20', 'jobManager: {resource: {memory: 2g}}', 'taskManager: {resource: {cpu: 1}}'], {}, ['memory-not-configured', '  taskManager: {resource: {cpu: 1}}']),
  deployment('70. a sample that is too small', [...RESOURCES, 'taskManager: {resource: {memory: 700m}}'], {}, ['pools-exceed-flink', '  taskManager: {resource: {memory: 700m}}']),
];

/** Harmless now, whatever a version of old said, or a matter of what stands in no file. */
const HARMLESS: readonly Case[] = [
  conf('11. JVM overhead that is another share than its fraction says', [JOB_MANAGER, 'taskmanager.memory.process.size: 2836m', 'taskmanager.memory.flink.size: 2280m'], ['both-totals', 'taskmanager.memory.flink.size: 2280m']),
  conf('12. heap and total of a JobManager: off-heap is the rest', [TASK_MANAGER, 'jobmanager.memory.heap.size: 1024m', 'jobmanager.memory.flink.size: 1200m']),
  conf('14. no off-heap memory for a JobManager: accepted, though thin', [TASK_MANAGER, JOB_MANAGER, 'jobmanager.memory.off-heap.size: 0m'], ['off-heap-thin', 'jobmanager.memory.off-heap.size: 0m']),
  conf('44. direct memory of a JobManager without a limit, as by default', [TASK_MANAGER, JOB_MANAGER]),
];

describe('what happens to people', () => {
  for (const { name, text, reading, found } of [...REFUSED, ...WRITTEN_WRONG, ...AT_RUN_TIME]) {
    it(name, () => {
      const actual = findings(text, reading);
      for (const expected of found) assert.ok(actual.some((each) => each === expected.join(' @ ')), `${expected.join(' @ ')} is not among\n${actual.join('\n')}`);
    });
  }
  for (const { name, text, reading, found } of HARMLESS) {
    it(name, () => { assert.deepEqual(findings(text, reading), found.map((each) => each.join(' @ '))); });
  }
});

function findings(text: string, reading: Reading | undefined): readonly string[] {
  return checkText(text, reading).found.map(({ mark }) => {
    const start = text.lastIndexOf('\n', mark.start - 1) + 1;
    return `${mark.rule} @ ${text.slice(start, text.indexOf('\n', start))}`;
  });
}
