/** What Flink answered, asked of the built server: one document a case, the version as a setting. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { findOption, formerNameOf } from '../../server/src/model/index.js';
import { MINOR_VERSIONS } from '../../server/src/model/version.js';
import type { ClusterModel, ProcessModel } from '../../server/src/shared/protocol.js';
import { asRecord } from '../../server/src/shared/records.js';
import { TestClient } from '../support/client.js';

let client: TestClient;
before(async () => { client = await TestClient.start(); });
after(async () => { assert.equal(await client.stop(), 0); });

/** One answer of Flink's, with the versions that give it. */
interface Answer {
  readonly versions: readonly string[];
  readonly expected: Readonly<Record<string, unknown>>;
}

interface Case {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly answers: readonly Answer[];
}

function readCases(file: string, textOf: (raw: Readonly<Record<string, unknown>>) => { name: string; text: string } | undefined): readonly Case[] {
  return readFileSync(`test/vectors/${file}.jsonl`, 'utf8').split('\n').flatMap((line): Case[] => {
    if (line === '') return [];
    const raw = asRecord(JSON.parse(line));
    const document = textOf(raw);
    if (document === undefined) return [];
    const answers = list(raw['expect']).map((answer): Answer => {
      const { versions, ...expected } = asRecord(answer);
      // Plain files are read by minors: patch releases have no setting of their own.
      return { versions: list(versions).map(String).filter((version) => MINOR_VERSIONS.some((minor) => minor === version)), expected };
    });
    return [{ id: `${file} ${String(raw['id'])}`, ...document, answers }];
  });
}

function list(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}

function textIn(raw: Readonly<Record<string, unknown>>): { name: string; text: string } {
  return { name: String(raw['name']), text: String(raw['text']) };
}

/** A configuration as a line file, where that format can hold every value as it is. */
function asFlinkConf({ conf, container }: Readonly<Record<string, unknown>>): { name: string; text: string } | undefined {
  const entries = Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)] as const);
  const isWritable = entries.every(([, value]) => value !== '' && value === value.trim() && !/[#\n\r]|: /.test(value));
  return container === true || !isWritable ? undefined : { name: 'flink-conf.yaml', text: entries.map(([key, value]) => `${key}: ${value}\n`).join('') };
}

/** The same as YAML, where every value can be quoted. */
function asConfigYaml({ conf, container }: Readonly<Record<string, unknown>>): { name: string; text: string } | undefined {
  const entries = Object.entries(asRecord(conf)).map(([key, value]) => [key, String(value)] as const);
  const isWritable = entries.length > 0 && entries.every(([, value]) => !/[\n\r]/.test(value));
  const text = entries.map(([key, value]) => `${key}: '${value.replaceAll("'", "''")}'\n`).join('');
  return container === true || !isWritable ? undefined : { name: 'config.yaml', text };
}

async function compareAll(cases: readonly Case[], isAsked: (version: string) => boolean, folder: string): Promise<void> {
  let compared = 0;
  const wrong: string[] = [];
  const uriOf = (index: number, name: string): string => `file:///${folder}/${String(index)}/${name}`;
  for (const [index, { name, text }] of cases.entries()) await client.open(uriOf(index, name), text, name === 'flink-conf.yaml' ? 'flink-conf' : 'yaml');
  for (const version of MINOR_VERSIONS.filter(isAsked)) {
    await client.setSettings({ flinkVersion: version });
    for (const [index, { id, name, answers }] of cases.entries()) {
      // Each answer is asked of the last version that gives it; the model's own tests ask all of them.
      const answer = answers.find(({ versions }) => versions.filter(isAsked).at(-1) === version);
      if (answer === undefined) continue;
      const model = await client.memoryModel({ textDocument: { uri: uriOf(index, name) } });
      compared++;
      const problem = differenceOf(model?.clusters[0], answer.expected);
      if (problem !== undefined) wrong.push(`${id} (${version}): ${problem}`);
    }
  }
  for (const [index, { name }] of cases.entries()) await client.close(uriOf(index, name));
  assert.ok(compared >= cases.length, `only ${String(compared)} answers compared`);
  assert.deepEqual(wrong.slice(0, 20), [], `${String(wrong.length)} of ${String(compared)} answers differ`);
}

/** A config.yaml is known by a key of Flink's for one of the processes: without any it is left alone. */
function isRecognised(map: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(map).some((key) =>
    /^(?:taskmanager|jobmanager)\./.test(key) && (findOption(key) !== undefined || formerNameOf(key, '1.20') !== undefined));
}

/** Our names of what the vectors expect. */
function differenceOf(cluster: ClusterModel | undefined, expected: Readonly<Record<string, unknown>>): string | undefined {
  const { map, load, taskManager, jobManager } = expected;
  const failure: unknown = asRecord(load)['failure'];
  const loadFailure = typeof failure === 'string' ? failure : undefined;
  if (cluster === undefined) return map !== undefined && !isRecognised(asRecord(map)) ? undefined : 'no cluster';
  if (loadFailure !== undefined) return cluster.loading?.code === loadFailure ? undefined : `loading ${String(cluster.loading?.code)} instead of ${loadFailure}`;
  if (cluster.loading !== undefined) return `loading ${cluster.loading.code}`;
  try {
    if (map !== undefined) {
      const values = Object.fromEntries(Object.entries(cluster.configuration).map(([key, { value }]) => [key, value]));
      const masked = Object.fromEntries(Object.entries(asRecord(map)).map(([key, value]) => [key, values[key] === '******' ? '******' : value]));
      assert.deepEqual(values, masked);
    }
    compareProcess(cluster.taskManager, asRecord(taskManager));
    compareProcess(cluster.jobManager, asRecord(jobManager));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compareProcess(process: ProcessModel, { pools, jvm, dynamic, failure, key, reason }: Readonly<Record<string, unknown>>): void {
  if (failure === 'not-modelled') {
    assert.equal(process.status, 'notModelled');
  } else if (failure !== undefined) {
    assert.deepEqual(
      { status: process.status, code: process.failure?.code, key: process.failure?.key, reason: process.failure?.reason },
      { status: 'failed', code: failure, key, reason },
    );
  } else {
    assert.equal(process.status, 'derived');
    assert.deepEqual(process.pools, pools);
    if (jvm !== undefined) assert.equal(process.jvmArguments?.join(' '), jvm);
    if (dynamic !== undefined) assert.deepEqual(process.dynamicConfiguration, dynamic);
  }
}

test('every flink-conf.yaml is read and derived as Flink does', () =>
  compareAll(readCases('flink-conf', textIn), (version) => version.startsWith('1.'), 'flink-conf'));

test('every config.yaml is read and derived as Flink does', () =>
  compareAll(readCases('config-yaml', textIn), (version) => ['1.19', '1.20'].includes(version) || version.startsWith('2.'), 'config-yaml'));

test('every configuration, written as flink-conf.yaml, is derived as Flink does', () =>
  compareAll(readCases('derive', asFlinkConf), (version) => version.startsWith('1.'), 'derive-conf'));

test('every configuration, written as config.yaml, is derived as Flink does', () =>
  compareAll(readCases('derive', asConfigYaml), (version) => ['1.19', '1.20'].includes(version) || version.startsWith('2.'), 'derive-yaml'));
