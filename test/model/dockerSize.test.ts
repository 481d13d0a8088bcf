import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GIB, KIB, MIB, parseDockerSize, printDockerSize } from '../../server/src/model/index.js';

/** What `RAMInBytes` of docker/go-units answers, case by case. */
const READ: readonly (readonly [texts: readonly string[], bytes: bigint])[] = [
  [['2g', '2G', '2gb', '2GB', '2Gb', '2gib', '2GiB', '2 g', '2 GiB', '2048m', '2048M', '2097152k', '2147483648', '2147483648b', '2147483648B', '2.0g'], 2n * GIB],
  [['1.5g', '1536m', '1536mb', '1536MiB'], 1536n * MIB],
  [['.5g', '0.5g', '512m'], 512n * MIB],
  [['6m'], 6n * MIB],
  [['32k', '32kb', '32KiB'], 32n * KIB],
  [['1t'], 1024n * GIB],
  [['1p'], 1024n * 1024n * GIB],
  [['0', '0g'], 0n],
  [['1.1g'], 1181116006n],
  [['3.', '3.9'], 3n],
];

describe('A size of Docker\'s', () => {
  it('is read in powers of 1024, whatever the case', () => {
    for (const [texts, bytes] of READ) for (const text of texts) assert.deepEqual(parseDockerSize(text), { bytes }, text);
  });

  it('is refused with units of Kubernetes, words and signs', () => {
    for (const text of ['2Gi', '2gi', '512Mi', '2gbb', '2 gigabytes', '2e', '10%', '2  g', '2g ']) assert.deepEqual(parseDockerSize(text), { problem: 'unit-unknown' }, text);
    for (const text of ['', 'g', 'unlimited', '-1', '-2g', ' 2g']) assert.deepEqual(parseDockerSize(text), { problem: 'number-missing' }, text);
    for (const text of ['1.2.3g', '.', '1g2', '2g.']) assert.deepEqual(parseDockerSize(text), { problem: 'not-a-number' }, text);
  });

  it('is written as another one is: unit, case and ending, exactly', () => {
    const written = (bytes: bigint, like: string): string => printDockerSize(bytes, like);
    assert.equal(written(3n * GIB, '2g'), '3g');
    assert.equal(written(3n * GIB, '2GB'), '3GB');
    assert.equal(written(3n * GIB, '2 GiB'), '3 GiB');
    assert.equal(written(3n * GIB, '2048m'), '3072m');
    assert.equal(written(1728n * MIB, '1G'), '1728M');
    assert.equal(written(1728n * MIB, '1gb'), '1728mb');
    assert.equal(written(1728n * MIB, '1.5g'), '1728m');
    assert.equal(written(1728n * MIB + 1n, '1g'), '1811939329');
    assert.equal(written(1728n * MIB, '1073741824'), '1728m');
  });

  it('that is written is read back', () => {
    for (const like of ['1g', '2GB', '3 MiB', '4k', '5', '6b', '1T']) {
      for (const bytes of [0n, 1n, 1023n, KIB, MIB, 1728n * MIB, 5n * GIB, 1024n * GIB]) assert.deepEqual(parseDockerSize(printDockerSize(bytes, like)), { bytes }, like);
    }
  });
});
