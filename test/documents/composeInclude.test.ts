/** Compose files that include others: whose services, paths and variables count where. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, editsFor } from '../../server/src/documents/edits.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { definition, hover, memoryModel } from '../../server/src/features/index.js';
import { fixesFor } from '../../server/src/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/shared/settings.js';
import { textAt, TestWorkspace, uriOf } from '../support/workspace.js';

const NAME = 'shop/compose.yaml';
const TM = 'taskmanager.memory.process.size';
const JM = 'jobmanager.memory.process.size';
const JOB_MANAGER = `services:
  jobmanager:
    image: flink:1.18
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        ${JM}: 2g
`;
const SERVICES = `services:
  taskmanager:
    image: flink:1.18
    command: taskmanager
    mem_limit: 4g
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        ${TM}: 3g
`;
const PLAIN = `include:\n  - jm/flink.yml\n${SERVICES}`;
const FILES = { 'shop/jm/flink.yml': JOB_MANAGER };

type Files = Readonly<Record<string, string>>;

function clustersOf(path: string, files: Files): readonly LocatedCluster[] {
  const { document, context } = new TestWorkspace(files).edit(path);
  return document.clusters(context.settings);
}

function onlyOf(path: string, files: Files): LocatedCluster {
  const [located, ...others] = clustersOf(path, files);
  assert.ok(located !== undefined && others.length === 0);
  return located;
}

/** The size of the JobManager that a compose file includes; `absent`, or that nobody knows it. */
function jobManagerOf(include: string, files: Files): string {
  const { cluster, analysis } = onlyOf(NAME, { [NAME]: `${include}${SERVICES}`, ...files });
  if (!cluster.processes.jobManager.present) return 'absent';
  return analysis.derivations.jobManager?.status === 'derived' ? cluster.settings.get(JM)?.value ?? 'image' : 'unknown';
}

