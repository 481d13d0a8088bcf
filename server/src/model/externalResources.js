"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.externalResources = externalResources;
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const structuredOptions_js_1 = require("./structuredOptions.js");
/** The external resources (GPUs and the like) of a TaskManager, as `ExternalResourceUtils` reads them. */
function externalResources(configuration, version) {
    const list = (0, options_js_1.readableOption)('external-resources', version);
    const key = list === undefined ? undefined : (0, options_js_1.supplyingKey)(configuration, list);
    if (key === undefined)
        return { amounts: [] };
    if (configuration.isUnknown(key))
        return 'unknown';
    const text = configuration.get(key) ?? '';
    const amounts = [];
    for (const name of new Set(text === 'none' ? [] : (0, structuredOptions_js_1.splitEscaped)(text, ';') ?? [])) {
        const amountKey = `external-resource.${name}.amount`;
        const amountText = configuration.get(amountKey);
        if (amountText === undefined)
            continue;
        if (configuration.isUnknown(amountKey))
            return 'unknown';
        const amount = (0, javaNumbers_js_1.parseJavaLong)(amountText);
        if (amount === undefined)
            return { unreadable: { key: amountKey, text: amountText } };
        // Flink leaves out what it gets none of.
        if (amount > 0n)
            amounts.push([name, amount.toString()]);
    }
    return { amounts };
}
//# sourceMappingURL=externalResources.js.map