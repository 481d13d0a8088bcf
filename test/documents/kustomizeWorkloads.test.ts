import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/src/documents/edits.js';
import { definition, memoryModel } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: tm
  labels: {app: orders}
spec:
  replicas: 2
  selector: {matchLabels: {app: orders}}
  template:
    spec:
      containers:
        - name: logs
          image: fluentd:1
        - name: taskmanager
          image: flink:1.18.1
          args: [taskmanager, -Dtaskmanager.memory.managed.fraction=0.2]
          env:
            - {name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS, value: "4"}
            - name: FLINK_PROPERTIES
              value: |
                jobmanager.rpc.address: jm
                taskmanager.memory.process.size: 2g
                taskmanager.memory.network.max: 64m
          resources:
            limits: {memory: 2Gi}
`;

/** A patch of the same Deployment, with lines of its container. */
function patch(...lines: readonly string[]): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: tm\nspec:\n  template:\n    spec:\n      containers:\n      - name: taskmanager\n${lines.map((line) => `        ${line}\n`).join('')}`;
}

const PROPERTIES = ['env:', '- name: FLINK_PROPERTIES', '  value: |', '    jobmanager.rpc.address: jm', '    taskmanager.memory.process.size: 4g'];
const PATCH = patch(...PROPERTIES, 'resources: {limits: {memory: 4Gi}}');
const KUSTOMIZATION = 'resources: [../base]\npatches:\n- path: tm.yaml\n';
const FILES = { 'base/kustomization.yaml': 'resources: [tm.yaml]\n', 'base/tm.yaml': BASE, 'prod/kustomization.yaml': KUSTOMIZATION, 'prod/tm.yaml': PATCH };

type Files = Readonly<Record<string, string>>;

function modelOf(workspace: TestWorkspace, path = 'prod/tm.yaml'): ClusterModel {
  const { document, context } = workspace.edit(path);
  const { clusters = [] } = memoryModel(document, { textDocument: { uri: uriOf(path) } }, context) ?? {};
  const [cluster] = clusters;
  assert.ok(cluster !== undefined && clusters.length === 1, `${clusters.length} clusters`);
  return cluster;
}

function read(files: Files): ClusterModel {
  return modelOf(new TestWorkspace({ ...FILES, ...files }));
}

const MIB = 1024 ** 2;
const SIZE = 'taskmanager.memory.process.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const FRACTION = 'taskmanager.memory.managed.fraction';

/** Process size in MiB, slots, share of managed memory; whose value that is. */
function shortOf({ taskManager, configuration }: ClusterModel): readonly unknown[] {
  return [Number(taskManager.pools?.['totalProcess']) / MIB, taskManager.slots, configuration[FRACTION]?.value];
}

