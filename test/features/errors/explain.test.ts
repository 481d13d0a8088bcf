/** What is said to an error with a document at hand. Numbers of fixes were worked out by hand, after Flink's documentation of the memory model. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { explainErrors } from '../../../server/src/features/index.js';
import { RULE_ERRORS, RUN_ERRORS, SYMPTOMS } from '../../../server/src/features/errors/recognised.js';
import { keysOf } from '../../../server/src/features/errors/keys.js';
import { adviceFor } from '../../../server/src/features/errors/words/advice.js';
import { causeFor } from '../../../server/src/features/errors/words/causes.js';
import { titleFor } from '../../../server/src/features/errors/words/titles.js';
import { ALL_RULES } from '../../../server/src/rules/index.js';
import type { ExplainedError, ExplainErrorResult } from '../../../server/src/shared/protocol.js';
import { open } from '../../support/features.js';

const ROOT = join(__dirname, '..', '..', '..', '..');
const CONF = 'file:///work/flink-conf.yaml';

/** A TaskManager as Flink's own file has it: total Flink 1280, task heap 384, network 128, managed 512, overhead 192 (MiB). */
const USUAL = 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m   # ours\n';

interface Explained {
  readonly result: ExplainErrorResult;
  readonly first: ExplainedError;
  readonly titles: readonly string[];
  /** The document after each fix. */
  readonly after: readonly string[];
}

function explained(document: string, text: string, uri = CONF): Explained {
  const opened = open(document, { uri });
  const result = explainErrors(opened, { text });
  const [first] = result.errors;
  assert.ok(first, text);
  const own = TextDocument.create(uri, 'yaml', 1, document);
  return {
    result,
    first,
    titles: first.fixes.map(({ title }) => title),
    after: first.fixes.map(({ edit }) => TextDocument.applyEdits(own, (edit.changes[uri] ?? []).map((change) => ({ ...change })))),
  };
}

function inChinese(context: TestContext): void {
  const set = (file: string): void => { l10n.config({ contents: readFileSync(join(ROOT, 'l10n', file), 'utf8') }); };
  set('bundle.l10n.zh-cn.json');
  context.after(() => { set('bundle.l10n.json'); });
}

