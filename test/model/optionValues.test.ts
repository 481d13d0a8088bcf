import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allKeys, findOption, MINOR_VERSIONS, type OptionAt } from '../../server/src/model/index.js';
import { isAtLeast, type MinorVersion } from '../../server/src/model/version.js';
import { parseDuration } from '../../server/src/model/duration.js';
import { valueProblem, type CollectionFormat } from '../../server/src/model/optionValues.js';
import { readLines, textOf } from './vectors.js';

/** The enum that Flink was asked about. */
const CHOICES = ['EXACTLY_ONCE', 'AT_LEAST_ONCE', 'Ng'];

function optionOf(name: string): OptionAt {
  const item = /^List<(\w+)>$/.exec(name)?.[1];
  const type = item ?? name;
  return { key: 'k', type, list: item !== undefined, deprecated: false, fallbackKeys: [], ...(type === 'Enum' ? { values: CHOICES } : {}) };
}

function versionsFrom(first: MinorVersion, last: MinorVersion): readonly MinorVersion[] {
  return MINOR_VERSIONS.filter((version) => isAtLeast(version, first) && isAtLeast(last, version));
}

/** What `Configuration.get` of released Flinks said to a text: the first version that reads it, every later one does. */
function answers(): readonly { readonly type: string; readonly text: string; readonly readSince: Readonly<Record<CollectionFormat, string | undefined>> }[] {
  const since = (value: unknown): string | undefined => (value === null ? undefined : textOf(value));
  return readLines('values.jsonl').map((fields) => ({
    type: textOf(fields['type']), text: textOf(fields['text']), readSince: { separated: since(fields['separated']), yaml: since(fields['yaml']) },
  }));
}

function isReadSince(first: string | undefined, version: MinorVersion): boolean {
  const minor = MINOR_VERSIONS.find((candidate) => candidate === first);
  return minor !== undefined && isAtLeast(version, minor);
}

/** Collections in YAML are Flink's to read: what may be one is left alone. */
const LEFT_ALONE = /^(?:Map|List<\w+>)$/;

describe('Values are read as released Flinks read them', () => {
  it('in the old format, up to 1.20', () => {
    let asked = 0;
    for (const { type, text, readSince } of answers()) {
      // Maps within lists are nobody's setting in that format; they are not looked at.
      if (type === 'List<Map>') continue;
      for (const version of versionsFrom('1.10', '1.20')) {
        const problem = valueProblem(optionOf(type), text, version, 'separated');
        assert.equal(problem === undefined, isReadSince(readSince.separated, version), `${type} ${JSON.stringify(text)} in ${version}: ${String(problem)}`);
        asked++;
      }
    }
    assert.ok(asked > 5000, String(asked));
  });

  it('from YAML, since 1.19', () => {
    for (const { type, text, readSince } of answers()) {
      for (const version of versionsFrom('1.19', '2.3')) {
        const problem = valueProblem(optionOf(type), text, version, 'yaml');
        const isRead = isReadSince(readSince.yaml, version);
        if (isRead || !LEFT_ALONE.test(type)) assert.equal(problem === undefined, isRead, `${type} ${JSON.stringify(text)} in ${version}: ${String(problem)}`);
      }
    }
  });

  it('and each default of the catalogue is one that Flink reads', () => {
    for (const key of allKeys()) {
      for (const run of findOption(key)?.runs ?? []) {
        // Java prints durations, lists and maps in ways that Flink does not read back.
        if (run.default === undefined || run.list || ['Duration', 'Map'].includes(run.type)) continue;
        assert.equal(valueProblem(run, run.default, run.until, 'separated'), undefined, `${key}: ${run.default}`);
      }
    }
  });
});

describe('A time is as long as Flink says', () => {
  for (const [text, version, nanos] of [
    ['10', '1.10', 10_000_000n], ['10 s', '1.10', 10_000_000_000n], ['2 min', '1.10', 120_000_000_000n], ['10m', '1.15', 600_000_000_000n],
    ['1 d', '1.20', 86_400_000_000_000n], ['7 µs', '1.20', 7_000n], ['3 Hours', '2.3', 10_800_000_000_000n],
    ['PT1M-10S', '2.1', 50_000_000_000n], ['P1DT1H1M1.123456789S', '2.3', 90_061_123_456_789n], ['PT1,5S', '2.2', 1_500_000_000n],
  ] as const) {
    it(`${text} in ${version}`, () => {
      assert.deepEqual(parseDuration(text, version), { nanos });
    });
  }

  for (const [text, version, problem] of [
    ['', '1.20', 'blank'], ['soon', '1.20', 'time-number-missing'], ['10m', '1.14', 'time-unit-unknown'], ['PT10S', '2.0', 'time-number-missing'],
    ['9223372036854775808', '1.20', 'overflow'], ['106751991167301 d', '2.3', 'overflow'], ['PT-1S', '2.3', 'time-number-missing'],
  ] as const) {
    it(`${JSON.stringify(text)} is none in ${version}`, () => {
      assert.deepEqual(parseDuration(text, version), { problem });
    });
  }
});
