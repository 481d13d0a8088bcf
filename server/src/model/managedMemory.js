"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.CONSUMER_WEIGHTS_KEY = exports.CONSUMERS = void 0;
exports.consumerNames = consumerNames;
exports.consumerWeights = consumerWeights;
exports.rocksDbMemory = rocksDbMemory;
exports.managedShares = managedShares;
exports.plausibleConsumers = plausibleConsumers;
exports.writeBufferRatio = writeBufferRatio;
const decimal_js_1 = require("./decimal.js");
const javaNumbers_js_1 = require("./javaNumbers.js");
const options_js_1 = require("./options.js");
const structuredOptions_js_1 = require("./structuredOptions.js");
const version_js_1 = require("./version.js");
/** Who asks for managed memory in a slot (`ManagedMemoryUseCase`). 1.12 calls the first `BATCH_OP`. */
exports.CONSUMERS = ['OPERATOR', 'STATE_BACKEND', 'PYTHON'];
exports.CONSUMER_WEIGHTS_KEY = 'taskmanager.memory.managed.consumer-weights';
const NAMES_1_12 = { OPERATOR: ['DATAPROC'], STATE_BACKEND: ['DATAPROC'], PYTHON: ['PYTHON'] };
const NAMES_1_13 = { OPERATOR: ['OPERATOR', 'DATAPROC'], STATE_BACKEND: ['STATE_BACKEND', 'DATAPROC'], PYTHON: ['PYTHON'] };
const NAMES_2_0 = { OPERATOR: ['OPERATOR'], STATE_BACKEND: ['STATE_BACKEND'], PYTHON: ['PYTHON'] };
function namesOf(version) {
    if ((0, version_js_1.isAtLeast)(version, '2.0'))
        return NAMES_2_0;
    return (0, version_js_1.isAtLeast)(version, '1.13') ? NAMES_1_13 : NAMES_1_12;
}
/** The names that a weight may have in that version; none before 1.12. */
function consumerNames(version) {
    return (0, version_js_1.isAtLeast)(version, '1.12') ? [...new Set(exports.CONSUMERS.flatMap((consumer) => namesOf(version)[consumer]))] : [];
}
const readWeights = new WeakMap();
/** The weights by which a slot's managed memory is divided (`ManagedMemoryUtils`); empty before 1.12, which has none. */
function consumerWeights(configuration, version) {
    const known = readWeights.get(configuration);
    if (known?.version === version)
        return known.weights;
    const weights = readConsumerWeights(configuration, version);
    readWeights.set(configuration, { version, weights });
    return weights;
}
function readConsumerWeights(configuration, version) {
    const option = (0, options_js_1.readableOption)(exports.CONSUMER_WEIGHTS_KEY, version);
    if (option === undefined)
        return { weights: new Map() };
    const items = weightItems(configuration, option.default ?? '');
    if (items === undefined) {
        // Until 1.16 Flink names the key, but not what is wrong with its value; the reason is the same.
        return { refusal: { code: 'value-invalid', key: exports.CONSUMER_WEIGHTS_KEY, reason: 'not-a-map' } };
    }
    if (items instanceof Set)
        return { unknownKeys: [...items] };
    const weights = new Map();
    if (!(0, version_js_1.isAtLeast)(version, '1.13')) {
        const refusal = refusal1_12([...items]);
        if (refusal !== undefined)
            return { refusal };
    }
    for (const consumer of exports.CONSUMERS) {
        // Since 1.13 Flink looks for the names it knows; others are dropped unread.
        const name = namesOf(version)[consumer].find((candidate) => items.has(candidate));
        if (name === undefined)
            continue;
        const weight = (0, javaNumbers_js_1.parseJavaInteger)(items.get(name) ?? '');
        if (weight === undefined)
            return { refusal: { code: 'value-invalid', reason: 'not-a-number', consumer: name } };
        if (weight < 0)
            return { refusal: { code: 'weight-negative', consumer: name } };
        weights.set(consumer, weight);
    }
    return { weights };
}
/** 1.12 reads every number before it looks at the name, and refuses names it does not know. */
function refusal1_12(items) {
    for (const [consumer, text] of items) {
        const weight = (0, javaNumbers_js_1.parseJavaInteger)(text);
        if (weight === undefined)
            return { code: 'value-invalid', reason: 'not-a-number', consumer };
        if (weight < 0)
            return { code: 'weight-negative', consumer };
        if (!consumerNames('1.12').includes(consumer))
            return { code: 'consumer-unknown', consumer };
    }
    return undefined;
}
/** Pairs of name and weight; the keys that hide them in a template; or undefined when the text is no map. */
function weightItems(configuration, defaultText) {
    if (!configuration.has(exports.CONSUMER_WEIGHTS_KEY)) {
        // A map option may be spread over keys below its own, as a nested config.yaml gives them.
        const prefix = `${exports.CONSUMER_WEIGHTS_KEY}.`;
        const keys = [];
        for (const key of configuration.keys())
            if (key.startsWith(prefix))
                keys.push(key);
        if (keys.length === 0)
            return defaultItems(defaultText);
        const unknown = keys.filter((key) => configuration.isUnknown(key));
        if (unknown.length > 0)
            return new Set(unknown);
        return new Map(keys.map((key) => [key.slice(prefix.length), configuration.get(key) ?? '']));
    }
    if (configuration.isUnknown(exports.CONSUMER_WEIGHTS_KEY))
        return new Set([exports.CONSUMER_WEIGHTS_KEY]);
    const list = (0, structuredOptions_js_1.splitEscaped)(configuration.get(exports.CONSUMER_WEIGHTS_KEY) ?? '', ',');
    if (list === undefined)
        return undefined;
    const items = new Map();
    for (const item of list) {
        const [name, weight, ...more] = (0, structuredOptions_js_1.splitEscaped)(item, ':') ?? [];
        if (name === undefined || weight === undefined || more.length > 0)
            return undefined;
        items.set(name, weight);
    }
    return items;
}
const defaults = new Map();
/** The pairs of the option's default, as Java prints a map (`{OPERATOR=70, …}`); nearly every cluster has them. */
function defaultItems(text) {
    let items = defaults.get(text);
    if (items === undefined) {
        const pairs = text.replace(/^\{|\}$/g, '').split(',').map((pair) => pair.trim().split('='));
        items = new Map(pairs.map(([name = '', weight = '']) => [name, weight]));
        defaults.set(text, items);
    }
    return items;
}
/** RocksDB's default write buffer, 64 MiB, gives arena blocks of an eighth. */
const DEFAULT_ARENA_BLOCK = 8n * 1024n * 1024n;
/** How RocksDB divides a budget; the ratio is `state.backend.rocksdb.memory.write-buffer-ratio`. */
function rocksDbMemory(bytes, writeBufferRatio) {
    const total = Number(bytes);
    // Java computes these in doubles, left to right, and truncates.
    const writeBufferManager = BigInt(Math.trunc((2 * total * writeBufferRatio) / 3));
    return {
        blockCache: BigInt(Math.trunc(((3 - writeBufferRatio) * total) / 3)),
        writeBufferManager,
        arenaBlock: DEFAULT_ARENA_BLOCK,
        mutableLimit: (writeBufferManager * 7n) / 8n,
    };
}
/**
 * How a slot's managed memory is divided when its operators use exactly these consumers
 * (`ManagedMemoryUtils.convertToFractionOfSlot`). All zero when none of them has a weight.
 */
