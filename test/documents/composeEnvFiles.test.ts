/** The files that a service of a compose file names in `env_file`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { definition, memoryModel } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const NAME = 'docker/compose.yaml';
const PROCESS = 'taskmanager.memory.process.size';

/** A service with a TaskManager. */
function service(lines: string, image = 'flink:1.18'): string {
  return `services:\n  taskmanager:\n    image: ${image}\n    command: taskmanager\n${lines.split('\n').filter((line) => line !== '').map((line) => `    ${line}\n`).join('')}`;
}

function clusterOf(compose: string, files: Readonly<Record<string, string>>): LocatedCluster | undefined {
  const { document, context } = new TestWorkspace({ [NAME]: compose, ...files }).edit(NAME);
  const [located] = document.clusters(context.settings);
  return located;
}

/** What a key is, or that nobody knows it; undefined where there is no cluster, or not the key. */
function valueOf(compose: string, files: Readonly<Record<string, string>>, key = PROCESS): string | undefined {
  const located = clusterOf(compose, files);
  const setting = located?.cluster.settings.get(key);
  return located?.analysis.derivations.taskManager?.status === 'unknown' && setting?.templated !== false ? 'unknown' : setting?.templated === true ? 'unknown' : setting?.value;
}

function properties(size: string): string {
  return `FLINK_PROPERTIES="\n${PROCESS}: ${size}\ntaskmanager.numberOfTaskSlots: 2\n"\n`;
}

