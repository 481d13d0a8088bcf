"use strict";
var _a;
Object.defineProperty(exports, "__esModule", { value: true });
exports.Trial = void 0;
const index_js_1 = require("../../model/index.js");
const sizes_js_1 = require("../../shared/sizes.js");
const order_js_1 = require("../order.js");
const settings_js_1 = require("../settings.js");
const thresholds_js_1 = require("../thresholds.js");
const mending_js_1 = require("./mending.js");
/** A refused process of a document: here settings are changed to see whether Flink gets past the refusal. */
class Trial {
    analysis;
    process;
    context;
    /** What has to be got past. */
    refusal;
    /** Keys that are taken away before anything else is changed. */
    without;
    configuration;
    #least;
    constructor(analysis, process, context, refusal, configuration, without) {
        this.analysis = analysis;
        this.process = process;
        this.context = context;
        this.refusal = refusal;
        this.configuration = configuration;
        this.without = without;
    }
    /** Undefined where Flink does not refuse the process. */
    static of(analysis, process) {
        const derivation = analysis.derivations[process];
        const { version: { version }, container } = analysis.cluster;
        return derivation?.status === 'failed' && version !== undefined ? new _a(analysis, process, { version, container }, derivation.refusal, analysis.configuration, []) : undefined;
    }
    /** The same once the other values that Flink cannot read are mended, as each has a fix of its own; undefined where there are none. */
    mended() {
        const changes = (0, mending_js_1.mendingChanges)(this.process, this.configuration, this.context.version);
        return Object.keys(changes).length === 0 ? undefined : this.#on(this.configuration.with(changes), this.without);
    }
    /** The same with some keys taken away. */
    lacking(keys) {
        return this.#on(this.configuration.with(Object.fromEntries(keys.map((key) => [key, (0, settings_js_1.afterRemoval)(this.analysis, key) ?? null]))), keys);
    }
    #on(configuration, without) {
        return new _a(this.analysis, this.process, this.context, this.refusal, configuration, without);
    }
    derive(changes) {
        return (0, index_js_1.derive)(this.process, this.configuration.with(changes), this.context);
    }
    /** The derivation with these changes, when it gets past the refusal. */
    past(changes) {
        const after = this.derive(changes);
        return (0, order_js_1.isPast)(this.refusal, after) ? after : undefined;
    }
    /** The same for a size; in whole MiB where the key counts those. */
    sized(key, bytes) {
        if (bytes < 0n || ((0, index_js_1.isCountOfMib)(key) && bytes % sizes_js_1.MIB !== 0n))
            return undefined;
        return this.past({ [key]: (0, index_js_1.sizeValue)(key, bytes) });
    }
    poolOf(key) {
        return (0, index_js_1.poolOfKey)(this.process, key, this.context.version);
    }
    /** The value in the author's own words: `2Gi` in a document, where Flink gets the number of bytes. */
    written(key) {
        const entry = (0, settings_js_1.winningEntry)(this.analysis, key);
        return entry === undefined ? undefined : (0, settings_js_1.authorText)(this.analysis, entry);
    }
    /** How many bytes of heap a process that starts lacks to be of use; 0 where it has enough. */
    lackingHeap(after) {
        if (after.status !== 'derived')
            return 0n;
        const { pool, bytes } = (this.#least ??= (0, thresholds_js_1.leastHeap)(this.process, this.configuration, this.context.version));
        const heap = after.pools.get(pool) ?? 0n;
        return heap < bytes ? bytes - heap : 0n;
    }
}
exports.Trial = Trial;
_a = Trial;
//# sourceMappingURL=trial.js.map