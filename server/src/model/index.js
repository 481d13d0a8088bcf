"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.jobManagerOptions = exports.poolOfKey = exports.sizeValue = exports.isCountOfMib = exports.readResourceMemory = exports.quantityBytes = exports.parseQuantity = exports.limitFactorOf = exports.supplyingKey = exports.readableOption = exports.isConfigured = exports.valueProblem = exports.printMemorySize = exports.printMebibytes = exports.printFlinkMemorySize = exports.parseMemorySize = exports.floorToMebibyte = exports.ceilToMebibyte = exports.MIB = exports.MAX_BYTES = exports.KIB = exports.GIB = exports.writeBufferRatio = exports.rocksDbMemory = exports.plausibleConsumers = exports.managedShares = exports.consumerWeights = exports.consumerNames = exports.CONSUMER_WEIGHTS_KEY = exports.CONSUMERS = exports.jvmArguments = exports.dynamicConfiguration = exports.TIME_UNITS = exports.parseDuration = exports.isoDuration = exports.containerMemory = exports.Configuration = exports.readersOf = exports.optionAt = exports.formerNames = exports.formerNameOf = exports.findOption = exports.allKeys = exports.nearestAccepted = exports.edge = exports.acceptedRange = exports.acceptedFractions = exports.isPageSize = exports.deriveTaskManager = exports.deriveJobManager = void 0;
exports.stateBackendOf = exports.stateBackendKey = exports.backendBudget = exports.slotsOf = exports.perSlot = exports.taskManagerOptions = void 0;
exports.derive = derive;
/** The public face of the model: Flink's memory arithmetic, pure. See docs/architecture.md. */
const jobManager_js_1 = require("./jobManager.js");
Object.defineProperty(exports, "deriveJobManager", { enumerable: true, get: function () { return jobManager_js_1.deriveJobManager; } });
const taskManager_js_1 = require("./taskManager.js");
Object.defineProperty(exports, "deriveTaskManager", { enumerable: true, get: function () { return taskManager_js_1.deriveTaskManager; } });
Object.defineProperty(exports, "isPageSize", { enumerable: true, get: function () { return taskManager_js_1.isPageSize; } });
var bounds_js_1 = require("./bounds.js");
Object.defineProperty(exports, "acceptedFractions", { enumerable: true, get: function () { return bounds_js_1.acceptedFractions; } });
Object.defineProperty(exports, "acceptedRange", { enumerable: true, get: function () { return bounds_js_1.acceptedRange; } });
Object.defineProperty(exports, "edge", { enumerable: true, get: function () { return bounds_js_1.edge; } });
Object.defineProperty(exports, "nearestAccepted", { enumerable: true, get: function () { return bounds_js_1.nearestAccepted; } });
var catalogue_js_1 = require("./catalogue.js");
Object.defineProperty(exports, "allKeys", { enumerable: true, get: function () { return catalogue_js_1.allKeys; } });
Object.defineProperty(exports, "findOption", { enumerable: true, get: function () { return catalogue_js_1.findOption; } });
Object.defineProperty(exports, "formerNameOf", { enumerable: true, get: function () { return catalogue_js_1.formerNameOf; } });
Object.defineProperty(exports, "formerNames", { enumerable: true, get: function () { return catalogue_js_1.formerNames; } });
Object.defineProperty(exports, "optionAt", { enumerable: true, get: function () { return catalogue_js_1.optionAt; } });
Object.defineProperty(exports, "readersOf", { enumerable: true, get: function () { return catalogue_js_1.readersOf; } });
var configuration_js_1 = require("./configuration.js");
Object.defineProperty(exports, "Configuration", { enumerable: true, get: function () { return configuration_js_1.Configuration; } });
var container_js_1 = require("./container.js");
Object.defineProperty(exports, "containerMemory", { enumerable: true, get: function () { return container_js_1.containerMemory; } });
__exportStar(require("./derivation.js"), exports);
var duration_js_1 = require("./duration.js");
Object.defineProperty(exports, "isoDuration", { enumerable: true, get: function () { return duration_js_1.isoDuration; } });
Object.defineProperty(exports, "parseDuration", { enumerable: true, get: function () { return duration_js_1.parseDuration; } });
Object.defineProperty(exports, "TIME_UNITS", { enumerable: true, get: function () { return duration_js_1.TIME_UNITS; } });
var jvm_js_1 = require("./jvm.js");
Object.defineProperty(exports, "dynamicConfiguration", { enumerable: true, get: function () { return jvm_js_1.dynamicConfiguration; } });
Object.defineProperty(exports, "jvmArguments", { enumerable: true, get: function () { return jvm_js_1.jvmArguments; } });
var managedMemory_js_1 = require("./managedMemory.js");
Object.defineProperty(exports, "CONSUMERS", { enumerable: true, get: function () { return managedMemory_js_1.CONSUMERS; } });
Object.defineProperty(exports, "CONSUMER_WEIGHTS_KEY", { enumerable: true, get: function () { return managedMemory_js_1.CONSUMER_WEIGHTS_KEY; } });
Object.defineProperty(exports, "consumerNames", { enumerable: true, get: function () { return managedMemory_js_1.consumerNames; } });
Object.defineProperty(exports, "consumerWeights", { enumerable: true, get: function () { return managedMemory_js_1.consumerWeights; } });
Object.defineProperty(exports, "managedShares", { enumerable: true, get: function () { return managedMemory_js_1.managedShares; } });
Object.defineProperty(exports, "plausibleConsumers", { enumerable: true, get: function () { return managedMemory_js_1.plausibleConsumers; } });
Object.defineProperty(exports, "rocksDbMemory", { enumerable: true, get: function () { return managedMemory_js_1.rocksDbMemory; } });
Object.defineProperty(exports, "writeBufferRatio", { enumerable: true, get: function () { return managedMemory_js_1.writeBufferRatio; } });
var memorySize_js_1 = require("./memorySize.js");
Object.defineProperty(exports, "GIB", { enumerable: true, get: function () { return memorySize_js_1.GIB; } });
Object.defineProperty(exports, "KIB", { enumerable: true, get: function () { return memorySize_js_1.KIB; } });
Object.defineProperty(exports, "MAX_BYTES", { enumerable: true, get: function () { return memorySize_js_1.MAX_BYTES; } });
Object.defineProperty(exports, "MIB", { enumerable: true, get: function () { return memorySize_js_1.MIB; } });
Object.defineProperty(exports, "ceilToMebibyte", { enumerable: true, get: function () { return memorySize_js_1.ceilToMebibyte; } });
Object.defineProperty(exports, "floorToMebibyte", { enumerable: true, get: function () { return memorySize_js_1.floorToMebibyte; } });
Object.defineProperty(exports, "parseMemorySize", { enumerable: true, get: function () { return memorySize_js_1.parseMemorySize; } });
Object.defineProperty(exports, "printFlinkMemorySize", { enumerable: true, get: function () { return memorySize_js_1.printFlinkMemorySize; } });
Object.defineProperty(exports, "printMebibytes", { enumerable: true, get: function () { return memorySize_js_1.printMebibytes; } });
Object.defineProperty(exports, "printMemorySize", { enumerable: true, get: function () { return memorySize_js_1.printMemorySize; } });
var optionValues_js_1 = require("./optionValues.js");
Object.defineProperty(exports, "valueProblem", { enumerable: true, get: function () { return optionValues_js_1.valueProblem; } });
var options_js_1 = require("./options.js");
Object.defineProperty(exports, "isConfigured", { enumerable: true, get: function () { return options_js_1.isConfigured; } });
Object.defineProperty(exports, "readableOption", { enumerable: true, get: function () { return options_js_1.readableOption; } });
Object.defineProperty(exports, "supplyingKey", { enumerable: true, get: function () { return options_js_1.supplyingKey; } });
var quantity_js_1 = require("./quantity.js");
Object.defineProperty(exports, "limitFactorOf", { enumerable: true, get: function () { return quantity_js_1.limitFactorOf; } });
Object.defineProperty(exports, "parseQuantity", { enumerable: true, get: function () { return quantity_js_1.parseQuantity; } });
Object.defineProperty(exports, "quantityBytes", { enumerable: true, get: function () { return quantity_js_1.quantityBytes; } });
Object.defineProperty(exports, "readResourceMemory", { enumerable: true, get: function () { return quantity_js_1.readResourceMemory; } });
var legacyKeys_js_1 = require("./legacyKeys.js");
Object.defineProperty(exports, "isCountOfMib", { enumerable: true, get: function () { return legacyKeys_js_1.isCountOfMib; } });
Object.defineProperty(exports, "sizeValue", { enumerable: true, get: function () { return legacyKeys_js_1.sizeValue; } });
var pools_js_1 = require("./pools.js");
Object.defineProperty(exports, "poolOfKey", { enumerable: true, get: function () { return pools_js_1.poolOfKey; } });
var processOptions_js_1 = require("./processOptions.js");
Object.defineProperty(exports, "jobManagerOptions", { enumerable: true, get: function () { return processOptions_js_1.jobManagerOptions; } });
Object.defineProperty(exports, "taskManagerOptions", { enumerable: true, get: function () { return processOptions_js_1.taskManagerOptions; } });
var slots_js_1 = require("./slots.js");
Object.defineProperty(exports, "perSlot", { enumerable: true, get: function () { return slots_js_1.perSlot; } });
Object.defineProperty(exports, "slotsOf", { enumerable: true, get: function () { return slots_js_1.slotsOf; } });
var stateBackend_js_1 = require("./stateBackend.js");
Object.defineProperty(exports, "backendBudget", { enumerable: true, get: function () { return stateBackend_js_1.backendBudget; } });
Object.defineProperty(exports, "stateBackendKey", { enumerable: true, get: function () { return stateBackend_js_1.stateBackendKey; } });
Object.defineProperty(exports, "stateBackendOf", { enumerable: true, get: function () { return stateBackend_js_1.stateBackendOf; } });
__exportStar(require("./version.js"), exports);
/** Sizes a TaskManager or a JobManager. */
function derive(process, configuration, context) {
    return process === 'taskManager' ? (0, taskManager_js_1.deriveTaskManager)(configuration, context) : (0, jobManager_js_1.deriveJobManager)(configuration, context);
}
//# sourceMappingURL=index.js.map