describe('A file that a service names in env_file', () => {
  test('gives it what configures Flink, with its place, in every form that names it', () => {
    const forms = ['env_file: flink.env', 'env_file: ./flink.env', 'env_file:\n  - flink.env', 'env_file:\n  - path: flink.env', 'env_file:\n  - {path: ./flink.env, required: false}', 'env_file: ["${DIR:-.}/flink.env"]'];
    for (const form of forms) {
      const located = clusterOf(service(form), { 'docker/flink.env': properties('4g') });
      const setting = located?.cluster.settings.get(PROCESS);
      assert.deepEqual([setting?.value, setting?.source, setting?.origin?.uri], ['4g', 'otherDocument', uriOf('docker/flink.env')], form);
      assert.equal(setting?.origin && textAt(properties('4g'), setting.origin.range), '4g');
      const { taskManager } = located?.analysis.derivations ?? {};
      assert.ok(taskManager?.status === 'derived');
      assert.equal(taskManager.pools.get('totalProcess'), 4n << 30n);
    }
  });

  test('yields to what the service sets itself, and of several the last counts', () => {
    const files = { 'docker/a.env': `${properties('2g')}TASK_MANAGER_NUMBER_OF_TASK_SLOTS=3\n`, 'docker/b.env': `FLINK_PROPERTIES=${PROCESS}: 3g\n` };
    assert.equal(valueOf(service('env_file: [a.env, b.env]'), files), '3g');
    assert.equal(valueOf(service('env_file: [a.env, b.env]'), files, 'taskmanager.numberOfTaskSlots'), '3');
    assert.equal(valueOf(service('env_file: [b.env, a.env]'), files), '2g');
    assert.equal(valueOf(service('env_file: [b.env, a.env]'), files, 'taskmanager.numberOfTaskSlots'), '2');
    const own = `environment:\n  FLINK_PROPERTIES: "${PROCESS}: 5g"\nenv_file: [a.env]\n`;
    assert.equal(valueOf(service(own), files), '5g');
    assert.equal(valueOf(service(own), files, 'taskmanager.numberOfTaskSlots'), '3');
    // Without a value it is the shell's.
    assert.equal(clusterOf(service('environment: [FLINK_PROPERTIES]\nenv_file: a.env\n'), files), undefined);
  });

  test('has its values as Compose puts them together', () => {
    const of = (text: string, project = '', own = ''): string | undefined =>
      valueOf(service(`${own}env_file: flink.env\n`), { 'docker/flink.env': text, ...(project === '' ? {} : { 'docker/.env': project }) });
    assert.equal(of(`SIZE=3g\nFLINK_PROPERTIES="${PROCESS}: \${SIZE}"\n`), '3g');
    assert.equal(of(`FLINK_PROPERTIES="${PROCESS}: \${SIZE:-2g}"\nSIZE=3g\n`), '2g');
    assert.equal(of(`SIZE=3g\nFLINK_PROPERTIES="${PROCESS}: $SIZE"\n`, 'SIZE=4g\n'), '4g');
    assert.equal(of(`FLINK_PROPERTIES="${PROCESS}: \${SIZE}"\n`), 'unknown');
    assert.equal(of(`SIZE=3g\nFLINK_PROPERTIES="${PROCESS}: \${SIZE}"\n`, '', 'environment: {SIZE: 6g}\n'), 'unknown');
    assert.equal(of(`SIZE=3g\nFLINK_PROPERTIES='${PROCESS}: \${SIZE}'\n`), 'unknown');
    assert.equal(of(`FLINK_PROPERTIES="taskmanager.numberOfTaskSlots: 2\\n${PROCESS}: 3g\\n" # both\n`), '3g');
    assert.equal(of(`FLINK_PROPERTIES=${PROCESS}: 3g # why\n`), '3g');
  });

  test('configures Bitnami’s image too, and one that nobody knows', () => {
    assert.equal(valueOf(service('env_file: flink.env\nenvironment: {FLINK_MODE: taskmanager}\n', 'bitnami/flink:1.18').replace('    command: taskmanager\n', ''), { 'docker/flink.env': 'FLINK_CFG_TASKMANAGER_MEMORY_PROCESS_SIZE=3g\n' }), '3g');
    assert.equal(valueOf(service('env_file: flink.env\n', 'orders:7'), { 'docker/flink.env': properties('3g') }), '3g');
    assert.equal(clusterOf(service('env_file: flink.env\n', 'orders:7'), { 'docker/flink.env': 'A=1\n' }), undefined);
  });

  test('is unknown where it is not at hand, or not read here; without Flink’s variables in it the image’s own file counts', () => {
    const known = { 'docker/flink.env': properties('4g') };
    for (const form of ['env_file: missing.env', 'env_file: [flink.env, missing.env]', 'env_file: /etc/flink.env', 'env_file: ${FILE}', 'env_file: [{path: flink.env, format: raw}]', 'env_file: [{required: true}]']) {
      const located = clusterOf(service(`${form}\nmem_limit: 1g\n`), known);
      assert.ok(located === undefined || located.analysis.derivations.taskManager?.status === 'unknown', form);
    }
    assert.equal(valueOf(service('env_file: flink.env\n'), { 'docker/flink.env': 'A=1\n' }), '1728m');
    const many = Array.from({ length: 21 }, (_, at) => `${at}.env`);
    assert.equal(clusterOf(service(`env_file: [${many.join(', ')}]\n`), Object.fromEntries(many.map((name) => [`docker/${name}`, properties('4g')]))), undefined);
  });

  test('is nothing where it may be missing, and is; until it is there', () => {
    const optional = (path: string): string => service(`env_file:\n  - flink.env\n  - path: ${path}\n    required: false\n`);
    const given = { 'docker/flink.env': properties('4g') };
    assert.equal(valueOf(optional('local.env'), given), '4g');
    assert.equal(valueOf(optional('"${LOCAL:-local}.env"'), given), '4g');
    assert.equal(valueOf(optional('local.env\n    format: raw'), given), '4g');
    assert.equal(valueOf(optional('local.env').replace('required: false', 'required: ${NEEDED:-false}'), given), '4g');
    // By the image alone, where nothing else is said.
    assert.equal(valueOf(service('env_file: [{path: local.env, required: false}]\n'), {}), '1728m');
    for (const form of [optional('${LOCAL}.env'), optional('/etc/local.env'), optional('local.env').replace('false', 'true'), optional('local.env').replace('false', '${NEEDED}')]) {
      assert.equal(clusterOf(form, given)?.analysis.derivations.taskManager?.status ?? 'unknown', 'unknown', form);
    }
    const workspace = new TestWorkspace({ [NAME]: optional('local.env'), ...given });
    const status = (): readonly unknown[] => {
      const { document, context } = workspace.edit(NAME);
      const [located] = document.clusters(context.settings);
      return [located?.analysis.derivations.taskManager?.status ?? 'unknown', located?.cluster.settings.get(PROCESS)?.value];
    };
    assert.deepEqual(status(), ['derived', '4g']);
    workspace.write('docker/local.env', properties('5g'));
    assert.deepEqual(status(), ['derived', '5g']);
    // Nobody says whether it is there.
    workspace.write('docker/local.env', undefined);
    workspace.withheld.add('docker/local.env');
    assert.equal(status()[0], 'unknown');
  });

  test('does not keep a container from being found too small where it may be missing, and is', () => {
    const compose = service('env_file:\n  - {path: local.env, required: false}\nmem_limit: 1g # enough?\n');
    const workspace = new TestWorkspace({ [NAME]: compose });
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, found?.marked, others.length], ['container-too-small', '1g', 0]);
    assert.ok(found);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    assert.deepEqual(fixes.filter(({ preferred }) => preferred).map(({ edits }) => applyEdits(compose, edits)), [compose.replace('mem_limit: 1g', 'mem_limit: 1728m')]);
    workspace.withheld.add('docker/local.env');
    workspace.write('docker/local.env', undefined);
    assert.deepEqual(workspace.findings(NAME), []);
  });

  test('is asked for by services of Flink’s only, and followed when it changes', () => {
    const workspace = new TestWorkspace({ [NAME]: `${service('env_file: flink.env')}  other:\n    image: redis\n    env_file: redis.env\n`, 'docker/flink.env': properties('4g') });
    const size = (): string | undefined => {
      const { document, context } = workspace.edit(NAME);
      return document.clusters(context.settings)[0]?.cluster.settings.get(PROCESS)?.value;
    };
    assert.equal(size(), '4g');
    workspace.write('docker/flink.env', properties('5g'));
    assert.equal(size(), '5g');
    assert.ok(!workspace.asked.includes('docker/redis.env'));
  });

  test('stays as it is: what it sets is overruled by an argument, or cannot be written', () => {
    const compose = service('env_file: flink.env');
    const located = clusterOf(compose, { 'docker/flink.env': properties('4g') });
    assert.ok(located);
    const made = editsFor(compose, located.cluster, [{ kind: 'set', key: PROCESS, value: '5g' }]);
    assert.ok('edits' in made);
    assert.equal(applyEdits(compose, made.edits), compose.replace('command: taskmanager', `command: taskmanager -D${PROCESS}=5g`));
    assert.deepEqual(editsFor(compose, located.cluster, [{ kind: 'remove', key: PROCESS }]), { refused: { code: 'not-writable', key: PROCESS } });
    // Nothing is added beneath what overrules it.
    const beneath = service('env_file: flink.env\nenvironment:\n  FLINK_CFG_TASKMANAGER_NUMBEROFTASKSLOTS: 2\n', 'mine:1').replace('    command: taskmanager\n', '    command: ["taskmanager"]\n');
    const weak = clusterOf(beneath, { 'docker/flink.env': properties('4g') });
    assert.ok(weak);
    const added = editsFor(beneath, weak.cluster, [{ kind: 'set', key: PROCESS, value: '5g' }]);
    assert.ok('edits' in added);
    assert.equal(weak.reread(applyEdits(beneath, added.edits))?.cluster.settings.get(PROCESS)?.value, '5g');
  });
});

