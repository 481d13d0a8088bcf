"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.yamlEdits = yamlEdits;
const node_js_1 = require("../yaml/node.js");
const tree_js_1 = require("../yaml/tree.js");
const pairs_js_1 = require("./pairs.js");
const placement_js_1 = require("./placement.js");
const yamlPlan_js_1 = require("./yamlPlan.js");
/** Edits of a YAML section: everything wished for is planned on the tree first, so that changes of one mapping fit together. */
function yamlEdits(text, cluster, changes) {
    const tree = (0, tree_js_1.readYaml)(text);
    const writer = new YamlWriter(tree, cluster);
    for (const change of changes) {
        const refused = writer.plan(change);
        if (refused !== undefined)
            return { refused };
    }
    return writer.edits();
}
class YamlWriter {
    #tree;
    #cluster;
    #index;
    #plan;
    /** Where the configuration stands in the tree. */
    #base;
    constructor(tree, cluster) {
        this.#tree = tree;
        this.#cluster = cluster;
        this.#index = new pairs_js_1.PairIndex(tree.root);
        this.#base = cluster.kind === 'config.yaml' ? [] : ['spec', 'flinkConfiguration'];
        this.#plan = new yamlPlan_js_1.YamlPlan(tree, cluster.kind === 'config.yaml' ? 'flink' : 'operator');
    }
    edits() {
        return this.#plan.edits();
    }
    /** Undefined where the change can be written. */
    plan(change) {
        switch (change.kind) {
            case 'replace':
                this.#plan.replace(change.span, change.text);
                return undefined;
            case 'setValue':
                return this.#setValue(change.entry, change.value);
            case 'rename':
                return this.#rename(change.entry, change.key, change.value);
            case 'removeEntry':
                return this.#remove(change.entry);
            case 'remove': {
                const entries = this.#cluster.entries.filter(({ key }) => key === change.key);
                if (entries.length === 0)
                    return { code: 'key-not-found', key: change.key };
                return firstOf(entries, (entry) => this.#remove(entry));
            }
            case 'set': {
                const entry = this.#cluster.settings.get(change.key)?.entry;
                return entry === undefined ? this.#add(change.key, change.value) : this.#setValue(entry, change.value);
            }
            case 'setResource':
                return this.#setResource(change);
        }
    }
    #placed(entry) {
        if (entry.templated)
            return { code: 'templated', key: entry.key };
        const placed = entry.site.kind === 'pair' || entry.site.kind === 'scalar' ? this.#index.at(entry.site.pair) : undefined;
        const own = placed !== undefined && !this.#index.isShared(placed.map) && !this.#index.isShared(placed.pair.value) && this.#isInPlace(entry.site, placed);
        return own ? placed : { code: 'not-writable', key: entry.key };
    }
    /** Whether the entry stands where it is read, and not somewhere else behind an alias. */
    #isInPlace(site, placed) {
        const path = (0, pairs_js_1.pathOf)(placed);
        if (site.kind === 'pair')
            return samePath(path, [...this.#base, ...site.keyPath]);
        return path[0] === 'spec' && path.length >= 4;
    }
    #setValue(entry, value) {
        const placed = this.#placed(entry);
        if ('code' in placed)
            return placed;
        return this.#plan.setValue(placed, value, entry.site.kind === 'scalar') ? undefined : { code: 'not-writable', key: entry.key };
    }
    #remove(entry) {
        const placed = this.#placed(entry);
        if ('code' in placed)
            return placed;
        return this.#plan.remove(placed) ? undefined : { code: 'not-writable', key: entry.key };
    }
    #rename(entry, key, value) {
        const placed = this.#placed(entry);
        if ('code' in placed)
            return placed;
        if (entry.site.kind !== 'pair')
            return { code: 'not-writable', key: entry.key };
        const prefix = entry.site.keyPath.slice(0, -1).map((part) => `${part}.`).join('');
        if (!key.startsWith(prefix) || key.length === prefix.length) {
            return this.#remove(entry) ?? this.#add(key, value ?? entry.value);
        }
        if (!this.#plan.setKey(placed, key.slice(prefix.length)))
            return { code: 'not-writable', key: entry.key };
        return value === undefined || value === entry.value ? undefined : this.#setValue(entry, value);
    }
    #add(key, value) {
        const place = (0, placement_js_1.placeFor)(this.#tree, this.#index, this.#base, key, (placed) => this.#plan.isRemoved(placed.pair));
        return place !== undefined && this.#plan.add(place, value) ? undefined : { code: 'not-writable', key };
    }
    #setResource({ process, value }) {
        const key = `${process.toLowerCase()}.memory.process.size`;
        const field = this.#cluster.processes[process].resources.find(({ effective }) => effective);
        if (field !== undefined)
            return this.#setValue({ key, templated: field.templated, site: field.site }, value);
        if (this.#cluster.kind === 'config.yaml')
            return { code: 'not-writable', key };
        const resources = (0, node_js_1.nodeAt)(this.#tree.root ?? undefined, 'spec', process, 'resources');
        const newer = resources?.kind === 'map' && resources.pairs.length > 0 && this.#cluster.operatorVersion === '1.16';
        const path = ['spec', process, ...(newer ? ['resources', 'requests'] : ['resource'])];
        // A `memory:` without a value is there to be filled.
        const open = (0, node_js_1.pairOf)((0, node_js_1.nodeAt)(this.#tree.root ?? undefined, ...path), 'memory');
        const placed = open === undefined ? undefined : this.#index.at(open.span);
        if (placed !== undefined && (0, node_js_1.keyText)(placed.pair) !== undefined) {
            return this.#plan.setValue(placed, value, true) ? undefined : { code: 'not-writable', key };
        }
        const place = (0, placement_js_1.placeFor)(this.#tree, this.#index, path, 'memory', (other) => this.#plan.isRemoved(other.pair));
        return place !== undefined && this.#plan.add(place, value, true) ? undefined : { code: 'not-writable', key };
    }
}
function samePath(left, right) {
    return left.length === right.length && left.every((key, at) => key === right[at]);
}
function firstOf(items, ask) {
    for (const item of items) {
        const refused = ask(item);
        if (refused !== undefined)
            return refused;
    }
    return undefined;
}
//# sourceMappingURL=yamlEdits.js.map