describe('A compose file that includes another', () => {
  test('has its services: a JobManager there and a TaskManager here are one cluster', () => {
    const { cluster, analysis } = onlyOf(NAME, { [NAME]: PLAIN, ...FILES });
    assert.deepEqual([cluster.name, cluster.version.text, PLAIN.slice(cluster.head.start, cluster.head.end)], ['taskmanager', '1.18', 'taskmanager']);
    const { jobManager, taskManager } = analysis.derivations;
    assert.ok(jobManager?.status === 'derived' && taskManager?.status === 'derived');
    assert.deepEqual([jobManager.pools.get('totalProcess'), taskManager.pools.get('totalProcess')], [2n << 30n, 3n << 30n]);
    const size = cluster.settings.get(JM);
    assert.deepEqual([size?.source, size?.origin?.uri, size?.origin && textAt(JOB_MANAGER, size.origin.range)], ['otherDocument', uriOf('shop/jm/flink.yml'), '2g']);
    const { head } = cluster.processes.jobManager;
    assert.equal(PLAIN.slice(head.start, head.end), 'jm/flink.yml');
    assert.deepEqual(cluster.parts?.map(({ start, end }) => PLAIN.slice(start, end).split('\n')[0]), ['jm/flink.yml', 'taskmanager:']);
    assert.deepEqual(cluster.entries.map(({ key }) => key), ['jobmanager.rpc.address', TM]);
  });

  test('names it in every form, with variables in the paths', () => {
    const forms = [
      'include: [./jm/flink.yml]\n', 'include:\n  - "${DIR:-jm}/flink.yml"\n', 'include:\n  - path: jm/flink.yml\n', 'include:\n  - {path: [jm/flink.yml]}\n',
      'x-jm: &jm jm/flink.yml\ninclude: [*jm]\n', 'include:\n  - ../other.yml\n  - path: ./jm/flink.yml\n    project_directory: .\n',
    ];
    for (const form of forms) assert.equal(jobManagerOf(form, { ...FILES, 'other.yml': 'services: {db: {image: postgres}}\n' }), '2g', form);
    assert.equal(jobManagerOf('include: ["${DIR}/flink.yml"]\n', { ...FILES, 'shop/.env': 'DIR=jm\n' }), '2g');
  });

  test('is as if it did not where that is not at hand, or in a form that is not followed', () => {
    const forms = [
      'include: [none.yml]\n', 'include: ["${DIR}/flink.yml"]\n', 'include: jm/flink.yml\n', 'include: [{project_directory: jm}]\n', 'include: [{path: []}]\n', 'include: [{path: [jm/flink.yml, none.yml]}]\n', 'include: [[jm/flink.yml]]\n',
      'include: [/etc/flink.yml]\n', 'include: ["https://example.org/flink.yml"]\n', 'include: [{path: jm/flink.yml, env_file: none.env}]\n', 'include: [{path: jm/flink.yml, project_directory: /srv}]\n', 'include: [compose.yaml]\n', 'include:\n', 'include: []\n',
    ];
    for (const form of forms) {
      assert.equal(jobManagerOf(form, FILES), 'absent', form);
      const workspace = new TestWorkspace({ [NAME]: `${form}${SERVICES.replace('mem_limit: 4g', 'mem_limit: 2g')}`, ...FILES });
      assert.deepEqual(workspace.findings(NAME).map(({ rule, marked }) => [rule, marked]), [['container-too-small', '2g']], form);
    }
    assert.equal(jobManagerOf('include: [jm/flink.yml]\n', { 'shop/jm/flink.yml': `${JOB_MANAGER}---\n${JOB_MANAGER}` }), 'absent');
    assert.equal(jobManagerOf('include: [jm/flink.yml]\n', { 'shop/jm/flink.yml': JOB_MANAGER.replace('flink:1.18', '"flink') }), 'absent');
  });

  test('includes what that includes, each by paths of its own', () => {
    const files = {
      'shop/all.yml': 'include: [jm/all.yml]\n',
      'shop/jm/all.yml': 'include:\n  - {path: ../../common/base.yml, project_directory: ../../common/here}\nservices: {}\n',
      'common/base.yml': 'services:\n  jobmanager:\n    extends: {file: ../parts/jm.yml, service: jm}\n    command: jobmanager\n    env_file: flink.env\n    volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml"]\n',
      'common/parts/jm.yml': 'services:\n  jm:\n    image: flink:1.18\n    env_file: jm.env\n',
      'common/here/flink.env': 'FLINK_PROPERTIES="jobmanager.rpc.address: jobmanager"\n',
      'common/parts/jm.env': 'FLINK_ENV_JAVA_OPTS=-Da=b\n',
      'common/here/flink-conf.yaml': `${JM}: 3g\n`,
    };
    assert.equal(jobManagerOf('include: [all.yml]\n', files), '3g');
    // A circle is refused by Compose.
    assert.equal(jobManagerOf('include: [all.yml]\n', { ...files, 'shop/jm/all.yml': 'include: [../all.yml]\n' }), 'absent');
    assert.equal(jobManagerOf('include: [all.yml]\n', { ...files, 'shop/jm/all.yml': 'include: [../compose.yaml]\n' }), 'absent');
  });

  test('merges the files of one item, the last the strongest; paths are those of the first’s folder', () => {
    const override = `services:\n  jobmanager:\n    command: jobmanager -D${JM}=5g\n    mem_limit: 6g\n    env_file: flink.env\n`;
    const files = { ...FILES, 'shop/override.yml': override, 'shop/jm/flink.env': 'FLINK_ENV_JAVA_OPTS=-Da=b\n' };
    const form = 'include:\n  - path: [jm/flink.yml, override.yml]\n';
    assert.equal(jobManagerOf(form, files), '5g');
    const { cluster } = onlyOf(NAME, { [NAME]: `${form}${SERVICES}`, ...files });
    const limit = cluster.processes.jobManager.container?.limit;
    assert.deepEqual([limit?.bytes, limit?.site, cluster.settings.get('env.java.opts.all')?.origin?.uri], [6n << 30n, { kind: 'fixed' }, uriOf('shop/jm/flink.env')]);
    assert.equal(jobManagerOf('include:\n  - path: [override.yml, jm/flink.yml]\n', { ...files, 'shop/flink.env': '' }), '2g');
  });
});

