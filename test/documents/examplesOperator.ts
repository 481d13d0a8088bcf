/**
 * What a reader of `shared/examples-operator` writes down for each file, by hand: written from the files and knowledge/operator.md
 * before any of our code had run on them. Totals are those of the processes, in MiB; the containers' requests follow from them.
 */

/** How the text in the file becomes a process's total (knowledge/operator.md). */
export type SizeRule =
  /** §2.1, step 1: `2048m` and `1024m` are Flink's mebibytes, although Kubernetes reads `m` as milli. */
  | 'flink-unit'
  /** §2.1: `1G` and `2G` are gibibytes, because Flink's reader is asked first. */
  | 'flink-gibibytes'
  /** §2.1, step 2: `1Gi` is none of Flink's units and is read as a Kubernetes quantity. */
  | 'kubernetes-unit'
  /** §6, Lyft: floor(round(requests.memory × (1 − systemMemoryFraction)) / 1024) k, the fraction 0.2 where none is given. */
  | 'lyft-requests-less-a-fifth'
  /** §6, Spotify: ceil(ceil(limits.memory × 80 %) / 1 MiB) m. */
  | 'spotify-four-fifths-of-limits'
  /** §6, Spotify: the same of the limits that it gives a process without any, 2 Gi. */
  | 'spotify-default-limits';

export interface ExpectedProcess {
  readonly mebibytes: number;
  readonly rule: SizeRule;
  /** Flink cannot divide so little: metaspace of 256 MiB and overhead of at least 192 MiB alone are more. */
  readonly failure?: 'jvm-exceeds-process';
}

export interface ExpectedCluster {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** `spec.flinkVersion`. */
  readonly version?: string;
  readonly jobManager?: ExpectedProcess;
  readonly taskManager?: ExpectedProcess;
  readonly slots?: number;
  /** ceil(parallelism ÷ slots); none for a session cluster. */
  readonly taskManagers?: number;
  readonly mode?: 'standalone';
}

export interface ExpectedFile {
  readonly file: string;
  readonly clusters: readonly ExpectedCluster[];
}

const MEBI: ExpectedProcess = { mebibytes: 2048, rule: 'flink-unit' };
const HALF: ExpectedProcess = { mebibytes: 1024, rule: 'flink-unit' };
const GI: ExpectedProcess = { mebibytes: 1024, rule: 'kubernetes-unit' };

const none = (file: string): ExpectedFile => ({ file, clusters: [] });
const of = (file: string, ...clusters: ExpectedCluster[]): ExpectedFile => ({ file, clusters });
const deployment = (name: string, version: string, slots: number, taskManagers: number | undefined, more: Partial<ExpectedCluster> = {}): ExpectedCluster => ({
  kind: 'FlinkDeployment', name, version, slots, jobManager: MEBI, taskManager: MEBI, ...(taskManagers === undefined ? {} : { taskManagers }), ...more,
});
const blueGreen = (name: string): ExpectedCluster => ({
  kind: 'FlinkBlueGreenDeployment', name, version: '1.20', slots: 1, taskManagers: 1,
  jobManager: { mebibytes: 1024, rule: 'flink-gibibytes' }, taskManager: { mebibytes: 2048, rule: 'flink-gibibytes' },
});
/** §1.3: nothing in it sizes a pod. */
const sessionJob = (name: string, namespace?: string): ExpectedCluster => ({ kind: 'FlinkSessionJob', name, ...(namespace === undefined ? {} : { namespace }) });

