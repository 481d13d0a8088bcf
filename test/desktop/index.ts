/**
 * The journeys through VS Code's API, as an entry for its extension host: desktop VS Code runs it by @vscode/test-electron
 * (`npm run test:desktop`), the harness by `extensionTestsPath`, so that `npm test` has run it as well.
 */
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { CLICKS, CLICKS_LINES, FOREIGN, TOO_SMALL, TOO_SMALL_FIXED } from '../editor/documents.js';

/** What a language shows where these tests look. */
interface Words { readonly managedMemory: RegExp; readonly raise: RegExp }

const WORDS: Words = vscode.env.language.startsWith('zh')
  ? { managedMemory: /托管内存/, raise: /taskmanager\.memory\.process\.size.*1089m/ }
  : { managedMemory: /Managed memory/, raise: /^Raise taskmanager\.memory\.process\.size to 1089m/ };

const DEADLINE = 30_000;

/** Asks again, whenever something may have changed, until the answer is there. */
async function eventually<T>(what: string | (() => string), ask: () => PromiseLike<T | undefined> | T | undefined): Promise<T> {
  const end = performance.now() + DEADLINE;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${DEADLINE / 1000} s for ${typeof what === 'string' ? what : what()}`);
}

async function show(path: string, content: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder !== undefined, 'a folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Lines and columns from 1, as the editor shows them. */
const at = (line: number, column: number): vscode.Position => new vscode.Position(line - 1, column - 1);

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers.flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))).join('\n');
}

async function hover({ document }: vscode.TextEditor, position: vscode.Position, wanted: RegExp): Promise<string> {
  return eventually(`a hover that says ${String(wanted)}`, async () => {
    const text = textOf(await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position));
    return wanted.test(text) ? text : undefined;
  });
}

const ours = (document: vscode.TextDocument): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'flink-memory');

/** Named tests, run in this order. */
const TESTS: Readonly<Record<string, () => Promise<void>>> = {
  'hover on resource.memory and on a pool': async () => {
    const editor = await show('clicks.yaml', CLICKS);
    await hover(editor, at(CLICKS_LINES.taskManagerMemory, 9), /2600/);
    assert.match(await hover(editor, at(CLICKS_LINES.managedFraction, 12), WORDS.managedMemory), /521 MiB/);
  },

  'a problem, and its fix': async () => {
    const { document } = await show('flink-conf.yaml', TOO_SMALL);
    const [problem] = await eventually('a problem', () => (ours(document).length > 0 ? ours(document) : undefined));
    assert.ok(problem !== undefined);
    assert.match(problem.message, /982/);
    let titles: readonly string[] = [];
    // VS Code gives none while extensions still register theirs: as with the light bulb one asks again.
    const edit = await eventually(() => `the fix; there are: ${titles.join(' | ')}`, async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range, vscode.CodeActionKind.QuickFix.value, 10);
      titles = actions.map(({ title }) => title);
      return actions.find(({ title }) => WORDS.raise.test(title))?.edit;
    });
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), TOO_SMALL_FIXED);
    await eventually(() => `no problem; there is: ${ours(document).map(({ message }) => message).join(' | ')}`, () => (ours(document).length === 0 ? true : undefined));
    await document.save();
  },

  'a file that is not Flink’s has neither': async () => {
    const { document } = await show('service.yaml', FOREIGN);
    assert.equal(textOf(await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at(5, 4))), '');
    assert.deepEqual(ours(document), []);
  },

  'the panel opens by its command': async () => {
    await show('clicks.yaml', CLICKS);
    await vscode.commands.executeCommand('flinkMemory.openPanel');
    await eventually('the panel', () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('flinkMemory')));
  },
};

/** Runs all, writes what came of each to FLINK_MEMORY_RESULTS (where that is set) and throws when one failed. */
export async function run(): Promise<void> {
  const results: { name: string; error?: string }[] = [];
  for (const [name, body] of Object.entries(TESTS)) {
    try {
      await body();
      results.push({ name });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? error.stack ?? error.message : String(error) });
    }
  }
  const file = process.env['FLINK_MEMORY_RESULTS'];
  if (file !== undefined) {
    writeFileSync(`${file}.part`, JSON.stringify(results));
    renameSync(`${file}.part`, file);
  }
  const failed = results.filter(({ error }) => error !== undefined);
  for (const { name, error } of results) console.log(`${error === undefined ? 'ok' : 'FAILED'} ${name}${error === undefined ? '' : `\n${error}`}`);
  if (failed.length > 0) throw new Error(`${failed.length} of ${results.length} tests failed`);
}
