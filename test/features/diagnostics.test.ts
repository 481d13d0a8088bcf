import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { DocumentStore } from '../../server/src/documents/index.js';
import { changeEdit, codeActions, codeActionTarget, diagnose, resolveCodeAction } from '../../server/src/features/index.js';
import type { FeatureContext } from '../../server/src/features/context.js';
import { asRecord } from '../../server/src/shared/records.js';
import { describeMarks } from '../support/marked.js';
import { open, type Opened, type OpenOptions } from '../support/features.js';

const CONF: OpenOptions = { uri: 'file:///conf/flink-conf.yaml' };

/** Findings stand where the marks say. */
function assertFindings(source: string, options: OpenOptions = {}): void {
  const opened = open(source, options);
  const { document } = opened;
  const found = diagnose(document, opened.context).map(({ code, range }) => {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return { rule: String(code), start, end, text: document.text.slice(start, end) };
  });
  assert.deepEqual(describeMarks(found), describeMarks(opened.marks));
}

function everywhere({ document }: Opened) {
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.text.length) };
}

function applied({ document }: Opened, action: CodeAction | undefined): string {
  const edits: TextEdit[] = Object.values(action?.edit?.changes ?? {}).flat();
  assert.ok(edits.length > 0, 'the action has no edit');
  return TextDocument.applyEdits(TextDocument.create(document.uri, 'yaml', 1, document.text), edits);
}

const BROKEN = `# sizes of the nightly job
jobmanager.memory.process.size: 1600m
taskmanager.memory.process.size: ⟦jvm-exceeds-process: 400m⟧
⟦deprecated-key: taskmanager.memory.size⟧: 64m  # keep
`;

test('a diagnostic says where, how much it matters, and where Flink documents it', () => {
  assertFindings(BROKEN, CONF);
  const opened = open(BROKEN, CONF);
  const [error, hint] = diagnose(opened.document, opened.context);
  assert.equal(error?.severity, 1);
  assert.equal(error.source, 'flink-memory');
  assert.match(error.codeDescription?.href ?? '', /^https:\/\/nightlies\.apache\.org\/flink\/flink-docs-release-1\.20\/docs\//);
  const data: unknown = error.data;
  assert.equal(asRecord(data)['cluster'], 'flink-conf//flink-conf.yaml/0');
  assert.ok(!('version' in asRecord(data)));
  assert.deepEqual(hint?.tags, [2]);
});

test('an unchanged cluster has the same diagnostic objects; one that moved has them moved', () => {
  const deployment = (name: string): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: ${name}}
spec:
  flinkConfiguration:
    taskmanager.memory.framwork.heap.size: 128m
  jobManager: {resource: {memory: 1600m}}
  taskManager: {resource: {memory: 1728m}}
`;
  const uri = 'file:///work/two.yaml';
  const store = new DocumentStore();
  const { context } = open('');
  const at = (version: number, text: string) => {
    return diagnose(store.update(uri, 'yaml', version, text), context);
  };
  const before = at(1, `${deployment('one')}---\n${deployment('two')}`);
  assert.deepEqual(before.map(({ code, range }) => [code, range.start.line]), [['unknown-key', 5], ['unknown-key', 14]]);
  const edited = at(2, `${deployment('one')}---\n${deployment('tw')}`);
  assert.equal(edited[0], before[0]);
  assert.notEqual(edited[1], before[1]);
  const moved = at(3, `# a line more\n${deployment('one')}---\n${deployment('tw')}`);
  assert.deepEqual(moved.map(({ range }) => range.start.line), [6, 15]);
  assert.deepEqual(moved[1], { ...edited[1], range: { start: { line: 15, character: 4 }, end: { ...edited[1]?.range.end, line: 15 } } });
});

