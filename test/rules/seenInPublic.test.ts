/** What the rules said of public files and should not, or not in that way. */
import { describe } from 'node:test';
import { testCases, testSilence } from './cases.js';
import type { Reading } from './support.js';

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
  ]);
});
