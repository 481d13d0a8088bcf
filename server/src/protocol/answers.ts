/** What answers requests, as one module: the build makes a file of its own of it, so that starting a server reads none of it. */
export { config as configureTexts } from '@vscode/l10n';
export { DocumentStore } from '../documents/index.js';
export * from '../features/index.js';
