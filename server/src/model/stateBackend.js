"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.stateBackendKey = stateBackendKey;
exports.stateBackendOf = stateBackendOf;
exports.backendBudget = backendBudget;
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
/** The key that names the state backend; undefined where none does. */
function stateBackendKey(configuration, version) {
    const option = (0, options_js_1.readableOption)('state.backend.type', version) ?? (0, options_js_1.readableOption)('state.backend', version);
    return option === undefined ? undefined : (0, options_js_1.supplyingKey)(configuration, option);
}
/**
 * The state backend that the configuration names, unless somebody has `chosen` one; undefined when it names none (a job may
 * choose in code), a template hides it, or it is one that we do not know.
 */
function stateBackendOf(configuration, version, chosen = 'auto') {
    if (chosen !== 'auto')
        return chosen;
    const key = stateBackendKey(configuration, version);
    if (key === undefined || configuration.isUnknown(key))
        return undefined;
    const name = (configuration.get(key) ?? '').toLowerCase();
    if (name.includes('rocksdb'))
        return 'rocksdb';
    if (name.includes('forst'))
        return 'forst';
    return ['hashmap', 'filesystem', 'jobmanager'].includes(name) || name.includes('hashmapstatebackend') ? 'hashmap' : undefined;
}
/** As `RocksDBSharedResourcesFactory.from` decides, and ForSt's alike: a size per slot before managed memory, a size per TaskManager after it. */
function backendBudget(configuration, version, backend) {
    const option = (name) => (0, options_js_1.readableOption)(`state.backend.${backend}.memory.${name}`, version);
    const keyOf = (name) => {
        const found = option(name);
        return found === undefined ? undefined : (0, options_js_1.supplyingKey)(configuration, found);
    };
    const perSlot = keyOf('fixed-per-slot');
    if (perSlot !== undefined)
        return { kind: 'fixed-per-slot', key: perSlot };
    const managed = keyOf('managed');
    const isManaged = managed === undefined ? true : configuration.isUnknown(managed) ? undefined : (0, javaNumbers_js_1.parseJavaBoolean)(configuration.get(managed) ?? '');
    if (isManaged !== false)
        return { kind: isManaged === true ? 'managed' : 'unknown' };
    const perTaskManager = keyOf('fixed-per-tm');
    return perTaskManager === undefined ? { kind: 'none' } : { kind: 'fixed-per-tm', key: perTaskManager };
}
//# sourceMappingURL=stateBackend.js.map