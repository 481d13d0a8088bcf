/** Small models by hand: sizes in whole MiB. */
import type { PartName } from '../../server/src/shared/model.js';
import type { PanelView } from '../../server/src/shared/panel.js';
import type { ClusterModel, PartModel, ProcessModel, StepModel } from '../../server/src/shared/protocol.js';

/** MiB as the decimal text of its bytes. */
export function mib(size: number): string {
  return (BigInt(size) * 1_048_576n).toString();
}

export function part(pool: PartName, size: number, parts: readonly PartModel[] = [], steps: readonly StepModel[] = []): PartModel {
  return { pool, bytes: mib(size), share: 0, from: 'set', steps, ...(parts.length === 0 ? {} : { parts }) };
}

/** A TaskManager of 1000 MiB: Flink 700 (heap 100 + 300, managed 200, direct 50 + 0 + 50), metaspace 200, overhead 100. */
export const TASK_MANAGER: ProcessModel = {
  status: 'derived',
  parts: [
    part('totalProcess', 1000, [
      part('totalFlink', 700, [
        part('jvmHeap', 400, [part('frameworkHeap', 100), part('taskHeap', 300)]),
        part('offHeap', 300, [part('managed', 200), part('jvmDirect', 100, [part('frameworkOffHeap', 50), part('taskOffHeap', 0), part('network', 50)])]),
      ]),
      part('jvmMetaspace', 200),
      part('jvmOverhead', 100),
    ]),
  ],
};

export const ABSENT: ProcessModel = { status: 'absent' };

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function cluster(id: string, taskManager: ProcessModel, jobManager: ProcessModel): ClusterModel {
  return { id, name: id, kind: 'flink-conf', range: NOWHERE, flinkVersion: { value: '1.20', source: 'default' }, configuration: {}, taskManager, jobManager };
}

export function view(shown: ClusterModel, selected?: Extract<PanelView, { kind: 'model' }>['selected']): Extract<PanelView, { kind: 'model' }> {
  return {
    kind: 'model', uri: 'file:///flink-conf.yaml', fileName: 'flink-conf.yaml', cluster: shown.id,
    model: { version: 1, summary: [{ id: shown.id, name: shown.name, kind: shown.kind, range: NOWHERE }], clusters: [shown] },
    ...(selected === undefined ? {} : { selected }),
  };
}