describe('A patch of a workload', () => {
  test('shows what the pod gets: containers and variables by their names, the rest from the base', () => {
    const { name, kind, taskManager, jobManager, configuration, container, flinkVersion } = read({});
    assert.deepEqual([kind, name, flinkVersion.value, flinkVersion.source, flinkVersion.location], ['Workload', 'tm', '1.18.1', 'image', undefined]);
    // FLINK_PROPERTIES is replaced as a whole, the other variable stays; with its limit from the patch.
    assert.deepEqual([taskManager.status, taskManager.pools?.['totalProcess'], taskManager.slots, jobManager.status], ['derived', String(4096 * MIB), 4, 'absent']);
    assert.deepEqual(configuration['taskmanager.memory.network.max'], undefined);
    assert.deepEqual(container, { taskManager: { requestBytes: String(4096 * MIB), limitBytes: String(4096 * MIB) } });
    const size = configuration[SIZE];
    assert.deepEqual([size?.value, size?.source, size?.location?.uri, size?.location && textAt(PATCH, size.location.range)], ['4g', 'environment', uriOf('prod/tm.yaml'), '4g']);
    assert.deepEqual(size?.overridden?.map(({ value, location }) => [value, location?.uri, location && textAt(BASE, location.range)]), [['2g', uriOf('base/tm.yaml'), '2g']]);
    const [slots, fraction] = [configuration[SLOTS], configuration[FRACTION]];
    assert.deepEqual([slots, fraction].map((one) => [one?.value, one?.source, one?.location?.uri, one?.location && textAt(BASE, one.location.range)]), [
      ['4', 'otherDocument', uriOf('base/tm.yaml'), '4'], ['0.2', 'otherDocument', uriOf('base/tm.yaml'), '0.2'],
    ]);
  });

  test('leads to what it takes the place of', () => {
    const workspace = new TestWorkspace({ ...FILES, 'prod/tm.yaml': PATCH.replace('4g', '‸4g') });
    const { document, context, carets: [caret = 0] } = workspace.edit('prod/tm.yaml');
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(BASE, range)]), [[uriOf('base/tm.yaml'), '2g']]);
  });

  test('may be about anything in the pod', () => {
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('args: [taskmanager, -Dtaskmanager.memory.process.size=3g]') })), [3072, 4, undefined]);
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('env:', '- {name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS, value: "8"}') })), [2048, 8, '0.2']);
    // An image of somebody's own may have any file in it: the total is the one of the base all the same.
    assert.equal(read({ 'prod/tm.yaml': patch('image: flink:1.20.1') }).flinkVersion.value, '1.20.1');
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('image: flink:1.20.1') })), [2048, 4, '0.2']);
    const limit = read({ 'prod/tm.yaml': patch('resources: {limits: {memory: 3Gi}}') });
    assert.deepEqual(limit.container?.taskManager, { requestBytes: String(3072 * MIB), limitBytes: String(3072 * MIB) });
    // Its own file sizes the image's process to 1728 MiB.
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('env:', '- {name: FLINK_PROPERTIES, $patch: delete}') })), [1728, 4, '0.2']);
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('env:', '- $patch: replace', '- {name: FLINK_PROPERTIES, value: "taskmanager.memory.process.size: 3g"}') })), [3072, 1, '0.2']);
    assert.deepEqual(shortOf(read({ 'prod/tm.yaml': patch('env: null') })), [1728, 1, '0.2']);
  });

  test('is found for every kind of workload', () => {
    for (const kind of ['StatefulSet', 'ReplicaSet', 'DaemonSet']) assert.deepEqual(shortOf(read({ 'base/tm.yaml': BASE.replace('Deployment', kind), 'prod/tm.yaml': PATCH.replace('Deployment', kind) })), [4096, 4, '0.2'], kind);
    const job = (text: string): string => text.replace('apps/v1', 'batch/v1').replace('Deployment', 'Job');
    assert.deepEqual(shortOf(read({ 'base/tm.yaml': job(BASE), 'prod/tm.yaml': job(PATCH) })), [4096, 4, '0.2']);
    const pod = (text: string): string => text.replace('apps/v1', 'v1').replace('Deployment', 'Pod').replace('  template:\n    spec:\n', '');
    assert.deepEqual(shortOf(read({ 'base/tm.yaml': pod(BASE), 'prod/tm.yaml': pod(PATCH) })), [4096, 4, '0.2']);
  });

  test('stands beside operations, other patches, images and replicas', () => {
    const operations = '- target: {kind: Deployment, name: tm}\n  patch: |-\n    - {op: replace, path: /spec/template/spec/containers/0/env/0/value, value: "taskmanager.memory.process.size: 5g"}\n    - {op: add, path: /spec/template/spec/containers/0/args/-, value: -Dtaskmanager.memory.network.max=80m}\n';
    // Kustomize puts what a patch merges first: container 0 and variable 0 are those of the patch.
    const together = read({ 'prod/kustomization.yaml': KUSTOMIZATION + operations });
    assert.deepEqual([...shortOf(together), together.configuration['taskmanager.memory.network.max']?.value], [5120, 4, '0.2', '80m']);
    assert.equal(together.configuration[SIZE]?.location?.uri, uriOf('prod/kustomization.yaml'));
    const transformed = read({ 'prod/kustomization.yaml': `${KUSTOMIZATION}images: [{name: fluentd, newTag: "2"}, {name: flink, newName: registry.local:5000/flink, newTag: 1.19.2}]\nreplicas: [{name: tm, count: 7}]\n` });
    assert.deepEqual([transformed.flinkVersion.value, transformed.flinkVersion.source, ...shortOf(transformed)], ['1.19.2', 'image', 4096, 4, '0.2']);
    const inBase = read({ 'base/kustomization.yaml': 'resources: [tm.yaml]\nimages: [{name: flink, newTag: 1.20.0}]\n' });
    assert.equal(inBase.flinkVersion.value, '1.20.0');
  });

  test('stands alone where more is done than is followed, or nobody can tell to what', () => {
    const forms: Readonly<Record<string, string>> = {
      transformers: `${KUSTOMIZATION}transformers: [x.yaml]\n`,
      replacements: `${KUSTOMIZATION}replacements:\n- source: {kind: ConfigMap, name: x}\n  targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.0.image"]}]\n`,
      'an operation that fails': `${KUSTOMIZATION}- target: {kind: Deployment}\n  patch: '[{"op": "remove", "path": "/spec/nothing"}]'\n`,
      'an unclear selector': `${KUSTOMIZATION}- target: {labelSelector: "app ~ orders"}\n  patch: '[{"op": "remove", "path": "/spec/template"}]'\n`,
      'a list without names': `${KUSTOMIZATION}- patch: '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "tm"}, "spec": {"template": {"spec": {"containers": [{"image": "flink:1.20"}]}}}}'\n`,
      'no kustomization of it': 'resources: [../base]\n',
      'another base': 'resources: [../other]\npatches: [{path: tm.yaml}]\n',
    };
    for (const [form, text] of Object.entries(forms)) assert.equal(read({ 'prod/kustomization.yaml': text }).configuration[SLOTS], undefined, form);
    const other = read({ 'base/tm.yaml': BASE.replace('Deployment', 'StatefulSet') });
    assert.equal(other.configuration[SLOTS], undefined);
  });

  test('of what is not Flink’s is none', () => {
    const none = (files: Files): void => {
      const { document, context } = new TestWorkspace({ ...FILES, ...files }).edit('prod/tm.yaml');
      assert.deepEqual(document.clusters(context.settings), []);
    };
    const spark = BASE.replace('flink:1.18.1', 'spark:3').replace('[taskmanager, -Dtaskmanager.memory.managed.fraction=0.2]', '[worker]').replace(/ {10}env:[^]*(?= {10}resources)/, '');
    none({ 'base/tm.yaml': spark, 'prod/tm.yaml': patch('resources: {limits: {memory: 1Gi}}') });
    none({ 'prod/tm.yaml': PATCH.replace('apps/v1', 'example.org/v1') });
  });

  test('may be written in any way', () => {
    const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: tm}\n';
    const pod = 'spec: {template: {spec: {containers: [{name: taskmanager}]}}}\n';
    const anchors = Array.from({ length: 30 }, (_, at) => `l${at}: &l${at} {a: ${at === 0 ? '1' : `*l${at - 1}`}, b: ${at === 0 ? '1' : `*l${at - 1}`}}\n`).join('');
    const texts = [`${head}${anchors}${pod}`, `${head}x: &a {b: *a}\n${pod}`, `${head}spec: &a {template: *a, x: taskmanager}\n`, `${head}spec: taskmanager\n`, `${head}$patch: delete # taskmanager\n`, `${head}spec: {template: {spec: {containers: [[], 1, null, {name: taskmanager, env: 3, args: {a: b}}]}}}\n`];
    for (const text of texts) {
      for (const base of [BASE, `${anchors}${BASE}`]) {
        const workspace = new TestWorkspace({ ...FILES, 'base/tm.yaml': base, 'prod/tm.yaml': text, 'prod/kustomization.yaml': `${KUSTOMIZATION}images: [{name: flink, newTag: {a: b}}, 3, {name: flink, newTag: 1.20.0}]\nreplicas: [{name: tm, count: x}, 1]\n` });
        assert.doesNotThrow(() => workspace.findings('prod/tm.yaml'), text);
      }
    }
  });

  test('reads no file where it is a whole workload', () => {
    const whole = new TestWorkspace(FILES);
    modelOf(whole, 'base/tm.yaml');
    assert.deepEqual(whole.asked, []);
  });

  test('follows its base', () => {
    const workspace = new TestWorkspace(FILES);
    assert.equal(modelOf(workspace).taskManager.slots, 4);
    workspace.write('base/tm.yaml', BASE.replace('value: "4"', 'value: "2"'));
    assert.equal(modelOf(workspace).taskManager.slots, 2);
    workspace.write('base/tm.yaml', BASE.replace('value: "4"', 'value: ${SLOTS}'));
    assert.deepEqual([modelOf(workspace).taskManager.slots, modelOf(workspace).configuration[SIZE]?.value], [undefined, '4g']);
  });
});

