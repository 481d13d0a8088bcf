import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { speakChinese } from '../support/speech.js';
import { checkText, expectFindings, findingOf, fixesOf, preferredFix, type Reading } from './support.js';

const TOTALS = 'taskmanager.memory.process.size: 2g\njobmanager.memory.process.size: 2g\n';

function old(flinkVersion: '1.10' | '1.12' | '1.14' | '1.15' | '1.20' = '1.20'): Reading {
  return { file: 'flink-conf.yaml', settings: { flinkVersion } };
}

/** A `config.yaml`, read by a version. */
function yaml(flinkVersion: '1.20' | '2.0' | '2.1' | '2.3' = '2.3'): Reading {
  return { settings: { flinkVersion } };
}

describe('value-invalid: what is found', () => {
  const found: readonly (readonly [Reading, string, string])[] = [
    [old(), 'heartbeat.interval', '10 parsecs'],
    [old(), 'restart-strategy.fixed-delay.delay', '-1'],
    [old('1.14'), 'akka.ask.timeout', '10m'],
    [yaml('2.0'), 'execution.checkpointing.interval', 'PT10S'],
    [yaml(), 'execution.checkpointing.interval', '1h30m'],
    [old(), 'parallelism.default', '2.0'],
    [old(), 'taskmanager.numberOfTaskSlots', '4 slots'],
    [old(), 'blob.fetch.backlog', '99999999999'],
    [old(), 'execution.checkpointing.mode', 'exactly-once'],
    [old(), 'execution.checkpointing.mode', 'EXACTLY'],
    [old(), 'state.backend.rocksdb.compression.per.level', 'SNAPPY_COMPRESSION;SNAPPY'],
    [old(), 'state.backend.rocksdb.memory.write-buffer-ratio', '50%'],
    [old(), 'execution.checkpointing.unaligned.enabled', 'yes'],
    [old(), 'pipeline.global-job-parameters', 'a=1'],
    [old(), 'classloader.parent-first-patterns.additional', '"org.example'],
    [old(), 'taskmanager.memory.segment-size', '32KiB'],
  ];
  for (const [reading, key, value] of found) {
    it(`${key}: ${value}`, () => {
      expectFindings(`${TOTALS}${key}: ⟦value-invalid: ${value}⟧\n`, reading, ['deprecated-key', 'removed-key']);
    });
  }
});

describe('value-invalid: what is left alone', () => {
  const silent: readonly (readonly [Reading, string, string])[] = [
    [old(), 'heartbeat.interval', '10000'],
    [old(), 'execution.checkpointing.interval', '3 Minutes'],
    [old('1.15'), 'akka.ask.timeout', '10m'],
    [yaml('2.1'), 'execution.checkpointing.interval', 'PT10S'],
    // A text in these versions, whatever it says.
    [old('1.12'), 'akka.ask.timeout', 'soon'],
    [old(), 'execution.checkpointing.mode', 'exactly_once'],
    [old(), 'jobmanager.scheduler', 'adaptivebatch'],
    [old(), 'state.backend.type', 'org.example.MyStateBackendFactory'],
    [old(), 'state.backend.rocksdb.compression.per.level', 'SNAPPY_COMPRESSION;no_compression'],
    [yaml(), 'state.backend.rocksdb.compression.per.level', '[SNAPPY_COMPRESSION, NO_COMPRESSION]'],
    [yaml(), 'pipeline.global-job-parameters', "'{a: 1}'"],
    [old(), 'pipeline.global-job-parameters', 'a:1,b:2'],
    [old(), 'taskmanager.network.sort-shuffle.min-parallelism', '-1'],
    [old(), 'blob.fetch.backlog', '+1000'],
    // Read as a range of ports as well, by the option that stands in for it.
    [old(), 'rest.port', '8081-8090'],
    [old(), 'kubernetes.jobmanager.cpu', '1.5'],
    // Nobody's options but in SQL: keys of a user's own.
    [old(), 'timeout', 'soon'],
    [old(), 'lookup.cache', 'some'],
    [old(), 'execution.checkpointing.interval', '{{ .Values.interval }}'],
    [old(), 'parallelism.default', '${PARALLELISM}'],
  ];
  for (const [reading, key, value] of silent) {
    it(`${key}: ${value}`, () => {
      expectFindings(`${TOTALS}${key}: ${value}\n`, reading, ['deprecated-key', 'removed-key', 'future-key']);
    });
  }
});

