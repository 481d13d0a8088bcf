import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const workload = (role: string, args = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: flink-${role}
spec:
  selector: {matchLabels: {app: ${role}}}
  template:
    spec:
      containers:
      - name: main
        image: flink:1.18
        args: [${role}${args}]
        volumeMounts:
        - {name: conf, mountPath: /opt/flink/conf}
      volumes:
      - name: conf
        configMap: {name: flink-config}
`;
const WORKLOADS = `${workload('jobmanager')}---\n${workload('taskmanager', ', -Dtaskmanager.numberOfTaskSlots=4')}`;
const CONF = 'jobmanager.rpc.address: jobmanager\njobmanager.memory.process.size: 2g\ntaskmanager.memory.process.size: 4g\n';
const CONFIG_MAP = `# of all\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink-config\ndata:\n  flink-conf.yaml: |\n${CONF.replace(/^(?=.)/gm, '    ')}`;
const TIED = { 'k/kustomization.yaml': 'resources: [workloads.yaml, config.yaml]\n', 'k/workloads.yaml': WORKLOADS };
const MIB = 1024n ** 2n;

function clustersOf(files: Readonly<Record<string, string>>, open: readonly string[] = []): readonly LocatedCluster[] {
  const workspace = new TestWorkspace(files);
  for (const other of open) workspace.edit(other);
  const { document, context } = workspace.edit('k/workloads.yaml');
  return document.clusters(context.settings);
}

function sizes(clusters: readonly LocatedCluster[]): readonly (bigint | undefined)[] {
  return clusters.flatMap(({ analysis: { derivations } }) => [derivations.jobManager, derivations.taskManager]).map((one) => (one !== undefined && 'pools' in one ? one.pools.get('totalProcess') : undefined));
}

describe('A workload whose ConfigMap stands in another file', () => {
  test('gets its configuration from there, and is one cluster with the other that does', () => {
    const clusters = clustersOf({ ...TIED, 'k/config.yaml': CONFIG_MAP });
    assert.deepEqual(sizes(clusters), [2048n * MIB, 4096n * MIB]);
    const settings = clusters[0]?.cluster.settings;
    const size = settings?.get('taskmanager.memory.process.size');
    assert.deepEqual([size?.source, size?.origin?.uri, size?.origin && textAt(CONFIG_MAP, size.origin.range)], ['otherDocument', uriOf('k/config.yaml'), '4g']);
    assert.equal(settings?.get('taskmanager.numberOfTaskSlots')?.value, '4');
  });

  test('finds it among the open files, and in the file that a generator takes', () => {
    assert.deepEqual(sizes(clustersOf({ 'k/workloads.yaml': WORKLOADS, 'other/config.yaml': CONFIG_MAP }, ['other/config.yaml'])), [2048n * MIB, 4096n * MIB]);
    const generated = { 'k/kustomization.yaml': 'resources: [workloads.yaml]\nconfigMapGenerator:\n- name: flink-config\n  files: [conf/flink-conf.yaml]\n', 'k/workloads.yaml': WORKLOADS, 'k/conf/flink-conf.yaml': CONF };
    assert.deepEqual(sizes(clustersOf(generated)), [2048n * MIB, 4096n * MIB]);
  });

  test('is unknown without it, and where several files have one', () => {
    const unknown = (clusters: readonly LocatedCluster[]): void => {
      assert.ok(sizes(clusters).every((size) => size === undefined));
    };
    unknown(clustersOf({ ...TIED }));
    unknown(clustersOf({ 'k/workloads.yaml': WORKLOADS, 'other/config.yaml': CONFIG_MAP }));
    unknown(clustersOf({ ...TIED, 'k/kustomization.yaml': 'resources: [workloads.yaml, config.yaml, more.yaml]\n', 'k/config.yaml': CONFIG_MAP, 'k/more.yaml': CONFIG_MAP }));
    unknown(clustersOf({ ...TIED, 'k/config.yaml': CONFIG_MAP.replace('flink-conf.yaml', 'config.yaml') }));
    unknown(clustersOf({ ...TIED, 'k/config.yaml': CONFIG_MAP.replace('name: flink-config', 'name: flink-config\n  namespace: a'), 'k/workloads.yaml': WORKLOADS.replace(/(name: flink-(?:job|task)manager)/g, '$1\n  namespace: b') }));
  });

  test('takes the one in its own file, and asks for no other then', () => {
    const workspace = new TestWorkspace({ ...TIED, 'k/workloads.yaml': `${WORKLOADS}---\n${CONFIG_MAP.replace('4g', '3g')}`, 'k/config.yaml': CONFIG_MAP });
    const { document, context } = workspace.edit('k/workloads.yaml');
    assert.ok(sizes(document.clusters(context.settings)).includes(3072n * MIB));
    assert.deepEqual(workspace.asked, []);
  });

  test('is told what it causes, and the ConfigMap of its own faults', () => {
    const findings = (config: string, workloads = WORKLOADS): unknown => new TestWorkspace({ ...TIED, 'k/workloads.yaml': workloads, 'k/config.yaml': config }).findings('k/workloads.yaml').map(({ rule, marked }) => [rule, marked]);
    assert.deepEqual(findings(CONFIG_MAP), []);
    assert.deepEqual(findings(CONFIG_MAP.replace('4g', '300m')), []);
    const limited = WORKLOADS.replace(/(args: \[taskmanager.*\]\n)/, '$1        resources: {limits: {memory: 3Gi}}\n');
    assert.deepEqual(findings(CONFIG_MAP, limited), [['container-too-small', '3Gi']]);
  });

  test('follows it without being read again itself', () => {
    const workspace = new TestWorkspace({ ...TIED, 'k/config.yaml': CONFIG_MAP });
    const look = (): readonly LocatedCluster[] => {
      const { document, context } = workspace.edit('k/workloads.yaml');
      return document.clusters(context.settings);
    };
    const [first] = look();
    const asked = workspace.asked.length;
    workspace.write('k/workloads.yaml', `${WORKLOADS}# more\n`);
    look();
    assert.equal(workspace.asked.length, asked);
    workspace.write('k/config.yaml', CONFIG_MAP.replace('4g', '5g'));
    const [second] = look();
    assert.deepEqual([sizes(first === undefined ? [] : [first]), sizes(second === undefined ? [] : [second])], [[2048n * MIB, 4096n * MIB], [2048n * MIB, 5120n * MIB]]);
  });
});
