import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Derivation } from '../../server/src/model/derivation.js';
import { changed, clusterOf, clustersOf, onlyOne, valuesOf } from './support.js';

const MIB = 1024n * 1024n;
const FOLDER = path.resolve(__dirname, '../../../../shared/examples-operator/other-operators');

/**
 * The files of the operators themselves. What each process gets, by hand:
 * Lyft: request − 20 %, cut to KiB. 1500Mi × 0.8 = 1200 MiB; 200Mi × 0.8 = 160 MiB, less than the 256 + 192 MiB of the JVM.
 * Spotify: limit × 80 %, up to bytes and up to MiB. 2 GiB × 80 % = 1717986918.4 bytes → 1638.4 → 1639 MiB; the same by default.
 */
const EXPECTED: readonly { readonly file: string; readonly jobManager: bigint | string; readonly taskManager: bigint | string; readonly slots: string; readonly replicas: number }[] = [
  { file: 'lyft-wordcount.yaml', jobManager: 1200n * MIB, taskManager: 1200n * MIB, slots: '3', replicas: 1 },
  { file: 'lyft-beam-python.yaml', jobManager: 'jvm-exceeds-process', taskManager: 'jvm-exceeds-process', slots: '2', replicas: 1 },
  { file: 'spotify-flinkoperator_v1beta1_flinkjobcluster.yaml', jobManager: 1639n * MIB, taskManager: 1639n * MIB, slots: '1', replicas: 2 },
  { file: 'spotify-flinkoperator_v1beta1_flinksessioncluster.yaml', jobManager: 1639n * MIB, taskManager: 1639n * MIB, slots: '1', replicas: 1 },
  // Nothing is said of memory, cpu or slots, and the limits of an init container are its own: half of 2 cpus are 1 slot.
  { file: 'spotify-flinkoperator_v1beta1_remotejobjar.yaml', jobManager: 1639n * MIB, taskManager: 1639n * MIB, slots: '1', replicas: 3 },
];

function outcome(derivation: Derivation | undefined): bigint | string | undefined {
  if (derivation?.status === 'derived') return derivation.root.bytes;
  return derivation?.status === 'failed' ? derivation.refusal.code : derivation?.status;
}

test('files of Lyft’s and Spotify’s operators give the sizes that their rules make of them', () => {
  if (!existsSync(FOLDER)) return;
  for (const { file, jobManager, taskManager, slots, replicas } of EXPECTED) {
    const { cluster, analysis } = onlyOne(clustersOf(readFileSync(path.join(FOLDER, file), 'utf8'), file));
    assert.deepEqual([outcome(analysis.derivations.jobManager), outcome(analysis.derivations.taskManager)], [jobManager, taskManager], file);
    assert.equal(cluster.settings.get('taskmanager.numberOfTaskSlots')?.value, slots, file);
    assert.equal(cluster.processes.taskManager.replicas, replicas, file);
    assert.deepEqual(cluster.problems, [], file);
  }
});

const LYFT = `apiVersion: flink.k8s.io/v1beta1
kind: FlinkApplication
metadata:
  name: clicks
  namespace: live
spec:
  image: clicks:7
  flinkVersion: "1.16"
  jarName: clicks.jar
  parallelism: 4
  flinkConfig:
    taskmanager.memory.process.size: 4g
    taskmanager.numberOfTaskSlots: "4"
    taskmanager.memory.managed.fraction: 0.3
  jobManagerConfig:
    resources:
      requests:
        memory: "2Gi"
  taskManagerConfig:
    taskSlots: 2
    systemMemoryFraction: 0.25
    resources:
      requests:
        memory: 2Gi # as measured
      limits:
        memory: 2Gi
`;

