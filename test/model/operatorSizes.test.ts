import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GIB, lyftKibibytes, MIB, spotifyMebibytes, ververicaBytes } from '../../server/src/model/index.js';

describe('Sizes of other people’s operators', () => {
  it('Lyft keeps a fraction of the request, rounds to bytes and cuts to KiB', () => {
    // 1500 MiB × 0.8 = 1200 MiB, no remainder.
    assert.equal(lyftKibibytes(1500n * MIB, 0.2), 1200n * 1024n);
    // 1 GiB × 0.8 = 858993459.2 → 858993459 bytes = 838860.8… KiB.
    assert.equal(lyftKibibytes(GIB, 0.2), 838860n);
    // 1 GB × 0.5 = 500000000 bytes = 488281.25 KiB.
    assert.equal(lyftKibibytes(1_000_000_000n, 0.5), 488281n);
    assert.equal(lyftKibibytes(GIB, 1), 0n);
    assert.equal(lyftKibibytes(0n, 0.2), 0n);
  });

  it('Spotify takes a percentage and rounds up twice', () => {
    // 2 GiB × 80 % = 1717986918.4 → 1717986919 bytes = 1638.4… → 1639 MiB.
    assert.equal(spotifyMebibytes(2n * GIB, 80n), 1639n);
    // 1000 MiB × 80 % = 800 MiB to the byte.
    assert.equal(spotifyMebibytes(1000n * MIB, 80n), 800n);
    // 2 bytes × 80 % → 2 bytes → 1 MiB.
    assert.equal(spotifyMebibytes(2n, 80n), 1n);
    assert.equal(spotifyMebibytes(2n * GIB, 0n), 0n);
  });

  it('Ververica reads powers of ten, decimals and any case', () => {
    for (const [text, bytes] of [
      ['1g', 1_000_000_000n], ['1G', 1_000_000_000n], ['1.5g', 1_500_000_000n], ['1500m', 1_500_000_000n], ['2048M', 2_048_000_000n],
      ['1k', 1000n], ['1073741824', 1073741824n], [' 2 g ', 2_000_000_000n],
    ] as const) assert.equal(ververicaBytes(text), bytes, text);
    for (const text of ['', 'g', '2Gi', '2gb', '-1g', '1e9', '0.5', '1,5g']) assert.equal(ververicaBytes(text), undefined, text);
  });
});
