import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlayHints } from '../../server/src/features/index.js';
import { open, type OpenOptions } from '../support/features.js';

const CONF = 'file:///conf/flink-conf.yaml';

/** The lines with hints, as an editor shows them. */
function hinted(source: string, options: OpenOptions = {}, lines?: readonly [number, number]): readonly string[] {
  const { document, context } = open(source, { uri: CONF, ...options });
  const text = document.text;
  const end = lines === undefined ? document.positionAt(text.length) : { line: lines[1], character: 0 };
  return inlayHints(document, { start: { line: lines?.[0] ?? 0, character: 0 }, end }, context).map(({ position, label, paddingLeft }) => {
    const line = text.split('\n')[position.line] ?? '';
    assert.ok(typeof label === 'string' && paddingLeft === true);
    return `${line.slice(0, position.character)} ${label}${line.slice(position.character)}`.trim();
  });
}

/** 1728 less metaspace 256 and overhead, at its minimum 192, is 1280 of Flink's: managed 512, network 128. */
const TOTAL = 'taskmanager.memory.process.size: 1728m\n';

test('beside a fraction stands the size that it gives', () => {
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.managed.fraction: 0.4   # as ever\ntaskmanager.memory.network.fraction: 0.1\n`), [
    'taskmanager.memory.managed.fraction: 0.4 = 512 MiB   # as ever',
    'taskmanager.memory.network.fraction: 0.1 = 128 MiB',
  ]);
});

test('the sum is its tooltip', () => {
  const { document, context } = open(`${TOTAL}taskmanager.memory.managed.fraction: 0.4\n`, { uri: CONF });
  const [hint] = inlayHints(document, { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, context);
  assert.equal(hint?.tooltip, '0.4 × total Flink memory 1280 MiB = 512 MiB');
});

test('a fraction that is overruled and the bound that does so; not a bound that does not count', () => {
  // 0.1 of 1728 is 172.8; 0.1 of 1280 is 128.
  const bounds = 'taskmanager.memory.jvm-overhead.fraction: 0.1\ntaskmanager.memory.jvm-overhead.min: 192m\ntaskmanager.memory.jvm-overhead.max: 1g\n'
    + 'taskmanager.memory.network.min: 64m\ntaskmanager.memory.network.max: 100m\n';
  assert.deepEqual([...hinted(TOTAL + bounds)].sort(), [
    'taskmanager.memory.jvm-overhead.fraction: 0.1 = 192 MiB (at its minimum)',
    'taskmanager.memory.jvm-overhead.min: 192m = 192 MiB (at its minimum)',
    'taskmanager.memory.network.max: 100m = 100 MiB (at its maximum)',
  ]);
});

test('nothing beside sizes, slots, and keys from which no part comes', () => {
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.managed.fraction: 0.4\ntaskmanager.memory.managed.size: 256m\ntaskmanager.numberOfTaskSlots: 2\n`), []);
  // Both totals: overhead is what they leave, 1728 less 1280 and 256.
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.flink.size: 1280m\ntaskmanager.memory.jvm-overhead.fraction: 0.1\n`), []);
});

test('only the line that counts', () => {
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.managed.fraction: 0.2\ntaskmanager.memory.managed.fraction: 0.4\n`), ['taskmanager.memory.managed.fraction: 0.4 = 512 MiB']);
});

test('nothing that a template decides, and nothing of a refused process', () => {
  const fraction = 'taskmanager.memory.managed.fraction: 0.4\n';
  assert.deepEqual(hinted(`taskmanager.memory.process.size: "{{ memory }}"\n${fraction}`), []);
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.managed.fraction: "{{ fraction }}"\n`), []);
  assert.deepEqual(hinted(`taskmanager.memory.process.size: 400m\n${fraction}`), []);
});

test('the JobManager’s overhead, and a number of buffers of 32 KiB each', () => {
  assert.deepEqual(hinted('jobmanager.memory.process.size: 4g\njobmanager.memory.jvm-overhead.fraction: 0.125\n'), ['jobmanager.memory.jvm-overhead.fraction: 0.125 = 512 MiB']);
  const buffers = 'taskmanager.network.numberOfBuffers: 4096\n';
  assert.deepEqual(hinted(TOTAL + buffers, { settings: { flinkVersion: '1.11' } }), ['taskmanager.network.numberOfBuffers: 4096 = 128 MiB']);
});

test('nested, in quotes, in the second document of a file', () => {
  const file = `kind: Service
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: orders}
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager:
      memory.managed:
        fraction: "0.4"
  taskManager: {resource: {memory: 1728m}}
`;
  assert.deepEqual(hinted(file, { uri: 'file:///work/orders.yaml', settings: { operatorVersion: '1.16' } }), ['fraction: "0.4" = 512 MiB']);
});

test('only within the range that is asked for', () => {
  const file = `${TOTAL}taskmanager.memory.managed.fraction: 0.4\ntaskmanager.memory.network.fraction: 0.1\n`;
  assert.deepEqual(hinted(file, {}, [0, 1]), []);
  assert.deepEqual(hinted(file, {}, [1, 2]), ['taskmanager.memory.managed.fraction: 0.4 = 512 MiB']);
});

test('nothing where the setting turns it off', () => {
  assert.deepEqual(hinted(`${TOTAL}taskmanager.memory.managed.fraction: 0.4\n`, { settings: { inlayHints: { enabled: false } } }), []);
});

/** A ConfigMap, and TaskManagers that mount it, each with arguments of its own. */
const mounting = (...args: readonly string[]): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: parcels}
data:
  flink-conf.yaml: |
    taskmanager.memory.process.size: 1728m
    taskmanager.memory.managed.fraction: 0.4
${args.map((more, index) => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: parcels-${String(index)}}
spec:
  template:
    spec:
      containers:
        - {name: taskmanager, image: "flink:1.18", args: [taskmanager${more}], volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]}
      volumes: [{name: conf, configMap: {name: parcels}}]
`).join('')}`;

test('a line of a ConfigMap has a hint where it comes to the same in the workloads that mount it', () => {
  const uri = 'file:///work/parcels.yaml';
  const line = 'taskmanager.memory.managed.fraction: 0.4';
  assert.deepEqual(hinted(mounting(), { uri }), [`${line} = 512 MiB`]);
  assert.deepEqual(hinted(mounting(''), { uri }), [`${line} = 512 MiB`]);
  assert.deepEqual(hinted(mounting('', ''), { uri }), [`${line} = 512 MiB`]);
});

test('none where a workload makes it another size, or overrules it', () => {
  const uri = 'file:///work/parcels.yaml';
  const larger = ', -Dtaskmanager.memory.process.size=3008m';
  assert.deepEqual(hinted(mounting(larger), { uri }), []);
  assert.deepEqual(hinted(mounting('', larger), { uri }), []);
  // Only the argument counts.
  assert.deepEqual(hinted(mounting(', -Dtaskmanager.memory.managed.fraction=0.2'), { uri }).filter((hint) => hint.startsWith('taskmanager.memory')), []);
});
