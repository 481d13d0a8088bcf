import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../../client/src/commands/ids.js';
import { SERVED_LANGUAGES } from '../../server/src/shared/served.js';
import { MINOR_VERSIONS } from '../../server/src/model/version.js';
import { ALL_RULES } from '../../server/src/rules/index.js';
import { asRecord } from '../../server/src/shared/records.js';
import { DEFAULT_SETTINGS, OPERATOR_VERSIONS, parseSettings, RULE_LEVELS, STATE_BACKENDS } from '../../server/src/shared/settings.js';

const ROOT = process.cwd();
const manifest = asRecord(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const contributes = asRecord(manifest['contributes']);
const properties = asRecord(asRecord(contributes['configuration'])['properties']);

function listOf(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}

/** Settings with their dotted names, as the manifest has them. */
function flattened(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (properties[path] !== undefined || Object.keys(asRecord(value)).length === 0) return [[path, value]];
  return Object.entries(asRecord(value)).flatMap(([name, inner]) => flattened(inner, `${path}.${name}`));
}

test('the manifest has the settings of the code and no others, with the same defaults', () => {
  const ofCode = Object.fromEntries(flattened(DEFAULT_SETTINGS, 'flinkMemory'));
  const ofManifest = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, asRecord(property)['default']]));
  assert.deepEqual(ofManifest, ofCode);
});

test('every setting belongs to a resource', () => {
  for (const [name, property] of Object.entries(properties)) assert.equal(asRecord(property)['scope'], 'resource', name);
});

test('every value that the manifest offers is one that the code reads, and the other way round', () => {
  const offered = (name: string): unknown => asRecord(properties[`flinkMemory.${name}`])['enum'];
  const sorted = (values: Iterable<unknown>): readonly unknown[] => [...values].sort();
  assert.deepEqual(sorted(listOf(offered('flinkVersion'))), sorted(['auto', ...MINOR_VERSIONS]));
  assert.deepEqual(sorted(listOf(offered('operatorVersion'))), sorted(['auto', ...OPERATOR_VERSIONS]));
  assert.deepEqual(sorted(listOf(offered('stateBackend'))), sorted(STATE_BACKENDS));
  const levels = asRecord(asRecord(properties['flinkMemory.rules'])['additionalProperties'])['enum'];
  assert.deepEqual(sorted(listOf(levels)), sorted(RULE_LEVELS));
  for (const value of listOf(offered('flinkVersion'))) assert.equal(parseSettings({ flinkVersion: value }).flinkVersion, value);
});

test('levels can be set for the rules of the catalogue and no others', () => {
  const names = asRecord(asRecord(properties['flinkMemory.rules'])['propertyNames'])['enum'];
  assert.deepEqual([...listOf(names)].sort(), ALL_RULES.map(({ id }) => id).sort());
});

test('every command of the manifest exists, and its menus name only such', () => {
  const ids: readonly string[] = Object.values(COMMANDS);
  const commands = listOf(contributes['commands']).map((command) => asRecord(command)['command']);
  for (const command of commands) assert.ok(ids.some((id) => id === command), String(command));
  const items = Object.values(asRecord(contributes['menus'])).flatMap(listOf);
  for (const item of items) assert.ok(commands.includes(asRecord(item)['command']));
});

test('a document of every served language activates the extension', () => {
  const events = listOf(manifest['activationEvents']);
  for (const language of SERVED_LANGUAGES) assert.ok(events.includes(`onLanguage:${language}`), language);
  assert.ok(events.every((event) => String(event).startsWith('on') && event !== 'onStartupFinished'));
});

test('every file that the manifest names for contributions is there', () => {
  const paths = [...listOf(contributes['grammars']).map((grammar) => asRecord(grammar)['path']), ...listOf(contributes['languages']).map((language) => asRecord(language)['configuration']), manifest['icon']];
  for (const path of paths) {
    assert.equal(typeof path, 'string');
    assert.ok(existsSync(join(ROOT, String(path))), String(path));
  }
});
