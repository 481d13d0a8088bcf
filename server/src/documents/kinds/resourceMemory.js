"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.operatorMinor = operatorMinor;
exports.readResources = readResources;
exports.minorNumber = minorNumber;
exports.sizesOf = sizesOf;
exports.sizeBeneath = sizeBeneath;
const derivation_js_1 = require("../../model/derivation.js");
const javaNumbers_js_1 = require("../../model/javaNumbers.js");
const quantity_js_1 = require("../../model/quantity.js");
const flatten_js_1 = require("../yaml/flatten.js");
const node_js_1 = require("../yaml/node.js");
const tree_js_1 = require("../yaml/tree.js");
/** The first operator that reads `resources` (FLINK-33548). */
const RESOURCES_SINCE = 16;
const BLANK_IS_ABSENT_SINCE = 7;
/** The operator's minor version: what the setting says, else 1.16 where `resources` is used and 1.15 where not. */
function operatorMinor(spec, setting) {
    if (setting !== 'auto')
        return setting;
    return derivation_js_1.PROCESS_KINDS.some((process) => usesResources(spec, process)) ? '1.16' : '1.15';
}
/** Any request or limit counts, also one of cpu only: the older `resource` block is then ignored entirely. */
function usesResources(spec, process, without) {
    const resources = (0, node_js_1.nodeAt)(spec, process, 'resources');
    return resources !== undefined && ['requests', 'limits'].some((block) => {
        const node = (0, node_js_1.nodeAt)(resources, block);
        const gone = without === `${block}.memory` ? (0, node_js_1.pairOf)(node, 'memory') : undefined;
        return node?.kind === 'map' && node.pairs.some((pair) => pair !== gone);
    });
}
/**
 * Every memory field of a process, with what the operator of that version makes of it.
 * @param without a field to read as if it were not there
 */
function readResources(tree, spec, process, operatorVersion, without) {
    const known = minorNumber(operatorVersion) >= RESOURCES_SINCE;
    const replaced = known && usesResources(spec, process, without);
    const readField = (field, block) => field === without ? undefined : read(tree, spec, process, field, block);
    const requests = readField('requests.memory', ['resources', 'requests']);
    const limits = readField('limits.memory', ['resources', 'limits']);
    const resource = readField('resource.memory', ['resource']);
    return [
        ...(resource === undefined ? [] : [{ ...resource, effective: !replaced }]),
        ...(requests === undefined ? [] : [{ ...requests, effective: known }]),
        ...(limits === undefined ? [] : [{ ...limits, effective: known && requests === undefined }]),
    ].sort((a, b) => a.keySpan.start - b.keySpan.start);
}
/** The minor of a 1.x release of the operator: `1.15` → 15. */
function minorNumber(operatorVersion) {
    return Number(operatorVersion.slice(operatorVersion.indexOf('.') + 1));
}
function read(tree, spec, process, field, block) {
    const pair = (0, node_js_1.pairOf)((0, node_js_1.nodeAt)(spec, process, ...block), 'memory');
    const value = pair === undefined ? undefined : (0, node_js_1.resolveAlias)(pair.value);
    if (pair === undefined || value === undefined)
        return undefined;
    const templated = (0, tree_js_1.isTemplated)(tree, pair.value.span);
    // A null is dropped by the API server, and a collection refused: neither is a size.
    if (!templated && (value.kind !== 'scalar' || (value.quote === 'plain' && /^(?:~|null|)$/.test(value.text))))
        return undefined;
    return {
        process,
        field,
        text: templated ? (0, flatten_js_1.rawText)(tree.text, pair.value) : value.kind === 'scalar' ? value.text : '',
        templated,
        keySpan: pair.key.span,
        valueSpan: pair.value.span,
        site: { kind: 'scalar', pair: pair.span, quote: pair.value.kind === 'scalar' ? pair.value.quote : 'plain', field },
    };
}
/** What the operator sets for a process: the process size, and the limit factor where `resources` has request and limit. */
function sizesOf(resources, operatorVersion) {
    const sizes = [];
    const sizing = resources.find(({ effective }) => effective);
    // Since 1.7 a blank text counts as not defined: flinkConfiguration must then size the process.
    if (sizing !== undefined && (sizing.text.trim() !== '' || minorNumber(operatorVersion) < BLANK_IS_ABSENT_SINCE)) {
        const key = `${sizing.process.toLowerCase()}.memory.process.size`;
        const value = sizing.templated ? sizing.text : sizeText(sizing.text, operatorVersion);
        sizes.push({ key, value, entry: entryOf(key, value, sizing) });
    }
    const request = resources.find(({ effective, field }) => effective && field === 'requests.memory');
    const limit = resources.find(({ field }) => field === 'limits.memory');
    if (request !== undefined && limit !== undefined) {
        const factor = request.templated || limit.templated ? undefined : (0, quantity_js_1.limitFactorOf)(request.text, limit.text);
        // Nobody writes the factor itself: it follows from both.
        const key = `kubernetes.${request.process.toLowerCase()}.memory.limit-factor`;
        const value = factor === undefined ? limit.text : (0, javaNumbers_js_1.printJavaDouble)(factor);
        if (factor !== undefined || request.templated || limit.templated)
            sizes.push({ key, value, entry: { ...entryOf(key, value, limit), site: { kind: 'fixed' } } });
    }
    return sizes;
}
/** The field that would size a process, were the one that does so now not there. */
function sizeBeneath(tree, spec, process, operatorVersion, resources) {
    const sizing = resources.find(({ effective }) => effective);
    if (sizing === undefined)
        return undefined;
    const others = readResources(tree, spec, process, operatorVersion, sizing.field);
    return sizesOf(others, operatorVersion).find(({ key }) => key.endsWith('.memory.process.size'))?.entry;
}
function sizeText(text, operatorVersion) {
    const read = (0, quantity_js_1.readResourceMemory)(text, `1.${minorNumber(operatorVersion)}`);
    return 'text' in read ? read.text : text;
}
function entryOf(key, value, memory) {
    const { keySpan, valueSpan, templated, site } = memory;
    return { key, value, keySpan, valueSpan, templated, source: 'resource', site };
}
//# sourceMappingURL=resourceMemory.js.map