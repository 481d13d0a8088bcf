/** Variables that the image's start script cannot write: it goes on where writing fails (`docker-entrypoint.sh` of flink-docker has no `set -e`). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { configMap, file, properties, workload } from '../support/workloads.js';
import { type Checked, checkText, expectFindings, findingOf } from './support.js';

const READING = { file: 'workload.yaml' };
const RULE = 'variable-without-effect';
const PROCESS = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const CONF = configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', `${PROCESS}: 2g`, `${SLOTS}: 2`]);

/** The container's variables. */
function env(...variables: readonly (readonly [string, string])[]): string {
  return `env:\n${variables.map(([name, value]) => `  - {name: ${name}, value: "${value}"}\n`).join('')}`;
}

/** A process size in bytes, slots, and a pool that only a variable sets. */
function sizesOf({ document, context }: Checked): readonly unknown[] {
  const located = document.clusters(context.settings).find(({ cluster: { kind } }) => kind === 'Workload');
  assert.ok(located !== undefined);
  const { analysis: { derivations: { taskManager } }, cluster: { settings } } = located;
  assert.ok(taskManager?.status === 'derived');
  return [taskManager.pools.get('totalProcess'), settings.get(SLOTS)?.value, settings.has('taskmanager.memory.task.off-heap.size')];
}

describe(RULE, () => {
  it('is told of what the start script would write into a ConfigMap; Flink gets what stands there', (context) => {
    const own = workload({ mounts: 'conf', container: properties(`${PROCESS}: 4g`, 'taskmanager.memory.task.off-heap.size: 64m').replace('FLINK_PROPERTIES', `⟦${RULE}: FLINK_PROPERTIES⟧`) });
    const checked = expectFindings(file(CONF, own), READING);
    assert.deepEqual(sizesOf(checked), [2n << 30n, '2', false]);
    assert.equal(
      findingOf(checked, RULE).sentence,
      "FLINK_PROPERTIES has no effect: the image's script cannot write it into the mounted configuration, as Kubernetes mounts ConfigMaps and Secrets read-only. What it says belongs there, or in -D arguments.",
    );
    speakChinese(context);
    assert.equal(
      findingOf(checkText(checked.document.text, READING), RULE).sentence,
      'FLINK_PROPERTIES 不生效：Kubernetes 以只读方式挂载 ConfigMap 和 Secret，镜像的启动脚本无法将其写入挂载的配置。其中的设置应写到该配置或 -D 参数中。',
    );
  });

  it('is told in every version, of slots and the address too', () => {
    const variables = env(['TASK_MANAGER_NUMBER_OF_TASK_SLOTS', '4'], ['JOB_MANAGER_RPC_ADDRESS', 'flink-jobmanager'])
      .replace(/(?<=name: )\w+/g, `⟦${RULE}: $&⟧`);
    for (const image of ['flink:1.13', 'flink:1.20.1', 'registry.example.com/orders/flink:1.17']) {
      assert.deepEqual(sizesOf(expectFindings(file(CONF, workload({ image, mounts: 'conf', container: variables })), READING)), [2n << 30n, '2', false], image);
    }
  });

  it('is told where the file is that of a Secret, or of another document that is not at hand', () => {
    const own = workload({ mounts: 'conf', container: env([`⟦${RULE}: FLINK_PROPERTIES⟧`, `${PROCESS}: 4g`]) });
    expectFindings(own, READING);
    expectFindings(own.replace('configMap: {name: conf}', 'secret: {secretName: conf}'), READING);
  });

  it('is silent where the script can write, or writes nothing', () => {
    const own = env(['FLINK_PROPERTIES', `${PROCESS}: 4g`]);
    assert.equal(sizesOf(expectFindings(workload({ container: own }), READING))[0], 4n << 30n);
    expectFindings(workload({ mounts: 'conf', container: own }).replace('configMap: {name: conf}', 'emptyDir: {}'), READING);
    expectFindings(file(CONF, workload({ mounts: 'conf', container: env(['FLINK_ENV_JAVA_OPTS_TM', '-Xss1m'], ['FLINK_PROPERTIES', '']) })), READING);
    assert.equal(sizesOf(expectFindings(file(CONF, workload({ mounts: 'conf', args: `["taskmanager", "-D${PROCESS}=4g"]` })), READING, ['key-overridden']))[0], 4n << 30n);
  });
});