describe('Patches of both processes in one file', () => {
  const jobManager = (text: string): string => text.replaceAll('name: tm', 'name: jm').replaceAll('taskmanager', 'jobmanager').replace('jobmanager.memory.managed.fraction=0.2', 'x=1');
  const conf = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink}\ndata:\n  flink-conf.yaml: |\n    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 4g\n    taskmanager.memory.managed.fraction: 0.5\n';
  const mounting = BASE.replace(/ {10}env:[^]*$/, '          volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]\n      volumes: [{name: conf, configMap: {name: flink}}]\n').replace('-Dtaskmanager.memory.managed.fraction=0.2', '-Da=b');
  const both = `${patch('args: [taskmanager, -Dtaskmanager.numberOfTaskSlots=2]')}---\n${jobManager(patch('args: [taskmanager, -Dtaskmanager.memory.jvm-metaspace.size=300m]'))}`;
  const files = { ...FILES, 'base/tm.yaml': `${mounting}---\n${jobManager(mounting)}`, 'prod/tm.yaml': `${both}---\n${conf}` };

  test('are one cluster with the ConfigMap that the bases mount', () => {
    const workspace = new TestWorkspace(files);
    const { document, context } = workspace.edit('prod/tm.yaml');
    const [cluster, ...others] = memoryModel(document, { textDocument: { uri: uriOf('prod/tm.yaml') } }, context)?.clusters ?? [];
    assert.deepEqual([cluster?.kind, cluster?.jobManager.pools?.['totalProcess'], cluster?.jobManager.pools?.['jvmMetaspace'], cluster?.taskManager.slots, others.map(({ kind }) => kind)], ['Workload', String(1600 * MIB), String(300 * MIB), 2, ['ConfigMap']]);
  });

  test('are mended each where it stands', () => {
    // With 192 MiB for the overhead that is more than the 1600 MiB of the process.
    const text = files['prod/tm.yaml'].replace('300m', '1500m');
    const workspace = new TestWorkspace({ ...files, 'prod/tm.yaml': text });
    const [one, ...others] = workspace.findings('prod/tm.yaml');
    assert.ok(one !== undefined && others.length === 0);
    assert.deepEqual([one.rule, one.marked], ['jvm-exceeds-process', '1500m']);
    const { located, finding } = one;
    const after = fixesFor(finding, located, { settings: DEFAULT_SETTINGS, yamlServer: false })
      .map(({ edits }) => text.slice(0, located.section.start) + applyEdits(text.slice(located.section.start, located.section.end), edits) + text.slice(located.section.end));
    // 128 MiB off the heap are to be left, and a heap: one that is not small, or any.
    assert.deepEqual(after, [
      text.replace('1600m', '1952m'), text.replace('1500m', '1152m'), text.replace(', -Djobmanager.memory.jvm-metaspace.size=1500m', ''),
      text.replace('1600m', '1821m'), text.replace('1500m', '1279m'),
    ]);
    for (const whole of after) assert.deepEqual(new TestWorkspace({ ...files, 'prod/tm.yaml': whole }).findings('prod/tm.yaml').filter(({ rule }) => rule === 'jvm-exceeds-process'), []);
  });
});