describe('fixes', () => {
  test('metaspace: twice as much, with a total that leaves the rest as it is, or taken from the heap', () => {
    const { titles, after, first } = explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Metaspace');
    // 0.9 × T − 512 = 1280: T is 1991.1. Within 1728: total Flink is 1024, half of it less 256 the task heap.
    assert.deepEqual(titles, [
      'Set taskmanager.memory.jvm-metaspace.size: 512m, taskmanager.memory.process.size: 1992m (no other part becomes smaller)',
      'Set taskmanager.memory.jvm-metaspace.size: 512m (task heap memory becomes 256 MiB)',
    ]);
    assert.equal(after[0], 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1992m   # ours\ntaskmanager.memory.jvm-metaspace.size: 512m\n');
    assert.equal(first.assumed, undefined);
    assert.deepEqual(first.keys[0], { key: 'taskmanager.memory.jvm-metaspace.size', default: '256 mb', pool: 'jvmMetaspace', bytes: String(256 * 1024 * 1024) });
    assert.deepEqual(first.keys[1]?.location, { uri: CONF, range: { start: { line: 1, character: 33 }, end: { line: 1, character: 38 } } });
  });

  test('metaspace of a JobManager is its own key; total Flink memory alone needs no larger total', () => {
    const own = explained('jobmanager.memory.flink.size: 1g\n', '\'jobmanager.memory.jvm-metaspace.size\' is meant: java.lang.OutOfMemoryError: Metaspace');
    // 1024 + 512 is nine tenths of 1706.7 MiB, but overhead has its minimum of 192.
    assert.deepEqual(own.titles, ['Set jobmanager.memory.jvm-metaspace.size: 512m (total process memory becomes 1728 MiB)']);
  });

  test('heap: half as much again', () => {
    // Half of total Flink less 256 is 576: total Flink 1664, with 256 nine tenths of 2133.3.
    assert.deepEqual(explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Java heap space').titles, ['Set taskmanager.memory.process.size: 2134m (task heap memory becomes 576.3 MiB)']);
    assert.deepEqual(explained(USUAL, 'JobManager java.lang.OutOfMemoryError: Java heap space').titles, ['Set jobmanager.memory.process.size: 2134m (JVM heap becomes 1536.6 MiB)']);
    const fine = 'taskmanager.memory.task.heap.size: 1g\ntaskmanager.memory.managed.size: 0\n';
    assert.equal(explained(fine, 'TaskManager java.lang.OutOfMemoryError: Java heap space').after[0], 'taskmanager.memory.task.heap.size: 1536m\ntaskmanager.memory.managed.size: 0\n');
  });

  test('heap: managed memory that a job with its state on the heap does not use', () => {
    const { titles, after } = explained(`${USUAL}state.backend.type: hashmap\n`, 'TaskManager java.lang.OutOfMemoryError: Java heap space');
    assert.equal(titles[1], 'Set taskmanager.memory.managed.fraction: 0 (task heap memory becomes 896 MiB)');
    assert.match(after[1] ?? '', /^taskmanager\.memory\.managed\.fraction: 0$/m);
  });

  test('direct memory: Kafka takes Flink’s own, a library that of the tasks', () => {
    const kafka = explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Direct buffer memory\n\tat org.apache.kafka.common.network.Selector.poll(Selector.java:1)');
    assert.match(kafka.titles[0] ?? '', /framework\.off-heap\.size: 512m/);
    const arrow = explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Direct buffer memory\n\tat org.apache.arrow.memory.Allocator.a(A.java:1)');
    // Half of total Flink less 256 and 128 is 384: total Flink 1536, with 256 nine tenths of 1991.1.
    assert.equal(arrow.titles[0], 'Set taskmanager.memory.task.off-heap.size: 128m, taskmanager.memory.process.size: 1992m (no other part becomes smaller)');
    const plain = explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Direct buffer memory');
    assert.match(plain.titles[0] ?? '', /framework\.off-heap\.size: 256m/);
    assert.match(explained(USUAL, 'JobManager java.lang.OutOfMemoryError: Direct buffer memory').titles[0] ?? '', /jobmanager\.memory\.off-heap\.size: 256m/);
  });

  test('network buffers: what the message’s numbers need', () => {
    const text = 'Insufficient number of network buffers: required 1700, but only 3 available. The total number of network buffers is currently set to 4096 of 32768 bytes each';
    const { titles, first } = explained(USUAL, text);
    // 4096 − 3 + 1700 = 5793 buffers of 32 KiB are 181.03 MiB; a third more 241.4.
    assert.deepEqual(titles, [
      'Set taskmanager.memory.network.min: 182m (task heap memory becomes 330 MiB)',
      'Set taskmanager.memory.network.min: 182m, taskmanager.memory.process.size: 1818m (no other part becomes smaller)',
      'Set taskmanager.memory.network.min: 242m, taskmanager.memory.process.size: 1918m (no other part becomes smaller)',
    ]);
    assert.match(first.cause, /1700 network buffers, and 3 of 4096 are left: that takes at least 5793 buffers, 181 MiB of network memory instead of 128 MiB/);
    // A maximum that is lower moves along: the default of 1 GiB before 1.17, and one that is set.
    const bound = explained(`${USUAL}taskmanager.memory.network.max: 128m\n`, text);
    assert.match(bound.after[0] ?? '', /network\.min: 182m/);
    assert.match(bound.after[0] ?? '', /network\.max: 182m/);
    const old = explained(`# flink-memory: version 1.16\ntaskmanager.memory.process.size: 16g\n`, text.replace('4096', '32768'));
    assert.match(old.titles[0] ?? '', /network\.min: 1078m, taskmanager\.memory\.network\.max: 1078m/);
  });

  test('network buffers: a file that gives enough is not what failed', () => {
    // 512 − 128 + 513 = 897 buffers of 32 KiB are 28.03 MiB; the file gives 128 MiB.
    const { first } = explained(USUAL, 'Insufficient number of network buffers: required 513, but only 128 available. The total number of network buffers is currently set to 512 of 32768 bytes each');
    assert.match(first.inDocument ?? '', /^This file gives 128 MiB of network memory, which is enough for this request:/);
    assert.deepEqual(first.fixes, []);
  });

  test('network memory that could not be allocated: less of it, or more direct memory', () => {
    const { titles } = explained(USUAL, 'enough memory segments for NetworkBufferPool (required (Mb): 128, allocated (Mb): 100, missing (Mb): 28). Cause: Direct buffer memory');
    assert.equal(titles[0], 'Set taskmanager.memory.network.max: 100m (network memory becomes 100 MiB)');
    assert.match(titles[1] ?? '', /task\.off-heap\.size: 28m/);
  });

  test('killed: a text that says why is not asked to look', () => {
    const look = (text: string): readonly [string, boolean] => {
      const { first } = explained(USUAL, text);
      return [first.cause.slice(0, 13), first.advice.some((advice) => advice.includes('kubectl describe pod'))];
    };
    assert.deepEqual(look('taskmanager exit code 137'), ['Exit code 137', true]);
    assert.deepEqual(look('taskmanager\n  Reason: OOMKilled\n  Exit Code: 137'), ['The container', false]);
    assert.deepEqual(look('taskmanager\n  exitCode: 137\n  reason: OOMKilled'), ['The container', false]);
    // The machine's memory may have run out as well.
    assert.deepEqual(look('taskmanager Out of memory: Killed process 4711 (java)'), ['Exit code 137', true]);
  });

  test('killed: JVM overhead in steps', () => {
    assert.equal(explained(USUAL, 'taskmanager exit code 137').titles[0], 'Set taskmanager.memory.jvm-overhead.min: 256m (task heap memory becomes 352 MiB)');
    assert.match(explained(`${USUAL}taskmanager.memory.jvm-overhead.min: 512m\n`, 'taskmanager OOMKilled').titles[0] ?? '', /jvm-overhead\.min: 768m/);
    // Beyond 1 GiB the maximum binds as well.
    const large = explained('taskmanager.memory.process.size: 16g\n', 'taskmanager OOMKilled');
    assert.match(large.titles[0] ?? '', /jvm-overhead\.min: 1536m, taskmanager\.memory\.jvm-overhead\.max: 1536m/);
    const yarn = explained(USUAL, 'taskmanager container is running 104857600B beyond the \'PHYSICAL\' memory limit');
    assert.match(yarn.titles[0] ?? '', /jvm-overhead\.min: 512m/, '192 and 100 missing are more than 256');
  });

  test('managed memory: with the total, or a larger fraction where the heap can spare it', () => {
    assert.deepEqual(explained(USUAL, 'MemoryReservationException').titles, ['Set taskmanager.memory.process.size: 2421m (managed memory becomes 769.2 MiB)']);
    const roomy = explained('taskmanager.memory.process.size: 8g\ntaskmanager.memory.managed.fraction: 0.1\n', 'MemoryReservationException');
    assert.match(roomy.titles[0] ?? '', /^Set taskmanager\.memory\.managed\.fraction: 0\.1[56] /);
    const none = explained(`${USUAL}taskmanager.memory.managed.size: 0\n`, 'The fraction of memory to allocate should not be 0.');
    assert.deepEqual(none.after, [USUAL]);
    const weights = explained(`${USUAL}taskmanager.memory.managed.consumer-weights: OPERATOR:70\n`, 'The fraction of memory to allocate should not be 0.');
    assert.deepEqual(weights.titles, ['Remove taskmanager.memory.managed.consumer-weights (the default applies)']);
  });

  test('the fields of a FlinkDeployment are written in their own units; a template is left alone', () => {
    const deployment = (memory: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  flinkVersion: v1_20\n  jobManager:\n    resource:\n      memory: 1600m\n  taskManager:\n    resource:\n      memory: ${memory}\n`;
    const uri = 'file:///work/orders.yaml';
    const { titles, after, result } = explained(deployment('1728Mi'), 'pod orders-taskmanager-1-1 java.lang.OutOfMemoryError: Metaspace', uri);
    assert.equal(titles[0], 'Set taskmanager.memory.jvm-metaspace.size: 512m, taskManager.resource.memory: 1992Mi (no other part becomes smaller)');
    assert.match(after[0] ?? '', /memory: 1992Mi\n/);
    assert.match(after[0] ?? '', /flinkConfiguration:\n\s+taskmanager\.memory\.jvm-metaspace\.size: /);
    assert.equal(result.explainedWith?.name, 'orders');
    const templated = explained(deployment('"{{ .Values.memory }}"'), 'taskmanager java.lang.OutOfMemoryError: Metaspace', uri);
    assert.deepEqual(templated.titles, []);
    assert.match(templated.first.inDocument ?? '', /depends on templates/);
  });

  test('a pod’s name tells which of several clusters is meant', () => {
    const one = (name: string, memory: string): string => `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: ${name}}\nspec:\n  flinkVersion: v1_20\n  taskManager: {resource: {memory: ${memory}}}\n`;
    const opened = open(`${one('orders', '2g')}---\n${one('orders-eu', '4g')}`, { uri: 'file:///work/shop.yaml' });
    assert.equal(explainErrors(opened, { text: 'pod orders-eu-taskmanager-1-1 OOMKilled' }).explainedWith?.name, 'orders-eu');
    assert.equal(explainErrors(opened, { text: 'pod orders-taskmanager-1-1 OOMKilled' }).explainedWith?.name, 'orders');
    const chosen = explainErrors(opened, { text: 'pod orders-taskmanager-1-1 OOMKilled', cluster: 'FlinkDeployment//orders-eu/0' });
    assert.equal(chosen.explainedWith?.name, 'orders-eu');
  });
});

describe('a refusal', () => {
  const REFUSED = USUAL.replace('1728m', '400m');
  const message = (process: number): string =>
    `TaskManager memory configuration failed: Sum of configured JVM Metaspace (256.000mb (268435456 bytes)) and JVM Overhead (192.000mb (201326592 bytes)) exceed configured Total Process Memory (${String(process)}.000mb (${String(process * 1024 * 1024)} bytes)).`;

  test('that this file causes: its own sentence and the fixes of its rule', () => {
    const { first, titles } = explained(REFUSED, message(400));
    assert.equal(first.code, 'jvm-exceeds-process');
    assert.match(first.inDocument ?? '', /^In this file: .*982m/);
    assert.doesNotMatch(first.inDocument ?? '', /other numbers/);
    assert.ok(titles.some((title) => title.includes('982m')), titles.join('\n'));
  });

  test('with other numbers than this file, or that this file does not cause', () => {
    assert.match(explained(REFUSED, message(300)).first.inDocument ?? '', /other numbers/);
    const { first, titles } = explained(USUAL, message(400));
    assert.match(first.inDocument ?? '', /^With this file as it is the TaskManager starts/);
    assert.deepEqual(titles, []);
  });

  test('“could not get JVM parameters” is answered with this file’s own refusal, of whichever process', () => {
    const { first, titles } = explained('jobmanager.memory.process.size: 500m\ntaskmanager.memory.process.size: 2g\n', '[ERROR] Could not get JVM parameters and dynamic configurations properly.');
    assert.equal(first.process, 'jobManager');
    assert.match(first.inDocument ?? '', /^In this file: /);
    assert.ok(titles.length > 0);
    assert.ok(first.keys.every(({ key }) => key.startsWith('jobmanager.')));
  });

  test('an unreadable value: the finding of that key', () => {
    const { after } = explained(USUAL.replace('1728m', '2Gi'), 'Could not parse value \'2Gi\' for key \'taskmanager.memory.process.size\': Memory size unit \'gi\' does not match');
    assert.equal(after[0], USUAL.replace('1728m', '2g'));
  });

  test('a duplicate key, a dropped line, a missing memory: their rules', () => {
    assert.match(explained('taskmanager:\n  memory.process.size: 2g\n  memory.process.size: 3g\n', 'found duplicate key memory.process.size', 'file:///work/config.yaml').first.inDocument ?? '', /more than once|refuses/);
    assert.match(explained('taskmanager.memory.process.size:2g\n', 'flink-conf.yaml:1: Line is not a key-value pair').first.inDocument ?? '', /no blank after the colon/);
    const deployment = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  jobManager: {resource: {memory: 2g}}\n  taskManager: {resource: {cpu: 1}}\n';
    assert.ok(explained(deployment, 'TaskManager resource memory must be defined', 'file:///work/a.yaml').titles.length > 0);
  });

  test('a limit factor below 1', () => {
    const deployment = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    kubernetes.taskmanager.memory.limit-factor: "0.8"\n  jobManager: {resource: {memory: 2g}}\n  taskManager: {resource: {memory: 2g}}\n';
    const { after } = explained(deployment, 'kubernetes.taskmanager.memory.limit-factor should be greater or equal to 1.', 'file:///work/a.yaml');
    assert.match(after[0] ?? '', /limit-factor: "1\.0"/);
  });
});

describe('without a document', () => {
  test('causes, keys with their defaults, and numbers from the text', () => {
    const { errors, explainedWith } = explainErrors(undefined, { text: 'OutOfMemoryError: Cannot reserve 8388608 bytes of direct buffer memory (allocated: 264241152, limit: 268435456)' });
    assert.equal(explainedWith, undefined);
    const [first] = errors;
    assert.equal(first?.assumed, true);
    assert.match(first.cause, /8 MiB were asked for while 252 MiB of 256 MiB were in use/);
    assert.deepEqual(first.keys[0], { key: 'taskmanager.memory.task.off-heap.size', default: '0 bytes', pool: 'taskOffHeap' });
    assert.deepEqual(first.fixes, []);
  });

  test('a file of somebody else’s is no document', () => {
    assert.equal(explainErrors(open('a: 1\n', { uri: 'file:///work/a.yaml' }), { text: 'Java heap space' }).explainedWith, undefined);
  });

  test('a text that holds no error is told so, with what to paste instead', () => {
    const { errors, advice } = explainErrors(undefined, { text: 'it does not work' });
    assert.deepEqual(errors, []);
    assert.equal(advice.length, 3);
  });
});

describe('every error', () => {
  const codes = [...RULE_ERRORS, ...RUN_ERRORS, ...SYMPTOMS];
  const situation = { version: undefined, sizes: undefined, isKubernetes: true } as const;

  test('has a title, a cause and something to do, for each process, in both languages', (context) => {
    const texts = (): string[] => codes.flatMap((code) => (['taskManager', 'jobManager'] as const).flatMap((process) => {
      const error = { code, process, excerpt: '', lineNumber: 1, named: [] };
      const own = [titleFor(error), causeFor(error, process), ...adviceFor(error, { ...situation, process })];
      assert.ok(own.length > 2 || code === 'pools-exceed-flink', `${code} has no advice`);
      return own;
    }));
    const english = texts();
    for (const text of english) {
      assert.ok(text !== '' && !/undefined|\{\d\}|NaN/.test(text), text);
      assert.doesNotMatch(text, /\p{Script=Han}/u);
    }
    inChinese(context);
    for (const text of texts()) {
      assert.match(text, /\p{Script=Han}/u);
      assert.doesNotMatch(text, /\p{Script=Han}[,;:!?]|undefined|\{\d\}/u, text);
    }
  });

  test('that is named as a rule is one, but for those whose rules are still to come', () => {
    const rules = new Set(ALL_RULES.map(({ id }) => id));
    assert.deepEqual(RULE_ERRORS.filter((code) => !rules.has(code) && code !== 'limit-factor-invalid'), []);
  });

  test('names only keys of its process', () => {
    for (const code of codes) {
      for (const key of keysOf({ code, excerpt: '', lineNumber: 1, named: [] }, 'jobManager')) {
        assert.ok(!key.startsWith('taskmanager.') || keysOf({ code, excerpt: '', lineNumber: 1, named: [] }, 'taskManager').includes(key), `${code} ${key}`);
      }
    }
  });
});

test('Chinese: title, cause with numbers, what to do, fixes', (context) => {
  inChinese(context);
  const { first, titles } = explained(USUAL, 'TaskManager java.lang.OutOfMemoryError: Metaspace');
  assert.equal(first.title, 'JVM 元空间耗尽');
  assert.match(first.cause, /元空间/);
  assert.match(first.advice[0] ?? '', /taskmanager\.memory\.jvm-metaspace\.size 设为 512m/);
  assert.equal(titles[1], '设置 taskmanager.memory.jvm-metaspace.size: 512m（任务堆内存变为 256 MiB）');
  const refused = explained(USUAL.replace('1728m', '400m'), '[ERROR] Could not get JVM parameters');
  assert.match(refused.first.inDocument ?? '', /^在此文件中：JVM 元空间 256 MiB 与 JVM 开销 192 MiB/);
});
