/**
 * Who may import whom: the arrows of docs/architecture.md, for eslint.config.mjs and its test.
 * `folder` is relative to the project; `layers` are the sibling layers that it may import, `packages` the packages.
 * @typedef {{ name: string, folder: string, layers: readonly string[], packages: readonly string[] }} Layer
 */

const TYPES = ['vscode-languageserver-types'];

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'model', folder: 'server/src/model', layers: [], packages: [] },
  { name: 'shared', folder: 'server/src/shared', layers: ['model'], packages: ['@vscode/l10n'] },
  { name: 'documents', folder: 'server/src/documents', layers: ['model', 'shared'], packages: ['yaml', 'js-yaml', ...TYPES] },
  { name: 'rules', folder: 'server/src/rules', layers: ['model', 'shared', 'documents'], packages: ['@vscode/l10n', ...TYPES] },
  { name: 'features', folder: 'server/src/features', layers: ['model', 'shared', 'documents', 'rules'], packages: ['@vscode/l10n', ...TYPES] },
  { name: 'protocol', folder: 'server/src/protocol', layers: ['model', 'shared', 'documents', 'rules', 'features'], packages: ['@vscode/l10n', ...TYPES, 'vscode-languageserver'] },
  { name: 'node', folder: 'server/src/node', layers: ['protocol'], packages: ['vscode-languageserver/node', 'env-paths', 'node:*'] },
  { name: 'browser', folder: 'server/src/browser', layers: ['protocol'], packages: ['vscode-languageserver/browser'] },
];

/**
 * A regular expression that matches every import which the layer may not have.
 * @param {Layer} layer
 */
export function forbiddenImports(layer) {
  const others = LAYERS.map(({ name }) => name).filter((name) => name !== layer.name && !layer.layers.includes(name));
  return [
    ...(others.length === 0 ? [] : [`(?:\\.\\./)+(?:${others.join('|')})(?:/|$)`]),
    // Out of server/src.
    '(?:\\.\\./){2,}(?:client|src|server|test|scripts|node_modules)(?:/|$)',
    `(?!\\.)${forbiddenPackages(layer.packages)}`,
  ].map((part) => `^${part}`).join('|');
}

/**
 * The rest of a regular expression that matches all packages but these.
 * @param {readonly string[]} allowed
 */
export function forbiddenPackages(allowed) {
  const names = allowed.map((name) => (name.endsWith('*') ? name.slice(0, -1) : `${name}$`));
  return names.length === 0 ? '.' : `(?!(?:${names.join('|')})).`;
}
