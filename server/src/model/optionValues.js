"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.valueProblem = valueProblem;
const duration_js_1 = require("./duration.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const memorySize_js_1 = require("./memorySize.js");
const structuredOptions_js_1 = require("./structuredOptions.js");
/**
 * Why Flink surely refuses a text for an option (`ConfigurationUtils.convertValue`); undefined where it reads it, and where
 * nobody can say.
 */
function valueProblem(option, text, version, format) {
    if (option.list)
        return listProblem(option, text, format);
    if (option.values !== undefined)
        return choiceProblem(option.values, text);
    switch (option.type) {
        case 'MemorySize':
            return problemOf((0, memorySize_js_1.parseMemorySize)(text));
        case 'Duration':
            return problemOf((0, duration_js_1.parseDuration)(text, version));
        case 'Integer':
            return (0, javaNumbers_js_1.parseJavaInteger)(text) === undefined ? wholeProblem(text) : undefined;
        case 'Long':
            return (0, javaNumbers_js_1.parseJavaLong)(text) === undefined ? wholeProblem(text) : undefined;
        case 'Float':
        case 'Double':
            return (0, javaNumbers_js_1.parseJavaDouble)(text) === undefined ? numberProblem(text) : undefined;
        case 'Boolean':
            return (0, javaNumbers_js_1.parseJavaBoolean)(text) === undefined ? blankOr(text, 'not-a-boolean') : undefined;
        case 'Map':
            return mayBeYaml(text, format) ? undefined : mapProblem(text);
        default:
            return undefined;
    }
}
function problemOf(reading) {
    return 'problem' in reading ? reading.problem : undefined;
}
function blankOr(text, problem) {
    return text.trim() === '' ? 'blank' : problem;
}
/** Why a text is no `int` or `long`. */
function wholeProblem(text) {
    if ((0, javaNumbers_js_1.parseJavaLong)(text) !== undefined)
        return 'exceeds-int';
    if (/^[+-]?[0-9]+$/.test(text))
        return 'overflow';
    return (0, javaNumbers_js_1.parseJavaDouble)(text) === undefined ? numberProblem(text) : 'not-whole';
}
function numberProblem(text) {
    return blankOr(text, 'not-a-number');
}
/** `convertToEnum`: in any case, as `toString` writes it. */
function choiceProblem(values, text) {
    const upper = text.toUpperCase();
    return values.some((value) => value.toUpperCase() === upper) ? undefined : blankOr(text, 'not-a-choice');
}
/** Whether the text may be a collection in YAML, which is not for us to read. */
function mayBeYaml(text, format) {
    return format === 'yaml' && (/^\s*[[{&*!|>'"?-]/.test(text) || /:\s|:$|[\r\n]/.test(text));
}
/** Items are separated by `;`; only those that are choices can be wrong. */
function listProblem({ values }, text, format) {
    if (mayBeYaml(text, format))
        return undefined;
    const items = (0, structuredOptions_js_1.splitEscaped)(text, ';');
    if (items === undefined)
        return 'quote-open';
    return values === undefined ? undefined : items.map((item) => choiceProblem(values, item)).find((problem) => problem !== undefined);
}
/** `convertToProperties`: pairs `name:value`, separated by `,`. */
function mapProblem(text) {
    const pairs = (0, structuredOptions_js_1.splitEscaped)(text, ',')?.map((item) => (0, structuredOptions_js_1.splitEscaped)(item, ':'));
    return pairs?.every((pair) => pair?.length === 2) === true ? undefined : 'not-a-map';
}
//# sourceMappingURL=optionValues.js.map