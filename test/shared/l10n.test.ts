import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import * as l10n from '../../server/src/shared/l10n.js';

afterEach(() => { l10n.config({ contents: {} }); });

test('a sentence has its values at its placeholders, however often', () => {
  assert.equal(l10n.t('Managed'), 'Managed');
  assert.equal(l10n.t('{0}: {1}', 'size', 3), 'size: 3');
  assert.equal(l10n.t('{1} of {0}, {1}', 'all', ''), ' of all, ');
});

test('a value is said as it is, and what is no placeholder, or has no value, stays', () => {
  assert.equal(l10n.t('{0}', '{0} $& {1}'), '{0} $& {1}');
  assert.equal(l10n.t('${a}{} {1} {0}', 'x'), '${a}{} {1} x');
});

test('a language counts from when it is set, and what it has no text for is said in English', () => {
  assert.equal(l10n.t('Managed'), 'Managed');
  l10n.config({ contents: { Managed: '托管', '{0} of {1}': '{1} 中的 {0}', Network: '' } });
  assert.equal(l10n.t('Managed'), '托管');
  assert.equal(l10n.t('{0} of {1}', 1, 2), '2 中的 1');
  assert.equal(l10n.t('Network'), 'Network');
  assert.equal(l10n.t('constructor'), 'constructor');
  l10n.config({ contents: '{"Managed":"M"}' });
  assert.equal(l10n.t('Managed'), 'M');
  assert.equal(l10n.t('{0} of {1}', 1, 2), '1 of 2');
});

test('texts that are no JSON are an error, and those that are no object are English', () => {
  assert.throws(() => { l10n.config({ contents: '{' }); }, SyntaxError);
  l10n.config({ contents: '[]' });
  assert.equal(l10n.t('Managed'), 'Managed');
});
