/** Variables that the image's start script cannot write, where another document gives them, or Compose mounts the configuration read-only. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { configMap, file, workload } from '../support/workloads.js';
import { TestWorkspace } from '../support/workspace.js';
import { checkText, expectFindings, findingOf } from './support.js';

const READING = { file: 'workload.yaml' };
const COMPOSE = { file: 'docker-compose.yml' };
const RULE = 'variable-without-effect';
const PROCESS = 'taskmanager.memory.process.size';
const CONF = configMap('conf', 'flink-conf.yaml', ['jobmanager.memory.process.size: 1600m', `${PROCESS}: 2g`]);
const VARIABLES = configMap('variables', 'FLINK_PROPERTIES', [`${PROCESS}: 4g`]);

/** A workload that mounts a ConfigMap, with lines of its container. */
function mounting(...lines: readonly string[]): string {
  return workload({ mounts: 'conf', container: lines.join('\n') });
}

const FROM = ['envFrom:', `  - configMapRef: {name: ⟦${RULE}: variables⟧}`];
const KEY = ['env:', `  - name: ⟦${RULE}: FLINK_PROPERTIES⟧`, '    valueFrom: {configMapKeyRef: {name: variables, key: FLINK_PROPERTIES}}'];

describe(`${RULE} of another document`, () => {
  it('is told where a ConfigMap gives all its keys', () => {
    const checked = expectFindings(file(CONF, VARIABLES, mounting(...FROM)), READING);
    assert.match(findingOf(checked, RULE).sentence, /^FLINK_PROPERTIES has no effect: .* as Kubernetes mounts ConfigMaps and Secrets read-only\./);
    const cluster = checked.document.clusters(checked.context.settings).find(({ cluster: { kind } }) => kind === 'Workload');
    assert.equal(cluster?.cluster.settings.get(PROCESS)?.value, '2g');
  });

  it('is told of each variable that the script would write', () => {
    const slots = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: variables}\ndata:\n  TASK_MANAGER_NUMBER_OF_TASK_SLOTS: "4"\n  FLINK_ENV_JAVA_OPTS: -Xss1m\n  JOB_MANAGER_RPC_ADDRESS: ""\n';
    const checked = expectFindings(file(CONF, slots, mounting(...FROM)), READING);
    assert.match(findingOf(checked, RULE).sentence, /^TASK_MANAGER_NUMBER_OF_TASK_SLOTS has no effect: /);
  });

  it('is told where one key of a document is the variable, be it at hand or not', () => {
    expectFindings(file(CONF, VARIABLES, mounting(...KEY)), READING);
    expectFindings(file(CONF, mounting(...KEY)), READING);
    expectFindings(file(CONF, mounting(...KEY).replace('configMapKeyRef', 'secretKeyRef')), READING);
  });

  it('is told where the ConfigMap stands in another file', () => {
    const text = mounting(...FROM).replace(/⟦[^:]+: (\w+)⟧/, '$1');
    const files = { 'kustomization.yaml': 'resources: [tm.yaml, maps.yaml]\n', 'tm.yaml': text, 'maps.yaml': file(CONF, VARIABLES) };
    assert.deepEqual(new TestWorkspace(files).findings('tm.yaml').map(({ rule, marked }) => [rule, marked]), [[RULE, 'variables']]);
  });

  it('is told of a patch where that stands, and not of what the patched workload has', () => {
    const base = mounting(...FROM).replace(/⟦[^:]+: (\w+)⟧/, '$1').replace('spec:', 'spec:\n  selector: {matchLabels: {app: flink}}');
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: taskmanager}\nspec:\n  template:\n    spec:\n      containers:\n        - name: taskmanager\n          env:\n            - name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS\n              valueFrom: {configMapKeyRef: {name: variables, key: SLOTS}}\n';
    const files = { 'kustomization.yaml': 'resources: [tm.yaml, maps.yaml]\npatches: [{path: patch.yaml}]\n', 'tm.yaml': base, 'maps.yaml': file(CONF, VARIABLES), 'patch.yaml': patch };
    assert.deepEqual(new TestWorkspace(files).findings('patch.yaml').map(({ rule, marked }) => [rule, marked]), [[RULE, 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS']]);
  });

  it('is silent where nothing is given, or it counts', () => {
    const plain = (text: string): string => text.replaceAll(/⟦[^:]+: (\w+)⟧/g, '$1');
    expectFindings(file(CONF, VARIABLES.replace('FLINK_PROPERTIES', 'OTHER'), plain(mounting(...FROM))), READING);
    expectFindings(file(CONF, plain(mounting(...FROM))), READING);
    expectFindings(file(CONF, VARIABLES, plain(mounting(...FROM)).replace('configMapRef: {name: variables}', 'configMapRef: {name: variables}\n              prefix: X_')), READING);
    expectFindings(file(CONF, plain(mounting(...KEY)).replace('key: FLINK_PROPERTIES}', 'key: FLINK_PROPERTIES, optional: true}')), READING);
    expectFindings(file(VARIABLES, plain(workload({ container: FROM.join('\n') }))), READING);
    // The container's own variable beats it, and is told of.
    expectFindings(file(CONF, VARIABLES, mounting(...FROM.map(plain), 'env:', `  - {name: ⟦${RULE}: FLINK_PROPERTIES⟧, value: "${PROCESS}: 3g"}`)), READING);
  });
});

const SERVICE = `services:
  jobmanager: &flink
    image: flink:1.18.1
    command: jobmanager
    volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml:ro"]
    environment: &env
      ⟦${RULE}: FLINK_PROPERTIES⟧: |
        taskmanager.memory.process.size: 4g
  taskmanager:
    <<: *flink
    command: taskmanager
`;

describe(`${RULE} in a compose file`, () => {
  it('is told once of what services share, in both languages', (context) => {
    const checked = expectFindings(SERVICE, COMPOSE);
    assert.equal(findingOf(checked, RULE).sentence, "FLINK_PROPERTIES has no effect: the image's script cannot write it into the configuration, which is mounted read-only. What it says belongs there, or in -D arguments.");
    expectFindings(`${SERVICE}  taskmanager2:\n    <<: *flink\n    command: taskmanager\n`, COMPOSE);
    speakChinese(context);
    assert.equal(findingOf(checkText(checked.document.text, COMPOSE), RULE).sentence, 'FLINK_PROPERTIES 不生效：配置以只读方式挂载，镜像的启动脚本无法将其写入。其中的设置应写到该配置或 -D 参数中。');
  });

  it('is told of slots and the address as well', () => {
    const text = SERVICE.replace(/⟦[^⟧]+⟧: \|\n.*\n/, `⟦${RULE}: TASK_MANAGER_NUMBER_OF_TASK_SLOTS⟧: 4\n      ⟦${RULE}: JOB_MANAGER_RPC_ADDRESS⟧: jobmanager\n      FLINK_ENV_JAVA_OPTS: -Xss1m\n`);
    expectFindings(text, COMPOSE);
  });

  it('is silent where the script can write', () => {
    const text = SERVICE.replace(`⟦${RULE}: FLINK_PROPERTIES⟧`, 'FLINK_PROPERTIES');
    expectFindings(text.replace(':ro"', '"'), COMPOSE);
    expectFindings(text.replace('./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml:ro', './jobs:/opt/flink/usrlib:ro'), COMPOSE);
    expectFindings(text.replace('flink-conf.yaml:ro', 'log4j-console.properties:ro'), COMPOSE);
    expectFindings(text.replace('flink:1.18.1', 'flink:2.0'), COMPOSE);
  });
});

describe(`${RULE} beside one of Flink’s own scripts`, () => {
  const DIRECT = { args: '[start-foreground]', container: `command: ["/opt/flink/bin/taskmanager.sh"]\nenv:\n  - {name: ⟦${RULE}: FLINK_PROPERTIES⟧, value: "${PROCESS}: 4g"}` };

  it('is told, as nothing writes the configuration, in both languages', (context) => {
    const checked = expectFindings(workload(DIRECT), READING);
    assert.equal(findingOf(checked, RULE).sentence, "FLINK_PROPERTIES has no effect: the container starts Flink's own script in place of the image's, which would write it into the configuration. What it says belongs there, or in -D arguments.");
    speakChinese(context);
    assert.equal(findingOf(checkText(checked.document.text, READING), RULE).sentence, 'FLINK_PROPERTIES 不生效：容器直接启动 Flink 自带的脚本，没有运行会将其写入配置的镜像启动脚本。其中的设置应写到配置或 -D 参数中。');
    expectFindings(file(VARIABLES, workload({ ...DIRECT, container: ['command: ["/opt/flink/bin/taskmanager.sh"]', ...FROM].join('\n') })), READING);
  });

  it('is silent where the image’s script starts it', () => {
    const text = workload({ ...DIRECT, container: DIRECT.container.replace('"/opt', '"/docker-entrypoint.sh", "/opt').replace(`⟦${RULE}: FLINK_PROPERTIES⟧`, 'FLINK_PROPERTIES') });
    expectFindings(text, READING);
  });
});
