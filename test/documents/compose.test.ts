/** Compose files: which services run Flink, what configures them, which make a cluster, and that edits change only what they must. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Change, Cluster, Entry, LocatedCluster } from '../../server/src/documents/index.js';
import { PROCESS_KINDS, type ProcessKind } from '../../server/src/model/index.js';
import { changed, clusterOf, clustersOf, onlyOne } from './support.js';

const FILE = 'docker-compose.yml';
const PROCESS = 'taskmanager.memory.process.size';
const MANAGED = 'taskmanager.memory.managed.fraction';

/** The size of each process that is known, in MiB, or what became of it. */
function sizesOf({ cluster, analysis }: LocatedCluster): Readonly<Partial<Record<ProcessKind, number | string>>> {
  const sizes: Partial<Record<ProcessKind, number | string>> = {};
  for (const process of PROCESS_KINDS) {
    const derivation = analysis.derivations[process];
    if (!cluster.processes[process].present) continue;
    sizes[process] = derivation?.status === 'derived' ? Number(derivation.root.bytes / 1048576n) : derivation?.status ?? 'none';
  }
  return sizes;
}

function readingOf(text: string): readonly (readonly [name: string, sizes: ReturnType<typeof sizesOf>])[] {
  return clustersOf(text, FILE).map((located) => [located.cluster.name, sizesOf(located)]);
}

/** A TaskManager in a compose file with some lines under it, each behind four blanks. */
function service(lines: string, image = 'flink:1.18.1'): string {
  return `services:\n  taskmanager:\n    image: ${image}\n    command: taskmanager\n${lines.replace(/^(?=.)/gm, '    ')}`;
}

function edited(text: string, change: Change | ((cluster: Cluster) => Change)): string {
  return changed(text, FILE, (cluster) => [typeof change === 'function' ? change(cluster) : change]);
}

