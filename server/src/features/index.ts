/** The face of `features`: pure functions of a document, a place and the session's context. */
export { changeEdit } from './changeEdit.js';
export { codeActions, codeActionTarget, resolveCodeAction } from './codeActions.js';
export { codeLenses } from './codeLens.js';
export { definition } from './definition.js';
export { diagnose, diagnosticsByCluster } from './diagnostics.js';
export { explainErrors } from './errors/explain.js';
export { fixErrors } from './fixErrors.js';
export { hover } from './hover.js';
export { inlayHints } from './inlayHints.js';
export { prepareCatalogue as prepare } from '../model/index.js';
export { asPlainText } from './markdown.js';
export { isFlink, memoryModel } from './memoryModel.js';
export { propose } from './proposals/propose.js';
export { textModel } from './textModel.js';
export { upgradeReport } from './upgrade/report.js';
