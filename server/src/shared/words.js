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
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.listed = listed;
exports.withRemark = withRemark;
exports.poolName = poolName;
exports.poolLabel = poolLabel;
exports.poolInSentence = poolInSentence;
exports.shortKey = shortKey;
exports.processName = processName;
exports.versionSourceText = versionSourceText;
exports.consumerName = consumerName;
/** Names of things in the session's language, for server and panel alike. Each side configures `@vscode/l10n` before it asks. */
const l10n = __importStar(require("@vscode/l10n"));
/** Names one after the other, as the session's language lists them: Chinese has a comma for lists alone. */
function listed(names) {
    return names.reduce((list, name) => (list === '' ? name : l10n.t('{0}, {1}', list, name)), '');
}
/** A remark after what it is about, in the brackets of the session's language. */
function withRemark(text, remark) {
    return l10n.t('{0} ({1})', text, remark);
}
const POOL_NAMES = {
    frameworkHeap: () => l10n.t('Framework heap memory'),
    taskHeap: () => l10n.t('Task heap memory'),
    frameworkOffHeap: () => l10n.t('Framework off-heap memory'),
    taskOffHeap: () => l10n.t('Task off-heap memory'),
    network: () => l10n.t('Network memory'),
    managed: () => l10n.t('Managed memory'),
    jvmMetaspace: () => l10n.t('JVM metaspace'),
    jvmOverhead: () => l10n.t('JVM overhead'),
    jvmHeap: () => l10n.t('JVM heap'),
    jvmDirect: () => l10n.t('Direct memory'),
    offHeap: () => l10n.t('Off-heap memory'),
    totalFlink: () => l10n.t('Total Flink memory'),
    totalProcess: () => l10n.t('Total process memory'),
};
const POOL_LABELS = {
    frameworkHeap: () => l10n.t('Framework heap'),
    taskHeap: () => l10n.t('Task heap'),
    frameworkOffHeap: () => l10n.t('Framework off-heap'),
    taskOffHeap: () => l10n.t('Task off-heap'),
    network: () => l10n.t('Network'),
    managed: () => l10n.t('Managed'),
    jvmMetaspace: () => l10n.t('JVM metaspace'),
    jvmOverhead: () => l10n.t('JVM overhead'),
    jvmHeap: () => l10n.t('JVM heap'),
    jvmDirect: () => l10n.t('Direct'),
    offHeap: () => l10n.t('Off-heap'),
    totalFlink: () => l10n.t('Total Flink'),
    totalProcess: () => l10n.t('Process'),
};
/** A part's full name, as a title: `Managed memory`. A JobManager's direct memory is its off-heap memory. */
function poolName(pool, process = 'taskManager') {
    return POOL_NAMES[namedAs(pool, process)]();
}
/** A part's short name, for rows of a table or a drawing: `Managed`. */
function poolLabel(pool, process = 'taskManager') {
    return POOL_LABELS[namedAs(pool, process)]();
}
/** A part's name within a sentence: `total Flink memory`, `JVM heap`. */
function poolInSentence(pool, process = 'taskManager') {
    const name = poolName(pool, process);
    return /^[A-Z][a-z]/.test(name) && !name.startsWith('Flink') ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
function namedAs(pool, process) {
    return process === 'jobManager' && pool === 'jvmDirect' ? 'offHeap' : pool;
}
/** A key without the part that all memory options share: `network.min`. */
function shortKey(key) {
    return key.replace(/^(?:task|job)manager\.(?:memory\.)?/, '');
}
/** `TaskManager`, `JobManager`: names of Flink's that no language translates. */
function processName(process) {
    return process === 'taskManager' ? 'TaskManager' : 'JobManager';
}
const VERSION_SOURCES = {
    comment: () => l10n.t('from the comment in this file'),
    setting: () => l10n.t('from the settings'),
    spec: () => l10n.t('from spec.flinkVersion'),
    image: () => l10n.t('from the image tag'),
    file: () => l10n.t('from the file name'),
    default: () => l10n.t('assumed, none is named'),
};
/** How the Flink version was found. */
function versionSourceText(source) {
    return VERSION_SOURCES[source]();
}
const CONSUMERS = {
    OPERATOR: () => l10n.t('Batch and SQL operators'),
    STATE_BACKEND: () => l10n.t('State backend (RocksDB)'),
    PYTHON: () => l10n.t('Python workers'),
};
/** Who uses managed memory. */
function consumerName(consumer) {
    return CONSUMERS[consumer]();
}
//# sourceMappingURL=words.js.map