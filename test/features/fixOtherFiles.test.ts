/** Fixes that follow one another, in a file that is made together with others: each round knows those. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import type { OpenDocument } from '../../server/src/documents/index.js';
import { codeActions, fixErrors } from '../../server/src/features/index.js';
import { fixAll, fixAllOfRule, preferredFixOf } from '../../server/src/features/fixAll.js';
import { fixRepeatedly } from '../../server/src/features/fixRepeatedly.js';
import { configMap, workload } from '../support/workloads.js';
import { TestWorkspace } from '../support/workspace.js';

/** A file with what it is made together with. */
interface Case {
  readonly path: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

type Settings = Readonly<Record<string, string>>;

const DEPLOYMENT = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n';

function lines(settings: Settings, indent: number, separator = ': '): string {
  return Object.entries(settings).map(([key, value]) => `${' '.repeat(indent)}${key}${separator}${value}\n`).join('');
}

/** An overlay's patch of a deployment whose TaskManagers have 2 GiB. */
function patch(own: Settings, elsewhere: Settings): Case {
  const configuration = (settings: Settings): string => `  flinkConfiguration:\n${lines(settings, 4)}`;
  return {
    path: 'prod/patch.yaml',
    text: DEPLOYMENT + configuration(own),
    files: {
      'base/kustomization.yaml': 'resources: [orders.yaml]\n',
      'base/orders.yaml': `${DEPLOYMENT}  flinkVersion: v1_20\n${configuration({ 'parallelism.default': '"2"', ...elsewhere })}  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: 2g}}\n`,
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
    },
  };
}

/** A Deployment that mounts a ConfigMap of another file. */
function mounting(own: Settings, elsewhere: Settings): Case {
  const args = ['taskmanager', ...Object.entries(own).map(([key, value]) => `-D${key}=${value}`)];
  const sizes = Object.entries({ 'taskmanager.memory.process.size': '2g', ...elsewhere }).map(([key, value]) => `${key}: ${value}`);
  return { path: 'tm.yaml', text: workload({ mounts: 'conf', args: JSON.stringify(args) }), files: { 'conf.yaml': configMap('conf', 'flink-conf.yaml', sizes) } };
}

/** A service with a size of `.env`, a file with variables, and a file in Flink's folder. */
function compose(own: Settings, elsewhere: Settings): Case {
  const properties = `      FLINK_PROPERTIES: |\n        taskmanager.memory.process.size: \${TM_MEMORY}\n${lines(own, 8)}`;
  return {
    path: 'compose.yaml',
    text: `services:\n  taskmanager:\n    image: flink:\${FLINK_VERSION}\n    command: taskmanager\n    volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml"]\n    env_file: slots.env\n    environment:\n${properties}`,
    files: { '.env': 'TM_MEMORY=2g\nFLINK_VERSION=1.20\n', 'slots.env': 'TASK_MANAGER_NUMBER_OF_TASK_SLOTS=2\n', 'flink-conf.yaml': `taskmanager.rpc.port: 6122\n${lines(elsewhere, 0)}` },
  };
}

/** An application of Confluent's whose environment stands in another file. */
function application(own: Settings, elsewhere: Settings): Case {
  const confluent = 'apiVersion: platform.confluent.io/v1beta1\nkind: Flink';
  return {
    path: 'app.yaml',
    text: `${confluent}Application\nmetadata: {name: clicks, namespace: live}\nspec:\n  flinkEnvironment: live\n  image: confluentinc/cp-flink:1.19.3-cp1\n  flinkVersion: v1_19\n  flinkConfiguration:\n${lines(own, 4)}  jobManager: {resource: {memory: 1600m, cpu: 1}}\n`,
    files: {
      'environment.yaml': `${confluent}Environment\nmetadata: {name: live, namespace: live}\nspec:\n  flinkApplicationDefaults:\n    spec:\n      flinkConfiguration:\n${lines({ 'taskmanager.numberOfTaskSlots': '"2"', ...elsewhere }, 8)}      taskManager: {resource: {memory: 2g, cpu: 1}}\n`,
    },
  };
}

const KINDS = { patch, mounting, compose, application };

function opened({ path, text, files }: Case): { readonly document: OpenDocument; readonly context: ReturnType<TestWorkspace['edit']>['context'] } {
  const workspace = new TestWorkspace({ ...files, [path]: text });
  // A ConfigMap that nothing ties to its user is looked for in the open files.
  for (const each of Object.keys(files)) workspace.edit(each);
  return workspace.edit(path);
}

function applied({ text }: Pick<OpenDocument, 'text'>, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///x', 'yaml', 1, text), [...edits]);
}

describe('All errors of a file that is made together with others', () => {
  const own = { 'taskmanager.memory.jvm-metaspace.size': '256Mi', 'taskmanager.memory.task.heap.size': '3g' };

  for (const [name, kind] of Object.entries(KINDS)) {
    it(`are fixed round by round: ${name}`, () => {
      const { document, context } = opened(kind(own, {}));
      const { fixes, remaining } = fixErrors(document, context);
      // Of 2048 MiB are 256 metaspace and 204.8 overhead: of the other 1587.2 are 634.88 managed, 256 the framework's and 64 network at least.
      const text = document.text.replace('256Mi', '256m').replace('3g', '632m');
      assert.equal(applied(document, fixes.flatMap(({ edits }) => edits)), text);
      assert.deepEqual(remaining, []);
    });
  }
});

describe('Older names of keys whose present name stands in another file', () => {
  const own = { 'taskmanager.network.memory.fraction': '0.2', 'taskmanager.memory.size': '256m' };
  const elsewhere = { 'taskmanager.memory.managed.size': '512m' };

  for (const [name, kind] of Object.entries(KINDS)) {
    it(`are not renamed where that would change a size: ${name}`, () => {
      const { document, context } = opened(kind(own, elsewhere));
      assert.equal(applied(document, fixAll(document, context)), document.text.replace('network.memory', 'memory.network'));
    });

    it(`go where they do nothing, all of them at once: ${name}`, () => {
      const { document, context } = opened(kind(own, elsewhere));
      const text = document.text.replace('network.memory', 'memory.network').replace(/,"-Dtaskmanager\.memory\.size=256m"| +taskmanager\.memory\.size: 256m\n/, '');
      assert.equal(applied(document, fixAllOfRule(document, 'deprecated-key', context)), text);
    });
  }

  it('stay in the step to a later version as well', () => {
    const { document, context } = opened(application(own, elsewhere));
    const caret = document.positionAt(document.text.indexOf('v1_19'));
    const actions = codeActions(document, { start: caret, end: caret }, { diagnostics: [], withEdits: true }, context);
    const step = actions.find(({ title }) => title.startsWith('Change to Flink 1.20 and rename outdated keys'));
    const text = document.text.replace('network.memory', 'memory.network').replace('v1_19', 'v1_20');
    assert.equal(applied(document, Object.values(step?.edit?.changes ?? {}).flat()), text);
  });
});

describe('A section that no fix is for', () => {
  it('is not read again', () => {
    const { path, text, files } = patch({ 'taskmanager.memory.task.heap.size': '3g' }, {});
    const { document, context } = opened({ path, text: `${text}---\n${files['base/orders.yaml']?.replace('orders', 'clicks') ?? ''}`, files });
    const { opened: after } = fixRepeatedly(document, context, (located, finding) => preferredFixOf(located, finding, context));
    const clustersIn = (version: OpenDocument): readonly unknown[] => version.clusters(context.settings).map(({ cluster }) => cluster);
    const [before, now] = [clustersIn(document), clustersIn(after)];
    assert.deepEqual([before.length, now.length], [2, 2]);
    assert.notEqual(now[0], before[0]);
    assert.equal(now[1], before[1]);
  });
});