describe('FlinkApplication of Lyft’s', () => {
  test('takes its sizes from the requests, over whatever flinkConfig says', () => {
    const cluster = clusterOf(LYFT);
    assert.deepEqual([cluster.kind, cluster.name, cluster.namespace, cluster.version.version, cluster.version.source], ['FlinkApplication', 'clicks', 'live', '1.16', 'spec']);
    assert.deepEqual(valuesOf(cluster), {
      // 2 GiB × 0.8 = 1717986918.4 → 1717986918 bytes = 1677721.59… KiB; 2 GiB × 0.75 = 1536 MiB.
      'jobmanager.memory.process.size': '1677721k',
      'taskmanager.memory.managed.fraction': '0.3',
      'taskmanager.memory.process.size': '1572864k',
      'taskmanager.numberOfTaskSlots': '2',
    });
    assert.deepEqual(cluster.settings.get('taskmanager.memory.process.size')?.overridden.map(({ value }) => value), ['4g']);
    assert.deepEqual(cluster.settings.get('taskmanager.numberOfTaskSlots')?.overridden.map(({ value }) => value), ['4']);
    assert.equal(cluster.container, false);
    // Parallelism 4 by 2 slots.
    assert.equal(cluster.processes.taskManager.replicas, 2);
  });

  test('before Flink 1.11 a heap is what is set', () => {
    const cluster = clusterOf(LYFT.replace('"1.16"', '"1.10"').replace('    systemMemoryFraction: 0.25\n', ''));
    // 2 GiB × 0.5 = 1 GiB.
    assert.equal(cluster.settings.get('taskmanager.heap.size')?.value, '1048576k');
    assert.equal(cluster.settings.get('jobmanager.heap.size')?.value, '1048576k');
    assert.equal(cluster.settings.get('jobmanager.memory.process.size'), undefined);
  });

  test('what it asks for where nothing is written', () => {
    const { settings } = clusterOf(LYFT.replace(/ {2}jobManagerConfig:[^]*$/, ''));
    // 3072 MiB × 0.8 and 1024 MiB × 0.8, in KiB.
    assert.equal(settings.get('jobmanager.memory.process.size')?.value, '2516582k');
    assert.equal(settings.get('taskmanager.memory.process.size')?.value, '838860k');
    assert.equal(settings.get('taskmanager.numberOfTaskSlots')?.value, '16');
  });

  test('takes no collections for options', () => {
    const nested = clusterOf(LYFT.replace('    taskmanager.memory.managed.fraction: 0.3\n', '    taskmanager:\n      memory.managed.fraction: 0.3\n'));
    assert.deepEqual(nested.problems.map((problem) => problem.kind), ['configuration-not-text']);
    assert.deepEqual(clusterOf(LYFT).problems, []);
  });

  test('limits alone give it nothing', () => {
    const { settings, processes } = clusterOf(LYFT.replace('      requests:\n        memory: 2Gi # as measured\n', ''));
    assert.equal(settings.get('taskmanager.memory.process.size')?.value, '0k');
    assert.equal(processes.taskManager.memory?.isMissing, true);
  });

  test('a template in size, fraction or version leaves the size unknown', () => {
    for (const text of [LYFT.replace('2Gi #', '{{ .Values.memory }} #'), LYFT.replace('0.25', '${FRACTION}'), LYFT.replace('"1.16"', '"{{ .Values.flink }}"')]) {
      const { analysis } = onlyOne(clustersOf(text));
      assert.equal(analysis.derivations.taskManager?.status, 'unknown', text);
    }
  });

  test('a patch without a version says nothing of what it does not hold', () => {
    const { analysis, cluster } = onlyOne(clustersOf(`apiVersion: flink.k8s.io/v1beta1
kind: FlinkApplication
metadata:
  name: clicks
spec:
  taskManagerConfig:
    resources:
      requests:
        memory: 3Gi
`));
    assert.equal(cluster.mayBePartial, true);
    assert.deepEqual([analysis.derivations.jobManager, analysis.derivations.taskManager?.status], [undefined, 'unknown']);
  });

  test('a size is written into the request, and the limit follows where it has to', () => {
    const set = (value: string): string => changed(LYFT, 'deployment.yaml', () => [{ kind: 'set', key: 'taskmanager.memory.process.size', value }]);
    // 2304 MiB ÷ 0.75 = 3072 MiB.
    assert.equal(set('2304m'), LYFT.replace('2Gi # as', '3Gi # as').replace('limits:\n        memory: 2Gi', 'limits:\n        memory: 3Gi'));
    // 768 MiB ÷ 0.75 = 1024 MiB, and a limit above it may stay.
    assert.equal(set('768m'), LYFT.replace('2Gi # as', '1Gi # as'));
    // 1600 MiB ÷ 0.75 = 2133.3 MiB, and the least whole MiB from which at least as much comes.
    assert.equal(set('1600m'), LYFT.replace('2Gi # as', '2134Mi # as').replace('limits:\n        memory: 2Gi', 'limits:\n        memory: 2134Mi'));
    assert.equal(
      changed(LYFT, 'deployment.yaml', () => [{ kind: 'set', key: 'taskmanager.numberOfTaskSlots', value: '3' }, { kind: 'set', key: 'taskmanager.memory.network.max', value: '256m' }]),
      LYFT.replace('taskSlots: 2', 'taskSlots: 3').replace('fraction: 0.3\n', 'fraction: 0.3\n    taskmanager.memory.network.max: 256m\n'),
    );
  });

  test('a size that was the operator’s default gets a field', () => {
    const bare = LYFT.replace(/ {2}jobManagerConfig:[^]*?(?= {2}taskManagerConfig)/, '');
    // 1600 MiB ÷ 0.8 = 2000 MiB.
    assert.equal(
      changed(bare, 'deployment.yaml', () => [{ kind: 'set', key: 'jobmanager.memory.process.size', value: '1600m' }]),
      `${bare}  jobManagerConfig:\n    resources:\n      requests:\n        memory: 2000Mi\n`,
    );
  });
});

