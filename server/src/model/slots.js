"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.configuredSlots = configuredSlots;
exports.slotsOf = slotsOf;
exports.perSlot = perSlot;
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const processOptions_js_1 = require("./processOptions.js");
/** The number of slots as it is written, positive or not; undefined when it is templated or no number. */
function configuredSlots(configuration, version) {
    const { slots } = (0, processOptions_js_1.taskManagerOptions)(version);
    const key = (0, options_js_1.supplyingKey)(configuration, slots);
    if (key === undefined)
        return Number(slots.default ?? '1');
    return configuration.isUnknown(key) ? undefined : (0, javaNumbers_js_1.parseJavaInteger)(configuration.get(key) ?? '');
}
/** The number of slots of a TaskManager; undefined when it is templated, no number, or not positive. */
function slotsOf(configuration, version) {
    const slots = configuredSlots(configuration, version);
    return slots !== undefined && slots > 0 ? slots : undefined;
}
/**
 * What one slot has (`TaskExecutorResourceUtils.generateDefaultSlotResourceProfile`): each pool divided by the slots,
 * truncated. Undefined unless a TaskManager is derived with a known number of slots.
 */
function perSlot(derivation, configuration, context) {
    if (derivation.status !== 'derived' || derivation.process !== 'taskManager')
        return undefined;
    const slots = slotsOf(configuration, context.version);
    if (slots === undefined)
        return undefined;
    const share = (pool) => (derivation.pools.get(pool) ?? 0n) / BigInt(slots);
    return { slots, taskHeap: share('taskHeap'), taskOffHeap: share('taskOffHeap'), managed: share('managed'), network: share('network') };
}
//# sourceMappingURL=slots.js.map