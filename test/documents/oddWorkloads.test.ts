/** Workloads whose configuration comes from where few look: scripts, volumes, variables in arguments, Secrets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editsFor, type LocatedCluster } from '../../server/src/documents/index.js';
import { changed, clustersOf, onlyOne } from './support.js';

const PROCESS = 'taskmanager.memory.process.size';

/** A TaskManager's Deployment: fields of its container and its volumes, as they are indented there. */
function taskManager(container: string, volumes = '', image = 'flink:1.18'): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: tm\nspec:\n  template:\n    spec:\n      containers:\n        - name: taskmanager\n          image: ${image}\n${container}${volumes}`;
}

function total({ analysis }: LocatedCluster): string {
  const derivation = analysis.derivations.taskManager;
  return derivation?.status === 'derived' ? `${derivation.root.bytes >> 20n}m` : derivation?.status ?? 'absent';
}

function totalOf(text: string): string {
  return total(onlyOne(clustersOf(text).filter(({ cluster }) => cluster.kind === 'Workload')));
}

const ARGS = '          args: [taskmanager]\n';
const mountAt = (path: string): string => `${ARGS}          volumeMounts:\n            - {name: c, mountPath: ${path}}\n`;

describe('A container whose configuration nobody here can know', () => {
  it('is unknown, not what the image has', () => {
    const scripts = ['cp /conf/* /opt/flink/conf/\nexec /docker-entrypoint.sh taskmanager', 'sed -i s/a/b/ "$FLINK_HOME/conf/flink-conf.yaml" && taskmanager.sh start-foreground', 'cd /opt/flink && cat /etc/f >> conf/flink-conf.yaml; bin/taskmanager.sh start-foreground'];
    for (const script of scripts) assert.equal(totalOf(taskManager(`          command: [bash, -c]\n          args:\n            - |\n${script.split('\n').map((line) => `              ${line}\n`).join('')}`)), 'unknown', script);
    assert.equal(totalOf(taskManager(mountAt('/opt/flink/conf'), '      volumes:\n        - name: c\n          emptyDir: {}\n')), 'unknown');
    assert.equal(totalOf(taskManager(mountAt('/opt/flink/conf'), '      volumes:\n        - name: c\n          persistentVolumeClaim:\n            claimName: conf\n')), 'unknown');
    assert.equal(totalOf(taskManager(mountAt('/opt/flink'))), 'unknown');
    assert.equal(totalOf(taskManager(`${ARGS}          env:\n            - {name: FLINK_CONF_DIR, value: /etc/flink}\n`)), 'unknown');
  });

  it('is unknown where a script sets the variable itself', () => {
    assert.equal(totalOf(taskManager(`          command: [bash, -c, "export FLINK_PROPERTIES='${PROCESS}: 1g'; /docker-entrypoint.sh taskmanager"]\n`)), 'unknown');
  });

  it('is known where what else is mounted or run leaves the folder alone', () => {
    assert.equal(totalOf(taskManager(mountAt('/opt/flink/usrlib'))), '1728m');
    assert.equal(totalOf(taskManager(mountAt('/opt/flink/conf/log4j-console.properties'))), '1728m');
    assert.equal(totalOf(taskManager('          command: [bash, -c, "sleep 5; exec /opt/flink/bin/taskmanager.sh start-foreground"]\n')), '1728m');
  });

  it('is unknown behind a ConfigMap, too, where a script or a variable leads past it', () => {
    const volumes = '      volumes:\n        - name: c\n          configMap: {name: f}\n';
    const configMap = `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: f\ndata:\n  flink-conf.yaml: |\n    ${PROCESS}: 4g\n`;
    const at = '          volumeMounts:\n            - {name: c, mountPath: /opt/flink/conf}\n';
    const script = '          command: [bash, -c, "export FLINK_CONF_DIR=/tmp/c; cp /opt/flink/conf/* /tmp/c; exec taskmanager.sh start-foreground"]\n';
    assert.equal(totalOf(taskManager(script + at, volumes + configMap)), 'unknown');
    const folder = (path: string): string => `${ARGS}          env:\n            - {name: FLINK_CONF_DIR, value: ${path}}\n${at}`;
    assert.equal(totalOf(taskManager(folder('/etc/flink'), volumes + configMap)), 'unknown');
    assert.equal(totalOf(taskManager(folder('/opt/flink/conf/'), volumes + configMap)), '4096m');
    assert.equal(totalOf(taskManager(folder('/etc/flink').replace('mountPath: /opt/flink/conf', 'mountPath: /etc/flink'), volumes + configMap)), '4096m');
  });

  it('keeps what a ConfigMap over the folder has, whatever a script does beside', () => {
    const configMap = `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: f\ndata:\n  flink-conf.yaml: |\n    ${PROCESS}: 4g\n`;
    const script = '          command: [bash, -c, "cat /opt/flink/conf/flink-conf.yaml; exec taskmanager.sh start-foreground"]\n          volumeMounts:\n            - {name: c, mountPath: /opt/flink/conf}\n';
    assert.equal(totalOf(taskManager(script, `      volumes:\n        - name: c\n          configMap:\n            name: f\n${configMap}`)), '4096m');
  });
});

describe('A Secret with a file of Flink in plain text', () => {
  const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: f\nstringData:\n  flink-conf.yaml: |\n    ${PROCESS}: 4g\n    s3.access-key: AKIA\n    env.java.opts: -Dpw=hush\n    jobmanager.rpc.address: jm\n`;
  const mounting = (name: string): string => taskManager(mountAt('/opt/flink/conf'), `      volumes:\n        - name: c\n          secret:\n            secretName: ${name}\n`);

  it('sizes what mounts it', () => {
    assert.equal(totalOf(`${secret}---\n${mounting('f')}`), '4096m');
    assert.equal(totalOf(`${secret}---\n${mounting('f').replace('secret:\n            secretName: f', 'projected:\n            sources: [{secret: {name: f}}]')}`), '4096m');
    assert.equal(totalOf(`${secret}---\n${mounting('other')}`), 'unknown');
    assert.equal(totalOf(`${secret.replace('kind: Secret', 'kind: ConfigMap').replace('stringData', 'data')}---\n${mounting('f')}`), 'unknown');
  });

  it('shows nothing but what sizes memory', () => {
    const { cluster } = onlyOne(clustersOf(secret));
    assert.deepEqual([cluster.kind, ...cluster.settings.keys()], ['Secret', PROCESS, 'jobmanager.rpc.address']);
    assert.deepEqual(cluster.entries.map(({ key }) => key), [PROCESS, 'jobmanager.rpc.address']);
  });

  it('is not read where it is encoded, or is another kind', () => {
    assert.deepEqual(clustersOf(secret.replace('stringData', 'data')), []);
    assert.deepEqual(clustersOf(secret.replace('apiVersion: v1', 'apiVersion: external-secrets.io/v1')), []);
  });

  it('is edited in its place, the rest untouched', () => {
    assert.equal(changed(secret, 'secret.yaml', () => [{ kind: 'set', key: PROCESS, value: '5g' }, { kind: 'set', key: 'taskmanager.memory.managed.size', value: '1g' }]),
      secret.replace(`${PROCESS}: 4g\n`, `${PROCESS}: 5g\n    taskmanager.memory.managed.size: 1g\n`));
  });
});

