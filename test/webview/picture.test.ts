import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findRow, pictureOf, rowsOf, type Bar, type Picture } from '../../client/webview/picture.js';
import type { ContainerMemory, ProcessModel } from '../../server/src/shared/protocol.js';
import { mib, part, TASK_MANAGER } from './models.js';

function taskManager(model: ProcessModel, container?: ContainerMemory): Picture {
  const picture = pictureOf('taskManager', model, container);
  assert.ok(picture !== undefined);
  return picture;
}

/** `pool from–to`, in per cent of the bar. */
function pieces(bar: Bar): readonly string[] {
  return bar.pieces.map(({ pool, look, from, to }) => `${look === 'rest' ? '?' : ''}${pool} ${percent(from)}–${percent(to)}`);
}

function percent(fraction: number): number {
  return Math.round(fraction * 1000) / 10;
}

describe('the picture of a process', () => {
  it('has every part as a row, in the order of Flink’s drawing, the ones of no size too', () => {
    assert.deepEqual(rowsOf(taskManager(TASK_MANAGER).root).map(({ pool, level }) => `${level} ${pool}`), [
      '1 totalProcess', '2 totalFlink', '3 jvmHeap', '4 frameworkHeap', '4 taskHeap', '3 offHeap', '4 managed', '4 jvmDirect',
      '5 frameworkOffHeap', '5 taskOffHeap', '5 network', '2 jvmMetaspace', '2 jvmOverhead',
    ]);
  });

  it('draws the bar to scale, in the order of the rows', () => {
    assert.deepEqual(pieces(taskManager(TASK_MANAGER).bar), [
      'frameworkHeap 0–10', 'taskHeap 10–40', 'managed 40–60', 'frameworkOffHeap 60–65', 'taskOffHeap 65–65', 'network 65–70',
      'jvmMetaspace 70–90', 'jvmOverhead 90–100',
    ]);
  });

  it('draws the container’s free space above the process', () => {
    const { bar } = taskManager(TASK_MANAGER, { requestBytes: mib(1000), limitBytes: mib(2000) });
    assert.equal(bar.total, 2000n * 1_048_576n);
    assert.deepEqual([bar.free?.from, bar.free?.to, bar.free?.bytes], [0, 0.5, 1000n * 1_048_576n]);
    assert.deepEqual(pieces(bar)[0], 'frameworkHeap 50–55');
    assert.equal(bar.excess, undefined);
  });

  it('shows a process that is larger than its container beyond the container', () => {
    const { bar } = taskManager(TASK_MANAGER, { limitBytes: mib(800) });
    assert.deepEqual([percent(bar.frame?.to ?? 0), bar.frame?.pool], [80, 'container']);
    assert.deepEqual([percent(bar.excess?.from ?? 0), percent(bar.excess?.to ?? 0), bar.excess?.bytes], [80, 100, 200n * 1_048_576n]);
  });

  it('has no picture of a process that is absent or has no model', () => {
    assert.equal(pictureOf('taskManager', { status: 'absent' }, undefined), undefined);
    assert.equal(pictureOf('jobManager', { status: 'notModelled' }, undefined), undefined);
  });

  it('gives a JobManager its four rows', () => {
    const picture = pictureOf('jobManager', { status: 'derived', parts: [part('totalProcess', 4)] }, undefined);
    assert.deepEqual(picture === undefined ? [] : rowsOf(picture.root).map(({ pool }) => pool), [
      'totalProcess', 'totalFlink', 'jvmHeap', 'jvmDirect', 'jvmMetaspace', 'jvmOverhead',
    ]);
  });
});

