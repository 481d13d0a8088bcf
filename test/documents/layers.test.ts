/** Configuration in layers: how variables and arguments are read, what beats what, and that edits change only what they must. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cluster, Entry } from '../../server/src/documents/cluster.js';
import { applyEdits, type Change, editsFor } from '../../server/src/documents/edits.js';
import { findVersion } from '../../server/src/documents/flinkVersion.js';
import { EmbeddedText } from '../../server/src/documents/embedded/embeddedText.js';
import { plainProcess } from '../../server/src/documents/kinds/kind.js';
import { flinkCommand } from '../../server/src/documents/layers/command.js';
import { layeredCluster } from '../../server/src/documents/layers/layeredCluster.js';
import { isFlinkVariable, processLayers, variable, variableInText } from '../../server/src/documents/layers/processLayers.js';
import type { Variable } from '../../server/src/documents/layers/variables.js';
import { keyText, type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias, scalarAt } from '../../server/src/documents/yaml/node.js';
import { readYaml, type YamlTree } from '../../server/src/documents/yaml/tree.js';
import { valuesOf } from './support.js';

/** A container written as `image`, `env` (a mapping or a list) and `run`, for a TaskManager. */
function read(section: string): Cluster {
  const tree = readYaml(section);
  const root = tree.root ?? undefined;
  const image = scalarAt(root, 'image');
  const env = nodeAt(root, 'env');
  const command = flinkCommand(tree, [pairOf(root, 'run')]);
  const version = findVersion({ setting: 'auto', image: { text: (image?.text ?? '').split(':')[1] ?? '1.20' } });
  const variables = env?.kind === 'map' ? env.pairs.map((pair) => variableOfPair(tree, pair)) : env?.kind === 'sequence' ? env.items.map((item) => variableOfItem(tree, item)) : [];
  const layers = processLayers({
    role: 'taskManager', image: image?.text, version, variables: variables.filter((one) => one !== undefined), ...(command === undefined ? {} : { command }),
  });
  const span = { start: 0, end: section.length };
  return layeredCluster(
    { kind: 'Workload', name: 'test', namespace: '', span, head: span, version, processes: { taskManager: plainProcess(span), jobManager: { ...plainProcess(span), present: false } } },
    { taskManager: layers, jobManager: [] },
  );
}

/** A variable whose name is a key and its value that of the pair, or undefined for one that says nothing to Flink. */
function variableOfPair(tree: YamlTree, pair: LocatedPair): Variable | undefined {
  const name = keyText(pair);
  return name === undefined || !isFlinkVariable(name) ? undefined : variable(name, pair.key, EmbeddedText.of(tree, pair), pair.span);
}

/** A variable that is an item `NAME=value` of a list. */
function variableOfItem(tree: YamlTree, item: LocatedNode): Variable | undefined {
  const node = resolveAlias(item);
  const [, name = ''] = node?.kind === 'scalar' ? /^\s*(\w+)=/.exec(node.text) ?? [] : [];
  const whole = isFlinkVariable(name) ? EmbeddedText.ofItem(tree, item) : undefined;
  return whole === undefined ? undefined : variableInText(name, whole, item.span);
}

function edited(section: string, changes: readonly Change[] | ((cluster: Cluster) => readonly Change[])): string {
  const cluster = read(section);
  const result = editsFor(section, cluster, typeof changes === 'function' ? changes(cluster) : changes);
  assert.ok('edits' in result, JSON.stringify(result));
  return applyEdits(section, result.edits);
}

function entryOf({ settings }: Cluster, key: string): Entry {
  const entry = settings.get(key)?.entry;
  assert.ok(entry, key);
  return entry;
}

const PROCESS = 'taskmanager.memory.process.size';
const MANAGED = 'taskmanager.memory.managed.fraction';

