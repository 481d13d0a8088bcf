// What one edit costs the server itself, without the way to it and back: the edited section is read, derived, checked and put
// into words again, the others are found as they were. Measured in this process, on the bundled modules.
import path from 'node:path';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';

const ENTRY = `
  export { DocumentStore, FileText } from './server/src/documents/index.ts';
  export { diagnose } from './server/src/features/index.ts';
  export { DEFAULT_SETTINGS } from './server/src/shared/settings.ts';
`;

/**
 * Edits the TaskManager's size in one FlinkDeployment after the other, to one that Flink refuses and back: milliseconds from
 * the edit to its diagnostics.
 * @param {string} root @param {string} text @param {{ accepted: string, refused: string }} sizes @param {number} rounds
 */
export async function timeFindings(root, text, sizes, rounds) {
  const { DocumentStore, FileText, diagnose, DEFAULT_SETTINGS } = await load(root);
  const uri = 'file:///bench/findings.yaml';
  const context = { settings: DEFAULT_SETTINGS, options: { hoverImages: false, commands: [], yamlServer: false }, language: 'en' };
  const store = new DocumentStore();
  let file = FileText.of(uri, 'yaml', 1, text);
  const errors = () => diagnose(store.take(file), context).filter(({ severity }) => severity === 1).length;
  const places = sizesIn(file);
  const written = places.map(({ size }) => size);
  const edit = (index, size) => {
    const { at } = places[index];
    const range = { start: at, end: { line: at.line, character: at.character + written[index].length } };
    written[index] = size;
    const from = performance.now();
    file = file.changed(file.version + 1, [{ range, text: size }]);
    const found = errors();
    return { ms: performance.now() - from, found };
  };
  errors();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const index = round % places.length;
    const accepted = edit(index, sizes.accepted);
    const refused = edit(index, sizes.refused);
    if (refused.found <= accepted.found) throw new Error(`no error for ${sizes.refused} in line ${places[index].at.line + 1}`);
    times.push(accepted.ms, refused.ms);
  }
  return times;
}

/** The values of `taskManager.resource.memory`. */
function sizesIn(file) {
  const sizes = file.text.matchAll(/(?<=taskManager:\n {4}resource:\n {6}memory: )\S+/g);
  return [...sizes].map(({ 0: size, index }) => ({ size, at: file.positionAt(index) }));
}

async function load(root) {
  const outfile = path.join(root, '.cache', 'bench', 'findings.cjs');
  await build({
    absWorkingDir: root, stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' }, outfile,
    bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'warning',
  });
  return createRequire(import.meta.url)(outfile);
}