describe('What is said about a service with an env_file', () => {
  const limited = service('env_file: flink.env\nmem_limit: 2g\n');

  test('is mended where it stands; what the file has wrong by itself is told there', () => {
    const workspace = new TestWorkspace({ [NAME]: limited, 'docker/flink.env': properties('4g') });
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, found?.marked, others.length], ['container-too-small', '2g', 0]);
    assert.ok(found);
    const fixes = fixesFor(found.finding, found.located, { settings: DEFAULT_SETTINGS, yamlServer: false });
    assert.deepEqual(fixes.filter(({ preferred }) => preferred).map(({ edits }) => applyEdits(limited, edits)), [limited.replace('mem_limit: 2g', 'mem_limit: 4g')]);
    const wrong = new TestWorkspace({ [NAME]: limited, 'docker/flink.env': properties('300m') });
    assert.deepEqual(wrong.findings(NAME).map(({ rule }) => rule), []);
    assert.deepEqual(wrong.findings('docker/flink.env').map(({ rule, marked }) => [rule, marked]), [['jvm-exceeds-process', '300m']]);
    // Also where it sizes no process: by the key alone.
    const unsized = new TestWorkspace({ [NAME]: limited, 'docker/flink.env': 'FLINK_PROPERTIES="taskmanager.memory.managed.fraction: 2"\n' });
    assert.deepEqual([unsized.findings(NAME).map(({ rule }) => rule), unsized.findings('docker/flink.env').map(({ rule, marked }) => [rule, marked])], [[], [['range-invalid', '2']]]);
    // What is no file of variables by its name is read by nobody else.
    const other = new TestWorkspace({ [NAME]: limited.replace('flink.env', 'flink.properties'), 'docker/flink.properties': properties('300m') });
    assert.deepEqual(other.findings(NAME).map(({ rule, marked }) => [rule, marked]), [['jvm-exceeds-process', 'taskmanager']]);
  });

  test('is what both do together, with the place in the file', () => {
    const compose = service('env_file: flink.env\n').replace('command: taskmanager', 'command: taskmanager -Dtaskmanager.memory.managed.size=4g');
    const workspace = new TestWorkspace({ [NAME]: compose, 'docker/flink.env': properties('2g') });
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, found?.marked, others.length], ['pools-exceed-flink', '4g', 0]);
    const places = found?.finding.related?.flatMap((one) => ('location' in one ? [[one.location.uri, textAt(properties('2g'), one.location.range), one.message]] : []));
    assert.deepEqual(places, [[uriOf('docker/flink.env'), '2g', 'Total process memory: 2048 MiB']]);
  });

  test('is about one process where the other gets nothing of the file', () => {
    const both = `${service('env_file: flink.env')}  jobmanager:\n    image: flink:1.18\n    command: jobmanager -Djobmanager.memory.process.size=300m\n`;
    const workspace = new TestWorkspace({ [NAME]: both, 'docker/flink.env': `FLINK_PROPERTIES="jobmanager.memory.process.size: 200m\n${PROCESS}: 200m\n"\n` });
    assert.deepEqual(workspace.findings(NAME).map(({ rule, marked }) => [rule, marked]), [['jvm-exceeds-process', '300m']]);
  });

  test('shows the value’s place, and leads there', () => {
    const workspace = new TestWorkspace({ [NAME]: service(`env_file: flink.env\n`).replace('command: taskmanager', `command: taskmanager -Dtaskmanager.numberOfTaskSlots=‸4`), 'docker/flink.env': properties('4g') });
    const { document, context, carets: [caret = 0] } = workspace.edit(NAME);
    assert.deepEqual(definition(document, document.positionAt(caret), context).map(({ uri, range }) => [uri, textAt(properties('4g'), range)]), [[uriOf('docker/flink.env'), '2']]);
    const model = memoryModel(document, { textDocument: { uri: document.uri } }, context);
    assert.deepEqual(model?.clusters[0]?.configuration[PROCESS]?.location?.uri, uriOf('docker/flink.env'));
  });
});