/** The operator's examples: on main with `resources` (§2.3), in release 1.15 the same sizes in `resource`. */
const EXAMPLES: readonly ExpectedFile[] = [
  of('advanced-ingress.yaml', deployment('advanced-ingress', '2.2', 2, 1)),
  of('autoscaling/autoscaling-dynamic.yaml', deployment('autoscaling-dynamic', '1.20', 4, 1)),
  of('autoscaling/autoscaling.yaml', deployment('autoscaling-example', '1.20', 4, 1)),
  of('basic-checkpoint-ha.yaml', deployment('basic-checkpoint-ha-example', '2.2', 2, 1)),
  of('basic-ingress.yaml', deployment('basic-ingress', '2.2', 2, 1)),
  of('basic-reactive.yaml', deployment('basic-reactive-example', '2.2', 2, 1, { mode: 'standalone' })),
  of(
    'basic-session-deployment-and-job.yaml',
    deployment('basic-session-deployment-example', '2.2', 1, undefined), sessionJob('basic-session-job-example'), sessionJob('basic-session-job-example2'),
  ),
  of('basic-session-deployment-only.yaml', deployment('basic-session-deployment-only-example', '2.2', 2, undefined)),
  of('basic-session-job-only.yaml', sessionJob('basic-session-job-only-example')),
  of('basic.yaml', deployment('basic-example', '2.2', 2, 1)),
  // §1: a canary has no spec, and nothing is deployed for it.
  of('canary.yaml', { kind: 'FlinkDeployment', name: 'canary' }),
  of('custom-logging.yaml', deployment('custom-logging-example', '2.2', 2, 1)),
  of('flink-beam-example/beam-example.yaml', deployment('beam-example', '2.2', 1, 1)),
  of('flink-sql-runner-example/sql-example.yaml', deployment('sql-example', '1.20', 1, 1)),
  of('flink-tls-example/basic-secure-deployment-only.yaml', deployment('basic-secure-deployment-only', '2.2', 2, undefined)),
  of('flink-tls-example/basic-secure-session-job-only.yaml', sessionJob('basic-secure-session-job-only')),
  of('flink-tls-example/basic-secure.yaml', deployment('basic-secure', '2.2', 2, 1)),
  none('flink-tls-example/pre-install.yaml'),
  // The memory of an autoscaler's metric.
  none('hpa/basic-hpa.yaml'),
  // The operator's own configuration and containers.
  none('kustomize/conf-override/flink-conf.yaml'),
  none('kustomize/conf-override/kustomization.yaml'),
  none('kustomize/conf-override/patch.yaml'),
  none('kustomize/sidecar/kustomization.yaml'),
  none('kustomize/sidecar/patch.yaml'),
  none('kustomize/sidecar/values.yaml'),
  of('pod-template.yaml', deployment('pod-template-example', '2.2', 2, 1)),
  none('snapshot/checkpoint.yaml'),
  of('snapshot/job-from-savepoint.yaml', deployment('example-deployment', '2.2', 1, 2)),
  none('snapshot/savepoint-already-exists.yaml'),
  none('snapshot/savepoint-job-defaults.yaml'),
  none('snapshot/savepoint-job-full-spec.yaml'),
];

