"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readableOption = readableOption;
exports.supplyingKey = supplyingKey;
exports.isConfigured = isConfigured;
const catalogue_js_1 = require("./catalogue.js");
const memorySize_js_1 = require("./memorySize.js");
/** What the derivation of a version needs of an option; undefined when the version does not have it. */
function readableOption(key, version) {
    const option = (0, catalogue_js_1.optionAt)(key, version);
    if (option === undefined)
        return undefined;
    const size = option.type === 'MemorySize' && option.default !== undefined ? (0, memorySize_js_1.parseMemorySize)(option.default) : undefined;
    return {
        key,
        fallbackKeys: option.fallbackKeys.map((fallback) => fallback.key),
        default: option.default,
        defaultBytes: size !== undefined && 'bytes' in size ? size.bytes : undefined,
    };
}
/** The key of the configuration that supplies the option's value, as `Configuration.get` looks for it: own key first. */
function supplyingKey(configuration, option) {
    if (configuration.has(option.key))
        return option.key;
    for (const key of option.fallbackKeys)
        if (configuration.has(key))
            return key;
    return undefined;
}
/** `Configuration.contains`: own key or any that is read in its place. False for an option the version does not have. */
function isConfigured(configuration, option) {
    return option !== undefined && supplyingKey(configuration, option) !== undefined;
}
//# sourceMappingURL=options.js.map