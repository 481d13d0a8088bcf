import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedText, exactBytes, gibibytesText, mebibytes, parseBytes, shareText, sizeText } from '../../server/src/shared/sizes.js';
import { languageOf } from '../../server/src/shared/language.js';
import { poolInSentence, poolLabel, poolName } from '../../server/src/shared/words.js';

const MIB = 1024n * 1024n;

test('MiB have at most one decimal, and never round to nothing', () => {
  assert.deepEqual([0n, 512n * MIB, 521n * MIB / 3n, 1n, 52428n, 53000n, MIB - 1n].map(mebibytes), ['0', '512', '173.7', '<0.1', '<0.1', '0.1', '1']);
  assert.equal(mebibytes(-512n * MIB), '-512');
  assert.equal(sizeText(2n ** 63n - 1n), '8796093022208 MiB');
  assert.equal(gibibytesText(2600n * MIB), '2.54 GiB');
});

test('bounds are rounded inwards: what is printed is accepted', () => {
  // 981 1/3 MiB.
  const third = 2944n * MIB / 3n;
  assert.equal(acceptedText(third, undefined), 'accepted: 981.4 MiB or more');
  assert.equal(acceptedText(undefined, third), 'accepted: up to 981.3 MiB');
  assert.equal(acceptedText(512n * MIB, 1024n * MIB + 1n), 'accepted: 512 MiB to 1024 MiB');
  assert.equal(acceptedText(undefined, undefined), undefined);
});

test('bytes are exact, in groups of three', () => {
  assert.equal(exactBytes(2726297600n).replaceAll('\u202f', ' '), '2 726 297 600');
  assert.equal(exactBytes(999n), '999');
  assert.equal(parseBytes('9223372036854775807'), 9223372036854775807n);
  assert.equal(parseBytes('12.5'), undefined);
  assert.equal(parseBytes(undefined), undefined);
});

test('shares are whole per cent', () => {
  assert.equal(shareText(521n, 2600n), '20 %');
  assert.equal(shareText(0n, 2600n), '0 %');
  assert.equal(shareText(1n, 2600n), '<1 %');
  assert.equal(shareText(1n, 0n), '');
});

test('a JobManager’s direct memory is its off-heap memory', () => {
  assert.equal(poolName('jvmDirect'), 'Direct memory');
  assert.equal(poolName('jvmDirect', 'jobManager'), 'Off-heap memory');
  assert.equal(poolLabel('jvmDirect', 'jobManager'), 'Off-heap');
  assert.equal(poolInSentence('totalFlink'), 'total Flink memory');
  assert.equal(poolInSentence('jvmHeap'), 'JVM heap');
});

test('locales as editors and systems spell them', () => {
  assert.deepEqual(['zh-cn', 'zh-CN', 'zh-Hans', 'zh_CN.UTF-8', 'zh', 'zh-Hans-SG'].map(languageOf), Array.from({ length: 6 }, () => 'zh-cn'));
  assert.deepEqual(['en', 'de-DE', 'zh-TW', 'zh-Hant-HK', '', undefined].map(languageOf), Array.from({ length: 6 }, () => 'en'));
});
