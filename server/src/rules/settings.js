"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.winningEntry = winningEntry;
exports.afterRemoval = afterRemoval;
exports.entrySpan = entrySpan;
exports.valueSpan = valueSpan;
exports.authorText = authorText;
exports.entryName = entryName;
exports.nameOf = nameOf;
exports.processOf = processOf;
/** The entry that Flink gets a key from, where it stands in the document. */
function winningEntry(analysis, key) {
    return analysis.cluster.settings.get(key)?.entry;
}
/**
 * What Flink sees for a key once an edit has removed what sets it: what stands beneath, `null` where nothing does. Undefined
 * where the document does not set it, or where nobody knows what stands beneath.
 */
function afterRemoval(analysis, key) {
    const setting = analysis.cluster.settings.get(key);
    if (setting?.entry === undefined || setting.beneath?.templated === true)
        return undefined;
    return setting.beneath?.value ?? null;
}
/** The whole entry, from its key to the end of its value. */
function entrySpan(entry) {
    return { start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.valueSpan.end) };
}
/** Where a finding about a value stands: the value, or the key where there is none. */
function valueSpan(entry) {
    return entry.valueSpan.end > entry.valueSpan.start ? entry.valueSpan : entry.keySpan;
}
/** An entry's value in its author's words: `2Gi` in `resource.memory`, where the operator hands Flink a number of bytes. */
function authorText(analysis, entry) {
    if (entry.source !== 'resource')
        return entry.value;
    const { taskManager, jobManager } = analysis.cluster.processes;
    const field = [...taskManager.resources, ...jobManager.resources].find(({ keySpan }) => keySpan.start === entry.keySpan.start);
    return field?.text ?? entry.value;
}
/** An entry as its author knows it: a key of Flink's, or a field such as `taskManager.resource.memory`. */
function entryName(entry) {
    return entry.site.kind === 'scalar' ? `${processOf(entry.key)}.${entry.site.field}` : entry.key;
}
/** A key as the document writes it where it counts; see `entryName`. */
function nameOf(analysis, key) {
    const entry = winningEntry(analysis, key);
    return entry === undefined ? key : entryName(entry);
}
/** The process a key belongs to, by its name. */
function processOf(key) {
    return key.startsWith('jobmanager.') ? 'jobManager' : 'taskManager';
}
//# sourceMappingURL=settings.js.map