describe('The services of a compose file that run Flink', () => {
  test('are one cluster as people write it', () => {
    const text = [
      'services:', '  jobmanager:', '    image: flink:1.18.1-scala_2.12', '    ports:', '      - "8081:8081"', '    command: jobmanager', '    environment:', '      - |',
      '        FLINK_PROPERTIES=', '        jobmanager.rpc.address: jobmanager', '        jobmanager.memory.process.size: 2g', '', '  taskmanager:', '    image: flink:1.18.1-scala_2.12',
      '    depends_on:', '      - jobmanager', '    command: taskmanager', '    scale: 2', '    environment:', '      - |', '        FLINK_PROPERTIES=',
      '        jobmanager.rpc.address: jobmanager', '        taskmanager.numberOfTaskSlots: 4', '        taskmanager.memory.process.size: 4g', '    mem_limit: 5g', '',
    ].join('\n');
    const located = onlyOne(clustersOf(text, FILE));
    const { cluster } = located;
    assert.deepEqual([cluster.kind, cluster.name, cluster.version.text, cluster.version.source], ['Compose', 'jobmanager', '1.18.1', 'image']);
    assert.deepEqual(sizesOf(located), { taskManager: 4096, jobManager: 2048 });
    assert.equal(text.slice(cluster.head.start, cluster.head.end), 'jobmanager');
    assert.equal(cluster.processes.taskManager.replicas, 2);
    const limit = cluster.processes.taskManager.container?.limit;
    assert.ok(limit);
    assert.deepEqual([limit.name, limit.bytes, text.slice(limit.keySpan.start, limit.keySpan.end), text.slice(limit.valueSpan.start, limit.valueSpan.end)], ['mem_limit', 5n * 1024n ** 3n, 'mem_limit', '5g']);
    assert.deepEqual(cluster.settings.get('jobmanager.rpc.address')?.source, 'environment');
  });

  test('have what the image itself sets, where nothing covers its file', () => {
    assert.deepEqual(readingOf(service('')), [['taskmanager', { taskManager: 1728 }]]);
    assert.deepEqual(readingOf(service('', 'apache/flink:1.10.0')), [['taskmanager', { taskManager: 1568 }]]);
    assert.deepEqual(readingOf(service('environment: {FLINK_PROPERTIES: "taskmanager.memory.flink.size: 2g"}\n')), [['taskmanager', { taskManager: 'failed' }]]);
  });

  test('are unknown where something that is not at hand configures them', () => {
    const properties = 'environment: {FLINK_PROPERTIES: "taskmanager.memory.process.size: 2g"}\n';
    const unknown = [
      'volumes: ["./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml"]\n', 'volumes: ["./conf:/opt/flink/conf:ro"]\n', 'volumes: [{type: bind, source: ./conf, target: /opt/flink/conf}]\n',
      'configs: [{source: conf, target: /opt/flink/conf/config.yaml}]\n', 'entrypoint: [sh, -c, "cat /more >> /opt/flink/conf/config.yaml; /docker-entrypoint.sh taskmanager"]\n', 'extends: {file: base.yml, service: taskmanager}\n',
    ];
    for (const lines of unknown) assert.deepEqual(readingOf(service(properties + lines)), [['taskmanager', { taskManager: 'unknown' }]], lines);
    assert.deepEqual(readingOf(service('volumes: ["./jobs:/opt/flink/usrlib"]\n')), [['taskmanager', { taskManager: 1728 }]]);
    // Without anything of Flink's in the text there is nothing to show.
    for (const lines of [...unknown, 'env_file: .env\n', 'environment: [FLINK_PROPERTIES]\n']) assert.deepEqual(readingOf(service(lines)), [], lines);
    assert.deepEqual(readingOf(service(`env_file: .env\n${properties}`)), [['taskmanager', { taskManager: 2048 }]]);
  });

  test("of somebody's own image are known where the file sizes them", () => {
    const known = 'environment: {FLINK_PROPERTIES: "taskmanager.memory.process.size: 2g"}\n';
    for (const image of ['orders/flink-jobs:7', '${IMAGE}']) {
      assert.deepEqual(readingOf(service(known, image)), [['taskmanager', { taskManager: 2048 }]]);
      assert.deepEqual(readingOf(service('environment: {FLINK_PROPERTIES: "taskmanager.numberOfTaskSlots: 2"}\n', image)), [['taskmanager', { taskManager: 'unknown' }]]);
      assert.deepEqual(readingOf(service('', image)), []);
    }
    const built = clusterOf(service(`build: {context: ., args: {FLINK_VERSION: 1.17.2-java11}}\n${known}`).replace('    image: flink:1.18.1\n', ''), FILE);
    assert.deepEqual([built.version.text, built.version.source], ['1.17.2', 'image']);
  });

  test('name their process in every way', () => {
    const roleOf = (lines: string): string | undefined => {
      const [located] = clustersOf(`services:\n  flink:\n    image: flink:1.18\n${lines}# taskmanager\n`, FILE);
      return located === undefined ? undefined : PROCESS_KINDS.filter((process) => located.cluster.processes[process].present).join();
    };
    for (const command of ['taskmanager', "'taskmanager'", '["taskmanager"]', 'taskmanager.sh start-foreground', '>\n      taskmanager\n      -Dtaskmanager.numberOfTaskSlots=2', '${COMMAND:-taskmanager}']) {
      assert.equal(roleOf(`    command: ${command}\n`), 'taskManager', command);
    }
    for (const command of ['jobmanager', 'standalone-job --job-classname com.example.Job', '"/docker-entrypoint.sh jobmanager"', '[sh, -c, "sleep 5 && exec /docker-entrypoint.sh jobmanager"]']) {
      assert.equal(roleOf(`    command: ${command}\n`), 'jobManager', command);
    }
    assert.equal(roleOf('    entrypoint: /docker-entrypoint.sh\n    command: taskmanager\n'), 'taskManager');
    for (const command of ['bin/sql-client.sh', 'history-server', '${COMMAND}', 'flink run -d taskmanager.jar', 'help']) assert.equal(roleOf(`    command: ${command}\n`), undefined, command);
    assert.equal(roleOf(''), undefined);
  });

  test('are known by their names in a file that is laid over another one', () => {
    assert.deepEqual(readingOf('services:\n  task-manager:\n    environment:\n      FLINK_PROPERTIES: "taskmanager.memory.process.size: 2g"\n  sql-client:\n    environment:\n      FLINK_PROPERTIES: "rest.address: jobmanager"\n'), [['task-manager', { taskManager: 2048 }]]);
  });

  test('belong together by the address of their JobManager', () => {
    const flink = (name: string, command: string, address?: string, more = ''): string =>
      `  ${name}:\n    image: flink:1.18\n    command: ${command}\n${more}${address === undefined ? '' : `    environment:\n      - JOB_MANAGER_RPC_ADDRESS=${address}\n`}`;
    const namesOf = (...services: readonly string[]): readonly string[] => clustersOf(`services:\n${services.join('')}`, FILE).map(({ cluster }) => `${cluster.name}: ${PROCESS_KINDS.filter((process) => cluster.processes[process].present).join()}`);
    assert.deepEqual(namesOf(flink('jm', 'jobmanager', 'jm'), flink('tm', 'taskmanager', 'jm')), ['jm: taskManager,jobManager']);
    assert.deepEqual(namesOf(flink('tm', 'taskmanager'), flink('jm', 'jobmanager')), ['jm: taskManager,jobManager']);
    assert.deepEqual(namesOf(flink('jm', 'jobmanager'), flink('tm', 'taskmanager', 'elsewhere')), ['jm: jobManager', 'tm: taskManager']);
    assert.deepEqual(namesOf(flink('jm', 'jobmanager', undefined, '    hostname: master\n'), flink('tm', 'taskmanager', 'master')), ['jm: taskManager,jobManager']);
    assert.deepEqual(namesOf(flink('a', 'jobmanager'), flink('b', 'jobmanager'), flink('tb', 'taskmanager', 'b'), flink('ta', 'taskmanager', 'a')), ['a: taskManager,jobManager', 'b: taskManager,jobManager']);
    assert.deepEqual(namesOf(flink('jm', 'jobmanager'), flink('one', 'taskmanager', 'jm'), flink('two', 'taskmanager', 'jm')), ['jm: taskManager,jobManager', 'two: taskManager']);
  });

  test('take what extensions, merge keys and other services bring', () => {
    const text = [
      'x-flink: &flink', '  image: flink:1.18', '  environment: &env', '    FLINK_PROPERTIES: |', '      taskmanager.memory.process.size: 2g', '      jobmanager.memory.process.size: 1g', 'services:',
      '  jobmanager:', '    <<: *flink', '    command: jobmanager', '  taskmanager:', '    <<: *flink', '    command: taskmanager', '  other:', '    image: flink:1.18', '    command: taskmanager',
      '    environment:', '      <<: *env', '      OTHER: 1', '  fourth:', '    extends: other', '    mem_limit: 3g', '',
    ].join('\n');
    assert.deepEqual(readingOf(text), [['jobmanager', { taskManager: 2048, jobManager: 1024 }], ['other', { taskManager: 2048 }], ['fourth', { taskManager: 2048 }]]);
    const [first] = clustersOf(text, FILE);
    assert.ok(first);
    // Both have the text, in which each key stands once.
    assert.deepEqual(first.cluster.entries.map(({ key }) => key), [PROCESS, 'jobmanager.memory.process.size']);
    assert.deepEqual(first.cluster.problems, []);
    assert.deepEqual(first.cluster.parts?.map(({ start }) => /^\S+/.exec(text.slice(start))?.[0]), [`${PROCESS}:`, 'jobmanager:', 'taskmanager:']);
  });

  test('are read from a variable that is an alias, where its text stands', () => {
    const text = 'x-properties: &properties |\n  taskmanager.memory.process.size: 2g\nservices:\n  taskmanager:\n    image: flink:1.18\n    command: taskmanager\n    environment:\n      FLINK_PROPERTIES: *properties\n';
    const cluster = clusterOf(text, FILE);
    const entry = cluster.settings.get(PROCESS)?.entry;
    assert.ok(entry);
    assert.equal(text.slice(entry.valueSpan.start, entry.valueSpan.end), '2g');
    assert.equal(entry.valueSpan.start, text.indexOf('2g'));
  });

  test('are none in files of others', () => {
    const others = [
      'services:\n  taskmanager:\n    image: redis\n', 'services:\n  app:\n    image: postgres\n    environment: {HOST: jobmanager}\n', 'services: [taskmanager]\n', 'services:\n  - name: taskmanager\n',
      'services:\n  taskmanager: text\n', 'services:\n  app:\n    command: ["serve", "taskmanager"]\n', '# taskmanager\nservices:\n',
    ];
    for (const text of others) assert.deepEqual(readingOf(text), [], text);
  });
});

