import { describe, it } from 'node:test';
import { testSilence } from './cases.js';
import { expectFindings, type Reading } from './support.js';

const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

function of(flinkVersion: '1.11' | '1.14' | '1.15' | '1.18' | '1.20'): Reading {
  return { file: 'flink-conf.yaml', settings: { flinkVersion } };
}

describe('A key that Flink read before it was an option', () => {
  testSilence({
    'by bin/config.sh': [`${TOTALS}env.java.home: /usr/lib/jvm/java-11\n`, of('1.20')],
    'by bin/config.sh, before 1.13': [`${TOTALS}env.pid.dir: /var/run/flink\n`, of('1.11')],
    'by ConfigConstants': [`${TOTALS}taskmanager.log.path: /var/log/flink/tm.log\nyarn.container-start-command-template: java\n`, of('1.18')],
    'by the planner': [`${TOTALS}table.optimizer.incremental-agg-enabled: true\n`, of('1.18')],
    'by native Kubernetes, which comes with 1.10': [`${TOTALS}kubernetes.cluster-id: orders\nkubernetes.container.image: flink:1.11\n`, of('1.11')],
    'by Python': [`${TOTALS}python.execution-mode: thread\n`, of('1.15')],
    'by the changelog': [`${TOTALS}dstl.dfs.base-path: s3://flink/changelog\n`, of('1.14')],
  });

  it('does not hide what truly comes later', () => {
    expectFindings(`${TOTALS}⟦future-key: kubernetes.pod-template-file⟧: /opt/pod.yaml\n⟦future-key: env.log.level⟧: DEBUG\n`, of('1.11'));
  });
});
