/** Serves the panel's page alone, without an editor: the page, its policy and its numbers are the real ones, the host is played. */
import { rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { SCENES } from './scenes.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const FILES = join(tmpdir(), `flink-memory-preview-${process.pid}`);

process.on('exit', () => { rmSync(FILES, { recursive: true, force: true }); });

const common = { absWorkingDir: ROOT, bundle: true, logLevel: 'warning', charset: 'utf8' };
await build({ ...common, entryPoints: ['client/webview/main.ts'], outfile: join(FILES, 'main.js'), platform: 'browser', mainFields: ['browser', 'module', 'main'], format: 'iife' });
await build({
  ...common,
  stdin: {
    contents: `
      export { memoryModel } from './server/src/features/memoryModel.js';
      export { propose } from './server/src/features/proposals/propose.js';
      export { textModel } from './server/src/features/textModel.js';
      export { DocumentStore } from './server/src/documents/index.js';
      export { DEFAULT_SETTINGS } from './server/src/shared/settings.js';
      export { config } from '@vscode/l10n';
      export { pageHtml } from './client/src/panel/page.js';
      export { parsePoolTexts } from './client/src/panel/poolTexts.js';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  outfile: join(FILES, 'engine.cjs'),
  platform: 'node',
  mainFields: ['module', 'main'],
  format: 'cjs',
});
const engine = createRequire(import.meta.url)(join(FILES, 'engine.cjs'));
const themes = JSON.parse(await readFile(join(import.meta.dirname, 'themes.json'), 'utf8'));

async function bundleOf(language) {
  if (language === 'en') return {};
  const folder = join(ROOT, 'l10n/zh');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Object.assign({}, ...await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')))));
}

/** A scene's document as the server has it. */
function openedOf(scene) {
  const fileName = scene.file ?? 'deployment.yaml';
  const uri = `file:///work/${fileName}`;
  const languageId = fileName === 'flink-conf.yaml' ? 'flink-conf' : 'yaml';
  const document = new engine.DocumentStore().update(uri, languageId, 1, scene.text);
  const options = { hoverImages: true, commands: [], yamlServer: false };
  return { uri, fileName, document, context: { settings: engine.DEFAULT_SETTINGS, options, language: scene.language ?? 'en' } };
}

/** What the host answers to a message of the page's. */
async function answersOf(scene, message) {
  engine.config({ contents: await bundleOf(scene.language ?? 'en') });
  const { uri, document, context } = openedOf(scene);
  const { cluster, changes } = message;
  const textDocument = { uri };
  const model = (params) => engine.memoryModel(document, { textDocument, clusters: [cluster], ...params }, context).clusters[0];
  switch (message.type) {
    case 'whatIf': return [{ type: 'whatIf', ticket: message.ticket, cluster, after: model({ inputs: message.process, whatIf: { cluster, version: 1, changes } }) }];
    case 'propose': return [{ type: 'proposal', cluster, result: engine.propose(document, { textDocument, cluster, version: 1, wanted: message.wanted }, context) }];
    case 'compare': return [{ type: 'compared', compared: { uri, ...comparedOf(scene, cluster, model) } }];
    default: return [];
  }
}

/** The other side of a comparison: another version of Flink, or the text of the scene's last commit. */
function comparedOf(scene, cluster, model) {
  if (scene.committed === undefined) return { cluster, label: 'Flink 1.10', here: 'Flink 1.20', other: model({ flinkVersion: '1.10' }), isBefore: true };
  const { document, context } = openedOf({ ...scene, text: scene.committed });
  const l10n = scene.language === 'zh-cn' ? ['上次提交', '现在'] : ['last commit', 'now'];
  return { cluster, label: l10n[0], here: l10n[1], other: engine.memoryModel(document, {}, context).clusters[0], isBefore: true };
}

async function messagesOf(scene) {
  const language = scene.language ?? 'en';
  const bundle = await bundleOf(language);
  engine.config({ contents: bundle });
  const texts = engine.parsePoolTexts(await readFile(join(ROOT, `data/pools.${language}.json`), 'utf8'));
  const init = { type: 'init', language, bundle, texts };
  const { uri, fileName, document, context } = openedOf(scene);
  if (scene.empty !== undefined) return [init, { type: 'show', view: { kind: 'empty', why: scene.empty, ...(scene.locked === true ? { locked: { uri, fileName, line: 0 } } : {}) } }];
  const model = engine.memoryModel(document, {}, context);
  const cluster = model.clusters[scene.cluster ?? 0].id;
  const selected = { process: scene.process ?? 'taskManager', pool: scene.pool ?? 'totalProcess' };
  return [init, { type: 'show', view: { kind: 'model', uri, fileName, model, cluster, selected } }];
}

async function pageOf(scene, origin) {
  const theme = scene.theme ?? 'dark';
  const page = engine.pageHtml({ cspSource: origin, scriptUri: '/main.js', styleUri: '/main.css', nonce: 'preview', title: 'Flink Memory', language: scene.language ?? 'en' });
  const host = `
    const messages = ${JSON.stringify(await messagesOf(scene)).replaceAll('<', '\\u003c')};
    window.sent = [];
    window.acquireVsCodeApi = () => ({
      getState: () => undefined,
      setState: (state) => { window.saved = state; },
      postMessage: (message) => {
        window.sent.push(message);
        console.log(JSON.stringify(message));
        if (message.type === 'ready') for (const each of messages) window.postMessage(each, '*');
        else void fetch(location.href, { method: 'POST', body: JSON.stringify(message) }).then((answer) => answer.json()).then((answers) => { for (const each of answers) window.postMessage(each, '*'); });
      },
    });
    document.documentElement.className = 'vscode';
    document.body.className = 'vscode-${theme.startsWith('high') ? theme.replace('high-contrast-light', 'high-contrast vscode-high-contrast-light') : theme}';
    const root = document.documentElement.style;
    for (const [name, value] of Object.entries(${JSON.stringify(themes[theme])})) root.setProperty(name, value);
    root.setProperty('--vscode-font-family', 'DejaVu Sans, Noto Sans S Chinese, sans-serif');
    root.setProperty('--vscode-font-size', '13px');
    root.setProperty('--vscode-editor-font-family', 'monospace');`;
  return page.replace("default-src 'none'", `default-src 'none'; connect-src ${origin}`).replace('<script nonce', () => `<script nonce="preview">${host}</script>\n<script nonce`);
}

/** The scene of an address: `/NAME?theme=…&language=…`. */
function sceneOf({ pathname, searchParams }) {
  const scene = SCENES[pathname.slice(1)];
  return scene === undefined ? undefined : { ...scene, ...Object.fromEntries(searchParams) };
}

const server = createServer((request, response) => {
  void (async () => {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = address.pathname.slice(1);
    const scene = sceneOf(address);
    if (scene !== undefined && request.method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      return ['application/json', JSON.stringify(await answersOf(scene, JSON.parse(body)))];
    }
    if (scene !== undefined) return ['text/html; charset=utf-8', await pageOf(scene, `http://${request.headers.host}`)];
    if (name === 'main.js' || name === 'main.css') return [name.endsWith('js') ? 'text/javascript' : 'text/css', await readFile(join(FILES, name))];
    return ['text/html; charset=utf-8', Object.keys(SCENES).map((each) => `<p><a href="/${each}">${each}</a></p>`).join('')];
  })().then(([type, content]) => {
    response.writeHead(200, { 'content-type': type });
    response.end(content);
  }, (error) => {
    response.writeHead(500);
    response.end(String(error.stack));
  });
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

/** Where the scenes are, each at `/NAME`, in another theme or language with `?theme=…&language=…`. */
export const origin = `http://127.0.0.1:${server.address().port}`;

/** Ends the serving. */
export function stop() {
  server.close();
}