describe('Variables in a compose file', () => {
  const tm = (value: string): string => service(`environment:\n  FLINK_PROPERTIES: |\n    taskmanager.memory.process.size: ${value}\n    taskmanager.memory.managed.fraction: 0.4\n`);

  test('count as their defaults, which edits change', () => {
    for (const [written, after] of [['${MEMORY:-2g}', '${MEMORY:-3g}'], ['${MEMORY-2g}', '${MEMORY-3g}'], ['${A:-${B:-2g}}', '${A:-${B:-3g}}'], ['${N:-2}${U:-g}', undefined]] as const) {
      const cluster = clusterOf(tm(written), FILE);
      assert.deepEqual([cluster.settings.get(PROCESS)?.value, cluster.settings.get(PROCESS)?.templated], ['2g', false], written);
      if (after !== undefined) assert.equal(edited(tm(written), { kind: 'set', key: PROCESS, value: '3g' }), tm(after));
    }
    const text = tm('${MEMORY:-2g}');
    const { valueSpan } = clusterOf(text, FILE).settings.get(PROCESS)?.entry ?? { valueSpan: { start: 0, end: 0 } };
    assert.equal(text.slice(valueSpan.start, valueSpan.end), '2g');
    assert.equal(edited(text, { kind: 'set', key: 'taskmanager.memory.network.max', value: '64m' }), text.replace('fraction: 0.4\n', 'fraction: 0.4\n        taskmanager.memory.network.max: 64m\n'));
    assert.equal(edited(text, { kind: 'set', key: 'taskmanager.memory.process.sizes', value: '64m' }), text.replace('${MEMORY:-2g}\n', '${MEMORY:-2g}\n        taskmanager.memory.process.sizes: 64m\n'));
    assert.equal(edited(text, { kind: 'remove', key: PROCESS }), text.replace('        taskmanager.memory.process.size: ${MEMORY:-2g}\n', ''));
  });

  test('without a default are unknown', () => {
    for (const written of ['${MEMORY}', '$MEMORY', '$memory', '${MEMORY:?missing}', '${A:-${B}}', '$${MEMORY}', '${N:-2}${U}']) {
      const [located] = clustersOf(tm(written), FILE);
      assert.ok(located);
      assert.equal(located.cluster.settings.get(PROCESS)?.templated, true, written);
      assert.deepEqual(sizesOf(located), { taskManager: 'unknown' });
    }
  });

  test('may size the container and name the version', () => {
    const cluster = clusterOf(service('mem_limit: "${LIMIT:-3g}"\n', 'flink:${FLINK_VERSION:-1.17.2}-java11'), FILE);
    assert.deepEqual([cluster.version.text, cluster.processes.taskManager.container?.limit?.bytes], ['1.17.2', 3n * 1024n ** 3n]);
    assert.equal(clusterOf(service('mem_limit: ${LIMIT}\n'), FILE).processes.taskManager.container?.limit?.templated, true);
  });
});