describe('the picture of a refusal', () => {
  // Flink has 600 MiB; framework heap, managed, framework off-heap and network ask for 800.
  const refused: ProcessModel = {
    status: 'failed',
    parts: [
      part('totalProcess', 900), part('jvmMetaspace', 200), part('jvmOverhead', 100), part('totalFlink', 600), part('frameworkHeap', 100),
      part('frameworkOffHeap', 100), part('taskOffHeap', 0), part('managed', 400), part('network', 200),
    ],
    failure: {
      code: 'pools-exceed-flink', required: mib(800), available: mib(600),
      inputs: [{ key: 'taskmanager.memory.managed.size', value: '400m', pool: 'managed', bytes: mib(400) }, { key: 'taskmanager.memory.framework.heap.size', pool: 'frameworkHeap', bytes: mib(100) }],
    },
  };

  it('draws what was asked for, and the excess where it begins', () => {
    const { bar } = taskManager(refused);
    assert.equal(bar.total, 1100n * 1_048_576n);
    assert.deepEqual(pieces(bar), [
      'frameworkHeap 0–9.1', 'managed 9.1–45.5', 'frameworkOffHeap 45.5–54.5', 'taskOffHeap 54.5–54.5', 'network 54.5–72.7',
      'jvmMetaspace 72.7–90.9', 'jvmOverhead 90.9–100',
    ]);
    assert.deepEqual([bar.frame?.pool, percent(bar.frame?.to ?? 0)], ['totalFlink', 54.5]);
    assert.deepEqual([percent(bar.excess?.from ?? 0), percent(bar.excess?.to ?? 0), bar.excess?.bytes], [54.5, 72.7, 200n * 1_048_576n]);
  });

  it('marks the rows that take part, apart by whether the file sets them', () => {
    const { root } = taskManager(refused);
    assert.deepEqual(['managed', 'frameworkHeap', 'network'].map((pool) => rowsOf(root).find((row) => row.pool === pool)?.marked), ['set', 'default', undefined]);
  });

  it('invents no size for what was not reached', () => {
    assert.equal(findRow(taskManager(refused).root, 'taskHeap')?.bytes, undefined);
  });

  it('shows what the totals leave for a part that misses its bounds', () => {
    const { root, bar } = taskManager({
      status: 'failed',
      parts: [part('totalFlink', 700), part('totalProcess', 1000), part('jvmMetaspace', 256)],
      failure: { code: 'jvm-overhead-out-of-range', required: mib(44), bounds: { min: mib(192), max: mib(1024) }, inputs: [] },
    });
    assert.deepEqual([findRow(root, 'jvmOverhead')?.bytes, findRow(root, 'jvmOverhead')?.marked], [44n * 1_048_576n, 'set']);
    assert.equal(bar.excess, undefined);
    assert.deepEqual(pieces(bar), ['?totalFlink 0–70', 'jvmMetaspace 70–95.6', 'jvmOverhead 95.6–100']);
  });

  it('has no bar where nothing says how long it is', () => {
    const { bar } = taskManager({ status: 'failed', parts: [part('frameworkHeap', 128)], failure: { code: 'size-not-configured', inputs: [] } });
    assert.deepEqual([bar.total, bar.pieces.length], [undefined, 0]);
  });

  it('compares no bounds of a range as if they were sizes', () => {
    const { bar } = taskManager({
      status: 'failed', parts: [part('totalProcess', 1000)],
      failure: { code: 'range-invalid', reason: 'min-above-max', required: mib(300), available: mib(200), inputs: [] },
    });
    assert.deepEqual([bar.frame, bar.excess], [undefined, undefined]);
    assert.deepEqual(pieces(bar), ['?totalProcess 0–100']);
  });
});

describe('the picture of a template', () => {
  it('puts one piece of unknown division in the place of the first unknown part', () => {
    const { bar, root } = taskManager({
      status: 'unknown', unknownKeys: ['taskmanager.memory.managed.size'],
      pools: {
        totalProcess: mib(1000), totalFlink: mib(700), frameworkHeap: mib(100), frameworkOffHeap: mib(50), taskOffHeap: mib(0), network: mib(50),
        jvmDirect: mib(100), jvmMetaspace: mib(200), jvmOverhead: mib(100),
      },
    });
    assert.deepEqual(pieces(bar), [
      'frameworkHeap 0–10', '?totalFlink 10–60', 'frameworkOffHeap 60–65', 'taskOffHeap 65–65', 'network 65–70', 'jvmMetaspace 70–90', 'jvmOverhead 90–100',
    ]);
    assert.deepEqual([findRow(root, 'managed')?.bytes, findRow(root, 'taskHeap')?.bytes], [undefined, undefined]);
  });

  it('has no bar without a total', () => {
    assert.equal(taskManager({ status: 'unknown', unknownKeys: ['x'], pools: { jvmMetaspace: mib(256) } }).bar.total, undefined);
  });
});
