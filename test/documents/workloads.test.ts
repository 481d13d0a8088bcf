/** Kubernetes' own workloads that start processes of Flink's: which are, what they get, with whom they are one cluster, how they are edited. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, type Change, editsFor } from '../../server/src/documents/edits.js';
import { type Cluster, DocumentStore, type LocatedCluster } from '../../server/src/documents/index.js';
import { isWithin } from '../../server/src/features/locate.js';
import { configMap, file, properties, workload } from '../support/workloads.js';
import { clustersOf, onlyOne, SETTINGS, valuesOf } from './support.js';

const PROCESS = 'taskmanager.memory.process.size';
const CONF = ['jobmanager.rpc.address: jm', 'jobmanager.memory.process.size: 1600m', `${PROCESS}: 1728m`, 'taskmanager.numberOfTaskSlots: 2'];
const JOB_MANAGER = { name: 'jobmanager', args: '["jobmanager"]' } as const;

/** The clusters that are no ConfigMap. */
function workloadsOf(text: string): readonly LocatedCluster[] {
  return clustersOf(text).filter(({ cluster }) => cluster.kind === 'Workload');
}

function only(text: string): LocatedCluster {
  return onlyOne(workloadsOf(text));
}

function edited(text: string, changes: (cluster: Cluster) => readonly Change[]): string {
  const { cluster, section } = only(text);
  const result = editsFor(text.slice(section.start, section.end), cluster, changes(cluster));
  assert.ok('edits' in result, JSON.stringify(result));
  return text.slice(0, section.start) + applyEdits(text.slice(section.start, section.end), result.edits) + text.slice(section.end);
}

function total(located: LocatedCluster, process: 'taskManager' | 'jobManager'): bigint | string | undefined {
  const derivation = located.analysis.derivations[process];
  return derivation?.status === 'derived' ? derivation.root.bytes : derivation?.status;
}

describe('A workload', () => {
  for (const [kind, apiVersion] of [['Deployment', 'apps/v1'], ['StatefulSet', 'apps/v1'], ['ReplicaSet', 'apps/v1'], ['DaemonSet', 'apps/v1'], ['Job', 'batch/v1'], ['CronJob', 'batch/v1'], ['Pod', 'v1']] as const) {
    test(`${kind} is read where its pod stands`, () => {
      const located = only(workload({ kind, apiVersion, container: `${properties(`${PROCESS}: 2g`)}resources:\n  limits:\n    memory: 2Gi` }));
      assert.equal(total(located, 'taskManager'), 2n << 30n);
      assert.equal(located.cluster.processes.taskManager.container?.limit?.bytes, 2n << 30n);
      assert.equal(located.cluster.processes.jobManager.present, false);
      assert.deepEqual([located.id, located.cluster.version.text, located.cluster.version.source], ['Workload//taskmanager/0', '1.18.1', 'image']);
    });
  }

  test('of official images has what the image sets', () => {
    const located = only(workload({}));
    assert.equal(total(located, 'taskManager'), 1728n << 20n);
    assert.equal(total(only(workload({ ...JOB_MANAGER, image: 'docker.io/library/flink:2.0' })), 'jobManager'), 1600n << 20n);
  });

  test('is known by its command, also in a script, and by its name where the image starts what it starts', () => {
    assert.equal(only(workload({ ...JOB_MANAGER, args: '["standalone-job", "--job-classname", "a.B"]' })).cluster.processes.jobManager.present, true);
    assert.equal(only(workload({ name: 'x', args: '["/opt/flink/bin/taskmanager.sh", "start-foreground"]' })).cluster.processes.taskManager.present, true);
    assert.equal(only(workload({ name: 'x', image: 'orders:1', args: '["bash", "-c", "exec taskmanager.sh start-foreground"]', container: properties('a: b') })).cluster.processes.taskManager.present, true);
    assert.equal(only(workload({ image: 'orders:1', container: properties(`${PROCESS}: 2g`) }).replace(/^ *args:.*\n/m, '')).cluster.processes.taskManager.present, true);
  });

  for (const [name, text] of [
    ['the operator', workload({ name: 'flink-kubernetes-operator', image: 'apache/flink-kubernetes-operator:1.10', args: '["operator"]', mounts: 'jobmanager' })],
    ['the operator by another name', workload({ name: 'taskmanager', image: 'ghcr.io/x/flink-kubernetes-operator:1.10', args: '["taskmanager"]' })],
    ['other software', workload({ image: 'spark:3' })],
    ['a history server', workload({ args: '["history-server"]', mounts: 'jobmanager' })],
    ['another group', workload({ apiVersion: 'example.com/v1' })],
    ["Ververica's Deployment", workload({ apiVersion: 'v1' })],
    ['one that waits for another', workload({ name: 'app', image: 'app:1', args: '["sh", "-c", "until nc -z jobmanager 6123; do sleep 1; done; java -jar app.jar"]' })],
    ['an autoscaler of a deployment', 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: taskmanager}\nspec:\n  scaleTargetRef: {kind: Deployment, name: taskmanager}\n  metrics: [{type: Resource, resource: {name: memory}}]\n'],
  ] as const) test(`${name} is none`, () => assert.deepEqual(clustersOf(text), []));

  test('of somebody who mounts a file that nobody has at hand can be anything', () => {
    assert.equal(total(only(workload({ mounts: 'elsewhere' })), 'taskManager'), 'unknown');
    assert.equal(total(only(workload({ image: 'orders:1', container: 'envFrom: [{configMapRef: {name: elsewhere}}]', args: '["taskmanager", "-Dtaskmanager.host=a"]' })), 'taskManager'), 'unknown');
  });

  test('with templates is unknown where they are', () => {
    const located = only(workload({ image: '{{ .Values.image }}', container: properties(`${PROCESS}: {{ .Values.memory }}`) }));
    assert.equal(total(located, 'taskManager'), 'unknown');
    assert.equal(only(workload({ container: 'resources:\n  limits:\n    memory: {{ .Values.memory }}' })).cluster.processes.taskManager.container?.limit?.bytes, undefined);
  });
});

