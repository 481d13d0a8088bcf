/** What sixteen releases of Flink's Kubernetes operator answered (`test/vectors/operator-vectors.jsonl`), every answer in every part. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryModel } from '../../server/src/features/index.js';
import { bundledFlink } from '../../server/src/documents/operatorReleases.js';
import type { ClusterModel, ContainerMemory, DeploymentModel, ProcessModel } from '../../server/src/shared/protocol.js';
import { fieldsOf, type Fields, readLines, textOf, textsOf } from '../model/vectors.js';
import { open } from '../support/features.js';

const VECTORS = readLines('operator-vectors.jsonl').map((fields) => ({
  id: textOf(fields['id']),
  minor: Number(textOf(fields['version']).split('.')[1]),
  yaml: textOf(fields['yaml']),
  expected: fieldsOf(fields['expected']),
}));
type Vector = (typeof VECTORS)[number];

const models = new Map<string, ClusterModel | undefined>();

/** The model as the operator of the vector's release has it, and its own Flink: no setting but these. */
function modelOf({ id, minor, yaml }: Vector): ClusterModel {
  if (!models.has(id)) {
    const operatorVersion = `1.${String(minor)}`;
    const { document, context } = open(yaml, { settings: { operatorVersion, flinkVersion: bundledFlink(operatorVersion) } });
    models.set(id, memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters[0]);
  }
  const model = models.get(id);
  assert.ok(model !== undefined, id);
  return model;
}

/** Compares each vector that has something to compare, and lists all that differ. */
function compare(least: number, isOf: (vector: Vector) => boolean, ask: (vector: Vector) => void): void {
  const wrong: string[] = [];
  const asked = VECTORS.filter(isOf);
  assert.ok(asked.length >= least, `only ${String(asked.length)}`);
  for (const vector of asked) {
    try {
      ask(vector);
    } catch (error) {
      wrong.push(`${vector.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 12), [], `${String(wrong.length)} of ${String(asked.length)} differ`);
}

/** What the validator asks besides memory, cpu, slots, versions and the schema's types: whoever asks that may refuse what is accepted here. */
const OTHER_CODES = new Set(['name-invalid', 'standby-needs-ha', 'ha-needed', 'checkpoint-dir-missing', 'savepoint-dir-missing', 'storage-unparsable']);

const optional = (fields: Fields, name: string): string | undefined => (fields[name] === undefined ? undefined : textOf(fields[name]));

describe('The operator', () => {
  test('admits and refuses', () => {
    compare(1200, () => true, (vector) => {
      const { expected } = vector;
      const code = optional(expected, 'code');
      const { deployment } = modelOf(vector);
      if (expected['canary'] === true) assert.equal(deployment, undefined);
      else if (code === undefined || !OTHER_CODES.has(code)) assert.deepEqual([deployment?.accepted, deployment?.code], [expected['accepted'], code]);
    });
  });

  test('deploys with this configuration', () => {
    compare(1000, ({ expected }) => expected['effective'] !== undefined, (vector) => {
      const values = Object.fromEntries(Object.entries(modelOf(vector).configuration).map(([key, { value }]) => [key, value]));
      const effective = textsOf(vector.expected['effective']);
      const isCompared = (key: string): boolean => /memory|heap|cpu|numberOfTaskSlots|parallelism|replicas/.test(key);
      assert.deepEqual(Object.fromEntries(Object.entries(values).filter(([key]) => isCompared(key)).sort()), Object.fromEntries(Object.entries(effective).sort()));
    });
  });

  test('divides each process with its own Flink', () => {
    compare(1000, ({ expected }) => expected['taskManager'] !== undefined, (vector) => {
      const model = modelOf(vector);
      for (const process of ['taskManager', 'jobManager'] as const) {
        const expected = fieldsOf(vector.expected[process]);
        const { pools, failure }: ProcessModel = model.deployment?.[process] ?? { status: 'absent' };
        if (expected['pools'] !== undefined) assert.deepEqual(pools, expected['pools'], process);
        else assert.deepEqual([failure?.code, failure?.key, failure?.reason], [expected['failure'], expected['key'], expected['reason']], process);
      }
    });
  });

  test('sizes the cluster, or fails to', () => {
    compare(400, ({ expected }) => expected['cluster'] !== undefined, (vector) => {
      const expected = fieldsOf(vector.expected['cluster']);
      const deployment = modelOf(vector).deployment;
      assert.ok(deployment !== undefined);
      if (expected['failure'] !== undefined) {
        assert.deepEqual([deployment.failure?.code, deployment.failure?.key], [expected['failure'], expected['key']]);
        return;
      }
      assert.equal(mebibytes(deployment, 'jobManager'), expected['masterMiB']);
      assert.equal(mebibytes(deployment, 'taskManager'), expected['taskManagerMiB']);
      assert.equal(deployment.taskManager.slots, expected['slots']);
    });
  });

  test('asks Kubernetes for these containers', () => {
    compare(400, ({ expected }) => expected['container'] !== undefined, (vector) => {
      for (const process of ['taskManager', 'jobManager'] as const) {
        const expected = fieldsOf(fieldsOf(vector.expected['container'])[process]);
        const container = modelOf(vector).deployment?.container?.[process];
        if (expected['failure'] !== undefined) assert.equal(container, undefined, process);
        else assert.deepEqual([containerOf(container, 'request'), containerOf(container, 'limit')], [withoutStorage(expected['requests']), withoutStorage(expected['limits'])], process);
      }
    });
  });
});

/** `MemorySize.getMebiBytes` is an int. */
function mebibytes({ taskManager, jobManager }: DeploymentModel, process: 'taskManager' | 'jobManager'): number {
  const { pools } = process === 'taskManager' ? taskManager : jobManager;
  return Number(BigInt.asIntN(32, BigInt(pools?.totalProcess ?? '0') >> 20n));
}

function containerOf(container: ContainerMemory | undefined, side: 'request' | 'limit'): Readonly<Record<string, unknown>> {
  const memory = container?.[`${side}Bytes`];
  return { cpu: container?.[`${side}Cpu`], memory: memory === undefined ? undefined : `${String(BigInt(memory) >> 20n)}Mi` };
}

function withoutStorage(resources: unknown): Readonly<Record<string, unknown>> {
  const { cpu, memory } = textsOf(resources);
  return { cpu: Number(cpu), memory };
}
