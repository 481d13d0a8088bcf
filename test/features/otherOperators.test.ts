import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeEdit, codeLenses, hover, memoryModel } from '../../server/src/features/index.js';
import { after, applied, titlesIn } from '../support/actions.js';
import { caret, hoverText, open } from '../support/features.js';

function hoverAt(source: string): string {
  const opened = open(source);
  return hoverText(hover(opened.document, caret(opened), opened.context)).replaceAll('\u202f', ' ');
}

const lyft = (memory: string, more = ''): string => `apiVersion: flink.k8s.io/v1beta1
kind: FlinkApplication
metadata:
  name: clicks
spec:
  flinkVersion: "1.16"
  jobManagerConfig:
    resources:
      requests:
        memory: 2Gi
  taskManagerConfig:
    taskSlots: 2
${more}    resources:
      requests:
        memory: ${memory}
      limits:
        memory: 4Gi
`;

const ververica = (memory: string): string => `kind: SessionCluster
apiVersion: v1
metadata:
  name: sql
spec:
  flinkVersion: "1.20"
  resources:
    taskmanager:
      memory: ${memory}
`;

describe('Clusters of other people’s operators', () => {
  it('a request tells what the process gets of it', () => {
    const text = hoverAt(lyft('20‸00Mi', '    systemMemoryFraction: 0.1\n'));
    assert.match(text, /\*\*TaskManager 1800 MiB\*\*/);
    assert.match(text, /`2000Mi` is 2000 MiB; `taskmanager\.memory\.process\.size` becomes `1843200k`, by `systemMemoryFraction` 0\.1\./);
    assert.match(text, /Container: request 2000 Mi, limit 4096 Mi/);
    assert.match(hoverAt(lyft('2000‸Mi')), /becomes `1638400k`, by `systemMemoryFraction` 0\.2, the default\./);
    // A limit sizes nothing here.
    assert.doesNotMatch(hoverAt(lyft('2000Mi').replace('limits:\n        memory: 4Gi', 'limits:\n        memory: 4‸Gi')), /becomes/);
  });

  it('heads tell of the whole', () => {
    for (const source of [lyft('2000Mi').replace('metadata', 'meta‸data'), lyft('2000Mi').replace('  jobManagerConfig', '  flink‸Config: {}\n  jobManagerConfig')]) {
      assert.match(hoverAt(source), /\*\*clicks\*\* · FlinkApplication · Flink 1\.16/);
    }
    assert.match(hoverAt(lyft('2000Mi').replace('taskManagerConfig', 'task‸ManagerConfig')), /\*\*TaskManager 1600 MiB\*\*/);
  });

  it('Ververica’s units are powers of ten', () => {
    const text = hoverAt(ververica('2‸g'));
    assert.match(text, /`2g` is 1907\.3 MiB, and `taskmanager\.memory\.process\.size` is the same\./);
    assert.match(hoverAt(ververica('8‸00m')), /what becomes of `resources\.taskmanager\.memory` is not known\./);
  });

  it('the model has processes, containers and where the size stands', () => {
    const { document, context } = open(lyft('2000Mi'));
    const [cluster] = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
    assert.ok(cluster);
    assert.deepEqual([cluster.id, cluster.kind, cluster.deployment], ['FlinkApplication//clicks/0', 'FlinkApplication', undefined]);
    assert.deepEqual([cluster.taskManager.pools?.['totalProcess'], cluster.taskManager.slots], ['1677721600', 2]);
    assert.deepEqual(cluster.container?.taskManager, { requestBytes: '2097152000', limitBytes: '4294967296' });
    assert.deepEqual(cluster.configuration['taskmanager.memory.process.size']?.location?.range.start, { line: 14, character: 16 });
    const platform = open(ververica('2g'));
    const [session] = memoryModel(platform.document, { textDocument: { uri: platform.document.uri } }, platform.context)?.clusters ?? [];
    assert.deepEqual(session?.container, { taskManager: { requestBytes: '2000000000', limitBytes: '2000000000' } });
  });

  it('what the panel sets is written into the field', () => {
    const opened = open(lyft('2000Mi'));
    const changes = { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.managed.fraction': '0.5' };
    const params = { textDocument: { uri: opened.document.uri }, cluster: 'FlinkApplication//clicks/0', version: 1, changes };
    const result = changeEdit(opened.document, params, opened.context);
    assert.ok('edit' in result);
    // 2 GiB ÷ 0.8 = 2560 MiB.
    assert.equal(applied(opened, result.edit.changes[opened.document.uri] ?? []), `${lyft('2560Mi')}  flinkConfig:\n    taskmanager.memory.managed.fraction: "0.5"\n`);
    const [model] = memoryModel(opened.document, { textDocument: params.textDocument, whatIf: { cluster: 'FlinkApplication//clicks/0', version: 1, changes } }, opened.context)?.clusters ?? [];
    assert.equal(model?.taskManager.pools?.['totalProcess'], '2147483648');
  });

  it('a later version is written as the operator writes versions', () => {
    const spotify = `apiVersion: flinkoperator.k8s.io/v1beta1
kind: FlinkCluster
metadata:
  name: clicks
spec:
  flinkVersion: "⟦at: 1.17⟧"
  image:
    name: flink:1.17.2
`;
    assert.deepEqual(titlesIn(spotify).filter((title) => title.startsWith('Change to Flink 2.0')), ['Change to Flink 2.0 (the image stays)']);
    assert.equal(after(spotify, 'Change to Flink 2.0 (the image stays)'), spotify.replace('⟦at: 1.17⟧', '2.0'));
  });

  it('each has a lens', () => {
    const { document, context } = open(lyft('2000Mi'), { commands: ['flinkMemory.openPanel'] });
    assert.deepEqual(codeLenses(document, context).map(({ range }) => range.start), [{ line: 0, character: 0 }]);
    assert.deepEqual(codeLenses(document, context).map(({ command }) => command?.title), ['TaskManager 1600 MiB: heap 448, managed 460.8, network 115.2 … | JobManager 1638.4 MiB: heap 1062.4 …']);
  });
});
