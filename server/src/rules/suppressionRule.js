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
exports.unusedSuppression = exports.UNUSED_SUPPRESSION = void 0;
const l10n = __importStar(require("@vscode/l10n"));
const words_js_1 = require("../shared/words.js");
const print_js_1 = require("./print.js");
const rule_js_1 = require("./rule.js");
/** The rule's id: a comment has to name it to silence it. */
exports.UNUSED_SUPPRESSION = 'unused-suppression';
/**
 * Comments to us that do nothing. It finds nothing by itself: what a comment silences is known only where all rules have been
 * asked (see suppressions.ts).
 */
exports.unusedSuppression = (0, rule_js_1.defineRule)({
    id: exports.UNUSED_SUPPRESSION,
    level: 'information',
    find: () => [],
    say: ({ payload }) => textOf(payload),
    fixes: ({ payload }) => [
        ...(payload.nearest === undefined
            ? []
            : [{ title: l10n.t('Change to {0}', payload.nearest), changes: [{ kind: 'replace', span: payload.name, text: payload.nearest }], cost: 0n }]),
        {
            title: payload.whole ? l10n.t('Remove this comment') : l10n.t('Remove {0} from this comment', payload.names[0] ?? ''),
            changes: [{ kind: 'replace', span: payload.cut, text: '' }],
            cost: 1n,
        },
    ],
});
function textOf({ kind, names, nearest }) {
    const name = names[0] ?? '';
    switch (kind) {
        case 'unused':
            return names.length === 0
                ? l10n.t('This comment silences nothing: no rule finds anything at its place.')
                : l10n.t('This comment silences nothing: {0} finds nothing at its place.', (0, words_js_1.listed)(names));
        case 'unknown-rule':
            return (0, print_js_1.sentences)(l10n.t('There is no rule {0}, so naming it silences nothing.', name), nearest === undefined ? '' : l10n.t('Did you mean {0}?', nearest));
        case 'unknown-word':
            return (0, print_js_1.sentences)(l10n.t('This comment does nothing: after the colon stands ignore, version or off, not {0}.', name), nearest === undefined ? '' : l10n.t('Did you mean {0}?', nearest));
        case 'misplaced':
            return l10n.t('This comment does nothing here: {0} counts only above the file’s first line of content.', name);
        case 'no-version':
            return l10n.t('This comment names no version of Flink, so it does nothing. Write two numbers, such as 1.20.');
    }
}
//# sourceMappingURL=suppressionRule.js.map