/** Everything that Flink's own operator reads. */
export const OPERATOR_FILES: readonly ExpectedFile[] = [
  ...EXAMPLES,
  of('flink-python-example/python-example.yaml', deployment('python-example', '2.2', 1, 1)),
  ...EXAMPLES.map(({ file, clusters }) => ({ file: `release-1.15/${file}`, clusters })),
  of('release-1.15/flink-python-example/python-example.yaml', deployment('python-example', '1.20', 1, 1)),
  of('e2e/autoscaler.yaml', deployment('flink-autoscaler-e2e', '1.20', 2, 1, { namespace: 'default', jobManager: HALF, taskManager: HALF })),
  of('e2e/bluegreen-ingress.yaml', blueGreen('bg-ingress-test')),
  of('e2e/bluegreen-laststate.yaml', blueGreen('basic-bg-laststate-example')),
  of('e2e/bluegreen-stateless.yaml', blueGreen('basic-bg-stateless-example')),
  of('e2e/flinkdep-batch-cr.yaml', deployment('flink-example-wordcount-batch', '1.20', 2, 1, { namespace: 'default', jobManager: HALF, taskManager: GI })),
  of('e2e/flinkdep-cr.yaml', deployment('flink-example-statemachine', '1.20', 2, 1, { namespace: 'default', jobManager: HALF, taskManager: GI })),
  of(
    'e2e/multi-sessionjob.yaml',
    deployment('session-cluster-1', '1.20', 2, undefined, { namespace: 'default', jobManager: HALF, taskManager: HALF }),
    deployment('session-cluster-1', '1.20', 2, undefined, { namespace: 'flink', jobManager: HALF, taskManager: HALF }),
    sessionJob('flink-example-statemachine', 'default'), sessionJob('flink-example-statemachine', 'flink'),
  ),
  none('e2e/savepoint.yaml'),
  of(
    'e2e/sessionjob-cr.yaml',
    deployment('session-cluster-1', '1.20', 2, undefined, { namespace: 'default', jobManager: GI, taskManager: HALF }), sessionJob('flink-example-statemachine', 'default'),
  ),
  of('operator-test-resources/test-deployment-key-value-configuration.yaml', deployment('basic-example', '1.20', 2, 1)),
  of('operator-test-resources/test-deployment-with-unknown-fields.yaml', deployment('basic-example', '1.20', 2, 1)),
  of('operator-test-resources/test-deployment-yaml-configuration.yaml', deployment('basic-example', '1.20', 2, 1)),
  of('operator-test-resources/test-deployment.yaml', deployment('basic-example', '1.20', 2, 1)),
  of('operator-test-resources/test-session-job.yaml', sessionJob('basic-session-job-only-example')),
  none('operator-test-resources/test-snapshot.yaml'),
  // §2.5: what the chart gives every deployment; no memory since 1.2.
  none('helm-operator-default-flink-conf.yaml'),
];

const lyft = (mebibytes: number): ExpectedProcess => ({ mebibytes, rule: 'lyft-requests-less-a-fifth', ...(mebibytes < 448 ? { failure: 'jvm-exceeds-process' as const } : {}) });
const spotify = (rule: SizeRule): Pick<ExpectedCluster, 'jobManager' | 'taskManager'> => ({ jobManager: { mebibytes: 1639, rule }, taskManager: { mebibytes: 1639, rule } });

/** What other operators read (§6). 2048 Mi × 80 % = 1638.4 MiB, in whole mebibytes 1639. */
export const OTHER_OPERATORS_FILES: readonly ExpectedFile[] = [
  of('other-operators/lyft-beam-python.yaml', {
    kind: 'FlinkApplication', name: 'beam-python-flinkk8soperator-example', namespace: 'flink-operator', version: '1.16', slots: 2, taskManagers: 1,
    jobManager: lyft(160), taskManager: lyft(160),
  }),
  of('other-operators/lyft-wordcount.yaml', {
    kind: 'FlinkApplication', name: 'wordcount-operator-example', namespace: 'flink-operator', version: '1.16', slots: 3, taskManagers: 1,
    jobManager: lyft(1200), taskManager: lyft(1200),
  }),
  of('other-operators/spotify-flinkoperator_v1beta1_flinkjobcluster.yaml', {
    kind: 'FlinkCluster', name: 'flinkjobcluster-sample', version: '1.14', slots: 1, taskManagers: 2, ...spotify('spotify-four-fifths-of-limits'),
  }),
  of('other-operators/spotify-flinkoperator_v1beta1_flinksessioncluster.yaml', {
    kind: 'FlinkCluster', name: 'flinksessioncluster-sample', version: '1.14', slots: 1, taskManagers: 1, ...spotify('spotify-four-fifths-of-limits'),
  }),
  of('other-operators/spotify-flinkoperator_v1beta1_remotejobjar.yaml', {
    kind: 'FlinkCluster', name: 'flinkjobcluster-http', version: '1.14', slots: 1, ...spotify('spotify-default-limits'),
  }),
];