/** `FLINK_PROPERTIES` in all the forms that people write, and `-D`; each written from the same two settings. */
const FORMS: readonly (readonly [name: string, write: (settings: readonly (readonly [string, string])[]) => string])[] = [
  ['a list with a literal', (all) => service(`environment:\n  - A=b\n  - |\n    FLINK_PROPERTIES=\n${all.map(([key, value]) => `    ${key}: ${value}\n`).join('')}  - C=d\n`)],
  ['a list with a quoted item', (all) => service(`environment:\n  - "FLINK_PROPERTIES=${all.map(([key, value]) => `${key}: ${value}`).join('\\n')}"\n`)],
  ['a map with a literal', (all) => service(`environment:\n  A: b\n  FLINK_PROPERTIES: |\n${all.map(([key, value]) => `    ${key}: ${value}\n`).join('')}mem_limit: 9g\n`)],
  ['a map with a kept literal', (all) => service(`environment:\n  FLINK_PROPERTIES: |+\n${all.map(([key, value]) => `    ${key}: ${value}\n`).join('')}\n`)],
  ['a map with quotes', (all) => service(`environment:\n  FLINK_PROPERTIES: "${all.map(([key, value]) => `${key}: ${value}`).join('\\n')}"\n`)],
  ['an extension', (all) => `x-env: &env\n  FLINK_PROPERTIES: |-\n${all.map(([key, value]) => `    ${key}: ${value}\n`).join('')}${service('environment:\n  <<: *env\n  A: b\n')}`],
  ['a version from 1.19 on', (all) => service(`environment:\n  FLINK_PROPERTIES: |\n${all.map(([key, value]) => `    ${key}: ${value}\n`).join('')}`, 'flink:1.20')],
  ['arguments in a text', (all) => service('').replace('command: taskmanager', `command: taskmanager ${all.map(([key, value]) => `-D${key}=${value}`).join(' ')}`)],
  ['arguments in a folded text', (all) => service('').replace('command: taskmanager', `command: >\n      taskmanager ${all.map(([key, value]) => `-D${key}=${value}`).join(' ')}`)],
  ['arguments in a list', (all) => service('').replace('command: taskmanager', `command: ["taskmanager", ${all.map(([key, value]) => `"-D${key}=${value}"`).join(', ')}]`)],
  ['arguments in lines', (all) => service('').replace('command: taskmanager', `command:\n      - taskmanager\n${all.map(([key, value]) => `      - -D${key}=${value}\n`).join('')}`.trimEnd())],
];

