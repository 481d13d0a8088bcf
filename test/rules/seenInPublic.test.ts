/** What the rules said of public files and should not, or not in that way. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testCases, testSilence } from './cases.js';
import { afterFix, checkText, findingOf, fixesOf, type Reading } from './support.js';

const CONF: Reading = { file: 'flink-conf.yaml' };
const TOTALS = 'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n';

describe('Public files: values', () => {
  testSilence({
    'a TaskManager that never gives up to register: Flink waits for ever where it cannot read how long': [`${TOTALS}taskmanager.registration.timeout: Inf\n`, CONF],
  });
});

describe('Public files: keys', () => {
  testCases([
    {
      name: 'the same line twice is told as that',
      rule: 'duplicate-key',
      reading: CONF,
      text: `${TOTALS}⟦duplicate-key: parallelism.default: 2⟧\nparallelism.default: 2\n`,
      says: ['parallelism.default is given more than once with the same value, 2: one of them is enough.', 'parallelism.default 重复出现，值同为 2：保留一处即可。'],
      fixes: [['Remove this parallelism.default: 2 (no effect)', `${TOTALS}parallelism.default: 2\n`]],
    },
    {
      name: 'an outdated name is not taken for a new one: a third option would read it',
      rule: 'deprecated-key',
      reading: { ...CONF, settings: { flinkVersion: '1.20' } },
      text: `${TOTALS}⟦deprecated-key: jobmanager.web.port⟧: 9999\n`,
      says: [
        'jobmanager.web.port is an older name of rest.bind-port: Flink still reads it, a later version may not.',
        'jobmanager.web.port 是 rest.bind-port 的旧名称：Flink 目前仍会读取，以后的版本可能不再支持。',
      ],
      fixes: [['Rename to rest.bind-port', `${TOTALS}rest.bind-port: 9999\n`]],
    },
    {
      name: 'but for an outdated one that nobody else reads',
      rule: 'deprecated-key',
      reading: { ...CONF, settings: { flinkVersion: '1.20' } },
      text: `${TOTALS}⟦deprecated-key: taskmanager.max-registration-pause⟧: 5 s\n`,
      says: [
        'taskmanager.max-registration-pause is an older name of taskmanager.registration.max-backoff: Flink still reads it, a later version may not.',
        'taskmanager.max-registration-pause 是 taskmanager.registration.max-backoff 的旧名称：Flink 目前仍会读取，以后的版本可能不再支持。',
      ],
      fixes: [['Rename to taskmanager.registration.max-backoff', `${TOTALS}taskmanager.registration.max-backoff: 5 s\n`]],
    },
  ]);
});

describe('Public files: lines', () => {
  testCases([
    {
      name: 'an option with an equals sign is written as this format wants it',
      rule: 'line-ignored',
      reading: CONF,
      text: `${TOTALS}⟦line-ignored: taskmanager.numberOfTaskSlots = 4⟧ # cores\n`,
      says: ['This is no line of the form "key: value", so Flink drops it.', '这一行不是“key: value”的形式，Flink 会丢弃它。'],
      fixes: [['Write taskmanager.numberOfTaskSlots: 4', `${TOTALS}taskmanager.numberOfTaskSlots: 4 # cores\n`]],
    },
    {
      name: 'what is no option is left as it is',
      rule: 'line-ignored',
      reading: CONF,
      text: `${TOTALS}⟦line-ignored: export FLINK=4⟧\n`,
      says: ['This is no line of the form "key: value", so Flink drops it.', '这一行不是“key: value”的形式，Flink 会丢弃它。'],
      fixes: [],
    },
  ]);
});

describe('Public files: a heap of the JVM’s own', () => {
  const preferred = (text: string, reading: Reading): string | undefined => {
    const checked = checkText(text, reading);
    return fixesOf(checked, findingOf(checked, 'jvm-option-conflict')).find(({ preferred }) => preferred)?.title;
  };

  it('near the derived one is given by the total', () => {
    const text = `${TOTALS.replace('1728m', '4g')}taskmanager.memory.managed.fraction: 0.6\ntaskmanager.memory.network.min: 343m\nenv.java.opts.taskmanager: -Xmx1000m\n`;
    assert.match(preferred(text, CONF) ?? '', /^Remove -Xmx1000m; Raise taskmanager\.memory\.process\.size to 4\d\d\dm /);
  });

  it('far from it is for its author to decide: no fix asks for another machine unasked', () => {
    assert.equal(preferred(`${TOTALS.replace('1728m', '16g')}taskmanager.memory.managed.fraction: 0.6\nenv.java.opts.taskmanager: -Xmx10g\n`, CONF), undefined);
  });

  it('nor for more than the container has', () => {
    const compose = (limit: string): string => `services:\n  tm:\n    image: flink:1.20\n    command: taskmanager -Dtaskmanager.memory.process.size=4g -Dtaskmanager.memory.managed.fraction=0.6 -Dtaskmanager.memory.network.min=343m\n    mem_limit: ${limit}\n    environment:\n      TZ: UTC\n      FLINK_ENV_JAVA_OPTS_TM: -Xmx1000m\n`;
    assert.match(preferred(compose('6g'), { file: 'docker-compose.yml' }) ?? '', /^Remove -Xmx1000m; Raise /);
    assert.equal(preferred(compose('4g'), { file: 'docker-compose.yml' }), undefined);
  });
});

describe('While somebody types', () => {
  const deployment = (line: string): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: a}
spec:
  image: flink:1.20
  flinkVersion: v1_20
  serviceAccount: flink
  jobManager:
    resource: {memory: 2g, cpu: 1}
  taskManager:
    resource: {memory: 4g, cpu: 1}
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
${line}    state.backend.type: rocksdb
`;
  testSilence(Object.fromEntries([
    'taskmanager.memory.', 'taskmanager.memory.managed', 'taskmanager.memory.managed.fraction', 'taskmanager.memory.managed.fraction: "', 'taskmanager.memory.managed.fraction: "0.', "taskmanager.memory.managed.fraction: '0.5",
  ].map((typed) => [`${typed} is no setting yet`, deployment(`    ${typed}\n`)])));
});

describe('Public files: options of the JVM', () => {
  it('in quotes go without them into a variable: nobody takes them away there', () => {
    const compose = (environment: string): string => `services:\n  tm:\n    image: flink:1.20\n    command: taskmanager\n    environment:\n${environment}`;
    const checked = checkText(compose('      FLINK_PROPERTIES: |\n        rest.port: 1\n        env.java.opts.taskmanager: "-XX:+UseG1GC -Da=b"\n'), { file: 'docker-compose.yml' });
    const found = findingOf(checked, 'jvm-options-joined');
    assert.deepEqual(fixesOf(checked, found).map((fix) => afterFix(checked, found, fix)), [
      compose('      FLINK_ENV_JAVA_OPTS_TM: "-XX:+UseG1GC -Da=b"\n      FLINK_PROPERTIES: |\n        rest.port: 1\n'),
    ]);
  });

  testSilence({
    'in a list are none that the JVM could read': [`${TOTALS}env.java.opts.all: [-XX:+UseG1GC, -Xmx100m]\n`, {}],
  });
});