const SPOTIFY = `apiVersion: flinkoperator.k8s.io/v1beta1
kind: FlinkCluster
metadata:
  name: clicks
spec:
  flinkVersion: "1.20"
  image:
    name: flink:1.20.1
  jobManager:
    resources:
      requests:
        memory: 512Mi
      limits:
        memory: 1Gi
  taskManager:
    memoryProcessRatio: 75
    resources:
      requests:
        memory: 2G
        cpu: 6
  flinkProperties:
    jobmanager.memory.process.size: 900m
`;

describe('FlinkCluster of Spotify’s', () => {
  test('takes its sizes from the limits or else the requests, under what flinkProperties says', () => {
    const cluster = clusterOf(SPOTIFY);
    assert.deepEqual([cluster.kind, cluster.version.text, cluster.processes.taskManager.replicas], ['FlinkCluster', '1.20.1', 3]);
    assert.deepEqual(valuesOf(cluster), {
      'jobmanager.memory.process.size': '900m',
      // 2 GB × 75 % = 1500000000 bytes = 1430.5 → 1431 MiB; 6 cpus are 3 slots.
      'taskmanager.memory.process.size': '1431m',
      'taskmanager.numberOfTaskSlots': '3',
    });
    // Without the line it would be 1 GiB × 80 % = 819.2 → 820 MiB.
    assert.deepEqual(cluster.settings.get('jobmanager.memory.process.size')?.beneath, { value: '820m', templated: false });
    assert.deepEqual(cluster.processes.jobManager.resources.map(({ field, effective }) => [field, effective]), [['requests.memory', false], ['limits.memory', false]]);
    assert.deepEqual([cluster.processes.jobManager.container?.request?.bytes, cluster.processes.jobManager.container?.limit?.bytes], [512n * MIB, 1024n * MIB]);
  });

  test('the version of its own field decides, whatever the image is', () => {
    assert.equal(clusterOf(SPOTIFY.replace('"1.20"', '"1.9"')).version.version, undefined);
    assert.equal(clusterOf(SPOTIFY.replace('"1.20"', '"1.9"')).settings.get('taskmanager.memory.process.size'), undefined);
  });

  test('a size is written into the field that counts, in its author’s units', () => {
    const set = (text: string, key: string, value: string): string => changed(text, 'deployment.yaml', () => [{ kind: 'set', key, value }]);
    // 1600 MiB ÷ 0.75: 2236 MB × 75 % = 1677000000 bytes = 1599.3 → 1600 MiB.
    assert.equal(set(SPOTIFY, 'taskmanager.memory.process.size', '1600m'), SPOTIFY.replace('2G\n', '2236M\n'));
    assert.equal(set(SPOTIFY, 'jobmanager.memory.process.size', '800m'), SPOTIFY.replace('900m', '800m'));
    const without = SPOTIFY.replace('  flinkProperties:\n    jobmanager.memory.process.size: 900m\n', '');
    // 399 MiB × 80 % = 319.2 → 320 MiB; a request above the limit goes down with it.
    assert.equal(set(without, 'jobmanager.memory.process.size', '320m'), without.replace('512Mi', '399Mi').replace('1Gi', '399Mi'));
  });
});

