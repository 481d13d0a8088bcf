/** The harness itself, with an extension that exists for this test only. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Harness, THEMES } from '../support/editor/harness.js';
import { journey } from '../support/editor/journey.js';
import { accessibilityViolations } from '../support/editor/accessibility.js';

const CODE = `
const vscode = require('vscode');
exports.activate = (context) => {
  vscode.window.createOutputChannel('Throwaway', { log: true }).info('language ' + vscode.env.language);
  const diagnostics = vscode.languages.createDiagnosticCollection('throwaway');
  const check = (document) => {
    const at = document.getText().indexOf('bad');
    diagnostics.set(document.uri, at < 0 ? [] : [new vscode.Diagnostic(new vscode.Range(document.positionAt(at), document.positionAt(at + 3)), 'That is bad')]);
  };
  vscode.workspace.textDocuments.forEach(check);
  vscode.workspace.onDidOpenTextDocument(check);
  vscode.workspace.onDidChangeTextDocument((event) => check(event.document));
  vscode.languages.registerHoverProvider('*', { provideHover: () => new vscode.Hover('Hover in ' + vscode.env.language) });
  vscode.languages.registerCodeActionsProvider('*', { provideCodeActions: (document, range, { diagnostics: [first] }) => {
    if (first === undefined) return [];
    const action = new vscode.CodeAction('Make it good', vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, first.range, 'good');
    action.diagnostics = [first];
    return [action];
  } });
  context.subscriptions.push(vscode.commands.registerCommand('throwaway.open', () => {
    const panel = vscode.window.createWebviewPanel('throwaway', 'Throwaway', vscode.ViewColumn.Beside, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><h1>Panel</h1><img src="data:,"></body></html>';
  }));
};`;

const files = { 'a.yaml': 'one: 1\ntwo: bad\n' };
const extension = mkdtempSync(join(tmpdir(), 'flink-memory-extension-'));
let harness: Harness;

before(async () => {
  writeFileSync(join(extension, 'package.json'), JSON.stringify({
    name: 'throwaway', publisher: 'test', version: '1.0.0', engines: { vscode: '^1.91.0' }, main: './main.js', activationEvents: ['*'],
    contributes: { commands: [{ command: 'throwaway.open', title: 'Open It', category: 'Throwaway' }] },
  }));
  writeFileSync(join(extension, 'main.js'), CODE);
  harness = await Harness.start({ locale: 'zh-cn', extension });
});
after(async () => {
  await harness.stop();
  rmSync(extension, { recursive: true });
});

journey('smoke: hover, problem, fix, webview', () => harness, { files, settings: { 'workbench.colorTheme': THEMES.light } }, async (editor) => {
  await editor.openFile('a.yaml');
  assert.match(await editor.hoverAt({ line: 2, column: 2 }, /Hover/), /zh-cn/);
  assert.match((await editor.problems(/bad/)).join(), /That is bad/);
  await editor.openFile('a.yaml');
  assert.ok((await editor.quickFixes({ line: 2, column: 7 })).includes('Make it good'));
  await editor.applyQuickFix({ line: 2, column: 7 }, /Make it good/);
  await editor.waitForDirty();
  assert.equal(await editor.save('a.yaml'), 'one: 1\ntwo: good\n');
  await editor.problems('none');
  await editor.runCommand('Throwaway: Open It');
  const frame = await editor.webview('h1');
  assert.match((await accessibilityViolations(frame)).join('\n'), /image-alt/);
  assert.match(editor.output('Throwaway'), /language zh-cn/);
  await editor.screenshot('smoke');
});

test('smoke: a test entry runs in the extension host', async () => {
  const entry = join(extension, 'entry.js');
  writeFileSync(entry, `
    const { renameSync, writeFileSync } = require('node:fs');
    exports.run = async () => {
      const file = process.env.FLINK_MEMORY_RESULTS;
      writeFileSync(file + '.part', JSON.stringify([{ name: require('vscode').env.language }]));
      renameSync(file + '.part', file);
    };`);
  assert.deepEqual(await harness.runInExtensionHost(entry, { files }), [{ name: 'zh-cn' }]);
});