const FORMS: readonly (readonly [string, (text: readonly string[]) => string])[] = [
  ['a mapping with a literal', (lines) => `image: flink:1.18\nenv:\n  FLINK_PROPERTIES: |\n${lines.map((line) => `    ${line}\n`).join('')}  OTHER: x\n`],
  ['a mapping with a literal and an indicator', (lines) => `image: flink:1.18\nenv:\n  FLINK_PROPERTIES: |4-\n${lines.map((line) => `      ${line}\n`).join('')}run: taskmanager\n`],
  ['a mapping with double quotes', (lines) => `image: flink:1.18\nenv: {FLINK_PROPERTIES: "${lines.join('\\n')}"}\n`],
  ['a list with the name in a literal', (lines) => `image: flink:1.18\nenv:\n  - |\n    FLINK_PROPERTIES=\n${lines.map((line) => `    ${line}\n`).join('')}  - OTHER=x\n`],
  ['a list at the column of its key', (lines) => `image: flink:1.18\nenv:\n- OTHER=x\n- |-\n  FLINK_PROPERTIES=\n${lines.map((line) => `  ${line}\n`).join('')}run: taskmanager\n`],
  ['a list with double quotes', (lines) => `image: flink:1.18\nenv: ["FLINK_PROPERTIES=${lines.join('\\n')}", "A=b"]\n`],
  ['CRLF', (lines) => `image: flink:1.18\r\nenv:\r\n  - |\r\n    FLINK_PROPERTIES=\r\n${lines.map((line) => `    ${line}\r\n`).join('')}`],
];

describe('FLINK_PROPERTIES', () => {
  for (const [name, write] of FORMS) {
    const lines = [`${PROCESS}: 2g`, 'parallelism.default: 2'];
    const section = write(lines);

    test(`${name}: keys and values stand where they are written`, () => {
      const cluster = read(section);
      assert.deepEqual(valuesOf(cluster), { [PROCESS]: '2g', 'parallelism.default': '2', 'taskmanager.numberOfTaskSlots': '1', 'jobmanager.memory.process.size': '1600m' });
      for (const { key, value, keySpan, valueSpan, source } of cluster.entries) {
        assert.equal(section.slice(keySpan.start, keySpan.end), key);
        assert.equal(section.slice(valueSpan.start, valueSpan.end), value);
        assert.equal(source, 'environment');
      }
    });

    test(`${name}: a value is set`, () => {
      assert.equal(edited(section, [{ kind: 'set', key: PROCESS, value: '3g' }]), write([`${PROCESS}: 3g`, 'parallelism.default: 2']));
    });

    test(`${name}: a key is added behind its relatives, another removed`, () => {
      assert.equal(
        edited(section, [{ kind: 'set', key: MANAGED, value: '0.2' }, { kind: 'remove', key: 'parallelism.default' }]),
        write([`${PROCESS}: 2g`, `${MANAGED}: 0.2`]),
      );
    });

    test(`${name}: a key is renamed`, () => {
      assert.equal(edited(section, (cluster) => [{ kind: 'rename', entry: entryOf(cluster, PROCESS), key: 'taskmanager.memory.flink.size' }]), write(['taskmanager.memory.flink.size: 2g', 'parallelism.default: 2']));
    });
  }

  test('up to 1.18 it is appended to flink-conf.yaml: a # cuts, a blank is wanted after the colon', () => {
    const cluster = read('image: flink:1.18\nenv:\n  FLINK_PROPERTIES: |\n    taskmanager.memory.process.size: 1 gb # big\n    parallelism.default:2\n');
    assert.equal(cluster.settings.get(PROCESS)?.value, '1 gb');
    assert.equal(cluster.settings.has('parallelism.default'), false);
    assert.deepEqual(cluster.problems.map(({ kind }) => kind), ['line-ignored']);
  });

  test('from 1.19 a line loses every blank and is divided at its first colon; a comment becomes a part of the value', () => {
    const section = 'image: flink:1.19\nenv:\n  FLINK_PROPERTIES: |\n    # note: this\n    taskmanager.memory.process.size: 1 gb\n    parallelism.default:2\n    rest.address: http://a # b\n';
    const cluster = read(section);
    assert.equal(cluster.settings.get(PROCESS)?.value, '1gb');
    assert.equal(cluster.settings.get('parallelism.default')?.value, '2');
    assert.equal(cluster.settings.get('rest.address')?.value, 'http://a#b');
    const { valueSpan } = entryOf(cluster, PROCESS);
    assert.equal(section.slice(valueSpan.start, valueSpan.end), '1 gb');
    assert.equal(edited(section, [{ kind: 'set', key: PROCESS, value: '2g' }]), section.replace('1 gb', '2g'));
  });

  test('from 1.19 it is not nested either', () => {
    const cluster = read('image: flink:2.0\nenv:\n  FLINK_PROPERTIES: |\n    taskmanager:\n      memory.process.size: 2g\n');
    assert.equal(cluster.settings.get(PROCESS)?.entry, undefined);
    assert.deepEqual(cluster.problems.map((problem) => problem.kind === 'line-ignored' && [problem.cause, problem.key]), [['nested', 'taskmanager'], ['indented', PROCESS]]);
  });

  test('what a template or Kubernetes puts in is unknown', () => {
    const cluster = read('image: flink:1.18\nenv:\n  FLINK_PROPERTIES: |\n    taskmanager.memory.process.size: ${SIZE}\n    parallelism.default: 2\n');
    assert.equal(cluster.settings.get(PROCESS)?.templated, true);
    const result = editsFor('', cluster, [{ kind: 'set', key: PROCESS, value: '2g' }]);
    assert.deepEqual(result, { refused: { code: 'templated', key: PROCESS } });
  });
});

