"use strict";
/** Sizes printed for people, alike in hover, panel, messages and hints. Sizes are bytes; what is printed is rounded, never the arithmetic. */
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
exports.MIB = exports.KIB = exports.GIB = void 0;
exports.mebibytes = mebibytes;
exports.sizeText = sizeText;
exports.gibibytesText = gibibytesText;
exports.exactBytes = exactBytes;
exports.shareText = shareText;
exports.percentText = percentText;
exports.shareOf = shareOf;
exports.parseBytes = parseBytes;
const l10n = __importStar(require("@vscode/l10n"));
const memorySize_js_1 = require("../model/memorySize.js");
var memorySize_js_2 = require("../model/memorySize.js");
Object.defineProperty(exports, "GIB", { enumerable: true, get: function () { return memorySize_js_2.GIB; } });
Object.defineProperty(exports, "KIB", { enumerable: true, get: function () { return memorySize_js_2.KIB; } });
Object.defineProperty(exports, "MIB", { enumerable: true, get: function () { return memorySize_js_2.MIB; } });
/** Between groups of three digits: a narrow space that no line breaks at. */
const GROUP = '\u202f';
/** A size in MiB with at most one decimal and no unit: `512`, `1098.6`, `<0.1` for what would round to nothing. */
function mebibytes(bytes) {
    return inUnit(bytes, memorySize_js_1.MIB, 1);
}
/** A size with its unit, in MiB: `1098.6 MiB`. */
function sizeText(bytes) {
    return `${mebibytes(bytes)} MiB`;
}
/** A size with its unit, in GiB with at most two decimals: `2.54 GiB`. */
function gibibytesText(bytes) {
    return `${inUnit(bytes, memorySize_js_1.GIB, 2)} GiB`;
}
/** Exact bytes, digits in groups of three, without a unit: `2 726 297 600`. */
function exactBytes(bytes) {
    return bytes.toString().replace(/\B(?=(?:\d{3})+$)/g, GROUP);
}
/** Whole per cent of `total`: `20 %` (Chinese `20%`), `<1 %` for what would round to nothing; nothing of a total of 0. */
function shareText(bytes, total) {
    if (total <= 0n)
        return '';
    const percent = roundedQuotient(bytes * 100n, total);
    return percentText(percent === 0n && bytes > 0n ? '<1' : percent.toString());
}
/** A number of per cent with its sign, spaced as the session's language does. */
function percentText(percent) {
    return l10n.t('{0} %', percent);
}
/** `bytes` of `total` as a number, 0 … 1, for drawing. */
function shareOf(bytes, total) {
    return total <= 0n ? 0 : Number(bytes) / Number(total);
}
/** A byte count that came over a process boundary as decimal text; undefined when it is none. */
function parseBytes(text) {
    return text !== undefined && /^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}
function inUnit(bytes, unit, decimals) {
    const scale = 10n ** BigInt(decimals);
    const negative = bytes < 0n;
    const scaled = roundedQuotient((negative ? -bytes : bytes) * scale, unit);
    if (scaled === 0n)
        return bytes === 0n ? '0' : `<${(1 / Number(scale)).toFixed(decimals)}`;
    const fraction = (scaled % scale).toString().padStart(decimals, '0').replace(/0+$/, '');
    const whole = (scaled / scale).toString();
    return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
/** Rounds half up. Both arguments are positive or zero. */
function roundedQuotient(dividend, divisor) {
    return (2n * dividend + divisor) / (2n * divisor);
}
//# sourceMappingURL=sizes.js.map