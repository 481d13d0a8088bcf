"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.defineRule = defineRule;
/** Makes a rule whose findings carry its own id. */
function defineRule(rule) {
    const { id, level, entries, when } = rule;
    return {
        id,
        level,
        ...(entries === undefined ? {} : { entries }),
        ...(when === undefined ? {} : { when }),
        ...(rule.find === undefined ? {} : { find: (analysis, context) => withId(id, rule.find?.(analysis, context) ?? []) }),
        say: (finding, analysis) => rule.say(finding, analysis),
        cause: (finding, analysis) => rule.cause?.(finding, analysis) ?? rule.say(finding, analysis),
        fixes: (finding, analysis) => rule.fixes?.(finding, analysis) ?? [],
    };
}
/** A list: nearly every rule finds nothing, and a generator around a generator costs more than that. */
function withId(rule, noticed) {
    const findings = [];
    for (const one of noticed)
        findings.push({ rule, ...one });
    return findings;
}
//# sourceMappingURL=rule.js.map