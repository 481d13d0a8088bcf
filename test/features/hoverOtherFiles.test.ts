import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hover } from '../../server/src/features/index.js';
import { hoverText } from '../support/features.js';
import { speakChinese } from '../support/speech.js';
import { TestWorkspace } from '../support/workspace.js';

const DEPLOYMENT = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n';
const FILES = {
  'base/the (old) one.yaml': `${DEPLOYMENT}  flinkVersion: v1_20\n  serviceAccount: flink\n  flinkConfiguration:\n    taskmanager.memory.managed.size: 256m\n  jobManager: {resource: {memory: 1600m}}\n  taskManager: {resource: {memory: 2g}}\n`,
  'prod/kustomization.yaml': 'resources: ["../base/the (old) one.yaml"]\npatches: [{path: memory.yaml}]\n',
};
const PATCH = `${DEPLOYMENT}  flinkConfiguration:\n    taskmanager.memory.managed.size: 512m\n`;

function hoverAt(line: number, character: number): string {
  const { document, context } = new TestWorkspace({ ...FILES, 'prod/memory.yaml': PATCH }).edit('prod/memory.yaml');
  return hoverText(hover(document, { line, character }, context));
}

describe('Hover in a patch of Kustomize’s', () => {
  test('on its head shows the whole, and what it is a part of', () => {
    const text = hoverAt(1, 2);
    assert.match(text, /\*\*TaskManager 2048 MiB\*\*[^]*\*\*JobManager 1600 MiB\*\*/);
    assert.match(text, /Together with \[base\/the \(old\) one\.yaml\]\(file:\/\/\/work\/base\/the%20%28old%29%20one\.yaml#L2\)/);
  });

  test('on a value says what it takes the place of', () => {
    assert.match(hoverAt(6, 40), /\[base\/the \(old\) one\.yaml\]\([^)]*#L9\) has `256m` for it, which does not count here\./);
  });

  test('speaks Chinese', (context) => {
    speakChinese(context);
    assert.match(hoverAt(1, 2), /与 \[base\/the \(old\) one\.yaml\]\([^)]*\) 合并/);
    assert.match(hoverAt(6, 40), /\) 中此键的值为 `256m`，在这里不起作用。/);
  });
});

describe('Hover in a compose file', () => {
  const FILES = {
    'd/compose.yaml': 'services:\n  taskmanager:\n    image: flink:1.18\n    command: taskmanager -Dtaskmanager.numberOfTaskSlots=4\n    env_file: flink.env\n    volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml"]\n',
    'd/flink.env': 'FLINK_PROPERTIES="taskmanager.memory.process.size: 3g\ntaskmanager.numberOfTaskSlots: 2\n"\n',
    'd/flink-conf.yaml': 'jobmanager.memory.process.size: 1g\n',
  };
  const at = (line: number, character: number): string => {
    const { document, context } = new TestWorkspace(FILES).edit('d/compose.yaml');
    return hoverText(hover(document, { line, character }, context));
  };

  test('on a service names every file that it is put over, and on a value what it takes the place of', () => {
    assert.match(at(1, 4), /\*\*TaskManager 3072 MiB\*\*[^]*Together with \[d\/flink-conf\.yaml\]\([^)]*#L1\), \[d\/flink\.env\]\([^)]*#L1\)/);
    assert.match(at(3, 50), /\[d\/flink\.env\]\([^)]*#L2\) has `2` for it, which does not count here\./);
  });

  test('speaks Chinese', (context) => {
    speakChinese(context);
    assert.match(at(1, 4), /与 \[d\/flink-conf\.yaml\]\([^)]*\), \[d\/flink\.env\]\([^)]*\) 合并/);
  });
});