describe('An edit of a compose file', () => {
  for (const [name, write] of FORMS) {
    for (const eol of ['\n', '\r\n']) {
      const written = (all: readonly (readonly [string, string])[]): string => write(all).replace(/\n/g, eol);
      test(`changes only what it must: ${name}${eol === '\n' ? '' : ', CRLF'}`, () => {
        const text = written([[PROCESS, '2g'], ['parallelism.default', '2']]);
        const cluster = clusterOf(text, FILE);
        assert.deepEqual(cluster.entries.map(({ key, value, keySpan, valueSpan }) => [key, value, text.slice(keySpan.start, keySpan.end), text.slice(valueSpan.start, valueSpan.end)]), [
          [PROCESS, '2g', PROCESS, '2g'], ['parallelism.default', '2', 'parallelism.default', '2'],
        ]);
        assert.equal(edited(text, { kind: 'set', key: PROCESS, value: '3g' }), written([[PROCESS, '3g'], ['parallelism.default', '2']]));
        assert.equal(edited(text, { kind: 'set', key: MANAGED, value: '0.3' }), written([[PROCESS, '2g'], [MANAGED, '0.3'], ['parallelism.default', '2']]));
        assert.equal(edited(text, { kind: 'remove', key: PROCESS }), written([['parallelism.default', '2']]));
        assert.equal(edited(text, { kind: 'remove', key: 'parallelism.default' }), written([[PROCESS, '2g']]));
        assert.equal(edited(text, ({ entries: [first] }) => (assert.ok(first), { kind: 'rename', entry: first, key: 'taskmanager.memory.flink.size', value: '1g' })), written([['taskmanager.memory.flink.size', '1g'], ['parallelism.default', '2']]));
      });
    }
  }
});

