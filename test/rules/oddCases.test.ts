/** What a reviewer found in documents of Kubernetes and Compose that people really have. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterFix, checkText, expectFindings, findingOf, fixesOf, preferredFix } from './support.js';

/** A TaskManager's Deployment with arguments behind the one that starts it. */
function taskManager(args: string, image = 'flink:1.20'): string {
  return 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: tm\nspec:\n  template:\n    spec:\n      containers:\n        - name: taskmanager\n'
    + `          image: ${image}\n          args: [taskmanager${args}]\n`;
}

describe('A -D argument without a value', () => {
  it('goes where what counts then starts the process', () => {
    const { title, text } = preferredFix(checkText(taskManager(', -Dtaskmanager.memory.process.size='), { file: 'a.yaml' }), 'value-invalid');
    assert.equal(title, 'Remove taskmanager.memory.process.size (1728m counts)');
    assert.equal(text, taskManager(''));
  });

  it('gets one where what counts without it is too small', () => {
    // 1728m of the image: 1700 of metaspace and 192 of overhead leave nothing.
    const argument = ', -Dtaskmanager.memory.jvm-metaspace.size=1700m';
    const checked = checkText(taskManager(`, -Dtaskmanager.memory.process.size=${argument}`), { file: 'a.yaml' });
    const { title, text } = preferredFix(checked, 'value-invalid');
    assert.match(title, /^Write \d+m$/);
    const after = checkText(text, { file: 'a.yaml' });
    assert.equal(after.found[0]?.located.analysis.derivations.taskManager?.status ?? 'derived', 'derived');
    assert.deepEqual(after.found.filter(({ finding }) => finding.level === 'error'), []);
  });
});

