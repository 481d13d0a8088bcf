"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fixesFor = fixesFor;
exports.prove = prove;
const edits_js_1 = require("../documents/edits.js");
const derivation_js_1 = require("../model/derivation.js");
const catalogue_js_1 = require("./catalogue.js");
const order_js_1 = require("./order.js");
/** The proven fixes of a finding, the preferred one first. Costs some milliseconds: ask when somebody looks. */
function fixesFor(finding, located, context) {
    return prove(located, finding, (0, catalogue_js_1.ruleOf)(finding.rule)?.fixes(finding, located.analysis) ?? [], context);
}
/** Keeps of some fixes those that help, the preferred one first. */
function prove(located, finding, fixes, context) {
    if (fixes.length === 0)
        return [];
    const before = { analysis: located.analysis, findings: (0, catalogue_js_1.check)(located.analysis, context) };
    const proven = fixes.flatMap((fix) => {
        const edits = editsOf(located, fix);
        const after = edits === undefined ? undefined : reread(located, edits, context);
        if (edits === undefined || after === undefined)
            return [];
        const helps = isGone(finding, before.findings, after.findings)
            && getsFurther(finding, before.analysis, after.analysis)
            && leavesTheRest(located, fix, finding, after.analysis)
            && !addsErrors(before.findings, after.findings)
            && (fix.neutral !== true || keepsSizes(before.analysis, after.analysis));
        return helps ? [{ fix, edits, safe: fix.safe === true && keepsSizes(before.analysis, after.analysis) }] : [];
    });
    const best = proven.reduce((least, candidate) => (candidate.fix.cost !== undefined && (least?.fix.cost === undefined || candidate.fix.cost < least.fix.cost) ? candidate : least), undefined);
    const preferred = best?.fix.cost === undefined ? undefined : best;
    return [...proven]
        .sort((left, right) => Number(right === preferred) - Number(left === preferred))
        .map(({ fix, edits, safe }) => ({ title: fix.title, edits, changes: fix.changes, preferred: fix === preferred?.fix, safe }));
}
function editsOf(located, fix) {
    const result = (0, edits_js_1.editsFor)(located.section.section.text, located.cluster, fix.changes);
    return 'edits' in result && result.edits.length > 0 ? result.edits : undefined;
}
/** The cluster as it is read with the edits. */
function reread(located, edits, context) {
    const analysis = located.reread((0, edits_js_1.applyEdits)(located.section.section.text, edits));
    return analysis === undefined ? undefined : { analysis, findings: (0, catalogue_js_1.check)(analysis, context) };
}
/** Rule, key and process tell a finding from others across an edit; of several alike one has to be gone. */
function isGone(finding, before, after) {
    return countLike(finding, after) < Math.max(1, countLike(finding, before));
}
function countLike(finding, findings) {
    const isDerivation = isOfDerivation(finding.rule);
    return findings.filter((other) => other.rule === finding.rule && other.process === finding.process && (isDerivation || other.key === finding.key)).length;
}
function isOfDerivation(rule) {
    return derivation_js_1.DERIVATION_CODES.some((code) => code === rule) || rule === 'overflow' || rule === 'memory-not-configured';
}
/** The process of the finding derives, or is refused at a later check; the other one fares no worse. */
function getsFurther(finding, before, after) {
    return derivation_js_1.PROCESS_KINDS.every((process) => {
        const [then, now] = [before.derivations[process], after.derivations[process]];
        if (isAbout(finding, process, then))
            return then?.status === 'failed' && now !== undefined && (0, order_js_1.isPast)(then.refusal, now);
        return (0, order_js_1.isNoWorse)(then, now);
    });
}
/** Whether the finding is the very refusal of that process. */
function isAbout(finding, process, derivation) {
    if (derivation?.status !== 'failed' || finding.process !== process)
        return false;
    return finding.rule === derivation.refusal.code || (finding.rule === 'memory-not-configured' && derivation.refusal.code === 'size-not-configured');
}
/** Every setting that the fix is not about keeps its value. */
function leavesTheRest(located, fix, finding, after) {
    const touched = touchedKeys(located, fix, finding);
    const [then, now] = [located.cluster.settings, after.cluster.settings];
    for (const [key, setting] of then)
        if (!touched.has(key) && now.get(key)?.value !== setting.value)
            return false;
    for (const key of now.keys())
        if (!touched.has(key) && !then.has(key))
            return false;
    return true;
}
function touchedKeys(located, fix, finding) {
    const keys = new Set(finding.key === undefined ? [] : [finding.key]);
    for (const change of fix.changes) {
        switch (change.kind) {
            case 'setValue':
            case 'removeEntry':
                noteEntry(change.entry, keys);
                break;
            case 'rename':
                keys.add(change.entry.key).add(change.key);
                break;
            case 'set':
            case 'remove':
                keys.add(change.key);
                break;
            case 'setResource':
                keys.add(`${change.process.toLowerCase()}.memory.process.size`);
                break;
            case 'replace':
                for (const entry of located.cluster.entries)
                    if (overlaps(change.span, { start: entry.keySpan.start, end: entry.valueSpan.end }))
                        keys.add(entry.key);
                break;
        }
    }
    return keys;
}
/** A request's change moves the limit factor that the operator computes from it. */
function noteEntry(entry, keys) {
    keys.add(entry.key);
    if (entry.source === 'resource')
        keys.add(`kubernetes.${entry.key.split('.')[0] ?? ''}.memory.limit-factor`);
}
function overlaps(left, right) {
    return left.start < right.end && right.start < left.end;
}
/** An error that was not there before; that Flink is refused later on is judged elsewhere. */
function addsErrors(before, after) {
    const known = new Set(before.filter(({ level }) => level === 'error').map(identity));
    return after.some((finding) => finding.level === 'error' && !isOfDerivation(finding.rule) && !known.has(identity(finding)) && finding.process === undefined);
}
function identity({ rule, key, process }) {
    return `${rule} ${key ?? ''} ${process ?? ''}`;
}
/** Whether every size that was derived is still the same; what was not derived before has nothing to lose. */
function keepsSizes(before, after) {
    return derivation_js_1.PROCESS_KINDS.every((process) => {
        const [then, now] = [before.derivations[process], after.derivations[process]];
        if (then?.status !== 'derived')
            return true;
        return now?.status === 'derived' && [...then.pools].every(([pool, bytes]) => now.pools.get(pool) === bytes);
    });
}
//# sourceMappingURL=proof.js.map