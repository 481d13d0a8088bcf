import { describe, it } from 'node:test';
import { testSilence } from './cases.js';
import { expectFindings, type Reading } from './support.js';

const OLD: Reading = { file: 'flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

describe('Where nobody says which Flink reads a file', () => {
  testSilence({
    'a name that 1.18 knows alone is not outdated': [`${TOTALS}state.checkpoints.dir: s3://flink/checkpoints\nstate.backend: rocksdb\n`, OLD],
    'a key of 1.18 is not gone': [`${TOTALS}cluster.fine-grained-resource-management.enabled: true\n`, OLD],
    'nor is it outdated in a config.yaml, which 1.19 may read': [`${TOTALS}state.checkpoints.dir: s3://flink/checkpoints\n`, {}],
    'and a key of 2.0 does not come too early for it': [`${TOTALS}execution.async-state.active-buffer-size: 100\n`, {}],
  });

  it('tells what all of them say', () => {
    expectFindings(`⟦deprecated-key: taskmanager.heap.size⟧: 1280m\njobmanager.memory.process.size: 1600m\n`, OLD);
    expectFindings(`${TOTALS}⟦removed-key: containerized.heap-cutoff-ratio⟧: 0.25\n`, OLD);
    expectFindings(`${TOTALS}⟦future-key: execution.async-state.active-buffer-size⟧: 100\n`, OLD);
    expectFindings(`${TOTALS}⟦deprecated-key: state.backend⟧: rocksdb\n`);
  });

  it('and what the version says, once it is named', () => {
    expectFindings(`# flink-memory: version 1.20\n${TOTALS}⟦deprecated-key: state.checkpoints.dir⟧: s3://flink/checkpoints\n`, OLD);
    expectFindings(`${TOTALS}⟦removed-key: cluster.fine-grained-resource-management.enabled⟧: true\n`, { ...OLD, settings: { flinkVersion: '1.20' } });
    expectFindings(`# flink-memory: version 1.20\n${TOTALS}⟦future-key: execution.async-state.active-buffer-size⟧: 100\n`);
  });
});

describe('The file of the operator itself', () => {
  testSilence({
    'needs no sizes: each deployment brings its own': ['kubernetes.operator.default-configuration.flink-version.v1_20.table.exec.mini-batch.enabled: true\ntaskmanager.numberOfTaskSlots: 1\nparallelism.default: 1\n', OLD],
  });
});

describe('What stands in files that nobody wrote by hand', () => {
  testSilence({
    "the port that the start script of Flink's images writes": [`${TOTALS}query.server.port: 6125\n`, OLD],
    'what is filled in later': [`${TOTALS}taskmanager.numberOfTaskSlots: <set by the start script>\n`, OLD],
  });
});
