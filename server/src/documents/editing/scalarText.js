"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.scalarText = scalarText;
exports.keyTextOf = keyTextOf;
exports.plainType = plainType;
const scalars_js_1 = require("../yaml/scalars.js");
/** Writes a value so that it is read back as exactly this text: in the style asked for, in double quotes where that would say something else. */
function scalarText(value, style) {
    if (style.quote === 'single' && isOneLine(value))
        return `'${value.replace(/'/g, "''")}'`;
    if (style.quote === 'double')
        return JSON.stringify(value);
    return isPlainSafe(value, style.flow) && readsAsItself(value, style.reader) ? value : JSON.stringify(value);
}
/** A key, plain where YAML allows. */
function keyTextOf(key, quote, flow) {
    return scalarText(key, { quote, flow, reader: 'flink' });
}
/** What a value is when it stands without quotes: `2` a number, `true` a boolean, `1g` a text. */
function plainType(value, reader) {
    return plainValue(value, reader).type;
}
function plainValue(value, reader) {
    const scalar = { kind: 'scalar', span: { start: 0, end: 0 }, text: value, quote: 'plain' };
    return reader === 'flink' ? (0, scalars_js_1.flinkScalar)(scalar) : (0, scalars_js_1.operatorScalar)(scalar);
}
function readsAsItself(value, reader) {
    const read = plainValue(value, reader);
    if (read.type === 'null' || read.type === 'unreadable')
        return false;
    return read.text === value && (reader !== 'text' || read.type === 'text');
}
function isOneLine(value) {
    return !/[\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(value);
}
/** Whether YAML reads the text back as one plain scalar. */
function isPlainSafe(value, flow) {
    if (value === '' || !isOneLine(value) || /^\s|\s$/.test(value))
        return false;
    if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.)/.test(value) || /:(?:\s|$)|\s#/.test(value))
        return false;
    return !(flow && (/[,[\]{}]/.test(value) || /^[-?:]/.test(value)));
}
//# sourceMappingURL=scalarText.js.map