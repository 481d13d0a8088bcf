/** What the editor shows of a compose file, and writes into it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeEdit, codeLenses, hover, inlayHints, memoryModel } from '../../server/src/features/index.js';
import { after, applied, rulesIn, titlesIn } from '../support/actions.js';
import { caret, hoverText, open, type OpenOptions } from '../support/features.js';

const FILE: OpenOptions = { uri: 'file:///shop/docker-compose.yml', commands: ['flinkMemory.openPanel'] };

const SERVICES = `services:
  jobmanager:
    image: flink:1.18.1
    command: jobmanager
  kafka:
    image: apache/kafka:3.8.0
  taskmanager:
    image: flink:1.18.1
    command: taskmanager
    environment:
      - |
        FLINK_PROPERTIES=
        taskmanager.numberOfTaskSlots: 2
        taskmanager.memory.process.size: \${SIZE:-4g}
        taskmanager.memory.managed.fraction: 0.5
    mem_limit: 5g
`;

function hoverAt(place: string): string {
  const opened = open(SERVICES.replace(place, (found) => `${found.slice(0, 1)}‸${found.slice(1)}`), FILE);
  return hoverText(hover(opened.document, caret(opened), opened.context));
}

describe('A compose file', () => {
  test('has the breakdown of a process at its service, and that of both at the first', () => {
    assert.match(hoverAt('taskmanager:\n'), /TaskManager 4096 MiB/);
    assert.match(hoverAt('jobmanager:\n'), /\*\*jobmanager\*\* · Compose · Flink 1\.18\.1[\s\S]*TaskManager 4096 MiB[\s\S]*JobManager 1600 MiB/);
    const kafka = open(SERVICES.replace('kafka:', 'kaf‸ka:'), FILE);
    assert.equal(hover(kafka.document, caret(kafka), kafka.context), undefined);
  });

  test('has hovers and hints within FLINK_PROPERTIES, also on a default', () => {
    assert.match(hoverAt('4g}'), /`4g` = 4096 MiB/);
    assert.match(hoverAt('taskmanager.memory.managed.fraction'), /1715\.2 MiB/);
    const { document, context } = open(SERVICES, FILE);
    const hints = inlayHints(document, { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, context).map(({ position, label }) => [position.line, label]);
    assert.deepEqual(hints, [[14, '= 1715.2 MiB']]);
  });

  test('has a lens above the first service of a cluster', () => {
    const { document, context } = open(SERVICES, FILE);
    const lenses = codeLenses(document, context);
    assert.deepEqual(lenses.map(({ range, command }) => [range.start.line, command?.title.replace(/:.*?\|/, ' |').replace(/ MiB: .*$/, ' MiB')]), [[1, 'TaskManager 4096 MiB | JobManager 1600 MiB']]);
  });

  test('has a model with its container, and where each value comes from', () => {
    const { document, context } = open(SERVICES, FILE);
    const [cluster] = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
    assert.ok(cluster);
    assert.deepEqual([cluster.kind, cluster.name, cluster.container], ['Compose', 'jobmanager', { taskManager: { limitBytes: '5368709120' } }]);
    assert.deepEqual(Object.entries(cluster.configuration).map(([key, { value, source }]) => [key, value, source]).sort(), [
      ['jobmanager.memory.process.size', '1600m', 'otherDocument'], ['taskmanager.memory.managed.fraction', '0.5', 'environment'],
      ['taskmanager.memory.process.size', '4g', 'environment'], ['taskmanager.numberOfTaskSlots', '2', 'environment'],
    ]);
  });

  test("takes the panel's changes", () => {
    const opened = open(SERVICES, FILE);
    const cluster = 'Compose//jobmanager/0';
    const write = (changes: Readonly<Record<string, string | null>>): unknown => {
      const result = changeEdit(opened.document, { textDocument: { uri: opened.document.uri }, cluster, version: 1, changes }, opened.context);
      return 'refused' in result ? result : applied(opened, Object.values(result.edit.changes).flat());
    };
    assert.equal(write({ 'taskmanager.memory.process.size': '3g', 'taskmanager.memory.managed.fraction': null, 'taskmanager.memory.network.max': '64m' }),
      SERVICES.replace(':-4g', ':-3g').replace('managed.fraction: 0.5', 'network.max: 64m'));
    // What nothing in the text sets yet becomes an argument.
    assert.equal(write({ 'jobmanager.memory.process.size': '2g' }), SERVICES.replace('command: jobmanager', 'command: jobmanager -Djobmanager.memory.process.size=2g'));
  });
});

describe('Ignore a rule here, in a compose file', () => {
  const flink = (lines: string): string => `services:\n  taskmanager:\n    image: flink:1.18.1\n${lines}`;
  const ignored = (source: string, rule: string): string => {
    const text = after(source, `Ignore ${rule} here`, FILE);
    assert.ok(!rulesIn(text, FILE).includes(rule), text);
    return text;
  };
  const comment = '# flink-memory: ignore flink-exceeds-process\n';

  test('in FLINK_PROPERTIES, and above a line of arguments', () => {
    const properties = '    command: taskmanager\n    environment:\n      - |\n        FLINK_PROPERTIES=\n        parallelism.default: 2\n        taskmanager.memory.flink.size: ⟦flink-exceeds-process: 2g⟧\n';
    assert.equal(ignored(flink(properties), 'flink-exceeds-process'), flink(properties.replace(/⟦.*: (.*)⟧/, '$1').replace('        taskmanager.memory', `        ${comment}        taskmanager.memory`)));
    const line = '    command: taskmanager -Dtaskmanager.memory.flink.size=⟦flink-exceeds-process: 2g⟧\n';
    assert.equal(ignored(flink(line), 'flink-exceeds-process'), flink(`    ${comment}${line.replace(/⟦.*: (.*)⟧/, '$1')}`));
  });

  test('not among the words of a command, which knows no comments', () => {
    for (const style of ['>', '|']) {
      const titles = titlesIn(flink(`    command: ${style}\n      taskmanager\n      -Dtaskmanager.memory.flink.size=⟦flink-exceeds-process: 2g⟧\n`), FILE);
      assert.ok(titles.length > 0 && !titles.some((title) => title.startsWith('Ignore')), titles.join());
    }
  });
});
