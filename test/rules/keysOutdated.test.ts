import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { MINOR_VERSIONS, type MinorVersion } from '../../server/src/model/version.js';
import { keyStatus } from '../../server/src/rules/keyStatus.js';
import { asRecord } from '../../server/src/shared/records.js';
import { afterFix, checkText, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

function reading(flinkVersion: MinorVersion): Reading {
  return { file: 'flink-conf.yaml', settings: { flinkVersion } };
}

const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

interface Run { readonly since?: MinorVersion; readonly until?: MinorVersion; readonly deprecated: boolean; readonly fallback: readonly string[] }

/** The facts asked of released Flinks, read without the program's own catalogue. */
function optionsAsked(): ReadonlyMap<string, readonly Run[]> {
  const json: unknown = JSON.parse(readFileSync(path.resolve(__dirname, '../../../data/options.json'), 'utf8'));
  const minor = (text: unknown): MinorVersion | undefined => MINOR_VERSIONS.find((version) => version === text);
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const options = asRecord(asRecord(json)['options'] ?? json);
  return new Map(Object.entries(options).map(([key, option]) => [key, list(asRecord(option)['runs']).map((run) => {
    const { since, until, deprecated, fallback } = asRecord(run);
    const [first, last] = [minor(since), minor(until)];
    return {
      ...(first === undefined ? {} : { since: first }), ...(last === undefined ? {} : { until: last }), deprecated: deprecated === true,
      fallback: list(fallback).map((name) => String(asRecord(name)['key'])),
    };
  })]));
}

function isIn({ since, until }: Run, version: MinorVersion): boolean {
  const at = MINOR_VERSIONS.indexOf(version);
  return (since === undefined || at >= MINOR_VERSIONS.indexOf(since)) && (until === undefined || at <= MINOR_VERSIONS.indexOf(until));
}

/** What the sources of 1.10 to 1.19 read although no option of theirs says so: `bin/config.sh`, `ConfigConstants`, options in Scala or in modules that were not asked. */
const READ_BEFORE = /^(?:env\.java\.home|env\.pid\.dir|taskmanager\.log\.path|taskmanager\.runtime\.|local\.|yarn\.container-start|table\.optimizer\.|table\.exec\.local-hash-agg\.|kubernetes\.|python\.|dstl\.dfs\.)/;

describe('Each of all options, in each of all versions', () => {
  const options = optionsAsked();
  const readers = new Map<string, (readonly [by: string, run: Run])[]>();
  for (const [by, runs] of options) for (const run of runs) for (const key of run.fallback) readers.set(key, [...(readers.get(key) ?? []), [by, run]]);

  const isBetween = (runs: readonly Run[], version: MinorVersion): boolean => {
    const here = MINOR_VERSIONS.indexOf(version);
    const before = MINOR_VERSIONS.slice(0, here);
    const after = MINOR_VERSIONS.slice(here + 1);
    return [before, after].every((versions) => versions.some((other) => runs.some((run) => isIn(run, other))));
  };

  for (const version of MINOR_VERSIONS) {
    it(`is current, outdated, gone or to come, as Flink ${version} has it`, () => {
      for (const [key, runs] of options) {
        if (key.includes('<')) continue;
        const run = runs.find((candidate) => isIn(candidate, version));
        const isReadByOther = (readers.get(key) ?? []).some(([, other]) => isIn(other, version));
        const { kind } = keyStatus(key, version);
        const expected = run !== undefined ? [run.deprecated ? 'deprecated' : 'current']
          : isReadByOther ? ['deprecated', 'current']
          // A hole in the record: the key is there before and after.
          : isBetween(runs, version) ? ['foreign', 'current']
          // A key below a map's own belongs to the map; one that was read before it was an option is nobody's to judge.
          : ['removed', 'future', 'current', ...(READ_BEFORE.test(key) ? ['foreign'] : [])];
        assert.ok(expected.includes(kind), `${key} is ${kind}, not ${expected.join(' or ')}`);
      }
    });
  }

  it('leads, where it has another name, to one that the version reads and that is not outdated', () => {
    for (const version of MINOR_VERSIONS) {
      for (const key of [...options.keys(), ...readers.keys()]) {
        const status = keyStatus(key, version);
        if (status.kind !== 'deprecated' && status.kind !== 'removed') continue;
        for (const by of status.by) assert.ok(options.get(by)?.some((run) => isIn(run, version)), `${key} in ${version}: ${by}`);
      }
    }
  });
});

describe('An older name', () => {
  const cases: readonly (readonly [version: MinorVersion, line: string, title: string, after: string])[] = [
    ['1.20', 'taskmanager.memory.size: 512m', 'Rename to taskmanager.memory.managed.size', 'taskmanager.memory.managed.size: 512m'],
    ['1.20', 'taskmanager.network.memory.max: 300m', 'Rename to taskmanager.memory.network.max', 'taskmanager.memory.network.max: 300m'],
    ['1.20', 'web.port: 8081', 'Rename to rest.port', 'rest.port: 8081'],
    ['1.20', 'state.backend: rocksdb', 'Rename to state.backend.type', 'state.backend.type: rocksdb'],
    ['1.20', 'state.checkpoints.dir: s3://bucket/chk', 'Rename to execution.checkpointing.dir', 'execution.checkpointing.dir: s3://bucket/chk'],
    ['1.20', 'akka.ask.timeout: 30 s', 'Rename to pekko.ask.timeout', 'pekko.ask.timeout: 30 s'],
    ['1.20', 'cluster.evenly-spread-out-slots: true', 'Rename to taskmanager.load-balance.mode: SLOTS', 'taskmanager.load-balance.mode: SLOTS'],
    ['1.20', 'recovery.mode: zookeeper', 'Rename to high-availability.type', 'high-availability.type: zookeeper'],
    ['2.3', 'jobstore.expiration-time: 3600', 'Rename to completed-application-store.expiration-time: 3600 s', 'completed-application-store.expiration-time: 3600 s'],
  ];
  for (const [version, line, title, after] of cases) {
    it(`${line} becomes ${after} (${version})`, () => {
      const preferred = preferredFix(checkText(`${TOTALS}${line}\n`, reading(version)), 'deprecated-key');
      assert.equal(preferred.title, title);
      assert.equal(preferred.text, `${TOTALS}${after}\n`);
    });
  }

  it('of two options becomes both of them, or the one that both read', () => {
    const ssl = preferredFix(checkText(`${TOTALS}security.ssl.enabled: true\n`, reading('1.20')), 'deprecated-key');
    assert.equal(ssl.title, 'Rename to security.ssl.internal.enabled and security.ssl.rest.enabled');
    assert.match(ssl.text, /^security\.ssl\.internal\.enabled: true$/m);
    assert.match(ssl.text, /^security\.ssl\.rest\.enabled: true$/m);
    // Local backups are made where recovery from local state is wanted, unless they have a setting of their own.
    const local = preferredFix(checkText(`${TOTALS}state.backend.local-recovery: true\n`, reading('1.20')), 'deprecated-key');
    assert.equal(local.title, 'Rename to execution.state-recovery.from-local');
  });

  it('whose values mean something else is not rewritten, and the key that does its work is named', () => {
    const checked = checkText(`${TOTALS}taskmanager.registration.max-backoff: 30 s\n`, reading('1.20'));
    const found = findingOf(checked, 'deprecated-key');
    assert.equal(found.sentence, 'taskmanager.registration.max-backoff is deprecated: its work is done by cluster.registration.max-timeout.');
    assert.deepEqual(fixesOf(checked, found), []);
  });

  it('that nothing replaces is told as such', () => {
    const { sentence } = findingOf(checkText(`${TOTALS}state.backend.async: true\n`, reading('1.16')), 'deprecated-key');
    assert.equal(sentence, 'state.backend.async is deprecated: a later version of Flink may not read it.');
  });
});

describe('An older name beside the key that counts', () => {
  /** The text, the outdated key in it, what is said and what the fix leaves. */
  const cases: readonly (readonly [text: string, key: string, sentence: string, after: string])[] = [
    ['taskmanager.heap.mb: 8192\ntaskmanager.heap.size: 4096m\n', 'taskmanager.heap.mb',
      'taskmanager.heap.mb is deprecated and has no effect here: taskmanager.heap.size is set as well and counts.', 'taskmanager.heap.size: 4096m\n'],
    ['taskmanager.heap.size: 4096m\ntaskmanager.memory.flink.size: 2g\n', 'taskmanager.heap.size',
      'taskmanager.heap.size is an older name of taskmanager.memory.flink.size, which is set as well and counts.', 'taskmanager.memory.flink.size: 2g\n'],
    ['jobmanager.heap.mb: 1024\njobmanager.heap.size: 2g\n', 'jobmanager.heap.mb',
      'jobmanager.heap.mb is deprecated and has no effect here: jobmanager.heap.size is set as well and counts.', 'jobmanager.heap.size: 2g\n'],
    ['taskmanager.memory.process.size: 8g\ntaskmanager.memory.network.fraction: 0.2\ntaskmanager.network.numberOfBuffers: 2048\n', 'taskmanager.network.numberOfBuffers',
      'taskmanager.network.numberOfBuffers is deprecated and has no effect here: taskmanager.memory.network.fraction is set as well and counts.',
      'taskmanager.memory.process.size: 8g\ntaskmanager.memory.network.fraction: 0.2\n'],
    ['taskmanager.memory.process.size: 8g\ntaskmanager.network.memory.min: 100m\ntaskmanager.network.numberOfBuffers: 2048\n', 'taskmanager.network.numberOfBuffers',
      'taskmanager.network.numberOfBuffers is deprecated and has no effect here: taskmanager.network.memory.min is set as well and counts.',
      'taskmanager.memory.process.size: 8g\ntaskmanager.network.memory.min: 100m\n'],
    ['taskmanager.memory.size: 1g\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.process.size: 4g\n', 'taskmanager.memory.size',
      'taskmanager.memory.size is an older name of taskmanager.memory.managed.size, which is set as well and counts.',
      'taskmanager.memory.managed.size: 512m\ntaskmanager.memory.process.size: 4g\n'],
  ];
  for (const [text, key, sentence, after] of cases) {
    it(`${key} has no effect and is removed`, () => {
      const version = '# flink-memory: version 1.14\n';
      const checked = checkText(version + text, { file: 'flink-conf.yaml' });
      const found = checked.found.find(({ finding }) => finding.rule === 'deprecated-key' && finding.key === key);
      assert.ok(found);
      assert.equal(found.sentence, sentence);
      const fixes = fixesOf(checked, found);
      assert.equal(fixes.length, 1);
      const [removal] = fixes;
      assert.ok(removal?.preferred);
      assert.equal(afterFix(checked, found, removal), version + after);
    });
  }

  it('is still the one that counts where a total is set that it is not a name of', () => {
    const checked = checkText('taskmanager.heap.size: 1024m\ntaskmanager.memory.process.size: 2g\n', reading('1.14'));
    assert.match(findingOf(checked, 'deprecated-key').sentence, /^taskmanager\.heap\.size is an older name of taskmanager\.memory\.flink\.size: Flink still reads it/);
  });
});

describe('A key that is gone', () => {
  it('is renamed to what took its place', () => {
    const { title, text } = preferredFix(checkText(`${TOTALS}cluster.evenly-spread-out-slots: true\n`, reading('2.1')), 'removed-key');
    assert.equal(title, 'Rename to taskmanager.load-balance.mode: SLOTS');
    assert.equal(text, `${TOTALS}taskmanager.load-balance.mode: SLOTS\n`);
  });

  it('since before 1.10 names the key that does its work, and is removed', () => {
    for (const [key, by] of [['taskmanager.memory.fraction', 'taskmanager.memory.managed.fraction'], ['containerized.heap-cutoff-ratio', 'taskmanager.memory.jvm-overhead.fraction'], ['parallelization.degree.default', 'parallelism.default']]) {
      const checked = checkText(`${TOTALS}${key ?? ''}: 0.7\n`, reading('1.20'));
      const found = findingOf(checked, 'removed-key');
      assert.ok(found.sentence.endsWith(`Its work is done by ${by ?? ''}.`), found.sentence);
      assert.equal(preferredFix(checked, 'removed-key').text, TOTALS);
    }
  });

  it('names no successor that the version does not have either', () => {
    for (const key of ['taskmanager.memory.preallocate', 'taskmanager.memory.off-heap']) {
      assert.doesNotMatch(findingOf(checkText(`${TOTALS}${key}: true\n`, reading('1.20')), 'removed-key').sentence, /work is done/);
    }
  });
});
