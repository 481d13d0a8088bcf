import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allKeys } from '../../server/src/model/index.js';
import { MINOR_VERSIONS } from '../../server/src/model/version.js';
import { keyStatus } from '../../server/src/rules/keyStatus.js';
import { afterFix, checkText, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

/** Keys of Flink's plugins, of Hadoop, YARN, Kubernetes and the operator, of vendors and connectors, and such as people make up for their jobs. */
const PLAUSIBLE = `
  metrics.reporters metrics.reporter.prom.factory.class metrics.reporter.prom.port metrics.reporter.prom.filterLabelValueCharacters metrics.reporter.promgateway.hostUrl
  metrics.reporter.promgateway.jobName metrics.reporter.promgateway.randomJobNameSuffix metrics.reporter.promgateway.deleteOnShutdown
  metrics.reporter.promgateway.groupingKey metrics.reporter.grph.host metrics.reporter.grph.protocol metrics.reporter.influxdb.db
  metrics.reporter.influxdb.retentionPolicy metrics.reporter.influxdb.consistency metrics.reporter.stsd.host metrics.reporter.dghttp.apikey metrics.reporter.dghttp.tags
  metrics.reporter.dghttp.useLogicalIdentifier metrics.reporter.slf4j.interval metrics.reporter.my_jmx_reporter.port metrics.reporter.otel.exporter.endpoint
  metrics.reporter.otel.exporter.protocol metrics.reporter.jmx.scope.variables.excludes metrics.reporter.prom.filter.includes metrics.scope.jm metrics.scope.tm.job
  metrics.scope.my.own traces.reporter.otel.factory.class traces.reporter.otel.exporter.endpoint traces.reporter.slf4j.factory.class events.reporter.otel.factory.class
  logs.reporter.otel.factory.class s3.access-key s3.access.key s3.secret-key s3.endpoint s3.path.style.access s3.path-style-access s3.entropy.key s3.entropy.length
  s3.upload.min.part.size s3.upload.max.concurrent.uploads s3.connection.maximum s3.ssl.enabled s3.aws.credentials.provider s3a.endpoint s3a.fast.upload s3n.endpoint
  s3.endpoint.region s3.s5cmd.path s3.s5cmd.args s3.delegation.token.provider presto.s3.endpoint fs.s3a.aws.credentials.provider fs.s3.impl fs.oss.endpoint
  fs.oss.accessKeyId fs.oss.accessKeySecret fs.azure.account.key.myaccount.blob.core.windows.net fs.gs.impl fs.abfs.impl fs.hdfs.hadoopconf fs.hdfs.limit.total
  fs.s3a.path.style.access fs.output.always-create-directory fs.hdfs.hdfsdefault fs.viewfs.mounttable.cluster.link gs.auth.type gs.project.id
  gs.writer.temporary.bucket.name gs.writer.chunk.size gs.filesink.entropy.enabled google.cloud.auth.service.account.enable oss.endpoint oss.accessKeyId
  azure.account.key cos.region obs.endpoint security.kerberos.login.use-ticket-cache security.kerberos.login.keytab security.kerberos.login.principal
  security.kerberos.login.contexts security.kerberos.krb5-conf.path security.kerberos.fetch.delegation-token security.kerberos.access.hadoopFileSystems
  security.kerberos.relogin.period security.ssl.internal.keystore security.ssl.rest.enabled-protocols security.ssl.internal.session-cache-size
  security.delegation.token.provider.s3.enabled security.delegation.token.provider.s3.access-key security.delegation.token.provider.hadoopfs.enabled
  security.delegation.tokens.renewal.time-ratio security.module.factory.classes security.context.factory.classes security.mykey containerized.master.env.HADOOP_CONF_DIR
  containerized.taskmanager.env.LD_LIBRARY_PATH containerized.master.env.AWS_REGION containerized.taskmanager.env.MALLOC_ARENA_MAX external-resources
  external-resource.gpu.driver-factory.class external-resource.gpu.amount external-resource.gpu.param.discovery-script.path
  external-resource.gpu.param.discovery-script.args external-resource.gpu.kubernetes.config-key external-resource.fpga.yarn.config-key
  kubernetes.operator.periodic.savepoint.interval kubernetes.operator.savepoint.history.max.count kubernetes.operator.job.upgrade.last-state-fallback.enabled
  kubernetes.operator.jm-deployment-recovery.enabled kubernetes.operator.cluster.health-check.enabled kubernetes.operator.snapshot.resource.enabled
  kubernetes.operator.dynamic.namespaces.enabled kubernetes.operator.metrics.reporter.slf4j.factory.class kubernetes.operator.default-configuration.flink-version.v1_18.x
  kubernetes.operator.deployment.rollback.enabled kubernetes.operator.ingress.enabled job.autoscaler.enabled job.autoscaler.stabilization.interval
  job.autoscaler.metrics.window job.autoscaler.target.utilization job.autoscaler.target.utilization.boundary job.autoscaler.vertex.min-parallelism
  job.autoscaler.memory.tuning.enabled job.autoscaler.history.max.count job.autoscaler.memory.gc-pressure.threshold kubernetes.taskmanager.labels
  kubernetes.taskmanager.labels.team kubernetes.taskmanager.annotations.prometheus kubernetes.jobmanager.annotations kubernetes.taskmanager.node-selector
  kubernetes.jobmanager.node-selector.disk kubernetes.env.secretKeyRef kubernetes.secrets kubernetes.hadoop.conf.config-map.name kubernetes.pod-template-file
  kubernetes.pod-template-file.jobmanager kubernetes.pod-template-file.taskmanager kubernetes.taskmanager.entrypoint.args kubernetes.cluster-id kubernetes.namespace
  kubernetes.container.image kubernetes.container.image.ref kubernetes.rest-service.exposed.type kubernetes.service-account kubernetes.jobmanager.service-account
  kubernetes.flink.conf.dir kubernetes.internal.jobmanager.entrypoint.class kubernetes.taskmanager.tolerations kubernetes.jobmanager.cpu kubernetes.jobmanager.cpu.amount
  kubernetes.jobmanager.cpu.limit-factor kubernetes.taskmanager.memory.limit-factor kubernetes.rest-service.annotations kubernetes.jobmanager.owner.reference
  kubernetes.image-pull.secrets kubernetes.volumes kubernetes.jobmanager.volume.mount kubernetes.dns.policy table.exec.state.ttl table.exec.mini-batch.enabled
  table.exec.source.idle-timeout table.exec.hive.infer-source-parallelism table.exec.hive.fallback-mapred-reader table.exec.hive.sink.statistic-auto-gather.enable
  table.exec.hive.infer-source-parallelism.max table.catalog-modification.listeners table.sql-dialect table.local-time-zone table.optimizer.my-own
  table.exec.iceberg.infer-source-parallelism table.exec.iceberg.worker-pool-size table.exec.async-scalar.buffer-capacity table.exec.split-slot-sharing-group-per-vertex
  akka.ask.timeout akka.framesize akka.jvm-exit-on-fatal-error akka.ssl.enabled akka.tcp.timeout akka.log.lifecycle.events akka.throughput
  akka.fork-join-executor.parallelism-factor akka.lookup.timeout akka.retry-gate-closed-for akka.client-socket-worker-pool.pool-size-min pekko.ask.timeout
  pekko.framesize pekko.remote-fork-join-executor.parallelism-max akka.remote.startup-timeout akka.actor.provider pekko.loglevel env.java.home env.java.opts
  env.java.opts.all env.java.opts.taskmanager env.java.default-opts.all env.log.dir env.log.max env.log.level env.pid.dir env.hadoop.conf.dir env.yarn.conf.dir
  env.hbase.conf.dir env.ssh.opts env.stdout-err.redirect-to-file env.stdout-err.rolling.enabled env.PATH env.java.opts.sql-gateway env.java.opts.historyserver
  env.java.opts.client env.flink.opts env.FLINK_LOG yarn.application.name yarn.application.queue yarn.application.type yarn.ship-files yarn.ship-archives
  yarn.provided.lib.dirs yarn.provided.usrlib.dir yarn.tags yarn.application.node-label yarn.application.priority yarn.containers.vcores yarn.appmaster.vcores
  yarn.appmaster.rpc.port yarn.file-replication yarn.properties-file.location yarn.rest-service.x yarn.security.kerberos.localized-keytab-path
  yarn.taskmanager.node-label yarn.taskmanager.env.MY yarn.security.appmaster.delegation.token.services yarn.flink-dist-jar yarn.staging-directory
  yarn.container-start-command-template yarn.view.acls yarn.rolled-logs.include-pattern yarn.classpath.include-user-jar yarn.client.failover-proxy-provider
  yarn.reallocate-failed historyserver.web.port historyserver.web.address historyserver.archive.fs.dir historyserver.archive.fs.refresh-interval
  historyserver.archive.clean-expired-jobs historyserver.archive.retained-jobs historyserver.log.jobmanager.url-pattern historyserver.web.refresh-interval
  historyserver.web.ssl.enabled historyserver.archive.retained-ttl historyserver.my.own high-availability high-availability.type high-availability.storageDir
  high-availability.cluster-id high-availability.zookeeper.quorum high-availability.zookeeper.path.root high-availability.zookeeper.client.acl
  high-availability.zookeeper.client.session-timeout high-availability.zookeeper.client.authorization high-availability.zookeeper.client.ensemble-tracker
  high-availability.jobmanager.port high-availability.kubernetes.leader-election.lease-duration high-availability.kubernetes.leader-election.renew-deadline
  high-availability.jdbc.url high-availability.etcd.endpoints zookeeper.sasl.disable zookeeper.sasl.service-name zookeeper.sasl.login-context-name zookeeper.client.cnxn
  flink.hadoop.fs.s3a.connection.maximum flink.yarn.resource-types flink.hadoop.dfs.replication flink.hadoop.hadoop.security.authentication jobmanager.rpc.address
  jobmanager.rpc.port jobmanager.bind-host jobmanager.execution.failover-strategy jobmanager.archive.fs.dir jobmanager.scheduler taskmanager.bind-host taskmanager.host
  taskmanager.rpc.port taskmanager.numberOfTaskSlots taskmanager.data.port taskmanager.resource-id taskmanager.memory.segment-size taskmanager.network.detailed-metrics
  taskmanager.tmp.dirs taskmanager.slot.timeout parallelism.default rest.port rest.address rest.bind-address rest.bind-port rest.flamegraph.enabled
  rest.profiling.enabled web.submit.enable web.cancel.enable web.upload.dir web.tmpdir web.timeout web.refresh-interval web.log.path web.history web.checkpoints.history
  web.access-control-allow-origin cluster.evenly-spread-out-slots cluster.io-pool.size blob.server.port blob.storage.directory io.tmp.dirs heartbeat.interval
  heartbeat.timeout state.backend state.backend.type state.backend.incremental state.checkpoints.dir state.savepoints.dir state.checkpoints.num-retained
  state.checkpoint-storage state.backend.local-recovery state.storage.fs.memory-threshold state.backend.rocksdb.localdir state.backend.rocksdb.memory.managed
  state.backend.rocksdb.timer-service.factory state.backend.rocksdb.block.cache-size state.backend.rocksdb.options-factory state.backend.rocksdb.predefined-options
  state.backend.rocksdb.metrics.actual-delayed-write-rate state.backend.rocksdb.my-factory.level0 state.backend.rocksdb.checkpoint.transfer.thread.num
  state.backend.changelog.enabled state.backend.latency-track.keyed-state-enabled state.backend.forst.cache.dir state.backend.gemini.ttl
  state.backend.gemini.memory.ratio state.backend.frocksdb.x restart-strategy restart-strategy.type restart-strategy.fixed-delay.attempts
  restart-strategy.fixed-delay.delay restart-strategy.exponential-delay.initial-backoff restart-strategy.failure-rate.max-failures-per-interval
  execution.checkpointing.interval execution.checkpointing.mode execution.checkpointing.timeout execution.checkpointing.unaligned
  execution.checkpointing.unaligned.enabled execution.checkpointing.externalized-checkpoint-retention execution.checkpointing.min-pause execution.runtime-mode
  execution.attached execution.target execution.shutdown-on-attached-exit execution.job-listeners execution.buffer-timeout classloader.resolve-order
  classloader.parent-first-patterns.additional classloader.check-leaked-classloader pipeline.name pipeline.jars pipeline.max-parallelism pipeline.object-reuse
  pipeline.operator-chaining pipeline.global-job-parameters pipeline.global-job-parameters.kafka pipeline.auto-watermark-interval python.executable
  python.client.executable python.fn-execution.bundle.size python.my.key queryable-state.enable sql-gateway.endpoint.rest.address sql-gateway.endpoint.rest.port
  sql-gateway.session.idle-timeout sql-gateway.worker.threads.max sql-client.execution.result-mode sql-client.verbose hive.metastore.uris kafka.bootstrap.servers
  kafka.topic source.parallelism sink.parallelism sink.type sink.batch.size orders.window.size job.name app.name app.checkpoint.interval checkpoint.interval
  checkpointing.interval my.state.backend user.defined.key jdbc.url jdbc.user database.name environment region team owner version name timeout-ms patch types events
  filter paths users enable mode max-attempt file.path window.size watermark.delay parallelism.source parallelism.sink parallelism.max input.topic output.path log.level
  feature.x.enabled client.id client.secret cluster.name cluster.env service.port rest.url rest.host rest.username web.host web.url state.ttl state.retention state.days
  task.name task.type task.timeout process.id process.name data.dir data.path data.format pipeline.id pipeline.version pipeline.env execution.date execution.env
  execution.id rest.endpoint heartbeat.topic metrics.enabled iceberg.catalog paimon.warehouse hudi.table.type hoodie.datasource.write lake.format fluss.bootstrap.servers
  celeborn.master.endpoints remote-shuffle.job.memory-per-partition shuffle-service-factory.class tez.x mesos.master mesos.initial-tasks mesos.resourcemanager.tasks.cpus
  jobmanager.web.submit.enable $internal.application.main internal.jobmanager.entrypoint web.port local.key fine-grained.x openlineage.transport.url ververica.cluster.id
  vvp.jobmanager.x lineage.enabled plugin.my.enabled blob.store.type blob.path cluster.region cluster.zone taskmanager.pod.name slots.count
`.trim().split(/\s+/);

/** What people write, and what they mean: field.md B29 and B30 first, then the slips of a pen. */
const SLIPS: readonly (readonly [written: string, meant: string])[] = [
  ['taskmamager.memory.flink.size', 'taskmanager.memory.flink.size'],
  ['taskmanager.memory.task.managed.size', 'taskmanager.memory.managed.size'],
  ['taskmanager.memory.framwork.hep.size', 'taskmanager.memory.framework.heap.size'],
  ['jobmanager.memory.managed.fraction', 'taskmanager.memory.managed.fraction'],
  ['state.checkpoint.dir', 'state.checkpoints.dir'],
  ['taskmanager.numberOfTaskSlot', 'taskmanager.numberOfTaskSlots'],
  ['execution.checkpointing.intervall', 'execution.checkpointing.interval'],
  ['high-avaliability', 'high-availability'],
  ['high-avaliability.storageDir', 'high-availability.storageDir'],
  ['jobmanager.rpc.adress', 'jobmanager.rpc.address'],
  ['parallelism.defualt', 'parallelism.default'],
  ['paralelism.default', 'parallelism.default'],
  ['taskmanager.memory.proces.size', 'taskmanager.memory.process.size'],
  ['taskmanager.memory.process.sizes', 'taskmanager.memory.process.size'],
  ['taskmanager.process.size', 'taskmanager.memory.process.size'],
  ['taskmanager.managed.fraction', 'taskmanager.memory.managed.fraction'],
  ['taskmanager.memory.manged.size', 'taskmanager.memory.managed.size'],
  ['taskmanager.memory.managed.fracton', 'taskmanager.memory.managed.fraction'],
  ['taskmanager.memory.network.mx', 'taskmanager.memory.network.max'],
  ['taskmanager.memory.netwrok.max', 'taskmanager.memory.network.max'],
  ['taskmanager.memory.jvm-metaspase.size', 'taskmanager.memory.jvm-metaspace.size'],
  ['taskmanager.memory.jvm_metaspace.size', 'taskmanager.memory.jvm-metaspace.size'],
  ['taskmanager.memory.metaspace.size', 'taskmanager.memory.jvm-metaspace.size'],
  ['taskmanager.memory.jvm-metaspace', 'taskmanager.memory.jvm-metaspace.size'],
  ['taskmanager.memory.jvm.overhead.max', 'taskmanager.memory.jvm-overhead.max'],
  ['taskmanager.memory.jvm-overhead.maximum', 'taskmanager.memory.jvm-overhead.max'],
  ['taskmanager.memory.task.offheap.size', 'taskmanager.memory.task.off-heap.size'],
  ['taskmanager.memory.task.off.heap.size', 'taskmanager.memory.task.off-heap.size'],
  ['taskmanager.memory.framework.offheap.size', 'taskmanager.memory.framework.off-heap.size'],
  ['taskmanager.memory.task.heap', 'taskmanager.memory.task.heap.size'],
  ['taskmanager.memory.taskheap.size', 'taskmanager.memory.task.heap.size'],
  ['taskmanager.memory.segmentsize', 'taskmanager.memory.segment-size'],
  ['taskmanager.memory.flinksize', 'taskmanager.memory.flink.size'],
  ['taskManager.memory.process.size', 'taskmanager.memory.process.size'],
  ['taskmanager.Memory.process.size', 'taskmanager.memory.process.size'],
  ['jobmanager.memory.proccess.size', 'jobmanager.memory.process.size'],
  ['jobmanager.memory.heap.sise', 'jobmanager.memory.heap.size'],
  ['jobmanager.memory.off-heep.size', 'jobmanager.memory.off-heap.size'],
  ['jobmanager.memory.offheap.size', 'jobmanager.memory.off-heap.size'],
  ['jobmanger.memory.process.size', 'jobmanager.memory.process.size'],
  ['jobmanager.memory.jvm-meta-space.size', 'jobmanager.memory.jvm-metaspace.size'],
  ['jobmanager.process.size', 'jobmanager.memory.process.size'],
  ['jobmanager.memroy.process.size', 'jobmanager.memory.process.size'],
  ['jobmanager.rcp.address', 'jobmanager.rpc.address'],
  ['taskmanager.numberoftaskslots', 'taskmanager.numberOfTaskSlots'],
  ['taskmanager.number-of-task-slots', 'taskmanager.numberOfTaskSlots'],
  ['taskmanager.numberOfSlots', 'taskmanager.numberOfTaskSlots'],
  ['taskmanager.memory.network.fractoin', 'taskmanager.memory.network.fraction'],
  ['state.backend.incremetal', 'state.backend.incremental'],
  ['state.backend.rocksdb.memory.manged', 'state.backend.rocksdb.memory.managed'],
  ['state.backend.rocksdb.memory.fixed-per-solt', 'state.backend.rocksdb.memory.fixed-per-slot'],
  ['state.backend.rocksdb.memory.write-bufer-ratio', 'state.backend.rocksdb.memory.write-buffer-ratio'],
  ['state.backend.rockdb.memory.managed', 'state.backend.rocksdb.memory.managed'],
  ['state.savepoint.dir', 'state.savepoints.dir'],
  ['state.checkpoints.num-retain', 'state.checkpoints.num-retained'],
  ['state.backend.local-recover', 'state.backend.local-recovery'],
  ['execution.checkpoint.interval', 'execution.checkpointing.interval'],
  ['execution.checkpointing.min-paus', 'execution.checkpointing.min-pause'],
  ['execution.checkpointing.tolerable-failed-checkpoint', 'execution.checkpointing.tolerable-failed-checkpoints'],
  ['execution.checkpointing.max-concurrent-checkpoint', 'execution.checkpointing.max-concurrent-checkpoints'],
  ['execution.runtimemode', 'execution.runtime-mode'],
  ['execution.runtime.mode', 'execution.runtime-mode'],
  ['exectuion.checkpointing.timeout', 'execution.checkpointing.timeout'],
  ['restart-strategy.fixed-delay.attempt', 'restart-strategy.fixed-delay.attempts'],
  ['restart-stategy.type', 'restart-strategy.type'],
  ['restart-strategy.exponential-delay.inital-backoff', 'restart-strategy.exponential-delay.initial-backoff'],
  ['high-availability.storage-dir', 'high-availability.storageDir'],
  ['high-availability.storagedir', 'high-availability.storageDir'],
  ['high-availability.zookeper.quorum', 'high-availability.zookeeper.quorum'],
  ['high-availabilty.type', 'high-availability.type'],
  ['kubernetes.cluster-idd', 'kubernetes.cluster-id'],
  ['kubernetes.container.imgae', 'kubernetes.container.image'],
  ['kubernetes.taskmanger.cpu', 'kubernetes.taskmanager.cpu'],
  ['rest.flamegraph.enable', 'rest.flamegraph.enabled'],
  ['rest.adress', 'rest.address'],
  ['web.submit.enabled', 'web.submit.enable'],
  ['web.cancel.enabled', 'web.cancel.enable'],
  ['heartbeat.timout', 'heartbeat.timeout'],
  ['hearbeat.interval', 'heartbeat.interval'],
  ['cluster.evenly-spread-out-slot', 'cluster.evenly-spread-out-slots'],
  ['classloader.resolve-oder', 'classloader.resolve-order'],
  ['classloader.parent-first-pattern.additional', 'classloader.parent-first-patterns.additional'],
  ['pipeline.object-reues', 'pipeline.object-reuse'],
  ['pipeline.max-paralelism', 'pipeline.max-parallelism'],
  ['taskmanager.network.memory.buffer-per-channel', 'taskmanager.network.memory.buffers-per-channel'],
  ['taskmanager.network.numberOfBuffer', 'taskmanager.network.numberOfBuffers'],
  ['taskmanager.network.memory.maxx', 'taskmanager.network.memory.max'],
  ['taskmanager.heap.sise', 'taskmanager.heap.size'],
  ['jobmanager.heap.szie', 'jobmanager.heap.size'],
  ['taskmanager.cpu.core', 'taskmanager.cpu.cores'],
  ['blob.server.prot', 'blob.server.port'],
  ['io.tmp.dir', 'io.tmp.dirs'],
  ['slotmanager.number-of-slots.maximum', 'slotmanager.number-of-slots.max'],
  ['resourcemanager.taskmanager-timout', 'resourcemanager.taskmanager-timeout'],
  ['jobmanager.execution.failover-stategy', 'jobmanager.execution.failover-strategy'],
  ['taskmanager.memory.managed.consumer-weight', 'taskmanager.memory.managed.consumer-weights'],
  ['taskmanager.memory.managed.consumerweights', 'taskmanager.memory.managed.consumer-weights'],
  ['scheduler.mode', 'scheduler-mode'],
];

describe('Keys that may well be meant', () => {
  it('are left alone in every version', () => {
    for (const version of MINOR_VERSIONS) {
      assert.deepEqual(PLAUSIBLE.filter((key) => keyStatus(key, version).kind === 'unknown'), [], version);
    }
  });

  it('are left alone when they stand in a file', () => {
    const text = `${TOTALS}${PLAUSIBLE.map((key) => `${key}: x\n`).join('')}`;
    assert.deepEqual(checkText(text, OLD).found.filter(({ finding }) => finding.rule === 'unknown-key').map(({ finding }) => finding.key), []);
  });

  it('of any version are unknown in none', () => {
    for (const version of MINOR_VERSIONS) {
      assert.deepEqual(allKeys().map((key) => key.replace(/<[^>]+>/g, 'mine')).filter((key) => keyStatus(key, version).kind === 'unknown'), [], version);
    }
  });
});

describe('Slips', () => {
  for (const [written, meant] of SLIPS) {
    it(`${written}: ${meant} is meant, and the only suggestion`, () => {
      const status = keyStatus(written, '1.20');
      assert.deepEqual(status.kind === 'unknown' ? status.nearest : status, [meant]);
    });
  }

  it('are renamed, and keep their value and everything around it', () => {
    const text = (key: string): string => `${TOTALS}  ${key}:  3  # as always\r\nrest.port: 8081\r\n`;
    const { title, text: after } = preferredFix(checkText(text('paralelism.defualt'), OLD), 'unknown-key');
    assert.equal(title, 'Change to parallelism.default');
    assert.equal(after, text('parallelism.default'));
  });

  it('are renamed within a nested config.yaml', () => {
    const text = 'taskmanager:\n  memory:\n    process:\n      size: 2g\n    manged:\n      fraction: 0.3\njobmanager.memory.process.size: 2g\n';
    const { text: after } = preferredFix(checkText(text), 'unknown-key');
    assert.match(after, /managed[.:]/);
    assert.match(after, /0\.3/);
    assert.deepEqual(checkText(after).found.map(({ finding }) => finding.rule), []);
  });

  it('are not renamed to a key that is set already, under whatever name', () => {
    for (const set of ['taskmanager.memory.managed.size', 'taskmanager.memory.size']) {
      const checked = checkText(`${TOTALS}${set}: 512m\ntaskmanager.memory.mangaed.size: 600m\n`, OLD);
      assert.deepEqual(fixesOf(checked, findingOf(checked, 'unknown-key')).map(({ title }) => title), ['Remove taskmanager.memory.mangaed.size (Flink does not read it)'], set);
    }
  });

  it('of a key that the version does not read lead to what it reads, or to nothing', () => {
    assert.deepEqual(keyStatus('taskmanager.heap.sise', '2.0'), { kind: 'unknown', nearest: [], family: false, gone: 'taskmanager.heap.size' });
    assert.deepEqual(keyStatus('state.backend.rocksdb.checkpointdirr', '2.0'), { kind: 'unknown', nearest: ['state.backend.rocksdb.localdir'], family: false });
    const checked = checkText(`taskmanager.heap.sise: 1g\n${TOTALS}`, { ...OLD, settings: { flinkVersion: '2.0' } });
    const found = findingOf(checked, 'unknown-key');
    assert.equal(found.sentence, 'There is no option taskmanager.heap.sise: Flink ignores it. taskmanager.heap.size, which it resembles, is not read by Flink 2.0 either.');
    assert.deepEqual(fixesOf(checked, found).map(({ title }) => title), ['Remove taskmanager.heap.sise (Flink does not read it)']);
  });

  it('with several possible meanings are not decided for their author', () => {
    const checked = checkText(`${TOTALS}taskmanager.memory.network.mix: 600m\n`, OLD);
    const found = findingOf(checked, 'unknown-key');
    assert.equal(found.sentence, 'There is no option taskmanager.memory.network.mix: Flink ignores it. Known: taskmanager.memory.network.max, taskmanager.memory.network.min.');
    assert.equal(fixesOf(checked, found).find(({ preferred }) => preferred)?.title, 'Remove taskmanager.memory.network.mix (Flink does not read it)');
  });

  it('that give the JobManager what only a TaskManager has are removed rather than moved', () => {
    const { title } = preferredFix(checkText(`${TOTALS}jobmanager.memory.managed.fraction: 0.3\n`, OLD), 'unknown-key');
    assert.equal(title, 'Remove jobmanager.memory.managed.fraction (Flink does not read it)');
  });
});

describe('A size for a pool that only has bounds', () => {
  it('becomes both bounds', () => {
    const checked = checkText(`${TOTALS}taskmanager.memory.network.size: 300m\nrest.port: 8081\n`, OLD);
    const found = findingOf(checked, 'unknown-key');
    assert.equal(found.sentence, 'There is no option taskmanager.memory.network.size: Flink ignores it. To fix the size of this pool, set taskmanager.memory.network.min, taskmanager.memory.network.max to the same value.');
    const fixes = fixesOf(checked, found);
    assert.deepEqual(fixes.map(({ title }) => title), [
      'Remove taskmanager.memory.network.size (Flink does not read it)',
      'Write taskmanager.memory.network.min: 300m and taskmanager.memory.network.max: 300m',
    ]);
    const [, both] = fixes;
    assert.ok(both);
    assert.equal(afterFix(checked, found, both), `${TOTALS}taskmanager.memory.network.min: 300m\ntaskmanager.memory.network.max: 300m\nrest.port: 8081\n`);
  });
});
