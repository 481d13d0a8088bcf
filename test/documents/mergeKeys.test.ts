import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editsFor } from '../../server/src/documents/index.js';
import { changed, clusterOf, valuesOf } from './support.js';

const SLOTS = 'taskmanager.numberOfTaskSlots';
const MANAGED = 'taskmanager.memory.managed.fraction';
const TASK_MANAGER = 'taskmanager.memory.process.size';

const VALUES = `base: &base
  ${SLOTS}: "4"
  ${MANAGED}: "0.5"
big: &big
  ${SLOTS}: "8"
sized: &sized
  resource: {memory: 4g}
orders:
  flinkConfiguration:
    <<: [*big, *base]
    ${MANAGED}: "0.2"
  taskManager:
    <<: *sized
    replicas: 2
`;

describe('merge keys', () => {
  test('give what a mapping does not say itself', () => {
    const cluster = clusterOf(VALUES, 'chart.yaml');
    assert.deepEqual(valuesOf(cluster), { [SLOTS]: '8', [MANAGED]: '0.2', [TASK_MANAGER]: '4 gb' });
    const slots = cluster.settings.get(SLOTS)?.entry;
    assert.equal(VALUES.slice(slots?.valueSpan.start, slots?.valueSpan.end), '[*big, *base]');
  });

  test('in a deployment, whose own mappings replace whole ones', () => {
    const text = `x: &x\n  taskmanager: {numberOfTaskSlots: 4, memory.process.size: 9g}\n  rest.port: 1\napiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  flinkConfiguration:\n    <<: *x\n    taskmanager: {numberOfTaskSlots: 2}\n`;
    assert.deepEqual(valuesOf(clusterOf(text)), { [SLOTS]: '2', 'rest.port': '1' });
  });

  test('are none in quotes, nor in Flink’s own file', () => {
    assert.deepEqual(valuesOf(clusterOf(`a: &a {${SLOTS}: 4}\nflinkConfiguration:\n  "<<": *a\n  ${MANAGED}: 0.2\n`, 'chart.yaml')), { [`<<.${SLOTS}`]: '4', [MANAGED]: '0.2' });
    assert.equal(valuesOf(clusterOf(`a: &a {${SLOTS}: 4}\n<<: *a\n${TASK_MANAGER}: 2g\n`, 'config.yaml'))[SLOTS], undefined);
  });

  test('what they give is not written where others have it, too', () => {
    const cluster = clusterOf(VALUES, 'chart.yaml');
    for (const key of [SLOTS, TASK_MANAGER]) assert.ok('refused' in editsFor(VALUES, cluster, [{ kind: 'set', key, value: '1' }]), key);
    assert.equal(changed(VALUES, 'chart.yaml', () => [{ kind: 'set', key: MANAGED, value: '0.3' }]), VALUES.replace('"0.2"', '"0.3"'));
  });

  test('of merges of merges cost no more than their number', () => {
    const levels = Array.from({ length: 60 }, (_, level) => `l${level + 1}: &l${level + 1} {<<: [*l${level}, *l${level}, *l${level}]}\n`).join('');
    const start = performance.now();
    assert.deepEqual(valuesOf(clusterOf(`l0: &l0 {${SLOTS}: "4"}\n${levels}flinkConfiguration: {<<: *l60, ${MANAGED}: "0.2"}\n`, 'chart.yaml')), { [SLOTS]: '4', [MANAGED]: '0.2' });
    assert.ok(performance.now() - start < 2_000);
  });
});