/** The limit of the TaskManager's container as an entry. */
function limitOf({ processes }: Cluster): Entry {
  const limit = processes.taskManager.container?.limit;
  assert.ok(limit);
  const { text: value, keySpan, valueSpan, templated, site } = limit;
  return { key: 'taskManager.limit', value, keySpan, valueSpan, templated, source: 'resource', site };
}

describe("A container's limit in a compose file", () => {
  const GIB = 1024n ** 3n;
  const FIELDS: readonly (readonly [name: string, lines: string, limit: string | undefined, bytes: bigint | undefined])[] = [
    ['mem_limit', 'mem_limit: 2g\n', '2g', 2n * GIB],
    ['mem_limit', 'mem_limit: "2 GiB"\n', '2 GiB', 2n * GIB],
    ['mem_limit', 'mem_limit: 2147483648\n', '2147483648', 2n * GIB],
    ['mem_limit', 'mem_limit: 2Gi\n', '2Gi', undefined],
    ['deploy.resources.limits.memory', 'deploy:\n  resources:\n    limits:\n      cpus: "2"\n      memory: 2048M\n', '2048M', 2n * GIB],
    ['deploy.resources.limits.memory', 'mem_limit: 2048m\ndeploy: {resources: {limits: {memory: 2g}}}\n', '2g', 2n * GIB],
    ['mem_limit', 'mem_limit: ${LIMIT:-2g}\n', '2g', 2n * GIB],
    ['mem_limit', "mem_limit: '${LIMIT:-${OTHER:-2g}}'\n", '2g', 2n * GIB],
    ['', 'mem_limit:\n', undefined, undefined],
    ['', 'deploy: {replicas: 2}\n', undefined, undefined],
  ];

  for (const [name, lines, limit, bytes] of FIELDS) {
    test(`is read and written where it stands: ${lines.trim().replace(/\n */g, ' ')}`, () => {
      const text = service(lines);
      const cluster = clusterOf(text, FILE);
      const field = cluster.processes.taskManager.container?.limit;
      assert.deepEqual([field?.name ?? '', field?.text, field?.bytes], [name, limit, bytes]);
      if (field === undefined) return;
      assert.equal(text.slice(field.valueSpan.start, field.valueSpan.end).replace(/["']/g, ''), limit);
      const at = text.lastIndexOf(limit ?? '');
      const after = edited(text, (again) => ({ kind: 'setValue', entry: limitOf(again), value: '3g' }));
      assert.equal(after, text.slice(0, at) + text.slice(at).replace(limit ?? '', '3g'));
    });
  }

  test('is one of its own beside what is reserved', () => {
    const { container } = clusterOf(service('mem_limit: 3g\nmem_reservation: 1g\n'), FILE).processes.taskManager;
    assert.deepEqual([container?.request?.name, container?.request?.bytes, container?.limit?.bytes], ['mem_reservation', GIB, 3n * GIB]);
    const deployed = clusterOf(service('deploy: {resources: {limits: {memory: 3g}, reservations: {memory: 2g}}}\n'), FILE).processes.taskManager.container;
    assert.deepEqual([deployed?.request?.name, deployed?.request?.bytes], ['deploy.resources.reservations.memory', 2n * GIB]);
  });
});
