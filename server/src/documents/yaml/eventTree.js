"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.eventTree = eventTree;
exports.behindColon = behindColon;
exports.lastInk = lastInk;
const js_yaml_1 = require("js-yaml");
const lines_js_1 = require("../lines.js");
const node_js_1 = require("./node.js");
/**
 * Reads a well-formed document (the first of the text) from js-yaml's parser events: several times as fast as a syntax tree.
 * Throws at the first error, as that parser does; null stands for an empty document.
 */
function eventTree(text) {
    return new TreeBuilder(text, (0, js_yaml_1.parseEvents)(text, {})).document();
}
const QUOTES = new Map([
    [js_yaml_1.SCALAR_STYLE.PLAIN, 'plain'],
    [js_yaml_1.SCALAR_STYLE.SINGLE_QUOTED, 'single'],
    [js_yaml_1.SCALAR_STYLE.DOUBLE_QUOTED, 'double'],
    [js_yaml_1.SCALAR_STYLE.LITERAL_BLOCK, 'block'],
    [js_yaml_1.SCALAR_STYLE.FOLDED_BLOCK, 'block'],
]);
class TreeBuilder {
    #text;
    #events;
    #anchors = new Map();
    #next = 0;
    constructor(text, events) {
        this.#text = text;
        this.#events = events;
    }
    document() {
        const first = this.#take();
        if (first?.type !== js_yaml_1.EVENT_ID.DOCUMENT)
            return null;
        const root = this.#node(0, 0);
        return root === undefined || isAbsent(root) ? null : root;
    }
    #take() {
        return this.#events[this.#next++];
    }
    /** @param absentAt where an absent scalar would stand */
    #node(absentAt, depth) {
        if (depth > node_js_1.MAX_DEPTH)
            throw new RangeError('nested too deeply');
        const event = this.#take();
        switch (event?.type) {
            case js_yaml_1.EVENT_ID.SCALAR:
                return this.#anchored(event, this.#scalar(event, absentAt));
            case js_yaml_1.EVENT_ID.ALIAS: {
                const target = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd));
                const span = { start: event.anchorStart - 1, end: event.anchorEnd };
                return target === undefined ? { kind: 'alias', span } : { kind: 'alias', span, target };
            }
            case js_yaml_1.EVENT_ID.MAPPING: {
                const pairs = [];
                let end = event.start;
                for (;;) {
                    const key = this.#node(end, depth + 1);
                    if (key === undefined)
                        break;
                    const value = this.#node(behindColon(this.#text, key.span.end), depth + 1);
                    if (value === undefined)
                        break;
                    // Every empty value ends behind its colon, so that the next search for a bracket begins there.
                    end = Math.max(key.span.end, value.span.end);
                    pairs.push({ span: { start: key.span.start, end }, key, value });
                }
                const flow = event.style === js_yaml_1.COLLECTION_STYLE.FLOW;
                return this.#anchored(event, { kind: 'map', span: this.#collectionSpan(event.start, end, flow, '}'), flow, pairs, ...this.#tag(event) });
            }
            case js_yaml_1.EVENT_ID.SEQUENCE: {
                const items = [];
                let end = event.start;
                for (;;) {
                    const item = this.#node(end, depth + 1);
                    if (item === undefined)
                        break;
                    end = Math.max(end, item.span.end);
                    items.push(item);
                }
                const flow = event.style === js_yaml_1.COLLECTION_STYLE.FLOW;
                return this.#anchored(event, { kind: 'sequence', span: this.#collectionSpan(event.start, end, flow, ']'), flow, items, ...this.#tag(event) });
            }
            default:
                return undefined;
        }
    }
    #anchored(event, node) {
        if (event.anchorStart >= 0)
            this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
        return node;
    }
    #tag(event) {
        if (event.tagStart < 0)
            return {};
        const written = this.#text.slice(event.tagStart, event.tagEnd);
        return { tag: written.replace(/^!!/, 'tag:yaml.org,2002:').replace(/^!<(.*)>$/, '$1') };
    }
    #scalar(event, absentAt) {
        if (event.valueStart < 0) {
            return { kind: 'scalar', span: { start: absentAt, end: absentAt }, text: '', quote: 'plain', ...this.#tag(event) };
        }
        const quote = QUOTES.get(event.style) ?? 'plain';
        return { kind: 'scalar', span: this.#scalarSpan(event, quote), text: (0, js_yaml_1.getScalarValue)(this.#text, event), quote, ...this.#tag(event) };
    }
    #scalarSpan(event, quote) {
        if (quote === 'block')
            return { start: blockHeader(this.#text, event.valueStart), end: lastInk(this.#text, event.valueEnd) };
        const around = quote === 'plain' ? 0 : 1;
        return { start: event.valueStart - around, end: event.valueEnd + around };
    }
    /** The events do not say where a collection ends: a block ends with its last child, a flow collection at its bracket. */
    #collectionSpan(start, lastChild, flow, bracket) {
        // `[a: b]` holds a mapping without brackets of its own.
        if (!flow || (bracket === '}' && this.#text[start] !== '{'))
            return { start, end: lastChild };
        let at = Math.max(lastChild, start + 1);
        for (; at < this.#text.length && this.#text[at] !== bracket; at++) {
            if (this.#text[at] === '#')
                at = (0, lines_js_1.endOfLine)(this.#text, at) - 1;
        }
        return { start, end: Math.min(at + 1, this.#text.length) };
    }
}
function isAbsent(node) {
    return node.kind === 'scalar' && node.quote === 'plain' && node.span.start === node.span.end;
}
const COLON = 0x3a;
/** Behind the colon that follows a key, or the key's end where there is none (`{a}`). */
function behindColon(text, keyEnd) {
    if (text.charCodeAt(keyEnd) === COLON)
        return keyEnd + 1;
    let at = keyEnd;
    while (at < text.length && /\s/.test(text.charAt(at)))
        at++;
    return text[at] === ':' ? at + 1 : keyEnd;
}
/** The `|` or `>` on the line before a block scalar's content. */
function blockHeader(text, contentStart) {
    const line = text.lastIndexOf('\n', contentStart - 2) + 1;
    const header = /[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?[\r\n]*$/.exec(text.slice(line, contentStart));
    return header === null ? contentStart : line + header.index;
}
/** Where a block scalar's last visible character ends: trailing empty lines belong to nobody's edit. */
function lastInk(text, end) {
    let at = end;
    while (at > 0 && /\s/.test(text.charAt(at - 1)))
        at--;
    return at;
}
//# sourceMappingURL=eventTree.js.map