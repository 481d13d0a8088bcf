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
exports.refusalText = refusalText;
exports.missingBytes = missingBytes;
exports.adviceText = adviceText;
exports.wayTitle = wayTitle;
/** What a refusal of Flink's says, with this document's numbers. */
const l10n = __importStar(require("@vscode/l10n"));
const index_js_1 = require("../model/index.js");
const sizes_js_1 = require("../shared/sizes.js");
const words_js_1 = require("../shared/words.js");
const settings_js_1 = require("./settings.js");
/** Above this nobody means a bound: Flink's "unlimited". */
const UNLIMITED = 1n << 62n;
/** What is wrong with the numbers; how much is missing is told apart. A clause without an end, so that what Flink does can follow. */
function refusalText(refusal, process, version) {
    const required = (0, sizes_js_1.sizeText)(refusal.required ?? 0n);
    const available = (0, sizes_js_1.sizeText)(refusal.available ?? 0n);
    const size = (pool) => (0, sizes_js_1.sizeText)(refusal.parts.find((part) => part.pool === pool)?.bytes ?? 0n);
    switch (refusal.code) {
        case 'jvm-exceeds-process':
            return l10n.t('JVM metaspace {0} and JVM overhead {1} need {2}, but the process has {3}', size('jvmMetaspace'), size('jvmOverhead'), required, available);
        case 'flink-exceeds-process':
            return l10n.t('Total Flink memory {0} and JVM metaspace {1} need {2}, but the process has {3}', size('totalFlink'), size('jvmMetaspace'), required, available);
        case 'jvm-overhead-out-of-range':
            return l10n.t('Process size and total Flink memory leave {0} for JVM overhead, which must be {1}', required, boundsText(refusal));
        case 'pools-exceed-flink':
            return l10n.t('{0} = {1}, but total Flink memory is {2}', sumText(refusal, process), required, available);
        case 'network-out-of-range':
            return l10n.t('The other pools leave {0} of total Flink memory for the network, which must be {1}', required, boundsText(refusal));
        case 'network-buffers-mismatch':
            return l10n.t('The other pools leave {0} of total Flink memory for the network, but the configured number of buffers takes {1}', available, required);
        case 'off-heap-exceeds-flink':
            return l10n.t('Off-heap memory {0} leaves nothing of total Flink memory {1} for the JVM heap', required, available);
        case 'heap-plus-off-heap-not-flink':
            return refusal.required === refusal.available
                ? l10n.t('Flink {0} does not accept heap, off-heap and total Flink memory together, even though heap and off-heap add up to that total of {1}', version, required)
                : l10n.t('Heap and off-heap memory make {0}, but total Flink memory is {1}', required, available);
        case 'heap-exceeds-flink':
            return l10n.t('The JVM heap of {0} exceeds total Flink memory of {1}', required, available);
        default:
            return l10n.t('No memory size is set for the {0}', (0, words_js_1.processName)(process));
    }
}
const SHORT = new Set(['jvm-exceeds-process', 'flink-exceeds-process', 'pools-exceed-flink', 'heap-exceeds-flink']);
/** What the parts ask for beyond what there is, in bytes; undefined where the refusal is about something else. */
function missingBytes({ code, required, available }) {
    if (!SHORT.has(code) || required === undefined || available === undefined || required <= available)
        return undefined;
    return required - available;
}
function boundsText({ bounds }) {
    if (bounds === undefined)
        return '';
    return bounds.max >= UNLIMITED ? l10n.t('at least {0}', (0, sizes_js_1.sizeText)(bounds.min)) : l10n.t('between {0} and {1}', (0, sizes_js_1.sizeText)(bounds.min), (0, sizes_js_1.sizeText)(bounds.max));
}
const SUMMED = new Set(['frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'managed', 'network']);
/** `Framework heap memory 128 + managed memory 345.6 + …`: what was settled before the sum was compared. */
function sumText({ parts }, process) {
    const terms = parts.filter(({ pool, bytes }) => SUMMED.has(pool) && bytes > 0n);
    return terms.map(({ pool, bytes }, index) => `${index === 0 ? (0, words_js_1.poolName)(pool, process) : (0, words_js_1.poolInSentence)(pool, process)} ${(0, sizes_js_1.mebibytes)(bytes)}`).join(' + ');
}
/** The number that would do, as a sentence; empty where no single change helps. */
function adviceText(way, analysis) {
    if (way === undefined || way.without.length > 0)
        return '';
    const name = (0, settings_js_1.nameOf)(analysis, way.key);
    switch (way.kind) {
        case 'remove':
            return l10n.t('Without {0} it would start.', name);
        case 'fraction':
            return l10n.t('{0} of at most {1} would do.', name, way.text);
        case 'resize':
            if (!way.starts)
                return '';
            if (way.exact)
                return l10n.t('{0} of {1} would do.', name, way.text);
            return way.to > way.from ? l10n.t('{0} of at least {1} would do.', name, way.text) : l10n.t('{0} of at most {1} would do.', name, way.text);
    }
}
/** A way as the title of a fix, with what comes of it. */
function wayTitle(way, analysis, process) {
    const title = changeTitle(way, analysis, process);
    return way.without.length === 0 ? title : l10n.t('Remove {0}; {1}', way.without.map((key) => (0, settings_js_1.nameOf)(analysis, key)).join(', '), title);
}
function changeTitle(way, analysis, process) {
    const name = (0, settings_js_1.nameOf)(analysis, way.key);
    switch (way.kind) {
        case 'remove': {
            const outcome = outcomeOf(way, analysis, process);
            return outcome === undefined ? l10n.t('Remove {0}', name) : l10n.t('Remove {0} ({1})', name, outcome);
        }
        case 'fraction':
            if (way.roomy)
                return l10n.t('Lower {0} to {1} ({2})', name, way.text, heapOf(way, process));
            return way.starts ? l10n.t('Lower {0} to {1} (largest that works)', name, way.text) : l10n.t('Lower {0} to {1}', name, way.text);
        case 'resize':
            return resizeTitle(way, name, process);
    }
}
function resizeTitle(way, name, process) {
    if (!way.starts || way.exact)
        return l10n.t('Set {0} to {1}', name, way.text);
    if (way.to > way.from) {
        return way.roomy ? l10n.t('Raise {0} to {1} ({2})', name, way.text, heapOf(way, process)) : l10n.t('Raise {0} to {1} (smallest that works)', name, way.text);
    }
    return way.roomy ? l10n.t('Lower {0} to {1} ({2})', name, way.text, heapOf(way, process)) : l10n.t('Lower {0} to {1} (largest that works)', name, way.text);
}
/** What the pool behind a removed key becomes; for total Flink memory what the heap becomes, which is what people ask. */
function outcomeOf(way, { cluster: { version: { version } } }, process) {
    const own = version === undefined ? undefined : (0, index_js_1.poolOfKey)(process, way.key, version);
    return becomes(way, own === 'totalFlink' ? 'jvmHeap' : own, process);
}
/** What a way does for the heap that matters: the JobManager's, or that of the tasks. */
function heapOf(way, process) {
    return becomes(way, process === 'taskManager' ? 'taskHeap' : 'jvmHeap', process) ?? '';
}
function becomes({ after }, pool, process) {
    const bytes = pool === undefined || after.status !== 'derived' ? undefined : after.pools.get(pool);
    return pool === undefined || bytes === undefined ? undefined : l10n.t('{0} becomes {1}', (0, words_js_1.poolInSentence)(pool, process), (0, sizes_js_1.sizeText)(bytes));
}
//# sourceMappingURL=derivationWords.js.map