describe('Both totals, of which the image brought one', () => {
  it('say so in a workload', () => {
    const checked = expectFindings(taskManager(', -Dtaskmanager.memory.flink.size=⟦both-totals: 1280m⟧'), { file: 'a.yaml' });
    const { finding, sentence, located } = findingOf(checked, 'both-totals');
    assert.match(sentence, /^taskmanager\.memory\.process\.size \(1728 MiB by the image's own configuration\) and taskmanager\.memory\.flink\.size are both set, so JVM overhead has to be the rest: 192 MiB/);
    assert.deepEqual(finding.related?.map((other) => ['span' in other ? checked.document.text.slice(located.toSpan(other.span).start, located.toSpan(other.span).end) : '', other.message]), [
      ['flink:1.20', "The image's own configuration sets taskmanager.memory.process.size to 1728 MiB"],
    ]);
  });

  it('and where the workload is linked with others, the image is still found', () => {
    const address = ', -Djobmanager.rpc.address=jm';
    const jobManager = taskManager(address).replaceAll('taskmanager', 'jobmanager').replace('name: tm', 'name: jm');
    const checked = expectFindings(`# two\n${jobManager}---\n${taskManager(`${address}, -Dtaskmanager.memory.flink.size=⟦both-totals: 1280m⟧`)}`, { file: 'a.yaml' });
    const { finding: { related: [other] = [] }, located } = findingOf(checked, 'both-totals');
    assert.ok(other !== undefined && 'span' in other);
    const { start, end } = located.toSpan(other.span);
    assert.equal(checked.document.text.slice(start, end), 'flink:1.20');
    assert.ok(start > checked.document.text.indexOf('---'));
  });
});

describe('An image of Flink without a tag', () => {
  const compose = (image: string): string => 'services:\n  jobmanager:\n    image: flink:1.13\n    command: jobmanager\n    environment:\n      FLINK_PROPERTIES: "jobmanager.rpc.address: jobmanager"\n'
    + `  taskmanager:\n    image: ${image}\n    command: taskmanager\n    environment:\n      FLINK_PROPERTIES: |\n        jobmanager.rpc.address: jobmanager\n        taskmanager.memory.process.size: 2g\n`;
  const versions = (text: string): readonly string[] =>
    checkText(text, { file: 'docker-compose.yml' }).document.clusters({ flinkVersion: 'auto', operatorVersion: 'auto', operatorDefaults: {} }).map(({ cluster: { version, processes } }) =>
      `${version.text} ${version.source} ${['taskManager', 'jobManager'].filter((process) => processes[process === 'taskManager' ? 'taskManager' : 'jobManager'].present).join(' ')}`);

  it('is the latest, whatever stands beside it', () => {
    assert.deepEqual(versions(compose('flink')), ['1.13 image jobManager', '1.20 default taskManager']);
    assert.deepEqual(versions(compose('flink:latest')), ['1.13 image jobManager', '1.20 default taskManager']);
  });

  it("is somebody's build of the version beside it where it has another name", () => {
    assert.deepEqual(versions(compose('our/pipeline')), ['1.13 image taskManager jobManager']);
  });
});

describe('A workload that mounts only the file which its image does not read', () => {
  const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\ndata:\n  ${name}: |\n    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 2g\n---\n`;
  const mounting = (image: string, items: string, place = '⟦file-not-read: /opt/flink/conf⟧'): string =>
    `${taskManager('', image)}          volumeMounts:\n            - {name: c, mountPath: ${place}}\n      volumes:\n        - name: c\n          configMap:\n            name: conf\n${items}`;
  const item = (name: string): string => `            items: [{key: ${name}, path: ${name}}]\n`;

  it('is told at the mount, whether the ConfigMap is at hand or the keys are named', () => {
    const old = expectFindings(`${configMap('flink-conf.yaml')}${mounting('flink:2.0', '')}`, { file: 'a.yaml' });
    assert.equal(findingOf(old, 'file-not-read').sentence, 'Flink 2.0 does not read flink-conf.yaml: its settings belong in config.yaml. bin/migrate-config-file.sh of Flink 1.19 and later rewrites this file.');
    expectFindings(mounting('flink:2.0', item('flink-conf.yaml')), { file: 'a.yaml' });
    const yaml = expectFindings(`${configMap('config.yaml')}${mounting('flink:1.18', '')}`, { file: 'a.yaml' });
    assert.equal(findingOf(yaml, 'file-not-read').sentence, 'Flink 1.18 does not read config.yaml, which comes with 1.19: its settings belong in flink-conf.yaml.');
    expectFindings(mounting('flink:1.18', item('config.yaml')), { file: 'a.yaml' });
  });

  it('is told at each mount of processes that are linked', () => {
    const both = mounting('flink:2.0', item('flink-conf.yaml'));
    expectFindings(`${both.replaceAll('taskmanager', 'jobmanager').replace('name: tm', 'name: jm')}---\n${both}`, { file: 'a.yaml' });
  });

  it('is none where the image reads it, its version is a guess, or the other file may come from elsewhere', () => {
    const silent = '/opt/flink/conf';
    for (const image of ['flink:1.20', 'flink', 'our/pipeline:7']) expectFindings(`${configMap('flink-conf.yaml')}${mounting(image, '', silent)}`, { file: 'a.yaml' });
    const both = configMap('flink-conf.yaml').replace('---\n', '  config.yaml: |\n    {{ toYaml .Values.flink }}\n---\n');
    expectFindings(`${both}${mounting('flink:2.0', '', silent)}`, { file: 'a.yaml' });
    expectFindings(mounting('flink:2.0', '', silent), { file: 'a.yaml' });
    const single = mounting('flink:2.0', '', '/opt/flink/conf/flink-conf.yaml').replace('      volumes:', '            - {name: d, mountPath: /opt/flink/conf/config.yaml}\n      volumes:');
    expectFindings(`${single}        - name: d\n          configMap:\n            name: other\n`, { file: 'a.yaml' });
  });
});

describe('A JSON patch of what sizes a process', () => {
  const FILE = { file: 'patch.yaml' };

  it('is checked in each of its forms, and fixed there', () => {
    const source = `- op: replace
  path: /spec/jobManager/resource
  value:
    memory: ⟦quantity-invalid: 2.5Gi⟧ # of the spike
    cpu: ⟦quantity-invalid: "1"⟧
- {op: add, path: /spec/taskManager, value: {resource: {memory: ⟦quantity-invalid: 1.5Gi⟧, cpu: 2}, replicas: 2}}
`;
    const checked = expectFindings(source, FILE);
    const { text } = checked.document;
    const fixes = checked.found.map((found) => fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]));
    assert.deepEqual(fixes, [
      [['Write 2560Mi', text.replace('2.5Gi', '2560Mi')]],
      [['Write 1', text.replace('"1"', '1')]],
      [['Write 1536Mi', text.replace('1.5Gi', '1536Mi')]],
    ]);
  });

  it('of the memory alone is read alike', () => {
    const rest = '- op: replace\n  path: /spec/flinkConfiguration/taskmanager.numberOfTaskSlots\n  value: "2"\n';
    const checked = expectFindings(`${rest}- op: replace\n  path: /spec/taskManager/resource/memory\n  value: ⟦quantity-invalid: 2.5Gi⟧\n`, FILE);
    const found = findingOf(checked, 'quantity-invalid');
    assert.deepEqual(fixesOf(checked, found).map((fix) => [fix.title, afterFix(checked, found, fix)]), [
      ['Write 2560Mi', checked.document.text.replace('2.5Gi', '2560Mi')],
    ]);
  });

  it('that a kustomization holds as a text is read alike', () => {
    const checked = expectFindings('kind: Kustomization\npatches:\n  - target: {kind: FlinkDeployment, name: clicks}\n    patch: |-\n      - op: replace\n        path: /spec/taskManager/resource\n        value: {memory: ⟦quantity-invalid: 2.5Gi⟧, cpu: 1}\n', { file: 'kustomization.yaml' });
    assert.equal(preferredFix(checked, 'quantity-invalid').text, checked.document.text.replace('2.5Gi', '2560Mi'));
  });

  it('names the field that it sets', () => {
    const checked = expectFindings('- op: replace\n  path: /spec/taskManager/resource/memory\n  value: ⟦jvm-exceeds-process: 300Mi⟧\n', FILE);
    assert.match(findingOf(checked, 'jvm-exceeds-process').sentence, /taskManager\.resource\.memory of at least 982Mi/);
  });

  it('without a unit is told in its operation', () => {
    const checked = expectFindings('- op: replace\n  path: /spec/taskManager/resource\n  value: {memory: ⟦size-without-unit: "4096"⟧, cpu: 1}\n', FILE, ['jvm-exceeds-process']);
    const { title, text } = preferredFix(checked, 'size-without-unit');
    assert.deepEqual([title, text], ['Write 4096m', checked.document.text.replace('4096', '4096m')]);
  });

  it("of other objects, or by somebody's template, is nobody's business here", () => {
    expectFindings('- op: replace\n  path: /spec/taskManager/resources/limits/memory\n  value: 2.5Gi\n', FILE);
    expectFindings('- op: replace\n  path: /spec/taskManager/resource\n  value: {memory: "{{ .Values.memory }}", cpu: "{{ .Values.cpu }}"}\n', FILE);
    expectFindings('- op: test\n  path: /spec/taskManager/resource/memory\n  value: 2.5Gi\n', FILE);
    expectFindings('- op: replace\n  path: /spec/taskManager/resource\n  value: {memory: 2Gi, cpu: 1}\n', FILE);
  });
});

describe('A standalone TaskManager of the operator without cores', () => {
  const deployment = (taskManager: string, more = '  mode: standalone\n'): string =>
    `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n${more}  jobManager:\n    resource:\n      memory: 2048m\n      cpu: 1\n  ${taskManager}:\n    resource:\n      memory: 2048m\n`;

  it('is asked for with -1 of them, as sixteen operators did, and gets one', () => {
    const checked = expectFindings(deployment('⟦cpu-not-positive: taskManager⟧'));
    assert.equal(
      findingOf(checked, 'cpu-not-positive').sentence,
      'A standalone TaskManager gets the cores that taskManager.resource.cpu says, and nothing does here: the operator then asks for -1 (unless its own defaults say more: setting flinkMemory.operatorDefaults), and Kubernetes makes no such pod. 1 would do.',
    );
    const { title, text } = preferredFix(checked, 'cpu-not-positive');
    assert.equal(title, 'Add taskManager.resource.cpu: 1');
    assert.equal(text, `${checked.document.text}      cpu: 1\n`);
  });

  it('has them from elsewhere, or is none of them', () => {
    const cores = '  mode: standalone\n  flinkConfiguration:\n    kubernetes.taskmanager.cpu.amount: "2"\n';
    for (const more of ['', '  mode: native\n', cores, cores.replace('.amount', '')]) expectFindings(deployment('taskManager', more), {}, ['deprecated-key']);
    expectFindings(`${deployment('taskManager')}      cpu: 0.5\n`);
    expectFindings(deployment('taskManager'), { settings: { operatorDefaults: { 'kubernetes.taskmanager.cpu.amount': '1' } } });
    // A patch, a chart's helper, a field of a later operator.
    expectFindings(deployment('taskManager').replace('  flinkVersion: v1_20\n', ''));
    expectFindings(`${deployment('taskManager')}      {{- include "cores" . | nindent 6 }}\n`);
    expectFindings(`${deployment('taskManager')}    resources:\n      requests:\n        memory: 2048m\n`, {}, ['resources-unsupported']);
  });
});

describe('A configuration that a chart takes as one text', () => {
  const FILE = { file: 'values.yaml' };
  const lines = '  taskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧\n  taskmanager.memory.jvm-metaspace.size: 512m # libraries\n';

  for (const name of ['flinkConfiguration', 'flinkProperties', 'flinkConfig', 'flinkConf']) {
    it(`is checked and fixed within ${name}`, () => {
      const checked = expectFindings(`image: flink:1.20\n${name}: |\n${lines}replicas: 1\n`, FILE);
      const { title, text } = preferredFix(checked, 'jvm-exceeds-process');
      assert.equal(title, 'Raise taskmanager.memory.process.size to 1345m (task heap memory becomes 64.5 MiB)');
      assert.equal(text, checked.document.text.replace('400m', '1345m'));
    });
  }

  it('is read as YAML where it is written so, quotes and nested keys', () => {
    expectFindings('flink:\n  flinkConfiguration: |\n    taskmanager.numberOfTaskSlots: "2"\n    taskmanager.memory.process.size: "2g"\n', FILE);
    expectFindings('flinkConfiguration: |\n  taskmanager:\n    memory:\n      process.size: ⟦jvm-exceeds-process: 400m⟧\n', FILE);
  });

  it('leaves a process alone that a field beside it may size, and a text of somebody else', () => {
    expectFindings('flinkConfiguration: |\n  taskmanager.memory.process.size: 400m\ntaskManager:\n  resource:\n    memory: 2Gi\n', FILE);
    expectFindings('flinkConfig: |\n  key: value\n  taskmanager: x\n', FILE);
    expectFindings('flinkConfiguration: |\n  taskmanager.memory.process.size: {{ .Values.memory }}\n  taskmanager.memory.jvm-metaspace.size: 512m\n', FILE);
  });
});

describe('Nested keys with comments, for an operator that wants texts', () => {
  const deployment = (configuration: string): string =>
    `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: clicks\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n  flinkConfiguration:\n${configuration}  jobManager:\n    resource: {memory: 2048m, cpu: 1}\n  taskManager:\n    resource: {memory: 2048m, cpu: 1}\n`;
  const reading = { settings: { operatorVersion: '1.12' } } as const;

  it('are written flat, and the comments stay', () => {
    const nested = `    # slots
    ⟦nested-configuration-unsupported: taskmanager⟧: # of all jobs
      numberOfTaskSlots: 2 # two
      memory:
        # for "RocksDB" & others
        managed.fraction: 0.4

        network: {max: 1g}
        'jvm-metaspace.size': "512m"   # libraries
    state.backend.type: rocksdb # last
`.replace('        network: {max: 1g}\n', '        network.max: 1g\n');
    const flat = `    # slots
    # of all jobs
    taskmanager.numberOfTaskSlots: "2" # two
    # for "RocksDB" & others
    taskmanager.memory.managed.fraction: "0.4"
    taskmanager.memory.network.max: "1g"
    taskmanager.memory.jvm-metaspace.size: "512m"   # libraries
    state.backend.type: rocksdb # last
`;
    const { title, text } = preferredFix(expectFindings(deployment(nested), reading, ['key-without-effect', 'fraction-clamped']), 'nested-configuration-unsupported');
    assert.equal(title, 'Write the keys below taskmanager flat');
    assert.equal(text, deployment(flat));
  });

  it('in brackets are written flat, and what more than keys and values are in lines stays as it is', () => {
    const brackets = expectFindings(deployment('    taskmanager: ⟦nested-configuration-unsupported: {numberOfTaskSlots: 2}⟧\n'), reading);
    assert.equal(preferredFix(brackets, 'nested-configuration-unsupported').text, deployment('    taskmanager.numberOfTaskSlots: "2"\n'));
    for (const value of ['{numberOfTaskSlots: 2, # two\n        cpu.cores: 1}', '\n      # one\n      numberOfTaskSlots: &slots 2', '\n      # one\n      numberOfTaskSlots: |\n        2']) {
      const checked = checkText(deployment(`    taskmanager: ${value}\n`), reading);
      assert.deepEqual(fixesOf(checked, findingOf(checked, 'nested-configuration-unsupported')), []);
    }
  });
});

describe('JVM options in FLINK_PROPERTIES of an image that takes out blanks', () => {
  const FLAGS = '-XX:+UseG1GC -Dkey="a b"';
  const pod = (env: string, image = 'flink:1.20'): string => `${taskManager('', image)}          env:\n${env}`;
  const properties = (lines: string): string => `            # settings\n            - name: FLINK_PROPERTIES\n              value: |\n                taskmanager.memory.process.size: 2g\n${lines}`;

  it('are told to become one, and are handed on by a variable of their own', () => {
    for (const [key, name] of [['env.java.opts.taskmanager', 'FLINK_ENV_JAVA_OPTS_TM'], ['env.java.opts.all', 'FLINK_ENV_JAVA_OPTS'], ['env.java.opts', 'FLINK_ENV_JAVA_OPTS']] as const) {
      const checked = expectFindings(pod(properties(`                ${key}: ⟦jvm-options-joined: ${FLAGS}⟧\n`)), { file: 'a.yaml' }, ['deprecated-key']);
      assert.equal(
        findingOf(checked, 'jvm-options-joined').sentence,
        `From Flink 1.19 on the start script takes every blank out of FLINK_PROPERTIES: the options in ${key} become one, -XX:+UseG1GC-Dkey="ab". The variable ${name} hands them on as they are.`,
      );
      const { title, text } = preferredFix(checked, 'jvm-options-joined');
      assert.equal(title, `Write them as the variable ${name}`);
      assert.equal(text, pod(`            - name: ${name}\n              value: "-XX:+UseG1GC -Dkey=\\"a b\\""\n${properties('')}`));
    }
  });

  it('are handed on in a compose file, in a map and in a list', () => {
    const service = (environment: string): string => `services:\n  taskmanager:\n    image: flink:2.0\n    command: taskmanager\n    environment:\n${environment}`;
    const line = 'env.java.opts.taskmanager: ⟦jvm-options-joined: -XX:+UseG1GC -XX:MaxGCPauseMillis=200⟧';
    const map = expectFindings(service(`      FLINK_PROPERTIES: |\n        rest.port: 1\n        ${line}\n      TZ: UTC\n`), { file: 'docker-compose.yml' });
    assert.equal(preferredFix(map, 'jvm-options-joined').text, service('      FLINK_ENV_JAVA_OPTS_TM: "-XX:+UseG1GC -XX:MaxGCPauseMillis=200"\n      FLINK_PROPERTIES: |\n        rest.port: 1\n      TZ: UTC\n'));
    const list = expectFindings(service(`      - |\n        FLINK_PROPERTIES=\n        rest.port: 1\n        ${line}\n`), { file: 'docker-compose.yml' });
    assert.equal(preferredFix(list, 'jvm-options-joined').text, service('      - "FLINK_ENV_JAVA_OPTS_TM=-XX:+UseG1GC -XX:MaxGCPauseMillis=200"\n      - |\n        FLINK_PROPERTIES=\n        rest.port: 1\n'));
  });

  it('are handed on beside a variable in braces', () => {
    const lines = (value: string): string => pod(`            - {name: FLINK_PROPERTIES, value: "${value}"}\n`);
    const checked = expectFindings(lines('rest.port: 1\\nenv.java.opts.taskmanager: ⟦jvm-options-joined: -Da=b -Dc=d⟧'), { file: 'a.yaml' });
    assert.equal(preferredFix(checked, 'jvm-options-joined').text, lines('rest.port: 1').replace('            - {name', '            - {name: FLINK_ENV_JAVA_OPTS_TM, value: "-Da=b -Dc=d"}\n            - {name'));
  });

  it('are told without a fix where Flink has no variable for them', () => {
    const checked = expectFindings(pod(properties(`                env.java.default-opts.taskmanager: ⟦jvm-options-joined: ${FLAGS}⟧\n`)), { file: 'a.yaml' });
    assert.deepEqual(fixesOf(checked, findingOf(checked, 'jvm-options-joined')), []);
  });

  it('are whole in one flag, in older images, in a file, in templates, and where a variable counts anyway', () => {
    expectFindings(pod(properties('                env.java.opts.taskmanager: -XX:+UseG1GC\n')), { file: 'a.yaml' });
    expectFindings(pod(properties(`                env.java.opts.taskmanager: ${FLAGS}\n`), 'flink:1.18'), { file: 'a.yaml' });
    // Which Flink somebody's own image has is a guess.
    expectFindings(pod(properties(`                env.java.opts.taskmanager: ${FLAGS}\n`), 'our/pipeline:7'), { file: 'a.yaml' });
    expectFindings(pod(properties('                env.java.opts.taskmanager: ${OPTS} -XX:+UseG1GC\n')), { file: 'a.yaml' });
    expectFindings(`jobmanager.memory.process.size: 2g\ntaskmanager.memory.process.size: 2g\nenv.java.opts.taskmanager: ${FLAGS}\n`, { file: 'flink-conf.yaml' });
    const both = `            - name: FLINK_ENV_JAVA_OPTS_TM\n              value: -XX:+UseZGC\n${properties(`                env.java.opts.taskmanager: ${FLAGS}\n`)}`;
    expectFindings(pod(both), { file: 'a.yaml' }, ['key-overridden']);
  });
});