test('A limit of a base is raised in the patch of that process, where the file has both', () => {
  const conf = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink}\ndata:\n  flink-conf.yaml: |\n    jobmanager.memory.process.size: 1600m\n    taskmanager.memory.process.size: 4g\n';
  const mounting = (role: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${role}}\nspec:\n  selector: {matchLabels: {app: x}}\n  template:\n    spec:\n      containers:\n      - {name: ${role}, image: "flink:1.18.1", args: [${role}], resources: {limits: {memory: 2Gi}}, volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]}\n      volumes: [{name: conf, configMap: {name: flink}}]\n`;
  const over = (role: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${role}}\nspec:\n  template:\n    spec:\n      containers:\n      - name: ${role}\n        workingDir: /tmp\n`;
  const text = `${over('jobmanager')}---\n${over('taskmanager')}---\n${conf}`;
  const workspace = new TestWorkspace({ ...FILES, 'base/tm.yaml': `${mounting('jobmanager')}---\n${mounting('taskmanager')}`, 'prod/tm.yaml': text });
  const [one, ...others] = workspace.findings('prod/tm.yaml');
  const { located, finding, marked } = one ?? assert.fail();
  assert.deepEqual([finding.rule, marked, others.length], ['container-too-small', 'taskmanager', 0]);
  const after = fixesFor(finding, located, { settings: DEFAULT_SETTINGS, yamlServer: false }).map(({ edits }) => text.slice(0, located.section.start) + applyEdits(text.slice(located.section.start, located.section.end), edits) + text.slice(located.section.end));
  assert.deepEqual(after, [
    text.replace(/(name: taskmanager\n {8}workingDir: \/tmp\n)/, '$1        resources:\n          limits:\n            memory: 4Gi\n'),
    text.replace('process.size: 4g', 'process.size: 2g'),
  ]);
});

