/** The arrows of docs/architecture.md are enforced: an import against them is an error of the lint. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ESLint } from 'eslint';

let root: string;
let eslint: ESLint;

before(async () => {
  root = (await import('../../scripts/lib/paths.mjs')).ROOT;
  // The layer rule needs no types, and without them a text needs no file on disk.
  const { default: tseslint } = await import('typescript-eslint');
  eslint = new ESLint({ cwd: root, overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked, languageOptions: { parserOptions: { projectService: false, project: false } } }] });
});

/** The rules that a text in that folder breaks. */
async function broken(folder: string, text: string): Promise<readonly string[]> {
  const results = await eslint.lintText(text, { filePath: join(root, folder, 'example.ts') });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

/** Folder, imports against the arrows, imports along them. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['server/src/model', ['../shared/protocol.js', '../documents/cluster.js', 'node:fs', 'yaml', '@vscode/l10n', 'vscode-languageserver-types'], ['./memorySize.js']],
  ['server/src/shared', ['../documents/cluster.js', '../rules/rule.js', 'yaml', 'node:fs', 'vscode-languageserver'], ['../model/version.js', './settings.js', '@vscode/l10n']],
  ['server/src/documents', ['../rules/rule.js', '../features/hover.js', '../protocol/server.js', 'vscode-languageserver', '@vscode/l10n', 'node:fs', 'vscode-languageserver-textdocument'], ['../model/version.js', '../shared/settings.js', 'yaml', 'js-yaml', 'vscode-languageserver-types']],
  ['server/src/documents/kinds', ['../../rules/rule.js', '../../../../client/src/server.js'], ['../cluster.js', '../../model/version.js']],
  ['server/src/rules', ['../features/hover.js', '../protocol/server.js', 'yaml', 'js-yaml', 'vscode-languageserver', 'node:fs'], ['../documents/cluster.js', '../model/version.js', '@vscode/l10n']],
  ['server/src/features', ['../protocol/server.js', '../node/main.js', 'yaml', 'vscode-languageserver', 'vscode-languageserver/node', 'node:fs'], ['../rules/rule.js', '../documents/cluster.js', 'vscode-languageserver-types']],
  ['server/src/protocol', ['../node/main.js', '../browser/main.js', 'yaml', 'node:fs', 'vscode-languageserver/node'], ['../features/hover.js', '../rules/rule.js', 'vscode-languageserver']],
  ['server/src/node', ['../browser/main.js', '../features/hover.js', '../documents/cluster.js', 'yaml', 'vscode', 'vscode-languageserver/browser'], ['../protocol/server.js', 'vscode-languageserver/node', 'node:fs']],
  ['server/src/browser', ['../node/main.js', '../features/hover.js', 'yaml', 'node:fs', 'vscode-languageserver/node'], ['../protocol/server.js', 'vscode-languageserver/browser']],
  ['client/src', ['../../server/src/features/hover.js', '../../server/src/documents/cluster.js', '../webview/main.js', 'yaml', 'vscode-languageserver'], ['../../server/src/shared/protocol.js', 'vscode', 'vscode-languageclient/node']],
  ['client/webview', ['../../server/src/features/hover.js', '../../server/src/rules/rule.js', '../src/extension.js', 'vscode', 'yaml', 'node:fs'], ['../../server/src/shared/protocol.js', '@vscode/l10n']],
];

for (const [folder, against, along] of CASES) {
  test(`${folder} imports along the arrows only`, async () => {
    for (const specifier of against) {
      assert.deepEqual(await broken(folder, `import { x } from '${specifier}';\nexport const y = x;\n`), ['no-restricted-imports'], specifier);
      assert.deepEqual(await broken(folder, `export { x } from '${specifier}';\n`), ['no-restricted-imports'], specifier);
      assert.deepEqual(await broken(folder, `import type { X } from '${specifier}';\nexport type Y = X;\n`), ['no-restricted-imports'], specifier);
    }
    for (const specifier of along) {
      assert.deepEqual(await broken(folder, `import { x } from '${specifier}';\nexport const y = x;\n`), [], specifier);
    }
  });
}

test('a dynamic import does not go around the rule', async () => {
  assert.deepEqual(await broken('server/src/model', 'export const y = import(\'yaml\');\n'), ['no-restricted-syntax']);
  assert.deepEqual(await broken('server/src/protocol', 'export const y = import(\'../node/main.js\');\n'), ['no-restricted-syntax']);
  assert.deepEqual(await broken('server/src/protocol', 'export const y = import(\'../features/index.js\');\n'), []);
  assert.deepEqual(await broken('client/src', 'export const y = import(\'../../server/src/features/index.js\');\n'), ['no-restricted-syntax']);
  assert.deepEqual(await broken('client/src', 'export const y = import(\'./languageClient.js\');\n'), []);
});

test('a comment cannot switch a rule off', async () => {
  assert.ok((await broken('server/src/model', '/* eslint-disable */\nexport { x } from \'yaml\';\n')).includes('no-restricted-imports'));
});

test('a text that is shown is a literal, or it would not be translated', async () => {
  const text = (call: string): string => `import * as l10n from '@vscode/l10n';\nexport const say = (x: string): string => ${call};\n`;
  assert.deepEqual(await broken('server/src/rules', text('l10n.t(x)')), ['no-restricted-syntax']);
  assert.deepEqual(await broken('server/src/rules', text('l10n.t(`a ${x}`)')), ['no-restricted-syntax']);
  assert.deepEqual(await broken('server/src/rules', text('l10n.t(\'a {0}\', x)')), []);
});

test('the model knows neither Node nor a browser', async () => {
  const { default: ts } = await import('typescript');
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'server/src/model/tsconfig.json'), {}, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => assert.fail(ts.flattenDiagnosticMessageText(messageText, '\n')),
  });
  assert.ok(config !== undefined);
  assert.deepEqual(config.options.types, []);
  assert.deepEqual(config.options.lib, ['lib.es2022.d.ts']);
  // And that this has the wanted effect, for a file in that folder.
  const folder = mkdtempSync(join(root, 'out', 'model-'));
  try {
    const file = join(folder, 'example.ts');
    writeFileSync(file, 'export const a = process.pid;\nexport const b = document.title;\n');
    const program = ts.createProgram([file], { ...config.options, composite: false, incremental: false, noEmit: true, rootDir: folder });
    assert.equal(ts.getPreEmitDiagnostics(program).length, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.ok(!readFileSync(join(root, 'server/src/model/tsconfig.json'), 'utf8').includes('"references"'));
});
