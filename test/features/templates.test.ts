import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses, diagnose, hover, memoryModel } from '../../server/src/features/index.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

const DEPLOYMENT = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: {{ .Release.Name }}
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    {{- toYaml .Values.flinkConfiguration | nindent 4 }}
  jobManager:
    resource: { memory: "{{ .Values.jobManager.memory }}" }
  taskManager:
    resource: { memory: ‸2048m }
`;

function hoverAt(source: string, options: OpenOptions = {}): string {
  const opened = open(source, options);
  return hoverText(hover(opened.document, caret(opened), opened.context));
}

function lenses(source: string, options: OpenOptions = {}): readonly string[] {
  const { document, context } = open(source, { commands: ['flinkMemory.openPanel'], ...options });
  return codeLenses(document, context).map(({ range, command }) => `${String(range.start.line)}: ${command?.title ?? ''}`);
}

/** Status and pools of both processes. */
function processes(source: string): readonly unknown[] {
  const { document, context } = open(source);
  const [cluster] = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
  return [cluster?.taskManager, cluster?.jobManager].map((process) => [process?.status, process?.pools]);
}

test('lines that a template writes into flinkConfiguration leave the total that a memory field gives, and nothing else', () => {
  assert.deepEqual(processes(DEPLOYMENT), [['unknown', { totalProcess: '2147483648' }], ['unknown', {}]]);
  assert.deepEqual(lenses(DEPLOYMENT), ['0: TaskManager 2048 MiB']);
  assert.match(hoverAt(DEPLOYMENT), /^\*\*TaskManager 2048 MiB\*\*: how it is divided is not known before the template is rendered\.\n/);
});

test('lines that it writes beside the memory field leave nothing', () => {
  for (const splice of ['  {{- toYaml .Values.spec | nindent 2 }}\n', '  taskManager:\n    {{- toYaml .Values.taskManager | nindent 4 }}\n']) {
    assert.deepEqual(processes(DEPLOYMENT.replace('  taskManager:\n', splice.includes('taskManager:') ? splice : `${splice}  taskManager:\n`)), [['unknown', {}], ['unknown', {}]], splice);
  }
});

test('a mapping that a template writes on its key’s line is unknown, not missing', () => {
  const rest = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\nspec:\n  flinkVersion: v1_20\n  serviceAccount: flink\n';
  const size = (process: string): string => `  ${process}: {resource: {memory: 1728m}}\n`;
  const known = ['derived', 1728 * 1024 ** 2] as const;
  const cases: readonly (readonly [string, readonly [string, number | undefined]])[] = [
    ['  flinkConfiguration: {{- toYaml .Values.flink | nindent 4 }}\n  jobManager: {{- toYaml .Values.jobManager | nindent 4 }}\n  taskManager:\n    resource: {{ toJson .Values.tm }}\n', ['unknown', undefined]],
    [`  flinkConfiguration: {{- toYaml .Values.flink | nindent 4 }}\n${size('jobManager')}${size('taskManager')}`, ['unknown', known[1]]],
    [`${size('taskManager')}  jobManager: {{ .Values.jobManager | toJson }}\n`, known],
    [`${size('taskManager')}  jobManager:\n    {{- toYaml .Values.jobManager | nindent 4 }}\n`, known],
  ];
  for (const [lines, [status, bytes]] of cases) {
    const { document, context } = open(rest + lines);
    assert.deepEqual(diagnose(document, context), [], lines);
    const process = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters[0]?.taskManager;
    assert.deepEqual([process?.status, process?.pools?.['totalProcess']], [status, bytes === undefined ? undefined : String(bytes)], lines);
  }
  const { document, context } = open('apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders}\nspec: {{- toYaml .Values.spec | nindent 2 }}\n# taskmanager\n');
  assert.deepEqual(diagnose(document, context), []);
});

test('a line or a value that is a template’s leaves what it cannot touch', () => {
  const text = 'taskmanager.memory.process.‸size: 2g\ntaskmanager.memory.managed.size: {{ .Values.managed }}\n';
  assert.match(hoverAt(text, { uri: 'file:///conf/flink-conf.yaml' }), /^\*\*TaskManager 2048 MiB\*\*: how it is divided is not known before the template is rendered. It depends on `taskmanager\.memory\.managed\.size`\./);
});

test('values of a chart have a lens on each configuration, and hovers with the sizes beside it', () => {
  const values = `jobs:
  - name: stock
    image: flink:1.20
    flinkConfiguration:
      taskmanager.numberOfTaskSlots: "2"
    taskManager:
      resource:
        memory: ‸1728m
  - name: clicks
    flinkConfiguration:
      taskmanager.numberOfTaskSlots: "2"
`;
  const options = { uri: 'file:///chart/values.yaml' };
  assert.deepEqual(lenses(values, options), ['3: TaskManager 1728 MiB: heap 512, managed 512, network 128 …']);
  const opened = open(values, options);
  assert.match(hoverText(hover(opened.document, caret(opened), opened.context)), /^\*\*TaskManager 1728 MiB\*\*/);
});
