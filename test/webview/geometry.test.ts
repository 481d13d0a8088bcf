import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { between, ribbon, thread, toScale, visible } from '../../client/webview/geometry.js';

describe('geometry of the panel', () => {
  it('places a stretch to scale', () => {
    assert.deepEqual(toScale({ from: 0.25, to: 0.75 }, 400), { top: 100, height: 200 });
  });

  it('keeps what is large enough as it is', () => {
    assert.deepEqual(visible({ top: 10, height: 5 }, 2, 100), { top: 10, height: 5 });
  });

  it('makes a tiny stretch a hairline around its place', () => {
    assert.deepEqual(visible({ top: 50, height: 0.5 }, 2, 100), { top: 49.25, height: 2 });
  });

  it('keeps a hairline within the bar at both ends', () => {
    assert.deepEqual(visible({ top: 0, height: 0.2 }, 2, 100), { top: 0, height: 2 });
    assert.deepEqual(visible({ top: 99.9, height: 0.1 }, 2, 100), { top: 98, height: 2 });
  });

  it('ties all of a piece to all of its row, leaving both horizontally', () => {
    assert.equal(
      ribbon(60, { top: 10, height: 30 }, 160, { top: 100, height: 40 }),
      'M60 10C110 10 110 100 160 100V140C110 140 110 40 60 40Z',
    );
  });

  it('ties a piece of no height to the middle of its row', () => {
    assert.equal(thread(60, 10, 160, { top: 100, height: 40 }), 'M60 10C110 10 110 120 160 120');
  });

  it('glides from one stretch to another and arrives exactly', () => {
    const [before, after] = [{ from: 0, to: 0.25 }, { from: 0.5, to: 0.75 }];
    assert.deepEqual(between(before, after, 0), before);
    assert.deepEqual(between(before, after, 0.5), { from: 0.25, to: 0.5 });
    assert.deepEqual(between(before, after, 1), after);
  });
});
