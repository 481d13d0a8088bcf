/** `.env` files: never YAML, and `FLINK_PROPERTIES` in them in every form. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expectFindings, preferredFix } from '../rules/support.js';
import { changed, clusterOf, clustersOf, valuesOf } from './support.js';

const PROCESS = 'taskmanager.memory.process.size';
const MANAGED = 'taskmanager.memory.managed.fraction';

const FORMS: readonly (readonly [name: string, write: (settings: readonly (readonly [string, string])[]) => string])[] = [
  ['lines in double quotes', (all) => `A=b\nFLINK_PROPERTIES="\n${all.map(([key, value]) => `${key}: ${value}\n`).join('')}"\nFLINK_VERSION=1.18\n`],
  ['lines from the first on', (all) => `FLINK_VERSION=1.18\nFLINK_PROPERTIES="${all.map(([key, value]) => `${key}: ${value}`).join('\n')}"\n`],
  ['lines in single quotes', (all) => `FLINK_VERSION=1.18\nexport FLINK_PROPERTIES='${all.map(([key, value]) => `${key}: ${value}`).join('\n')}'\nB=c # why\n`],
  ['escapes', (all) => `FLINK_VERSION=1.18\nFLINK_PROPERTIES="${all.map(([key, value]) => `${key}: ${value}`).join('\\n')}" # all\n`],
];

describe('FLINK_PROPERTIES in a .env file', () => {
  for (const [name, write] of FORMS) {
    for (const eol of ['\n', '\r\n']) {
      const form = (all: readonly (readonly [string, string])[]): string => write(all).replace(/\n/g, eol);
      test(`is read and edited where it stands: ${name}${eol === '\n' ? '' : ', CRLF'}`, () => {
        const text = form([[PROCESS, '2g'], ['parallelism.default', '2']]);
        const cluster = clusterOf(text, '.env');
        assert.deepEqual([cluster.kind, cluster.name, cluster.version.text], ['Compose', '.env', '1.18']);
        assert.deepEqual(valuesOf(cluster), { [PROCESS]: '2g', 'parallelism.default': '2' });
        assert.deepEqual(cluster.entries.map(({ keySpan, valueSpan }) => [text.slice(keySpan.start, keySpan.end), text.slice(valueSpan.start, valueSpan.end)]), [[PROCESS, '2g'], ['parallelism.default', '2']]);
        assert.deepEqual(cluster.problems, []);
        assert.equal(changed(text, '.env', () => [{ kind: 'set', key: PROCESS, value: '3g' }]), form([[PROCESS, '3g'], ['parallelism.default', '2']]));
        assert.equal(changed(text, '.env', () => [{ kind: 'set', key: MANAGED, value: '0.3' }]), form([[PROCESS, '2g'], [MANAGED, '0.3'], ['parallelism.default', '2']]));
        assert.equal(changed(text, '.env', () => [{ kind: 'remove', key: PROCESS }]), form([['parallelism.default', '2']]));
      });
    }
  }

  test('is found at fault as in any other place', () => {
    const checked = expectFindings('FLINK_PROPERTIES="jobmanager.rpc.address: jobmanager\ntaskmanager.memory.process.size: ⟦value-invalid: 1.5g⟧\n"\n', { file: '.env' });
    assert.equal(preferredFix(checked, 'value-invalid').text, checked.document.text.replace('1.5g', '1536m'));
  });

  test('has the values of variables that stand above it in the file', () => {
    const cluster = clusterOf(`SIZE=3g\nFLINK_PROPERTIES="${PROCESS}: \${SIZE}\ntaskmanager.numberOfTaskSlots: \${SLOTS}\n"\nSLOTS=2\n`, '.env');
    assert.deepEqual([cluster.settings.get(PROCESS)?.value, cluster.settings.get('taskmanager.numberOfTaskSlots')?.templated], ['3g', true]);
  });

  test('is alone: nothing is missing, and nothing else in such a file is read', () => {
    const silent = [
      'FLINK_PROPERTIES="jobmanager.rpc.address: jobmanager"\n', 'FLINK_PROPERTIES=${PROPERTIES} # taskmanager\n', 'taskmanager.memory.process.size: 2x\ntaskmanager.memory.flink.size: 3g\ntaskmanager.numberOfTaskSlots: 2\n',
      'TASKMANAGER=taskmanager\nTASKMANAGER_MEMORY=1.5g\n', '# FLINK_PROPERTIES="taskmanager.memory.process.size: 1.5g"\n', 'OPTIONS="a\nFLINK_PROPERTIES=taskmanager.x: 1\n"\n',
    ];
    for (const text of silent) for (const file of ['.env', '.env.prod', 'config.env', 'flink.env']) expectFindings(text, { file });
    assert.deepEqual(clustersOf('taskmanager.memory.process.size: 2g\n', 'config.env'), []);
  });
});
