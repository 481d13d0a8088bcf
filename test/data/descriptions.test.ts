import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeOption } from '../../server/src/features/descriptions.js';
import { PART_NAMES, type PartName } from '../../server/src/shared/model.js';
import { parsePoolTexts } from '../../client/src/panel/poolTexts.js';
import { asRecord } from '../../server/src/shared/records.js';

const ROOT = join(__dirname, '..', '..', '..');
const LANGUAGES = ['en', 'zh-cn'] as const;
/** No option of any version from 1.10 on, or only a former name, but people still have them in their files. */
const DEAD_OR_FORMER = ['taskmanager.memory.fraction', 'taskmanager.memory.off-heap', 'taskmanager.memory.preallocate', 'taskmanager.memory.size'];
const JOB_MANAGER_PARTS: readonly PartName[] = ['jvmHeap', 'jvmDirect', 'jvmMetaspace', 'jvmOverhead', 'totalFlink', 'totalProcess'];
const CJK = /\p{Script=Han}/u;
/** Characters that Markdown or HTML would take for themselves: the texts are shown as Markdown in one place and as they are in others. */
const MARKUP = /[*`<>[\]|]/;

function entriesOf(file: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const raw: unknown = JSON.parse(readFileSync(join(ROOT, 'data', file), 'utf8'));
  return new Map(Object.entries(asRecord(raw)).map(([key, entry]) => [key, asRecord(entry)]));
}

const english = entriesOf('descriptions.en.json');
const chinese = entriesOf('descriptions.zh-cn.json');
const catalogue: unknown = JSON.parse(readFileSync(join(ROOT, 'data', 'options.json'), 'utf8'));
const options = asRecord(asRecord(catalogue)['options']);

test('both languages describe the same options and pools, with an advice in both or in none', () => {
  for (const kind of ['descriptions', 'pools'] as const) {
    const [en, zh] = [entriesOf(`${kind}.en.json`), entriesOf(`${kind}.zh-cn.json`)];
    assert.deepEqual([...zh.keys()], [...en.keys()]);
    for (const [key, entry] of en) {
      assert.equal('when' in (zh.get(key) ?? {}), 'when' in entry, key);
      assert.equal(zh.get(key)?.['same'], entry['same'], key);
    }
  }
});

test('pool and page are written down once, in the English file', () => {
  for (const [key, entry] of chinese) assert.deepEqual(Object.keys(entry).filter((name) => !['text', 'when', 'same'].includes(name)), [], key);
});

test('every described option exists, and names only pools that exist', () => {
  for (const [key, entry] of english) {
    assert.ok(key in options || DEAD_OR_FORMER.includes(key), key);
    if ('pool' in entry) assert.ok(PART_NAMES.some((name) => name === entry['pool']), key);
    if ('page' in entry) assert.match(String(entry['page']), /^[a-z0-9_-]+(?:\/[a-z0-9_-]+)*$/, key);
  }
});

test('every memory option of the two processes is described', () => {
  const memory = Object.keys(options).filter((key) => /^(?:task|job)manager\.memory\./.test(key));
  assert.ok(memory.length >= 25);
  assert.deepEqual(memory.filter((key) => !english.has(key)), []);
});

for (const locale of LANGUAGES) {
  test(`texts in ${locale} are there, short, plain and in their language`, () => {
    const pools = parsePoolTexts(readFileSync(join(ROOT, 'data', `pools.${locale}.json`), 'utf8'));
    const described: [string, { readonly text?: string; readonly when?: string } | undefined][] = [
      ...[...english.keys()].map((key): [string, ReturnType<typeof describeOption>] => [key, describeOption(key, locale)]),
      ...[...PART_NAMES, ...JOB_MANAGER_PARTS.map((name) => `jobManager.${name}`)].map((name): [string, { readonly text?: string; readonly when?: string }] => {
        const [text, when] = [pools[`pool.${name}`], pools[`pool.${name}.when`]];
        return [name, { ...(text === undefined ? {} : { text }), ...(when === undefined ? {} : { when }) }];
      }),
    ];
    for (const [key, description] of described) {
      assert.ok(description?.text !== undefined, key);
      assert.ok(description.text.length <= 420, `${key}: ${description.text.length} characters`);
      for (const text of [description.text, ...(description.when === undefined ? [] : [description.when])]) {
        assert.equal(text.trim(), text, key);
        assert.ok(text !== '' && !MARKUP.test(text), `${key}: ${text}`);
        assert.match(text, /[.。]$/, key);
        if (locale === 'zh-cn') assert.match(text, CJK, key);
        else assert.doesNotMatch(text, CJK, key);
      }
    }
  });
}

test('a default that a text names is the default of some version', () => {
  const named = { en: /([\d.]+)(?: ([KMG])iB)?(?: \([^)]*\))? by default/, 'zh-cn': /默认 ([\d.]+)(?: ([KMG])iB)?(?! ?(?:毫?秒|\d))/ } as const;
  const unit = new Map([['K', 2 ** 10], ['M', 2 ** 20], ['G', 2 ** 30]]);
  let checked = 0;
  for (const key of english.keys()) {
    const runs = asRecord(options[key])['runs'];
    const defaults = (Array.isArray(runs) ? runs : []).flatMap((run: unknown) => {
      const match = /^([\d.]+)\s*([kmg])?(?:b|bytes)?$/i.exec(String(asRecord(run)['default']));
      return match === null ? [] : [Number(match[1]) * (unit.get((match[2] ?? '').toUpperCase()) ?? 1)];
    });
    if (defaults.length === 0) continue;
    for (const locale of LANGUAGES) {
      const match = named[locale].exec(describeOption(key, locale)?.text ?? '');
      if (match === null) continue;
      assert.ok(defaults.includes(Number(match[1]) * (unit.get(match[2] ?? '') ?? 1)), `${key} (${locale}): ${match[0]}`);
      checked += 1;
    }
  }
  assert.ok(checked > 100);
});

test('texts say where a version made a difference', () => {
  const changes = [
    ['taskmanager.memory.jvm-metaspace.size', '96 MiB'], ['taskmanager.memory.network.max', '1.17'], ['state.backend.rocksdb.memory.fixed-per-tm', '1.17'],
    ['taskmanager.memory.framework.off-heap.batch-shuffle.size', '1.15'], ['taskmanager.heap.size', '2.0'],
  ] as const;
  for (const [key, mention] of changes) for (const locale of LANGUAGES) assert.ok(describeOption(key, locale)?.text.includes(mention), key);
});

test('an option is described in the language asked for, in English otherwise', () => {
  const inEnglish = describeOption('taskmanager.memory.managed.size', 'en');
  assert.equal(inEnglish?.pool, 'managed');
  assert.equal(inEnglish.page, 'deployment/memory/mem_setup_tm');
  for (const locale of ['de', 'zh-tw', '']) assert.equal(describeOption('taskmanager.memory.managed.size', locale), inEnglish);
  const inChinese = describeOption('taskmanager.memory.managed.size', 'zh-CN');
  assert.match(inChinese?.text ?? '', CJK);
  assert.equal(inChinese?.pool, 'managed');
  assert.equal(inChinese.page, inEnglish.page);
});

test('an option outside memory, and one that is none, has no description', () => {
  for (const key of ['rest.port', 'my.own.key', 'constructor', '']) assert.equal(describeOption(key, 'en'), undefined, key);
});

test('two names of one option share a description', () => {
  assert.equal(describeOption('akka.framesize', 'en')?.text, describeOption('pekko.framesize', 'en')?.text);
});

test('the generated file is up to date', () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'descriptions.mjs'), '--check'], { stdio: 'pipe' });
});
