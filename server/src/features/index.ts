/** The face of `features`: pure functions of a document, a place and the session's context. */
export { changeEdit } from './changeEdit.js';
export { isFlink, memoryModel } from './memoryModel.js';