describe('What is said about a patch of a workload', () => {
  const found = (text: string, files: Files = {}): ReturnType<TestWorkspace['findings']> => new TestWorkspace({ ...FILES, ...files, 'prod/tm.yaml': text }).findings('prod/tm.yaml');
  const said = (text: string, files?: Files): readonly (readonly string[])[] => found(text, files).map(({ rule, marked }) => [rule, marked]);
  const fixesOf = (text: string): Readonly<Record<string, string>> => {
    const [one] = found(text);
    assert.ok(one !== undefined);
    return Object.fromEntries(fixesFor(one.finding, one.located, { settings: DEFAULT_SETTINGS, yamlServer: false }).map(({ title, edits }) => [title, applyEdits(text, edits)]));
  };

  test('is what it causes, with the places of the base', () => {
    assert.deepEqual(said(PATCH), []);
    const text = patch(...PROPERTIES);
    const [one, ...others] = found(text);
    assert.deepEqual([one?.rule, one?.marked, others.length], ['container-too-small', 'taskmanager', 0]);
    const places = (one?.finding.related ?? []).map((related) => ('location' in related ? [related.location.uri, textAt(BASE, related.location.range)] : [text.slice(related.span.start, related.span.end)]));
    assert.deepEqual(places, [['4g'], [uriOf('base/tm.yaml'), '2Gi']]);
    // What the base says is said anew in the patch.
    assert.deepEqual(fixesOf(text), {
      'Raise the limit to 4Gi (smallest that holds the process)': `${text}        resources:\n          limits:\n            memory: 4Gi\n`,
      [`Lower ${SIZE} to 2g (largest that the container holds)`]: text.replace('4g', '2g'),
    });
  });

  test('is mended by a limit of its own, wherever that belongs', () => {
    const raised = (text: string, limits: string): string | undefined => {
      const workspace = new TestWorkspace({ ...FILES, 'base/tm.yaml': BASE.replace('limits: {memory: 2Gi}', limits).replace('- name: logs', '- args: [x]\n          name: logs'), 'prod/tm.yaml': text });
      const [one] = workspace.findings('prod/tm.yaml');
      const { located, finding } = one ?? assert.fail();
      const [fix] = fixesFor(finding, located, { settings: DEFAULT_SETTINGS, yamlServer: false });
      assert.match(fix?.title ?? '', /^Raise /);
      const { start, end } = located.section;
      return text.slice(0, start) + applyEdits(text.slice(start, end), fix?.edits ?? []) + text.slice(end);
    };
    const text = patch(...PROPERTIES);
    // A pod whose request is its limit keeps its class.
    assert.equal(raised(text, 'limits: {memory: 2Gi}\n            requests: {memory: 2Gi}'), `${text}        resources:\n          limits:\n            memory: 4Gi\n          requests:\n            memory: 4Gi\n`);
    const requesting = patch('resources:', '  requests: {memory: 1Gi} # enough', ...PROPERTIES);
    assert.equal(raised(requesting, 'limits: {memory: 2Gi}'), requesting.replace('# enough\n', '# enough\n          limits:\n            memory: 4Gi\n'));
    const flow = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: tm}\nspec: {template: {spec: {containers: [{name: taskmanager, args: [taskmanager, -Dtaskmanager.memory.process.size=4g]}]}}}\n';
    assert.equal(raised(flow, 'limits: {memory: 2Gi}'), flow.replace('=4g]', '=4g], resources: {limits: {memory: 4Gi}}'));
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
    assert.equal(raised(list, 'limits: {memory: 2Gi}'), `${list}          resources:\n            limits:\n              memory: 4Gi\n`);
    const second = `# the service\napiVersion: v1\nkind: Service\nmetadata: {name: tm}\n---\n${text}`;
    assert.equal(raised(second, 'limits: {memory: 2Gi}'), `${second}        resources:\n          limits:\n            memory: 4Gi\n`);
  });

  test('is mended in the patch alone', () => {
    const text = PATCH.replace('memory: 4Gi', 'memory: 3Gi');
    assert.deepEqual(said(text), [['container-too-small', '3Gi']]);
    assert.deepEqual(fixesOf(text), {
      'Raise the limit to 4Gi (smallest that holds the process)': PATCH,
      [`Lower ${SIZE} to 3g (largest that the container holds)`]: text.replace('4g', '3g'),
    });
    const cramped = PATCH.replace('4g', '300m');
    assert.deepEqual(said(cramped), [['jvm-exceeds-process', '300m']]);
    const [title = '', after = ''] = Object.entries(fixesOf(cramped))[0] ?? [];
    assert.match(title, /^Raise taskmanager\.memory\.process\.size to \d+m /);
    assert.equal(after.replace(/size: \d+m/, 'size: 300m'), cramped);
    assert.deepEqual(said(after), []);
  });

  test('is not what the base has by itself', () => {
    const broken = BASE.replace('network.max: 64m', 'network.maxx: 64m').replace('limits: {memory: 2Gi}', 'limits: {memory: 1Gi}');
    assert.deepEqual(new TestWorkspace({ ...FILES, 'base/tm.yaml': broken }).findings('base/tm.yaml').map(({ rule }) => rule).sort(), ['container-too-small', 'unknown-key']);
    assert.deepEqual(said(patch('args: [taskmanager]'), { 'base/tm.yaml': broken }), []);
    // A limit of its own is its own, also where the base's is too small as well.
    assert.deepEqual(said(patch('resources: {limits: {memory: 1536Mi}}'), { 'base/tm.yaml': broken }), [['container-too-small', '1536Mi']]);
  });

  test('is that an argument of the base overrules it', () => {
    const text = patch(...PROPERTIES, '    taskmanager.memory.managed.fraction: 0.5', 'resources: {limits: {memory: 4Gi}}');
    const [one, ...others] = found(text);
    assert.deepEqual([one?.rule, one?.marked, others.length], ['key-overridden', 'taskmanager.memory.managed.fraction: 0.5', 0]);
    const [related] = one?.finding.related ?? [];
    assert.ok(related !== undefined && 'location' in related);
    assert.deepEqual([related.location.uri, textAt(BASE, related.location.range)], [uriOf('base/tm.yaml'), '0.2']);
  });
});