const ARGUMENTS: readonly (readonly [string, (list: readonly string[]) => string])[] = [
  ['items of a list', (list) => `image: flink:1.18\nrun:\n  - taskmanager\n${list.map((one) => `  - -D${one}\n`).join('')}env: {}\n`],
  ['two items each', (list) => `image: flink:1.18\nrun:\n- taskmanager\n${list.map((one) => `- -D\n- ${one}\n`).join('')}env: {}\n`],
  ['a list in brackets', (list) => `image: flink:1.18\nrun: ["taskmanager", ${list.map((one) => `"-D${one}"`).join(', ')}]\n`],
  ['one text', (list) => `image: flink:1.18\nrun: taskmanager ${list.map((one) => `-D${one}`).join(' ')}\n`],
  ['a folded text', (list) => `image: flink:1.18\nrun: >-\n  taskmanager ${list.map((one) => `-D${one}`).join(' ')}\nenv: {}\n`],
  ['a script', (list) => `image: flink:1.18\nrun:\n  - bash\n  - -c\n  - |\n    until nc -z jobmanager 6123; do sleep 1; done\n    exec /docker-entrypoint.sh taskmanager ${list.map((one) => `-D ${one}`).join(' ')} && echo done\n`],
];

describe('-D arguments', () => {
  for (const [name, write] of ARGUMENTS) {
    const section = write([`${PROCESS}=2g`, 'parallelism.default=2']);

    test(`${name}: keys and values stand where they are written`, () => {
      const cluster = read(section);
      assert.deepEqual(cluster.entries.map(({ key, value, source }) => [key, value, source]), [[PROCESS, '2g', 'argument'], ['parallelism.default', '2', 'argument']]);
      for (const { key, value, keySpan, valueSpan } of cluster.entries) {
        assert.equal(section.slice(keySpan.start, keySpan.end), key);
        assert.equal(section.slice(valueSpan.start, valueSpan.end), value);
      }
    });

    test(`${name}: a value is set`, () => {
      assert.equal(edited(section, [{ kind: 'set', key: PROCESS, value: '3g' }]), write([`${PROCESS}=3g`, 'parallelism.default=2']));
    });

    test(`${name}: an argument is added, another removed`, () => {
      assert.equal(edited(section, [{ kind: 'set', key: MANAGED, value: '0.2' }, { kind: 'remove', key: 'parallelism.default' }]), write([`${PROCESS}=2g`, `${MANAGED}=0.2`]));
    });

    test(`${name}: the first one is removed`, () => {
      assert.equal(edited(section, [{ kind: 'remove', key: PROCESS }]), write(['parallelism.default=2']));
    });
  }

  test('the first argument comes behind the word that names the process', () => {
    assert.equal(edited('image: flink:1.18\nrun: ["standalone-job", "--job-classname", "A"]\n', [{ kind: 'set', key: PROCESS, value: '3g' }]),
      `image: flink:1.18\nrun: ["standalone-job", "-D${PROCESS}=3g", "--job-classname", "A"]\n`);
  });

  test('lines that go on behind a backslash', () => {
    const section = `image: flink:1.18\nrun:\n  - /bin/sh\n  - -ec\n  - |\n    /opt/flink/bin/taskmanager.sh start-foreground \\\n      -D${PROCESS}=2g \\\n      -Dparallelism.default="2"\n`;
    assert.deepEqual(valuesOf(read(section))['parallelism.default'], '2');
    assert.equal(edited(section, [{ kind: 'remove', key: PROCESS }]), section.replace(` \\\n      -D${PROCESS}=2g`, ''));
    assert.equal(edited(section, [{ kind: 'set', key: 'parallelism.default', value: '3' }]), section.replace('"2"', '"3"'));
  });

  test('what a variable may hold is not known', () => {
    assert.equal(read('image: flink:1.18\nrun: [bash, -c, "taskmanager.sh start-foreground $MORE"]\n').processes.taskManager.incomplete, true);
    assert.equal(read(`image: flink:1.18\nrun: [taskmanager, "-D${PROCESS}=$(SIZE)"]\n`).settings.get(PROCESS)?.templated, true);
  });
});

