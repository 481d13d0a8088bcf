"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.EntryPass = void 0;
const keyFacts_js_1 = require("./keyFacts.js");
const perKey_js_1 = require("./perKey.js");
/**
 * The parts of all rules that look at single entries, in one pass over the entries that count. Which rules a key concerns is
 * found out once for each key and version: most keys of most files concern none, and cost a look into a map.
 */
class EntryPass {
    #concerned;
    constructor(rules) {
        const parts = rules.flatMap(({ id, entries }) => (entries === undefined ? [] : [{ id, part: entries }]));
        this.#concerned = new perKey_js_1.PerKey((key, version) => {
            const facts = (0, keyFacts_js_1.factsOf)(key, version);
            return { facts, parts: parts.filter(({ part }) => part.concerns(facts)) };
        });
    }
    /** Findings about single entries, of the rules that are asked by their id. */
    *find(analysis, context, asks) {
        const { version: { version }, settings } = analysis.cluster;
        if (version === undefined)
            return;
        for (const { entry, templated } of settings.values()) {
            if (entry === undefined)
                continue;
            const { facts, parts } = this.#concerned.get(entry.key, version);
            for (const { id, part } of parts) {
                if (!speaksOf(part, entry, templated) || !asks(id))
                    continue;
                const noticed = part.notice(entry, facts, analysis, context);
                if (noticed !== undefined)
                    yield { rule: id, ...noticed };
            }
        }
    }
}
exports.EntryPass = EntryPass;
/** What a template writes is unknown, and what stands in a field of the operator's is no key that anybody wrote. */
function speaksOf(part, entry, templated) {
    return part.about === 'key' ? entry.source !== 'resource' : !templated && !entry.templated;
}
//# sourceMappingURL=entryPass.js.map