const VERVERICA = `kind: Deployment
apiVersion: v1
metadata:
  name: clicks
  namespace: default
spec:
  state: RUNNING
  deploymentTargetName: live
  template:
    spec:
      artifact:
        kind: JAR
        flinkVersion: 1.20
        flinkImageTag: 1.20.1-stream1-scala_2.12-java11
      numberOfTaskManagers: 2
      resources:
        taskmanager:
          cpu: 1
          memory: 1.5g
      flinkConfiguration:
        taskmanager.numberOfTaskSlots: 2
`;

describe('Ververica Platform', () => {
  test('its Deployment reads powers of ten, with defaults of the platform', () => {
    const cluster = clusterOf(VERVERICA);
    assert.deepEqual([cluster.kind, cluster.name, cluster.version.text, cluster.version.version, cluster.processes.taskManager.replicas], ['VervericaDeployment', 'clicks', '1.20.1', '1.20', 2]);
    assert.deepEqual(valuesOf(cluster), { 'jobmanager.memory.process.size': '1000000000b', 'taskmanager.memory.process.size': '1500000000b', 'taskmanager.numberOfTaskSlots': '2' });
    assert.equal(
      changed(VERVERICA, 'deployment.yaml', () => [{ kind: 'set', key: 'taskmanager.memory.process.size', value: '1728m' }]),
      // 1728 MiB are 1811939328 bytes.
      VERVERICA.replace('1.5g', '1812m'),
    );
  });

  test('its SessionCluster and the objects of its Kubernetes operator', () => {
    const session = `apiVersion: v1
kind: SessionCluster
metadata:
  name: sql
spec:
  flinkVersion: "1.14"
  flinkImageTag: 1.14.3-stream1-scala_2.12-java8
  resources:
    jobmanager: { cpu: 1, memory: 1G }
    taskmanager: { cpu: 1, memory: 2G }
`;
    assert.deepEqual(valuesOf(clusterOf(session)), { 'jobmanager.memory.process.size': '1000000000b', 'taskmanager.memory.process.size': '2000000000b' });
    const operator = `apiVersion: ververica.platform/v1
kind: VvpDeployment
metadata:
  name: clicks
spec:
  syncingMode: PATCH
  deployment:
    spec:
      template:
        spec:
          resources:
            taskmanager:
              memory: 3g
`;
    const { cluster, analysis } = onlyOne(clustersOf(operator));
    assert.equal(cluster.settings.get('taskmanager.memory.process.size')?.value, '3000000000b');
    // What a patch leaves out stays as it is there.
    assert.equal(analysis.derivations.jobManager?.status, 'unknown');
  });

  test('what the platform does in its own way stays open', () => {
    for (const text of [
      VERVERICA.replace('1.5g', '800m'), VERVERICA.replace('1.5g', '2Gi'), VERVERICA.replace('1.5g', '"{{ memory }}"'),
      VERVERICA.replace('numberOfTaskSlots: 2', 'memory.process.size: 4g'),
    ]) assert.equal(onlyOne(clustersOf(text)).analysis.derivations.taskManager?.status, 'unknown', text);
  });

  test('a Deployment of Kubernetes’, or one that runs in a session cluster, is none', () => {
    for (const text of [
      VERVERICA.replace('apiVersion: v1', 'apiVersion: apps/v1'),
      VERVERICA.replace('  deploymentTargetName: live', '  sessionClusterName: sql'),
      VERVERICA.replace('      artifact:', '      containers: []\n      artifact:'),
      'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - args: [taskmanager]\n',
    ]) assert.deepEqual(clustersOf(text).map(({ cluster }) => cluster.kind), [], text);
  });
});