describe('References to variables of the container', () => {
  const env = (...variables: readonly (readonly [string, string])[]): string => `          env:\n${variables.map(([name, value]) => `            - {name: ${name}, ${value}}\n`).join('')}`;
  const args = (value: string): string => `          args: [taskmanager, "-D${PROCESS}=${value}"]\n`;
  const valueOf = (container: string): string => {
    const { cluster } = onlyOne(clustersOf(taskManager(container)));
    const setting = cluster.settings.get(PROCESS);
    return `${setting?.value ?? ''}${setting?.templated === true ? ' (unknown)' : ''}`;
  };

  it('are put in where the container says what they are, in arguments and in variables behind them', () => {
    assert.equal(totalOf(taskManager(args('$(MEM)') + env(['MEM', 'value: 2048m']))), '2048m');
    assert.equal(totalOf(taskManager(args('$(N)m') + env(['N', 'value: "1024"'], ['N', 'value: "3072"']))), '3072m');
    assert.equal(totalOf(taskManager(ARGS + env(['N', 'value: 2g'], ['MEM', 'value: $(N)'], ['FLINK_PROPERTIES', `value: "${PROCESS}: $(MEM)"`]))), '2048m');
    assert.equal(totalOf(taskManager(`          command: [sh, -c, "exec taskmanager.sh start-foreground -D${PROCESS}=$(MEM)"]\n${env(['MEM', 'value: 4g'])}`)), '4096m');
  });

  it('are unknown where they come from elsewhere, later, or are none', () => {
    assert.equal(valueOf(args('$(MEM)') + env(['MEM', 'valueFrom: {configMapKeyRef: {name: a, key: b}}'])), '$(MEM) (unknown)');
    assert.equal(valueOf(args('$(MEM)') + env(['MEM', 'value: "{{ .Values.memory }}"'])), '$(MEM) (unknown)');
    assert.equal(valueOf(args('$(MEM)')), '$(MEM) (unknown)');
    assert.equal(valueOf(args('$$(MEM)') + env(['MEM', 'value: 2g'])), '$(MEM) (unknown)');
    assert.equal(valueOf(ARGS + env(['FLINK_PROPERTIES', `value: "${PROCESS}: $(MEM)"`], ['MEM', 'value: 2g'])), '$(MEM) (unknown)');
  });

  it('that are an address, or the value of an option, are no arguments of ours', () => {
    const podIp = '          env:\n            - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}\n            - {name: X, valueFrom: {fieldRef: {fieldPath: status.podIP}}}\n';
    for (const args of ['taskmanager, $(POD_IP)', 'taskmanager, --host, $(X)']) assert.equal(totalOf(taskManager(`          args: [${args}]\n${podIp}`)), '1728m', args);
    for (const args of ['taskmanager, $(X)', 'taskmanager, -D, $(X)']) assert.notEqual(totalOf(taskManager(`          args: [${args}]\n${podIp}`)), '1728m', args);
    assert.equal(totalOf(taskManager(`          command: [sh, -c, "taskmanager.sh start-foreground $(X)"]\n${podIp}`)), 'unknown');
  });

  it('are not written over, and what stands beside them is', () => {
    const text = taskManager(args('$(MEM)').replace(']', ', "-Dtaskmanager.memory.managed.size=$(N)m", "-Drest.port=1"]') + env(['MEM', 'value: 2g'], ['N', 'value: "512"']));
    const { cluster, section } = onlyOne(clustersOf(text));
    assert.ok('refused' in editsFor(section.section.text, cluster, [{ kind: 'set', key: PROCESS, value: '4g' }]));
    assert.equal(changed(text, 'a.yaml', () => [{ kind: 'set', key: 'rest.port', value: '2' }, { kind: 'remove', key: 'taskmanager.memory.managed.size' }]),
      text.replace('-Drest.port=1', '-Drest.port=2').replace(', "-Dtaskmanager.memory.managed.size=$(N)m"', ''));
  });
});