describe('Variables of what a compose file includes', () => {
  const sized = JOB_MANAGER.replace(': 2g', ': ${SIZE:-1600m}');
  const of = (files: Files, form = 'include: [jm/flink.yml]\n'): string => jobManagerOf(form, { 'shop/jm/flink.yml': sized, ...files });

  test('are those of the project, then those of the file beside it, then their defaults', () => {
    assert.equal(of({}), '1600m');
    assert.equal(of({ 'shop/jm/.env': 'SIZE=2g\n' }), '2g');
    assert.equal(of({ 'shop/jm/.env': 'SIZE=2g\n', 'shop/.env': 'SIZE=3g\n' }), '3g');
    assert.equal(of({ 'shop/.env': 'SIZE=3g\n' }), '3g');
    assert.equal(of({ 'shop/jm/.env': 'SIZE=2g\n' }, 'include:\n  - path: jm/flink.yml\n    project_directory: other\n'), '1600m');
    assert.equal(of({ 'shop/other/.env': 'SIZE=2g\n' }, 'include:\n  - path: jm/flink.yml\n    project_directory: ./other/\n'), '2g');
  });

  test('are those of the files that the include names, in the place of the one beside', () => {
    const env = { 'shop/jm/.env': 'SIZE=2g\n', 'shop/a.env': 'SIZE=4g\n', 'shop/b.env': 'SIZE=5g\n' };
    const form = (envFile: string): string => `include:\n  - path: jm/flink.yml\n    env_file: ${envFile}\n`;
    assert.equal(of(env, form('a.env')), '4g');
    assert.equal(of(env, form('[a.env, b.env]')), '5g');
    assert.equal(of(env, form('/dev/null')), '1600m');
    assert.equal(of({ ...env, 'shop/.env': 'SIZE=3g\n' }, form('b.env')), '3g');
    assert.equal(of({ 'shop/jm/.env': 'SIZE=${OTHER}\n' }), 'unknown');
  });

  test('count for nothing else', () => {
    const own = `include: [jm/flink.yml]\n${SERVICES.replace(': 3g', ': ${SIZE:-4g}')}`;
    const { cluster } = onlyOf(NAME, { [NAME]: own, 'shop/jm/flink.yml': sized, 'shop/jm/.env': 'SIZE=2g\n' });
    assert.deepEqual([cluster.settings.get(TM)?.value, cluster.settings.get(JM)?.value], ['4g', '2g']);
    // What its services get by env_file, too.
    const files = { [NAME]: PLAIN, 'shop/jm/flink.yml': JOB_MANAGER.replace(/ {4}environment:[^]*$/, '    env_file: flink.env\n'), 'shop/jm/flink.env': `FLINK_PROPERTIES="jobmanager.rpc.address: jobmanager\n${JM}: $SIZE\n"\n` };
    assert.equal(onlyOf(NAME, { ...files, 'shop/jm/.env': 'SIZE=2g\n' }).cluster.settings.get(JM)?.value, '2g');
  });
});

describe('Services of one name', () => {
  test('here and in what is included are in conflict: nobody knows them', () => {
    const both = `include: [jm/flink.yml]\n${SERVICES}  jobmanager:\n    image: flink:1.18\n    command: jobmanager -D${JM}=300m\n`;
    const { analysis } = onlyOf(NAME, { [NAME]: both, ...FILES });
    assert.deepEqual([analysis.derivations.jobManager?.status, analysis.derivations.taskManager?.status], ['unknown', 'derived']);
    assert.deepEqual(new TestWorkspace({ [NAME]: both, ...FILES }).findings(NAME).map(({ rule }) => rule), []);
    assert.deepEqual(new TestWorkspace({ [NAME]: both.replace('jm/flink.yml', 'none.yml'), ...FILES }).findings(NAME).map(({ rule, marked }) => [rule, marked]), [['jvm-exceeds-process', '300m']]);
  });

  test('in two files that are included as well, unless they are the same one', () => {
    const again = { ...FILES, 'shop/again.yml': JOB_MANAGER.replace('2g', '3g'), 'shop/a.yml': 'include: [jm/flink.yml]\n', 'shop/b.yml': 'include: [./jm/flink.yml]\n' };
    assert.equal(jobManagerOf('include: [jm/flink.yml, again.yml]\n', again), 'unknown');
    assert.equal(jobManagerOf('include: [a.yml, b.yml]\n', again), '2g');
    const sized = { ...again, 'shop/jm/flink.yml': JOB_MANAGER.replace('2g', '${SIZE:-2g}'), 'shop/b.env': 'SIZE=3g\n' };
    assert.equal(jobManagerOf('include: [a.yml, b.yml]\n', sized), '2g');
    assert.equal(jobManagerOf('include: [a.yml, {path: b.yml, env_file: b.env}]\n', sized), 'unknown');
  });
});