describe('Layers over one another', () => {
  const section = [
    'image: flink:1.18', 'env:', '  TASK_MANAGER_NUMBER_OF_TASK_SLOTS: 4', '  FLINK_PROPERTIES: |', `    ${PROCESS}: 2g`, '    taskmanager.numberOfTaskSlots: 2',
    `run: ["taskmanager", "-D${PROCESS}=3g"]`, '',
  ].join('\n');

  test('arguments beat FLINK_PROPERTIES, which beats what the start script sets; what lost is told', () => {
    const cluster = read(section);
    assert.deepEqual(cluster.settings.get(PROCESS)?.overridden.map(({ value, source }) => [value, source]), [['2g', 'environment']]);
    assert.equal(cluster.settings.get(PROCESS)?.value, '3g');
    assert.equal(cluster.settings.get('taskmanager.numberOfTaskSlots')?.value, '2');
    assert.deepEqual(cluster.settings.get('taskmanager.numberOfTaskSlots')?.overridden.map(({ value }) => value), ['4']);
  });

  test('a key is removed from every layer', () => {
    assert.equal(edited(section, [{ kind: 'remove', key: PROCESS }]), section.replace(`    ${PROCESS}: 2g\n`, '').replace(`, "-D${PROCESS}=3g"`, ''));
  });

  test('a new key stands with its nearest relative, else in the text', () => {
    assert.equal(edited(section, [{ kind: 'set', key: MANAGED, value: '0.1' }]), section.replace('=3g"', `=3g", "-D${MANAGED}=0.1"`));
    assert.equal(edited(section, [{ kind: 'set', key: 'state.backend.type', value: 'rocksdb' }]), section.replace('Slots: 2\n', 'Slots: 2\n    state.backend.type: rocksdb\n'));
  });

  test("the image's own file stands beneath, and comes to light when its key is removed", () => {
    assert.deepEqual(read('image: apache/flink:1.20\nenv: {FLINK_PROPERTIES: "taskmanager.memory.process.size: 2g"}\n').settings.get(PROCESS)?.beneath, { value: '1728m', templated: false });
    assert.equal(read('image: flink:1.20\n').settings.get(PROCESS)?.value, '1728m');
    assert.equal(read('image: flink:1.20\n').settings.get(PROCESS)?.source, 'otherDocument');
  });

  test("of somebody's own image nothing is known but what the document sizes", () => {
    assert.equal(read('image: orders:1\nenv: {FLINK_PROPERTIES: "taskmanager.memory.flink.size: 2g"}\n').processes.taskManager.incomplete, true);
    assert.equal(read('image: orders:1\nenv: {FLINK_PROPERTIES: "taskmanager.memory.process.size: 2g"}\n').processes.taskManager.incomplete, undefined);
  });

  test('JVM options from a variable are the option that Flink reads them as', () => {
    const cluster = read('image: flink:1.18\nenv: {FLINK_ENV_JAVA_OPTS_TM: -Xmx1g}\n');
    assert.equal(cluster.settings.get('env.java.opts.taskmanager')?.value, '-Xmx1g');
    assert.equal(edited('image: flink:1.18\nenv: {FLINK_ENV_JAVA_OPTS_TM: -Xmx1g}\n', [{ kind: 'set', key: 'env.java.opts.taskmanager', value: '-Xms1g' }]), 'image: flink:1.18\nenv: {FLINK_ENV_JAVA_OPTS_TM: -Xms1g}\n');
  });
});
