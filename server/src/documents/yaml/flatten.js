"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.flatten = flatten;
exports.rawText = rawText;
const node_js_1 = require("./node.js");
const scalars_js_1 = require("./scalars.js");
const tree_js_1 = require("./tree.js");
/** More entries, and more items of lists, than any configuration has; aliases of aliases would otherwise multiply without end. */
const MAX_ENTRIES = 20_000;
/** Flattens a mapping as its reader does: keys joined with dots, lists to one text, empty mappings to nothing. */
function flatten(tree, root, reader, source = 'document') {
    const map = root === null || root === undefined ? undefined : (0, node_js_1.resolveAlias)(root);
    const flattener = new Flattener(tree, reader, source);
    if (map?.kind === 'map')
        flattener.map(map, { prefix: '', path: [], alias: undefined, lost: false });
    return flattener.result();
}
class Flattener {
    #tree;
    #reader;
    #source;
    #candidates = [];
    #sameMapping = [];
    #duplicate;
    #unreadable;
    #openEnded = false;
    #listNodes = { left: MAX_ENTRIES };
    constructor(tree, reader, source) {
        this.#tree = tree;
        this.#reader = reader;
        this.#source = source;
    }
    map(map, place) {
        const last = new Map();
        for (const pair of map.pairs)
            last.set(this.#name(pair) ?? '', pair);
        for (const pair of map.pairs) {
            if (this.#candidates.length >= MAX_ENTRIES)
                return;
            const key = this.#key(pair, place);
            if (key === undefined)
                continue;
            const replaced = last.get(key) !== pair;
            const before = this.#candidates.length;
            this.#pair(map, pair, key, { ...place, lost: place.lost || replaced });
            if (replaced)
                this.#noteDuplicate(map, pair, last.get(key) ?? pair, key, place, before);
        }
    }
    /** A key's text; Flink's map prints a key that is null as `null`, however it is written. */
    #name(pair) {
        const text = (0, node_js_1.keyText)(pair);
        const node = this.#reader === 'flink' && text !== undefined && text !== '' ? (0, node_js_1.resolveAlias)(pair.key) : undefined;
        return node?.kind === 'scalar' && (0, scalars_js_1.flinkScalar)(node).type === 'null' ? 'null' : text;
    }
    #key(pair, place) {
        const key = this.#name(pair);
        if ((0, tree_js_1.isTemplated)(this.#tree, pair.key.span)) {
            this.#openEnded = true;
            return undefined;
        }
        const node = (0, node_js_1.resolveAlias)(pair.key);
        if (this.#reader !== 'flink')
            return key;
        // Flink casts every key to a text; the API server makes texts of numbers itself.
        const type = node?.kind === 'scalar' ? (0, scalars_js_1.flinkScalar)(node).type : undefined;
        if (type !== 'text' && (type !== 'null' || key === '')) {
            this.#unreadable ??= { ...(key === undefined ? {} : { key: place.prefix + key }), span: pair.key.span };
        }
        return key;
    }
    #pair(map, pair, key, place) {
        const path = [...place.path, key];
        const value = (0, node_js_1.resolveAlias)(pair.value);
        const alias = place.alias ?? (pair.value.kind === 'alias' ? pair.value.span : undefined);
        const templated = (0, tree_js_1.isTemplated)(this.#tree, pair.value.span);
        if (value?.kind === 'map' && !(templated && value.flow)) {
            this.map(value, { prefix: `${place.prefix}${key}.`, path, alias, lost: place.lost });
            return;
        }
        const text = templated ? rawText(this.#tree.text, pair.value) : this.#text(value, place.prefix + key, pair);
        if (text !== undefined)
            this.#candidates.push({ entry: this.#entry(map, pair, place, path, text, templated), path, lost: place.lost });
    }
    /** The value as the reader has it; undefined where it gives no key at all. */
    #text(value, key, pair) {
        if (value === undefined || value.kind === 'map')
            return this.#refuse(key, pair);
        if (value.kind === 'sequence')
            return this.#reader === 'flink' ? (0, scalars_js_1.flinkList)(value.items, this.#listNodes) : (0, scalars_js_1.operatorList)(value.items);
        const scalar = this.#reader === 'flink' ? (0, scalars_js_1.flinkScalar)(value) : (0, scalars_js_1.operatorScalar)(value);
        if (scalar.type === 'unreadable')
            return this.#refuse(key, pair);
        if (scalar.type !== 'null')
            return scalar.text;
        return this.#reader === 'flink' ? this.#refuse(key, pair) : 'null';
    }
    #refuse(key, pair) {
        this.#unreadable ??= { key, span: pair.span };
        return '';
    }
    #entry(map, pair, place, path, value, templated) {
        const alias = place.alias;
        const behind = alias !== undefined && pair.value.kind !== 'alias';
        const written = pair.value.kind === 'scalar' ? pair.value : undefined;
        return {
            key: path.join('.'),
            value,
            keySpan: behind ? alias : pair.key.span,
            valueSpan: behind ? alias : pair.value.span,
            templated,
            source: this.#source,
            site: behind
                ? { kind: 'fixed' }
                : { kind: 'pair', pair: pair.span, quote: written?.quote ?? 'plain', keyPath: path, flow: map.flow },
        };
    }
    #noteDuplicate(map, pair, winner, key, place, before) {
        const flat = place.prefix + key;
        // SnakeYAML stops at the second of the two, which is the one to look at.
        if (this.#duplicate === undefined)
            this.#duplicate = { key: flat, span: winner.key.span };
        const own = this.#candidates[before];
        const entry = own !== undefined && own.entry.key === flat
            ? own.entry
            : this.#entry(map, pair, place, [...place.path, key], rawText(this.#tree.text, pair.value), false);
        this.#sameMapping.push({ entry });
    }
    result() {
        const best = new Map();
        for (const candidate of this.#candidates) {
            if (candidate.lost)
                continue;
            const other = best.get(candidate.entry.key);
            if (other === undefined || this.#reader === 'flink' || comparePaths(candidate.path, other.path) >= 0)
                best.set(candidate.entry.key, candidate);
        }
        const winners = new Map([...best].map(([key, { entry }]) => [key, entry]));
        const same = new Set(this.#sameMapping.map(({ entry }) => entry));
        const problems = this.#sameMapping.map(({ entry }) => ({
            kind: 'duplicate-key', key: entry.key, entry, winner: this.#reader === 'flink' ? undefined : winners.get(entry.key), sameSpelling: true,
        }));
        for (const { entry } of this.#candidates) {
            const winner = winners.get(entry.key);
            if (winner === entry || same.has(entry) || winner === undefined)
                continue;
            problems.push({ kind: 'duplicate-key', key: entry.key, entry, winner, sameSpelling: false });
        }
        return {
            entries: this.#candidates.map(({ entry }) => entry),
            winners,
            problems,
            ...(this.#duplicate === undefined ? {} : { duplicate: this.#duplicate }),
            ...(this.#unreadable === undefined ? {} : { unreadable: this.#unreadable }),
            openEnded: this.#openEnded,
        };
    }
}
/**
 * The API server hands keys out in byte order, level by level, and the operator lets the last one win: the spelling with
 * the longer key at the higher level beats its nested twin, whatever the order in the file.
 */
function comparePaths(left, right) {
    for (let level = 0; level < left.length && level < right.length; level++) {
        const a = left[level] ?? '';
        const b = right[level] ?? '';
        if (a !== b)
            return a < b ? -1 : 1;
    }
    return left.length - right.length;
}
/** A value as written, without its quotes. */
function rawText(text, node) {
    const written = text.slice(node.span.start, node.span.end);
    const quoted = node.kind === 'scalar' && (node.quote === 'single' || node.quote === 'double');
    return quoted ? written.slice(1, -1) : written;
}
//# sourceMappingURL=flatten.js.map