describe('value-invalid says why', () => {
  const reasons: readonly (readonly [Reading, string, string, string])[] = [
    [old(), 'taskmanager.numberOfTaskSlots', '2.0', '"2.0" cannot be read as taskmanager.numberOfTaskSlots: it is not a whole number. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.size', '"512m"', '""512m"" cannot be read as taskmanager.memory.managed.size: in flink-conf.yaml quotes are part of the value. Flink refuses it.'],
    [yaml(), 'taskmanager.memory.managed.size', `'"512m"'`, '""512m"" cannot be read as taskmanager.memory.managed.size: the quotes are part of the value. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.size', '0.5g', '"0.5g" cannot be read as taskmanager.memory.managed.size: a size is a whole number with a unit, such as 512m. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.size', '1,024m', '"1,024m" cannot be read as taskmanager.memory.managed.size: a size is a whole number with a unit, such as 1024m. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.size', '2Gi', `"2Gi" cannot be read as taskmanager.memory.managed.size: Flink's units are k, m, g and t, which are powers of 1024 already. Flink refuses it.`],
    [old(), 'taskmanager.memory.managed.size', '2x', `"2x" cannot be read as taskmanager.memory.managed.size: this is none of Flink's units b, k, m, g and t. Flink refuses it.`],
    [old(), 'taskmanager.memory.managed.size', '-1', '"-1" cannot be read as taskmanager.memory.managed.size: a size is never negative. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.size', 'half', '"half" cannot be read as taskmanager.memory.managed.size: a size begins with a digit. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.fraction', '50%', '"50%" cannot be read as taskmanager.memory.managed.fraction: it must be a number, such as 0.5. Flink refuses it.'],
    [old(), 'taskmanager.memory.managed.fraction', 'half', '"half" cannot be read as taskmanager.memory.managed.fraction: it is no number. Flink refuses it.'],
    [old(), 'execution.checkpointing.interval', '1.5 s', '"1.5 s" cannot be read as execution.checkpointing.interval: a time is one whole number with a unit, such as 1500 ms. Flink refuses it.'],
    [old(), 'execution.checkpointing.interval', '3 fortnights', `"3 fortnights" cannot be read as execution.checkpointing.interval: this is none of Flink's units of time d, h, min, s, ms, µs and ns. Flink refuses it.`],
    [old(), 'execution.checkpointing.interval', '-1 s', '"-1 s" cannot be read as execution.checkpointing.interval: a time is never negative. Flink refuses it.'],
    [old(), 'execution.checkpointing.interval', 'never', '"never" cannot be read as execution.checkpointing.interval: a time begins with a digit. Flink refuses it.'],
    [yaml('2.0'), 'execution.checkpointing.interval', 'PT10S', '"PT10S" cannot be read as execution.checkpointing.interval: Flink reads times of ISO 8601 only since 2.1. Flink refuses it.'],
    [old('1.14'), 'execution.checkpointing.interval', '10m', '"10m" cannot be read as execution.checkpointing.interval: Flink reads m as minutes only since 1.15; min is read by every version. Flink refuses it.'],
    [old(), 'blob.fetch.backlog', '9999999999', '"9999999999" cannot be read as blob.fetch.backlog: it exceeds 32 bits. Flink refuses it.'],
    [old(), 'execution.runtime-mode', 'fast', '"fast" cannot be read as execution.runtime-mode: it must be one of STREAMING, BATCH, AUTOMATIC. Flink refuses it.'],
    [old(), 'pipeline.global-job-parameters', 'a', '"a" cannot be read as pipeline.global-job-parameters: it must be a list of the form name:value,other:value. Flink refuses it.'],
  ];
  for (const [reading, key, value, sentence] of reasons) {
    it(`${key}: ${value}`, () => {
      const checked = checkText(`${TOTALS}${key}: ${value}\n`, reading);
      assert.equal(findingOf(checked, 'value-invalid').sentence, sentence);
    });
  }

  it('in Chinese, too', (context) => {
    speakChinese(context);
    const say = (line: string, reading: Reading = old()): string => findingOf(checkText(`${TOTALS}${line}\n`, reading), 'value-invalid').sentence;
    assert.equal(say('taskmanager.numberOfTaskSlots: 2.0'), '无法解析 "2.0"（taskmanager.numberOfTaskSlots 的值）：不是整数。Flink 会拒绝它。');
    assert.equal(say('taskmanager.memory.managed.size: "512m"'), '无法解析 ""512m""（taskmanager.memory.managed.size 的值）：在 flink-conf.yaml 中，引号属于值的一部分。Flink 会拒绝它。');
    assert.equal(say('execution.checkpointing.interval: 1.5 s'), '无法解析 "1.5 s"（execution.checkpointing.interval 的值）：时间必须是一个带单位的整数，例如 1500 ms。Flink 会拒绝它。');
  });
});

