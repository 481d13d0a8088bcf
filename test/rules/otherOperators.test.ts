import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix } from './support.js';

const READING = { file: 'clicks.yaml' };

function lyft(spec: string): string {
  return `apiVersion: flink.k8s.io/v1beta1
kind: FlinkApplication
metadata:
  name: clicks
spec:
  flinkVersion: "1.16"
${spec}`;
}

function spotify(spec: string): string {
  return `apiVersion: flinkoperator.k8s.io/v1beta1
kind: FlinkCluster
metadata:
  name: clicks
spec:
  flinkVersion: "1.20"
  image:
    name: flink:1.20.1
${spec}`;
}

const LYFT_JOB_MANAGER = `  jobManagerConfig:
    resources:
      requests:
        memory: 2Gi
`;

function sentence(text: string, rule: string): string {
  return findingOf(checkText(text, READING), rule).sentence;
}

describe('A process that is too small', () => {
  const text = lyft(`${LYFT_JOB_MANAGER}  taskManagerConfig:
    taskSlots: 1
    resources:
      requests:
        memory: 1Gi # small
      limits:
        memory: 1Gi
`);

  test('is raised in the field that counts, and its limit with it', () => {
    const checked = expectFindings(text.replace('1Gi # small', '⟦pools-exceed-flink: 1Gi⟧ # small'), READING);
    const found = findingOf(checked, 'pools-exceed-flink');
    // 1 GiB × 0.8 = 819.2 MiB, less 256 of metaspace and 192 of overhead.
    assert.match(found.sentence, /total Flink memory is 371\.2 MiB \(97\.3 MiB missing\).*taskManagerConfig\.resources\.requests\.memory of at least 1227Mi \(task heap memory becomes 0\.2 MiB\) would do\.$/);
    const fixes = fixesOf(checked, found);
    // 320 MiB and 0.4 of total Flink memory fit into 533.4 MiB of it, 981.4 MiB with the JVM's 448: 1227 MiB × 0.8 = 981.6 MiB, 1226 are too few.
    const least = fixes.find(({ title }) => title === 'Raise taskManagerConfig.resources.requests.memory to 1227Mi (smallest that works)');
    assert.ok(least);
    assert.equal(afterFix(checked, found, least), text.replaceAll('1Gi', '1227Mi'));
    // 1 GiB × 0.96 = 983.04 MiB, and 0.95 of it are 972.8.
    const share = fixes.find(({ title }) => title === 'Lower taskManagerConfig.systemMemoryFraction to 0.04 (largest that works)');
    assert.ok(share !== undefined && !share.preferred);
    assert.equal(afterFix(checked, found, share), `${text}    systemMemoryFraction: 0.04\n`);
    const preferred = preferredFix(checked, 'pools-exceed-flink');
    assert.equal(checkText(preferred.text, READING).found.length, 0);
    assert.match(preferred.title, /^Raise taskManagerConfig\.resources\.requests\.memory to \d+Mi \(task heap memory becomes /);
  });

  test('of Spotify’s is raised by its limit', () => {
    const small = spotify(`  taskManager:
    resources:
      limits:
        memory: 800M
        cpu: 1
`);
    const checked = expectFindings(small.replace('800M', '⟦pools-exceed-flink: 800M⟧'), READING);
    const found = findingOf(checked, 'pools-exceed-flink');
    const titles = fixesOf(checked, found).map(({ title }) => title);
    // The same 981.4 MiB: 1286 MB × 80 % = 1028800000 bytes = 981.1… → 982 MiB; of 1285 MB come 981.
    assert.ok(titles.includes('Raise taskManager.resources.limits.memory to 1286M (smallest that works)'), titles.join('\n'));
  });
});

test('a larger share of the same container is written where the share stands', () => {
  const text = spotify(`  taskManager:
    memoryProcessRatio: 60 # was 80
    resources:
      limits:
        memory: 1200Mi
        cpu: 1
`);
  const checked = checkText(text, READING);
  const found = findingOf(checked, 'pools-exceed-flink');
  // 981.4 MiB are the least: 82 % of 1200 MiB are 984, 81 % only 972.
  const share = fixesOf(checked, found).find(({ title }) => title === 'Raise taskManager.memoryProcessRatio to 82 (smallest that works)');
  assert.ok(share);
  assert.equal(afterFix(checked, found, share), text.replace('60', '82'));
});

describe('key-overridden', () => {
  test('what Lyft’s operator sets in any case', () => {
    const text = lyft(`  flinkConfig:
    ⟦key-overridden: taskmanager.memory.process.size: 4g⟧
    ⟦key-overridden: taskmanager.numberOfTaskSlots: "4"⟧
    taskmanager.memory.managed.fraction: "0.3"
${LYFT_JOB_MANAGER}  taskManagerConfig:
    resources:
      requests:
        memory: 8Gi
`);
    const checked = expectFindings(text, READING);
    const [size, slots] = checked.found;
    assert.ok(size !== undefined && slots !== undefined);
    assert.equal(size.sentence, 'taskmanager.memory.process.size: 4g has no effect: the operator sets this key from taskManagerConfig.resources.requests.memory (8Gi), whatever flinkConfig says.');
    assert.equal(slots.sentence, 'taskmanager.numberOfTaskSlots: 4 has no effect: the operator sets this key to 16, its own default, whatever flinkConfig says.');
    for (const [found, line] of [[size, '    taskmanager.memory.process.size: 4g\n'], [slots, '    taskmanager.numberOfTaskSlots: "4"\n']] as const) {
      const [fix, ...others] = fixesOf(checked, found);
      assert.ok(fix !== undefined && others.length === 0);
      assert.equal(afterFix(checked, found, fix), checked.document.text.replace(line, ''));
    }
  });

  test('flinkProperties counts with Spotify’s', () => {
    expectFindings(spotify(`  jobManager:
    resources:
      limits:
        memory: 2Gi
  flinkProperties:
    jobmanager.memory.process.size: 1600m
`), READING);
  });
});

describe('memory-not-configured', () => {
  test('Lyft’s operator looks at requests only', () => {
    const text = lyft(`  ⟦memory-not-configured: jobManagerConfig⟧:
    resources:
      limits:
        memory: 2Gi
  taskManagerConfig:
    taskSlots: 1
    resources:
      requests:
        memory: 2Gi
`);
    const checked = expectFindings(text, READING);
    assert.equal(
      findingOf(checked, 'memory-not-configured').sentence,
      'jobManagerConfig.resources.requests.memory is missing, and the operator sizes the JobManager by it alone: it sets jobmanager.memory.process.size to 0k, with which Flink does not start. 2Gi would do.',
    );
    const { title, text: after } = preferredFix(checked, 'memory-not-configured');
    assert.equal(title, 'Add jobManagerConfig.resources.requests.memory: 2Gi');
    assert.equal(after, checked.document.text.replace('      limits:\n        memory: 2Gi\n', '      limits:\n        memory: 2Gi\n      requests:\n        memory: 2Gi\n'));
  });

  test('Spotify’s operator wants one of both', () => {
    const text = spotify(`  ⟦memory-not-configured: taskManager⟧:
    resources:
      limits:
        cpu: 2
`);
    const checked = expectFindings(text, READING);
    assert.equal(
      findingOf(checked, 'memory-not-configured').sentence,
      'The resources of the TaskManager have no memory, and the operator refuses that: neither limits nor requests say how much it gets. 2159Mi would do.',
    );
    // 2159 MiB × 80 % = 1727.2 → 1728 MiB, Flink's usual size.
    const { title, text: after } = preferredFix(checked, 'memory-not-configured');
    assert.equal(title, 'Add taskManager.resources.limits.memory: 2159Mi');
    assert.equal(after, checked.document.text.replace('        cpu: 2\n', '        cpu: 2\n        memory: 2159Mi\n'));
  });
});

describe('memory-ratio-invalid', () => {
  const taskManager = (fields: string): string => spotify(`  taskManager:
${fields}    resources:
      limits:
        memory: 4Gi
        cpu: 2
`);

  test('a fraction where a percentage is meant', () => {
    const text = taskManager('    memoryProcessRatio: 0.8\n');
    const checked = expectFindings(text.replace('0.8', '⟦memory-ratio-invalid: 0.8⟧'), READING);
    assert.equal(findingOf(checked, 'memory-ratio-invalid').sentence, 'memoryProcessRatio has to be a whole number of percent between 0 and 100, without quotes, and 0.8 is refused. 80 would do.');
    const { titles, text: after } = preferredFix(checked, 'memory-ratio-invalid');
    assert.deepEqual(titles, ['Write 80', 'Remove memoryProcessRatio']);
    assert.equal(after, text.replace('0.8', '80'));
  });

  test('a percentage where a fraction is meant', () => {
    const text = lyft(`${LYFT_JOB_MANAGER}  taskManagerConfig:
    taskSlots: 1
    systemMemoryFraction: 20
    resources:
      requests:
        memory: 2Gi
`);
    const checked = expectFindings(text.replace('n: 20', 'n: ⟦memory-ratio-invalid: 20⟧'), READING);
    assert.equal(findingOf(checked, 'memory-ratio-invalid').sentence, 'systemMemoryFraction has to lie between 0 and 1, and 20 is refused. 0.2 would do.');
    assert.equal(preferredFix(checked, 'memory-ratio-invalid').text, text.replace('n: 20', 'n: 0.2'));
  });

  test('quotes, and what nobody can have meant', () => {
    assert.equal(sentence(taskManager('    memoryProcessRatio: "75"\n'), 'memory-ratio-invalid'), 'memoryProcessRatio has to be a whole number of percent between 0 and 100, without quotes, and 75 is refused. 75 would do.');
    const text = taskManager('    memoryProcessRatio: 150\n');
    const checked = checkText(text, READING);
    assert.equal(findingOf(checked, 'memory-ratio-invalid').sentence, 'memoryProcessRatio has to lie between 0 and 100, and 150 is refused.');
    assert.equal(preferredFix(checked, 'memory-ratio-invalid').text, text.replace('    memoryProcessRatio: 150\n', ''));
  });

  test('shares for other versions of Flink', () => {
    const text = taskManager('    memoryOffHeapRatio: 25\n    memoryOffHeapMin: 600M\n');
    const checked = expectFindings(text.replace('25', '⟦memory-ratio-invalid: 25⟧').replace('600M', '⟦memory-ratio-invalid: 600M⟧'), READING);
    const [first] = checked.found;
    assert.ok(first);
    assert.equal(first.sentence, 'The operator does not take memoryOffHeapRatio for Flink 1.20.1 and refuses to deploy it; there memoryProcessRatio says how much memory the process gets.');
    const [fix] = fixesOf(checked, first);
    assert.ok(fix);
    assert.equal(afterFix(checked, first, fix), text.replace('    memoryOffHeapRatio: 25\n', ''));
    expectFindings(lyft(`${LYFT_JOB_MANAGER}    offHeapMemoryFraction: ⟦memory-ratio-invalid: 0.3⟧
  taskManagerConfig:
    taskSlots: 1
    resources:
      requests:
        memory: 2Gi
`), READING);
    expectFindings(taskManager('    memoryProcessRatio: 75\n'), READING);
  });
});

test('values of flinkProperties have to be texts', () => {
  const text = spotify(`  flinkProperties:
    taskmanager.numberOfTaskSlots: 1
`);
  const checked = expectFindings(text.replace(': 1\n', ': ⟦nested-configuration-unsupported: 1⟧\n'), READING);
  assert.equal(findingOf(checked, 'nested-configuration-unsupported').sentence, 'Every value of flinkProperties has to be a text, and taskmanager.numberOfTaskSlots is none without quotes: Kubernetes refuses it.');
  assert.equal(preferredFix(checked, 'nested-configuration-unsupported').text, text.replace(': 1\n', ': "1"\n'));
});

test('a bare number in a request counts bytes', () => {
  const text = lyft(`${LYFT_JOB_MANAGER}  taskManagerConfig:
    taskSlots: 1
    resources:
      requests:
        memory: 2048
`);
  const checked = checkText(text, READING);
  assert.equal(findingOf(checked, 'size-without-unit').sentence, 'Without a unit taskManagerConfig.resources.requests.memory counts bytes, so this is less than 1 MiB. 2048Mi was probably meant.');
  const { titles, text: after } = preferredFix(checked, 'size-without-unit');
  assert.deepEqual(titles, ['Write 2048Mi']);
  assert.equal(after, text.replace('memory: 2048\n', 'memory: 2048Mi\n'));
});

describe('what Kubernetes makes of the memory of their containers', () => {
  const taskManager = (memory: string): string => spotify(`  taskManager:
    resources:
      limits:
        memory: ${memory}
        cpu: 1
`);

  test('units that it does not know, and thousandths', () => {
    const small = expectFindings(taskManager('⟦quantity-invalid: 2g⟧'), READING);
    assert.match(findingOf(small, 'quantity-invalid').sentence, /^Kubernetes cannot read "2g" as taskManager\.resources\.limits\.memory and refuses it\./);
    assert.equal(preferredFix(small, 'quantity-invalid').text, taskManager('2Gi'));
    const milli = expectFindings(taskManager('⟦unit-differs: 2048m⟧'), READING);
    assert.equal(preferredFix(milli, 'unit-differs').text, taskManager('2048Mi'));
  });

  test('a request above the limit', () => {
    const text = lyft(`${LYFT_JOB_MANAGER}  taskManagerConfig:
    taskSlots: 1
    resources:
      requests:
        memory: ⟦quantity-invalid: 3Gi⟧
      limits:
        memory: 2500Mi
`);
    const checked = expectFindings(text, READING);
    assert.equal(preferredFix(checked, 'quantity-invalid').text, checked.document.text.replace('3Gi', '2500Mi'));
  });

  test('a size of the configuration that the container does not hold', () => {
    const text = spotify(`  jobManager:
    resources:
      limits:
        memory: ⟦container-too-small: 1Gi⟧
        cpu: 1
  flinkProperties:
    jobmanager.memory.process.size: 2g
`);
    const checked = expectFindings(text, READING);
    const { titles, text: after } = preferredFix(checked, 'container-too-small');
    assert.deepEqual(titles, ['Raise the limit to 2Gi (smallest that holds the process)', 'Lower jobmanager.memory.process.size to 1g (largest that the container holds)']);
    assert.equal(after, checked.document.text.replace('1Gi', '2Gi'));
  });
});

test('a templated ratio or size is no finding', () => {
  for (const text of [
    spotify('  taskManager:\n    memoryProcessRatio: {{ .Values.ratio }}\n'),
    spotify('  taskManager:\n    resources:\n      limits:\n        memory: ${MEMORY}\n'),
    lyft('  taskManagerConfig:\n    systemMemoryFraction: "{{ fraction }}"\n'),
  ]) assert.deepEqual(checkText(text, READING).found.filter(({ finding }) => finding.process !== 'jobManager').map(({ finding }) => finding.rule), [], text);
});

test('rules about Flink’s own operator are silent about others', () => {
  // Overlapping prefixes, which that operator refuses, and memory in a pod's template.
  expectFindings(spotify(`  taskManager:
    podTemplate: { spec: { containers: [{ name: flink-main-container, resources: { limits: { memory: 4Gi } } }] } }
  flinkProperties:
    state.backend: "rocksdb"
    state.backend.type: "rocksdb"
`).replace('"1.20"', '"2.0"'), READING, ['removed-key', 'deprecated-key']);
});

test('every sentence in Chinese', (context) => {
  speakChinese(context);
  const small = lyft(`${LYFT_JOB_MANAGER}  taskManagerConfig:
    systemMemoryFraction: 2
    offHeapMemoryFraction: 0.3
    resources:
      limits:
        memory: 2Gi
`);
  assert.deepEqual(checkText(small, READING).found.map(({ sentence: text }) => text), [
    '缺少 taskManagerConfig.resources.requests.memory，而 Operator 只按它确定 TaskManager 的大小：它会把 taskmanager.memory.process.size 设为 0k，Flink 无法启动。设为 2Gi 即可。',
    'systemMemoryFraction 必须在 0 到 1 之间，2 会被拒绝。设为 0.02 即可。',
    '对于 Flink 1.16，Operator 不接受 offHeapMemoryFraction，会拒绝部署；此版本用 systemMemoryFraction 决定进程得到多少内存。',
  ]);
  const overridden = lyft(`  flinkConfig:
    taskmanager.memory.process.size: 4g
    taskmanager.numberOfTaskSlots: "16"
${LYFT_JOB_MANAGER}  taskManagerConfig:
    resources:
      requests:
        memory: 8Gi
`);
  assert.deepEqual(checkText(overridden, READING).found.map(({ sentence: text }) => text), [
    'taskmanager.memory.process.size: 4g 不起作用：无论 flinkConfig 怎么写，Operator 都会用 taskManagerConfig.resources.requests.memory（8Gi）设置此键。',
    'taskmanager.numberOfTaskSlots: 16 不起作用：无论 flinkConfig 怎么写，Operator 都会把此键设为自己的默认值 16。',
  ]);
  const texts = spotify('  taskManager:\n    memoryProcessRatio: "x"\n    resources:\n      limits:\n        cpu: 1\n  flinkProperties:\n    parallelism.default: 1\n');
  assert.deepEqual(checkText(texts, READING).found.map(({ sentence: text }) => text), [
    'TaskManager 的 resources 中没有内存，Operator 会拒绝：limits 和 requests 都没有写明它得到多少内存。',
    'memoryProcessRatio 必须是 0 到 100 之间的整数百分比，不加引号，x 会被拒绝。',
    'flinkProperties 的每个值都必须是文本，而 parallelism.default 不加引号就不是文本：Kubernetes 会拒绝。',
  ]);
});
