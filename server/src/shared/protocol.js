"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.FIX_ERRORS = exports.CHANGE_EDIT = exports.MODEL_CHANGED = exports.MEMORY_MODEL = void 0;
exports.MEMORY_MODEL = 'flinkMemory/memoryModel';
exports.MODEL_CHANGED = 'flinkMemory/modelChanged';
exports.CHANGE_EDIT = 'flinkMemory/changeEdit';
exports.FIX_ERRORS = 'flinkMemory/fixErrors';
//# sourceMappingURL=protocol.js.map