describe('value-invalid is repaired', () => {
  const repairs: readonly (readonly [Reading, string, string, string, boolean])[] = [
    [old(), 'taskmanager.memory.managed.size', '0.5g', '512m', true],
    [old(), 'taskmanager.memory.managed.size', '512MiB', '512m', true],
    [old(), 'taskmanager.memory.managed.size', '1 gigabytes', '1g', false],
    [old(), 'taskmanager.memory.managed.size', '1,024m', '1024m', false],
    [old(), 'taskmanager.memory.managed.fraction', '50%', '0.5', true],
    [old(), 'taskmanager.memory.managed.fraction', '0,25', '0.25', true],
    [old(), 'kubernetes.taskmanager.cpu', '1500m', '1.5', true],
    [old(), 'taskmanager.numberOfTaskSlots', '2.0', '2', true],
    [old(), 'parallelism.default', '1e2', '100', true],
    [old(), 'execution.checkpointing.interval', '10 mins', '10 min', true],
    [old(), 'execution.checkpointing.interval', '1.5s', '1500ms', true],
    [old(), 'execution.checkpointing.interval', '1h30m', '90min', true],
    [old(), 'execution.checkpointing.interval', '1 h, 30 min', '90 min', true],
    [old(), 'execution.checkpointing.interval', '2 weeks', '14 d', true],
    [old(), 'execution.checkpointing.interval', '10us', '10µs', true],
    [old(), 'execution.checkpointing.interval', '"10 min"', '10 min', true],
    [old(), 'execution.checkpointing.interval', 'PT1H30M', '90min', true],
    [old('1.14'), 'execution.checkpointing.interval', '10m', '10min', true],
    [old(), 'execution.checkpointing.unaligned.enabled', 'on', 'true', true],
    [old(), 'execution.checkpointing.mode', 'exactly-once', 'EXACTLY_ONCE', true],
    [old(), 'execution.checkpointing.mode', 'EXACTLY_ONE', 'EXACTLY_ONCE', false],
  ];
  for (const [reading, key, value, repaired, safe] of repairs) {
    it(`${key}: ${value} → ${repaired}`, () => {
      const checked = checkText(`${TOTALS}${key}: ${value}\n`, reading);
      const fix = preferredFix(checked, 'value-invalid');
      assert.equal(fix.title, `Write ${repaired}`);
      assert.equal(fix.text, `${TOTALS}${key}: ${repaired}\n`);
      assert.equal(fixesOf(checked, findingOf(checked, 'value-invalid')).find(({ preferred }) => preferred)?.safe, safe);
    });
  }

  it('or goes, where nobody can tell what was meant', () => {
    const checked = checkText(`${TOTALS}heartbeat.timeout: soon\nexecution.checkpointing.timeout: soon\n`, old());
    const titles = checked.found.map((found) => fixesOf(checked, found).map(({ title }) => title));
    assert.deepEqual(titles, [['Remove heartbeat.timeout (its default is 50 s)'], ['Remove execution.checkpointing.timeout (its default is 10 min)']]);
  });
});