describe('A workload and its ConfigMap', () => {
  const text = file(configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf', args: `["taskmanager", "-D${PROCESS}=2g"]` }));

  test('in one file: what it mounts is under what it says itself', () => {
    const located = only(text);
    assert.equal(total(located, 'taskManager'), 2n << 30n);
    const setting = located.cluster.settings.get(PROCESS);
    assert.deepEqual([setting?.value, setting?.source, setting?.overridden.map(({ value, source }) => [value, source])], ['2g', 'argument', [['1728m', 'otherDocument']]]);
    const slots = located.cluster.settings.get('taskmanager.numberOfTaskSlots')?.entry;
    assert.ok(slots);
    const { start, end } = located.toSpan(slots.valueSpan);
    assert.equal(text.slice(start, end), '2');
    assert.equal(slots.source, 'otherDocument');
  });

  test('stay two clusters, each with its own text', () => {
    const clusters = clustersOf(text);
    assert.deepEqual(clusters.map(({ id }) => id), ['ConfigMap//conf/0', 'Workload//taskmanager/0']);
    const holding = (words: string): readonly string[] => clusters.filter((located) => isWithin(located, text.indexOf(words))).map(({ cluster }) => cluster.kind);
    assert.deepEqual(holding('1728m'), ['ConfigMap']);
    assert.deepEqual(holding('=2g'), ['Workload']);
  });

  test('the file is that of the image: up to 1.18 and from 2.0 on there is one, between them the old one counts', () => {
    const both = `${configMap('conf', 'flink-conf.yaml', [`${PROCESS}: 1g`])}  config.yaml: |\n    ${PROCESS}: 2g\n    jobmanager.memory.process.size: 2g\n`;
    for (const [image, size] of [['flink:1.18', '1g'], ['flink:1.20', '1g'], ['flink:2.1', '2g']] as const) {
      assert.equal(only(file(both, workload({ image, mounts: 'conf' }))).cluster.settings.get(PROCESS)?.value, size, image);
    }
    assert.equal(total(only(file(configMap('conf', 'config.yaml', CONF), workload({ mounts: 'conf' }))), 'taskManager'), 'unknown');
  });

  test('items and paths say which key is which file', () => {
    const items = text.replace('flink-conf.yaml: |', 'flink-conf.yaml.prod: |').replace('configMap: {name: conf}', 'configMap: {name: conf, items: [{key: flink-conf.yaml.prod, path: flink-conf.yaml}]}');
    assert.equal(valuesOf(only(items).cluster)['taskmanager.numberOfTaskSlots'], '2');
    const sub = text.replace('mountPath: /opt/flink/conf', 'mountPath: /opt/flink/conf/flink-conf.yaml, subPath: flink-conf.yaml');
    assert.equal(valuesOf(only(sub).cluster)['taskmanager.numberOfTaskSlots'], '2');
    assert.equal(valuesOf(only(text.replace('/opt/flink/conf', '/etc/other')).cluster)['taskmanager.numberOfTaskSlots'], '1');
    const folder = text.replace('/opt/flink/conf', '/etc/other').replace('volumeMounts:', 'env: [{name: FLINK_CONF_DIR, value: /etc/other/}]\n          volumeMounts:');
    assert.equal(valuesOf(only(folder).cluster)['taskmanager.numberOfTaskSlots'], '2');
  });

  test('of another namespace are strangers', () => {
    const apart = text.replace('  name: conf\n', '  name: conf\n  namespace: one\n').replace('  name: taskmanager\n', '  name: taskmanager\n  namespace: two\n');
    assert.equal(total(only(apart), 'taskManager'), 'unknown');
  });

  test('an edit is written where the key stands, in either document', () => {
    assert.equal(edited(text, () => [{ kind: 'set', key: PROCESS, value: '3g' }]), text.replace('=2g', '=3g'));
    assert.equal(edited(text, () => [{ kind: 'set', key: 'taskmanager.numberOfTaskSlots', value: '4' }]), text.replace('Slots: 2', 'Slots: 4'));
    assert.equal(edited(text, () => [{ kind: 'remove', key: PROCESS }]), text.replace(`    ${PROCESS}: 1728m\n`, '').replace(`, "-D${PROCESS}=2g"`, ''));
  });

  test('FLINK_PROPERTIES may be a key of one', () => {
    const map = configMap('env', 'FLINK_PROPERTIES', [`${PROCESS}: 2g`, 'jobmanager.rpc.address: jm']);
    const from = file(map, workload({ container: 'envFrom:\n  - configMapRef:\n      name: env' }));
    assert.deepEqual([total(only(from), 'taskManager'), only(from).cluster.settings.get(PROCESS)?.source], [2n << 30n, 'environment']);
    assert.equal(edited(from, () => [{ kind: 'set', key: PROCESS, value: '3g' }]), from.replace('2g', '3g'));
    const ref = file(map, workload({ container: 'env:\n  - name: FLINK_PROPERTIES\n    valueFrom: {configMapKeyRef: {name: env, key: FLINK_PROPERTIES}}' }));
    assert.equal(total(only(ref), 'taskManager'), 2n << 30n);
  });
});

describe('A TaskManager and a JobManager', () => {
  const separate = (jobManager: string, taskManager: string): string => file(
    workload({ ...JOB_MANAGER, container: properties(jobManager, 'jobmanager.memory.process.size: 1g', `${PROCESS}: 9g`) }),
    'apiVersion: v1\nkind: Service\nmetadata: {name: jobmanager}\n',
    workload({ container: properties(taskManager, `${PROCESS}: 2g`, 'jobmanager.memory.process.size: 9g') }),
  );

  test('are one cluster when they mount the same ConfigMap', () => {
    const text = file(workload({ ...JOB_MANAGER, mounts: 'conf' }), configMap('conf', 'flink-conf.yaml', CONF), workload({ mounts: 'conf' }));
    const located = only(text);
    assert.deepEqual([located.id, total(located, 'jobManager'), total(located, 'taskManager')], ['Workload//jobmanager/0', 1600n << 20n, 1728n << 20n]);
    assert.deepEqual(located.cluster.parts?.map(({ start }) => text.slice(located.toOffset(start)).split('\n')[3]), ['  name: jobmanager', '  name: taskmanager']);
  });

  test('are one cluster when they share the address; each gets what is its own', () => {
    const text = separate('jobmanager.rpc.address: jm', 'jobmanager.rpc.address: jm');
    const located = only(text);
    assert.deepEqual([total(located, 'jobManager'), total(located, 'taskManager')], [1n << 30n, 2n << 30n]);
    assert.deepEqual(located.cluster.settings.get(PROCESS)?.overridden, []);
    assert.equal(edited(text, () => [{ kind: 'set', key: PROCESS, value: '3g' }]), text.replace(`${PROCESS}: 2g`, `${PROCESS}: 3g`));
    assert.equal(edited(text, () => [{ kind: 'remove', key: PROCESS }]), text.replace(new RegExp(`^ *${PROCESS}: 2g\\n`, 'm'), ''));
  });

  test('are two where they do not, or run different Flinks', () => {
    assert.equal(workloadsOf(separate('jobmanager.rpc.address: a', 'jobmanager.rpc.address: b')).length, 2);
    assert.equal(workloadsOf(separate('jobmanager.rpc.address: a', 'jobmanager.rpc.address: a').replace('1.18.1', '1.17.1')).length, 2);
  });

  test('of a List, with its ConfigMap', () => {
    const items = [configMap('conf', 'config.yaml', CONF), workload({ ...JOB_MANAGER, image: 'flink:2.0', mounts: 'conf' }), workload({ image: 'flink:2.0', mounts: 'conf' })];
    const text = `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => item.replace(/^/gm, '    ').replace(/^ {4}/, '  - ').replace(/ +$/, '')).join('')}`;
    const located = only(text);
    assert.deepEqual([total(located, 'jobManager'), total(located, 'taskManager')], [1600n << 20n, 1728n << 20n]);
    assert.equal(edited(text, () => [{ kind: 'set', key: PROCESS, value: '3g' }]), text.replace('1728m', '3g'));
  });

  test('keep what was derived when something else changes, and are derived anew when a part does', () => {
    const text = file('a: 1\n', separate('jobmanager.rpc.address: jm', 'jobmanager.rpc.address: jm'));
    const store = new DocumentStore();
    const analysis = (version: number, now: string): LocatedCluster['analysis'] | undefined => {
      store.update('file:///a.yaml', 'yaml', version, now);
      return store.get('file:///a.yaml')?.clusters(SETTINGS).at(0)?.analysis;
    };
    const first = analysis(1, text);
    assert.ok(first);
    assert.equal(analysis(2, text.replace('a: 1', 'a: 12')), first);
    const other = analysis(3, text.replace(`${PROCESS}: 2g`, `${PROCESS}: 3g`));
    assert.notEqual(other, first);
    assert.equal(other?.derivations.taskManager?.status, 'derived');
    // What stands between them moves them.
    assert.notEqual(analysis(4, text.replace('kind: Service', 'kind: Service # x')), other);
  });
});