describe('What belongs together across included files', () => {
  test('are the file’s own services first; what stands in others only is theirs', () => {
    const all = JOB_MANAGER + SERVICES.replace('services:\n', '');
    const here = (include: string, services: string): readonly (readonly string[])[] =>
      clustersOf(NAME, { [NAME]: `include: [${include}]\n${services}`, 'shop/jm/flink.yml': all }).map(({ cluster: { name, processes: { jobManager, taskManager } } }) => [name, jobManager.present ? 'JM' : '', taskManager.present ? 'TM' : '']);
    assert.deepEqual(here('jm/flink.yml', SERVICES.replace('taskmanager:\n', 'batch:\n')), [['batch', 'JM', 'TM']]);
    assert.deepEqual(here('jm/flink.yml', 'services:\n  taskmanager-ui:\n    image: nginx\n'), []);
    assert.deepEqual(here('jm/flink.yml', all.replaceAll('jobmanager', 'other').replace('command: other', 'command: jobmanager').replace('taskmanager:\n', 'workers:\n')), [['other', 'JM', 'TM']]);
    assert.deepEqual(here('none.yml', all), [['jobmanager', 'JM', 'TM']]);
    // Nobody can tell the address: the JobManager that stands here is nearer.
    const nameless = all.replaceAll(/ +jobmanager.rpc.address: jobmanager\n/g, '').replace('  jobmanager:', '  jm:').replace('  taskmanager:', '  tm:');
    assert.deepEqual(here('jm/flink.yml', nameless), [['jm', 'JM', 'TM']]);
  });

  test('are processes of one version, which a neighbour may say', () => {
    const built = PLAIN.replace('image: flink:1.18\n    command: task', 'build: .\n    command: task');
    const { cluster } = onlyOf(NAME, { [NAME]: built, ...FILES });
    assert.deepEqual([cluster.version.text, cluster.version.span, cluster.processes.jobManager.present], ['1.18', undefined, true]);
    assert.equal(jobManagerOf('include: [jm/flink.yml]\n', { 'shop/jm/flink.yml': JOB_MANAGER.replace('1.18', '1.20') }), 'absent');
  });

  test('are services of the file beneath an override, included ones as well', () => {
    const override = `services:\n  jobmanager:\n    command: jobmanager -D${JM}=3g\n`;
    const files = { ...FILES, 'shop/compose.override.yaml': override };
    const { cluster, analysis } = onlyOf('shop/compose.override.yaml', { ...files, [NAME]: PLAIN });
    const size = cluster.settings.get(JM);
    assert.deepEqual([cluster.version.text, size?.value, size?.overriddenElsewhere?.map(({ value, location }) => [value, location.uri])], ['1.18', '3g', [['2g', uriOf('shop/jm/flink.yml')]]]);
    assert.equal(analysis.derivations.jobManager?.status, 'derived');
    const unknown = onlyOf('shop/compose.override.yaml', { ...files, [NAME]: PLAIN.replace('jm/flink.yml', 'none.yml') });
    assert.equal(unknown.analysis.derivations.jobManager?.status, 'unknown');
  });

  test('is followed when an included file changes, and nothing is asked for where none is included', () => {
    const workspace = new TestWorkspace({ [NAME]: PLAIN, ...FILES });
    const size = (): string | undefined => {
      const { document, context } = workspace.edit(NAME);
      return document.clusters(context.settings)[0]?.cluster.settings.get(JM)?.value;
    };
    assert.equal(size(), '2g');
    workspace.write('shop/jm/flink.yml', JOB_MANAGER.replace('2g', '4g'));
    assert.equal(size(), '4g');
    // Others have an `include`, too.
    for (const text of [SERVICES, 'include: [jobs/jobmanager.yml]\nservices: [postgres]\n', 'include: [jobs/jobmanager.yml]\n']) {
      const alone = new TestWorkspace({ [NAME]: text });
      assert.deepEqual([alone.findings(NAME).map(({ rule }) => rule), alone.asked], [[], []]);
    }
  });
});