describe('A value of the setting operatorDefaults', () => {
  const text = 'apiVersion: flink.apache.org/v1beta1\n⟦value-invalid: kind: FlinkDeployment⟧\nmetadata:\n  name: a\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    parallelism.default: "2"\n'
    + '  jobManager:\n    resource:\n      memory: 2g\n  taskManager:\n    resource:\n      memory: 2g\n';
  const reading: Reading = { settings: { operatorDefaults: { 'taskmanager.memory.managed.fraction': '50%', 'parallelism.default': 'many' } } };

  it('is found at the head of the deployment that it reaches, and overridden there', () => {
    const checked = expectFindings(text, reading);
    assert.equal(findingOf(checked, 'value-invalid').sentence, '"50%" in the setting flinkMemory.operatorDefaults cannot be read as taskmanager.memory.managed.fraction: it must be a number, such as 0.5. Flink refuses it.');
    const fix = preferredFix(checked, 'value-invalid');
    assert.equal(fix.title, 'Set taskmanager.memory.managed.fraction to 0.5');
    assert.match(fix.text, /flinkConfiguration:\n {4}parallelism\.default: "2"\n {4}taskmanager\.memory\.managed\.fraction: "?0\.5"?\n/);
  });

  it('is said in Chinese, too', (context) => {
    speakChinese(context);
    const { sentence } = findingOf(checkText(text.replace(/⟦[\w-]+: |⟧/g, ''), reading), 'value-invalid');
    assert.equal(sentence, '无法解析设置 flinkMemory.operatorDefaults 中的 "50%"（taskmanager.memory.managed.fraction 的值）：必须是数字，例如 0.5。Flink 会拒绝它。');
  });
});

describe('The value of a secret', () => {
  it('is never shown', () => {
    const line = 'security.delegation.tokens.renewal.retry.backoff: hunter2\nexternal-resources: token\nexternal-resource.token.amount: hunter2\n';
    const checked = checkText(`${TOTALS}${line}`, old());
    assert.deepEqual(checked.found.map(({ finding }) => finding.rule), ['value-invalid', 'value-invalid']);
    for (const found of checked.found) {
      const shown = [found.sentence, JSON.stringify(found.finding.payload), ...fixesOf(checked, found).map(({ title }) => title)];
      assert.doesNotMatch(shown.join(' '), /hunter2/);
    }
  });
});

describe('A value that Flink does not come to read', () => {
  const fine = 'taskmanager.memory.task.heap.size: 512m\ntaskmanager.memory.managed.size: 512m\ntaskmanager.memory.flink.size: 1344m\njobmanager.memory.process.size: 2g\n';

  it('is a warning, whatever name of the option it has', () => {
    for (const line of ['taskmanager.memory.managed.fraction: x', 'taskmanager.memory.fraction: x', 'taskmanager.heap.size: 1.5g']) {
      const { found } = checkText(`${fine}${line}\n`, old());
      const levels = found.filter(({ finding }) => finding.rule === 'value-invalid').map(({ finding }) => finding.level);
      assert.deepEqual(levels, line.startsWith('taskmanager.memory.fraction') ? [] : ['warning'], line);
    }
  });

  it('is an error where something else reads it', () => {
    assert.equal(findingOf(checkText(`${fine}taskmanager.memory.segment-size: 32KiB\n`, old()), 'value-invalid').finding.level, 'error');
  });
});

describe('size-without-unit', () => {
  it('asks for GiB where so few MiB make no process', () => {
    const checked = expectFindings('taskmanager.memory.process.size: ⟦size-without-unit: 4⟧\njobmanager.memory.process.size: 2g\n', old(), ['jvm-exceeds-process']);
    assert.equal(findingOf(checked, 'size-without-unit').sentence, 'Without a unit taskmanager.memory.process.size counts bytes, so this is less than 1 MiB. 4g was probably meant.');
    const { titles, text } = preferredFix(checked, 'size-without-unit');
    assert.deepEqual(titles, ['Write 4g', 'Write 4m', 'Write 4b (bytes are meant)']);
    assert.equal(text, 'taskmanager.memory.process.size: 4g\njobmanager.memory.process.size: 2g\n');
  });

  it('speaks of every pool, and of nothing that is small by nature', () => {
    expectFindings(`${TOTALS}taskmanager.memory.framework.off-heap.batch-shuffle.size: ⟦size-without-unit: 64⟧\nstate.backend.rocksdb.memory.fixed-per-slot: ⟦size-without-unit: 512⟧\n`
      + 'state.backend.rocksdb.block.cache-size: ⟦size-without-unit: 64⟧\ntaskmanager.memory.min-segment-size: 256\nexecution.checkpointing.data-inline-threshold: 20480\ntaskmanager.memory.task.off-heap.size: 0\n', old());
  });

  it('in Chinese, too', (context) => {
    speakChinese(context);
    const checked = checkText(`${TOTALS}taskmanager.memory.network.min: 64\n`, old());
    assert.equal(findingOf(checked, 'size-without-unit').sentence, '没有单位时 taskmanager.memory.network.min 按字节计，这里还不到 1 MiB，很可能想写的是 64m。');
  });
});