const CONFLUENT = `apiVersion: cmf.confluent.io/v1
kind: FlinkApplication
metadata:
  name: clicks
spec:
  image: confluentinc/cp-flink:1.19.3-cp1
  flinkVersion: v1_19
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "1"
  jobManager:
    resource:
      memory: 1024m
      cpu: 1
  taskManager:
    resource:
      memory: 2G
      cpu: 1
`;

describe('Confluent', () => {
  test('its FlinkApplication is a FlinkDeployment’s spec', () => {
    for (const group of ['cmf.confluent.io/v1', 'platform.confluent.io/v1beta1']) {
      const cluster = clusterOf(CONFLUENT.replace('cmf.confluent.io/v1', group));
      assert.deepEqual([cluster.kind, cluster.version.version, cluster.container, cluster.operatorVersion], ['FlinkApplication', '1.19', true, undefined]);
      assert.deepEqual(valuesOf(cluster), { 'jobmanager.memory.process.size': '1 gb', 'taskmanager.memory.process.size': '2 gb', 'taskmanager.numberOfTaskSlots': '1' });
    }
    assert.equal(changed(CONFLUENT, 'deployment.yaml', () => [{ kind: 'setResource', process: 'taskManager', value: '3g' }]), CONFLUENT.replace('2G', '3g'));
    assert.equal(clusterOf(CONFLUENT.replace('  flinkVersion: v1_19\n', '')).version.version, '1.19');
  });

  test('what one leaves to its environment is not missing', () => {
    const { analysis } = onlyOne(clustersOf(CONFLUENT.replace(/ {2}taskManager:[^]*$/, '')));
    assert.equal(analysis.derivations.taskManager, undefined);
    const environment = `apiVersion: platform.confluent.io/v1beta1
kind: FlinkEnvironment
metadata:
  name: live
spec:
  kubernetesNamespace: live
  flinkApplicationDefaults:
    spec:
      flinkConfiguration:
        taskmanager.memory.managed.fraction: '0.2'
`;
    const located = onlyOne(clustersOf(environment));
    assert.equal(located.cluster.kind, 'FlinkEnvironment');
    assert.equal(located.analysis.derivations.taskManager?.status, 'unknown');
    assert.equal(
      changed(environment, 'deployment.yaml', () => [{ kind: 'set', key: 'taskmanager.memory.network.max', value: '256m' }]),
      `${environment}        taskmanager.memory.network.max: '256m'\n`,
    );
  });
});

test('a kind of the same name in another group is nobody’s', () => {
  for (const [text, group] of [[LYFT, 'flink.k8s.io/v1beta1'], [SPOTIFY, 'flinkoperator.k8s.io/v1beta1'], [CONFLUENT, 'cmf.confluent.io/v1']] as const) {
    for (const other of ['example.org/v1', 'flink.confluent.io/v1beta1', 'apps/v1']) assert.equal(clustersOf(text.replace(group, other)).length, 0, other);
  }
  assert.equal(clustersOf(LYFT.replace('flink.k8s.io/v1beta1', 'flinkoperator.k8s.io/v1beta1')).length, 0);
});

test('several of them stand in one List', () => {
  const indented = (text: string): string => text.trimEnd().split('\n').map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`)).join('\n');
  const list = `apiVersion: v1\nkind: List\nitems:\n${indented(LYFT)}\n${indented(SPOTIFY)}\n`;
  const clusters = clustersOf(list);
  assert.deepEqual(clusters.map(({ cluster }) => cluster.kind), ['FlinkApplication', 'FlinkCluster']);
});