describe('What is said about a file that includes another', () => {
  const options = { settings: DEFAULT_SETTINGS, yamlServer: false };

  test('is what it has itself; what the other has wrong is told there', () => {
    const workspace = new TestWorkspace({ [NAME]: PLAIN.replace('3g', '5g'), 'shop/jm/flink.yml': JOB_MANAGER.replace('2g', '300m') });
    const compose = PLAIN.replace('3g', '5g');
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, found?.marked, others.length], ['container-too-small', '4g', 0]);
    assert.ok(found);
    const fixes = fixesFor(found.finding, found.located, options);
    assert.deepEqual(fixes.filter(({ preferred }) => preferred).map(({ edits }) => applyEdits(compose, edits)), [compose.replace('mem_limit: 4g', 'mem_limit: 5g')]);
    assert.deepEqual(workspace.findings('shop/jm/flink.yml').map(({ rule, marked }) => [rule, marked]), [['jvm-exceeds-process', '300m']]);
  });

  test('is told where the include stands when only the project makes it so', () => {
    const workspace = new TestWorkspace({ [NAME]: PLAIN, 'shop/.env': 'SIZE=300m\n', 'shop/jm/flink.yml': JOB_MANAGER.replace('2g', '${SIZE:-2g}') });
    const [found, ...others] = workspace.findings(NAME);
    assert.deepEqual([found?.rule, found?.marked, others.length], ['jvm-exceeds-process', 'jm/flink.yml', 0]);
    assert.ok(found);
    assert.deepEqual(fixesFor(found.finding, found.located, options).map(({ edits }) => applyEdits(PLAIN, edits)), []);
    assert.deepEqual(workspace.findings('shop/jm/flink.yml'), []);
    const limited = new TestWorkspace({ [NAME]: PLAIN, 'shop/.env': 'LIMIT=1g\n', 'shop/jm/flink.yml': JOB_MANAGER.replace('command:', 'mem_limit: ${LIMIT:-2g}\n    command:') });
    assert.deepEqual(limited.findings(NAME).map(({ rule, marked }) => [rule, marked]), [['container-too-small', 'jm/flink.yml']]);
  });

  test('is shown and opened at the include; nothing of the other file is written', () => {
    const workspace = new TestWorkspace({ [NAME]: PLAIN.replace('jm/', 'jm‸/'), ...FILES });
    const { document, context, carets: [caret = 0] } = workspace.edit(NAME);
    const position = document.positionAt(caret);
    assert.deepEqual(definition(document, position, context).map(({ uri }) => uri), [uriOf('shop/jm/flink.yml')]);
    assert.match(JSON.stringify(hover(document, position, context)), /JobManager 2048 MiB/);
    const [cluster] = memoryModel(document, { textDocument: { uri: document.uri } }, context)?.clusters ?? [];
    assert.deepEqual([cluster?.name, cluster?.jobManager.status, cluster?.taskManager.status], ['taskmanager', 'derived', 'derived']);
    const [located] = document.clusters(context.settings);
    assert.ok(located);
    assert.deepEqual(editsFor(PLAIN, located.cluster, [{ kind: 'set', key: JM, value: '3g' }]), { refused: { code: 'not-writable', key: JM } });
    const made = editsFor(PLAIN, located.cluster, [{ kind: 'set', key: TM, value: '4g' }]);
    assert.ok('edits' in made);
    assert.equal(applyEdits(PLAIN, made.edits), PLAIN.replace(': 3g', ': 4g'));
  });
});