function managedShares(bytesPerSlot, weights, used, writeBufferRatio) {
    const total = used.reduce((sum, consumer) => sum + (weights.get(consumer) ?? 0), 0);
    return used.map((consumer) => {
        const weight = weights.get(consumer) ?? 0;
        const fraction = total > 0 ? roundedDown(weight, total) : 0;
        // MemoryManager.computeMemorySize: a double product, truncated.
        const bytes = BigInt(Math.floor(Number(bytesPerSlot) * fraction));
        const isRocksDb = consumer === 'STATE_BACKEND' && writeBufferRatio !== undefined;
        return { consumer, weight, fraction, bytesPerSlot: bytes, ...(isRocksDb ? { rocksdb: rocksDbMemory(bytes, writeBufferRatio) } : {}) };
    });
}
const FRACTION_PLACES = 16;
function roundedDown(dividend, divisor) {
    const scaled = (BigInt(dividend) * (0, decimal_js_1.powerOfTen)(FRACTION_PLACES)) / BigInt(divisor);
    return Number(`${scaled.toString()}e-${String(FRACTION_PLACES)}`);
}
/**
 * The sets of consumers a slot may have, the likeliest first. A state backend uses managed memory only when it is RocksDB
 * or ForSt; then it is in every set.
 */
function plausibleConsumers(usesStateBackend) {
    return usesStateBackend
        ? [['STATE_BACKEND'], ['OPERATOR', 'STATE_BACKEND'], ['STATE_BACKEND', 'PYTHON'], ['OPERATOR', 'STATE_BACKEND', 'PYTHON']]
        : [['OPERATOR'], ['OPERATOR', 'PYTHON'], ['PYTHON']];
}
/** The ratio the state backend uses; undefined when it is templated, no number, not between 0 and 1, or the version has no such backend. */
function writeBufferRatio(configuration, version, backend = 'rocksdb') {
    const option = (0, options_js_1.readableOption)(`state.backend.${backend}.memory.write-buffer-ratio`, version);
    if (option === undefined)
        return undefined;
    const key = (0, options_js_1.supplyingKey)(configuration, option);
    if (key !== undefined && configuration.isUnknown(key))
        return undefined;
    const ratio = Number((key === undefined ? option.default : configuration.get(key)) ?? '');
    return ratio > 0 && ratio < 1 ? ratio : undefined;
}
//# sourceMappingURL=managedMemory.js.map