test('of more findings than an editor shows of a file the least severe are left out, and one says how many', () => {
  const deployment = (name: string, size: string): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: ${name}}
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    state.savepoints.dir: s3p://flink/savepoints
    state.checkpoints.dir: s3p://flink/checkpoints
  jobManager: {resource: {memory: 1600m}}
  taskManager: {resource: {memory: ${size}}}
`;
  const opened = open(Array.from({ length: 600 }, (_, number) => deployment(`job-${number}`, number < 590 ? '2g' : '400m')).join('---\n'));
  const found = diagnose(opened.document, opened.context);
  const listed = (code: string | undefined): number => found.filter((diagnostic) => diagnostic.code === code).length;
  // Each of 600 deployments has two keys of older names, the last ten cannot start either: 1,210, of which 1,000 fit.
  assert.deepEqual([found.length, listed('jvm-exceeds-process'), listed('deprecated-key')], [1000, 10, 989]);
  const last = found.at(-1);
  assert.deepEqual([last?.message, last?.severity, last?.code], ['211 less severe findings of this file are not listed: editors show no more than 1000 of a file.', 3, undefined]);
  // What is left out has its fixes all the same.
  const end = opened.document.positionAt(opened.document.text.lastIndexOf('state.checkpoints.dir'));
  assert.ok(found.every(({ range }) => range.start.line !== end.line));
  assert.ok(codeActions(opened.document, { start: end, end }, { diagnostics: [], withEdits: false }, opened.context).some(({ title }) => title.includes('execution.checkpointing.dir')));
});

test('a file that repeats a key a hundred thousand times is told as any other', () => {
  const { document, context } = open(`${'state.backend: rocksdb\n'.repeat(150_000)}taskmanager.memory.process.size: 400m\n`, CONF);
  const found = diagnose(document, context);
  assert.equal(found.length, 1000);
  assert.ok(found.some(({ code, severity }) => code === 'jvm-exceeds-process' && severity === 1));
});

test('comments silence rules, settings change their level', () => {
  assertFindings('jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 2g\ntaskmanager.memory.size: 64m # flink-memory: ignore deprecated-key\n', CONF);
  const opened = open(BROKEN, { ...CONF, settings: { rules: { 'deprecated-key': 'warning', 'jvm-exceeds-process': 'off' } } });
  assert.deepEqual(diagnose(opened.document, opened.context).map(({ code, severity }) => [code, severity]), [['deprecated-key', 2]]);
});

test('quick fixes: the preferred one first, its edit on resolve, nothing else of the text touched', () => {
  const opened = open(BROKEN, CONF);
  const [diagnostic] = diagnose(opened.document, opened.context);
  assert.ok(diagnostic !== undefined);
  const actions = codeActions(opened.document, diagnostic.range, { diagnostics: [diagnostic], withEdits: false }, opened.context);
  const [preferred, ...others] = actions;
  assert.ok(preferred !== undefined && preferred.isPreferred === true && preferred.edit === undefined);
  assert.ok(others.every(({ isPreferred }) => isPreferred !== true));
  assert.equal(preferred.diagnostics?.[0], diagnostic);
  const target = codeActionTarget(preferred);
  assert.ok(target !== undefined);
  const resolved = resolveCodeAction(opened.document, preferred, target, opened.context);
  const text = applied(opened, resolved);
  assert.match(text, /^# sizes of the nightly job\njobmanager\.memory\.process\.size: 1600m\ntaskmanager\.memory\.process\.size: \d+m\ntaskmanager\.memory\.size: 64m {2}# keep\n$/);
});

test('clients that do not resolve get edits at once', () => {
  const opened = open(BROKEN, CONF);
  const actions = codeActions(opened.document, everywhere(opened), { diagnostics: [], withEdits: true }, opened.context);
  assert.ok(actions.length > 0 && actions.every(({ edit }) => edit !== undefined));
});

test('a rule is explained where the client has the command, once', () => {
  const opened = open(`${BROKEN}taskmanager.network.memory.fraction: 0.2\n`, { ...CONF, commands: ['flinkMemory.explainRule'] });
  const actions = codeActions(opened.document, everywhere(opened), { diagnostics: [], withEdits: false }, opened.context);
  const explanations = actions.flatMap(({ command }) => command ?? []);
  assert.deepEqual(explanations.map(({ arguments: given }) => given), [['jvm-exceeds-process'], ['deprecated-key']]);
});

test('kinds are honoured: fixAll only when asked for, and only what changes no size', () => {
  const source = `jobmanager.memory.process.size: 1600m
taskmanager.memory.process.size: 1728m
taskmanager.memory.size: 64m # former name
taskmanager.network.memory.fraction: 0.2
`;
  const opened = open(source, CONF);
  const ask = (only: readonly string[] | undefined): readonly CodeAction[] =>
    codeActions(opened.document, everywhere(opened), { only, diagnostics: [], withEdits: true }, opened.context);
  assert.ok(ask(undefined).every(({ kind }) => kind === 'quickfix' || kind === 'refactor.rewrite'));
  assert.ok(ask(['refactor']).every(({ kind }) => kind === 'refactor.rewrite'));
  for (const only of ['source', 'source.fixAll', 'source.fixAll.flinkMemory']) {
    const [action, ...others] = ask([only]);
    assert.equal(others.length, 0);
    assert.equal(action?.kind, 'source.fixAll.flinkMemory');
    assert.equal(applied(opened, action), `jobmanager.memory.process.size: 1600m
taskmanager.memory.process.size: 1728m
taskmanager.memory.managed.size: 64m # former name
taskmanager.memory.network.fraction: 0.2
`);
  }
});

test('fixAll leaves a refused process to a person', () => {
  const opened = open('jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 400m\n', CONF);
  assert.deepEqual(codeActions(opened.document, everywhere(opened), { only: ['source.fixAll'], diagnostics: [], withEdits: true }, opened.context), []);
});

test('changes of keys are written where they count', () => {
  const opened = open(`apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: orders}
spec:
  flinkConfiguration:
    taskmanager.memory.managed.fraction: "0.4" # tuned
  jobManager: {resource: {memory: 1600m}}
  taskManager:
    resource:
      memory: "1728m"
`);
  const changes = { 'taskmanager.memory.managed.fraction': '0.25', 'taskmanager.memory.process.size': '2g' };
  const result = changeEdit(opened.document, { textDocument: { uri: opened.document.uri }, cluster: 'FlinkDeployment//orders/0', version: 1, changes }, opened.context);
  assert.ok('edit' in result);
  const edits = Object.values(result.edit.changes).flat().map(({ range, newText }) => ({ range, newText }));
  assert.equal(applied(opened, { title: '', edit: { changes: { [opened.document.uri]: edits } } }), opened.document.text
    .replace('"0.4" # tuned', '"0.25" # tuned').replace('"1728m"', '"2g"'));
});

test('what cannot be written is refused with its reason', () => {
  const opened = open('taskmanager.memory.process.size: {{ .Values.size }}\n', CONF);
  const edit = (context: FeatureContext, cluster: string) => changeEdit(
    opened.document, { textDocument: { uri: opened.document.uri }, cluster, version: 1, changes: { 'taskmanager.memory.process.size': '2g' } }, context);
  assert.deepEqual(edit(opened.context, 'flink-conf//flink-conf.yaml/0'), { refused: { code: 'templated', key: 'taskmanager.memory.process.size' } });
  assert.deepEqual(edit(opened.context, 'nobody'), { refused: { code: 'cluster-not-found' } });
});
