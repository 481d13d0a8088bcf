"use strict";
/** Which known key an unknown one was probably meant to be: edit distance over dotted segments. */
Object.defineProperty(exports, "__esModule", { value: true });
exports.KnownKeys = void 0;
exports.editDistance = editDistance;
/** Edit distance (insert, delete, replace, swap of neighbours: each 1), or undefined when it exceeds `limit`. */
function editDistance(left, right, limit) {
    if (Math.abs(left.length - right.length) > limit)
        return undefined;
    let beforeLast = [];
    let last = Array.from({ length: right.length + 1 }, (_, column) => column);
    for (let row = 1; row <= left.length; row++) {
        const current = [row];
        let smallest = row;
        for (let column = 1; column <= right.length; column++) {
            const same = left[row - 1] === right[column - 1];
            let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
            if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
                cost = Math.min(cost, at(beforeLast, column - 2) + 1);
            }
            current.push(cost);
            smallest = Math.min(smallest, cost);
        }
        if (smallest > limit)
            return undefined;
        beforeLast = last;
        last = current;
    }
    const distance = at(last, right.length);
    return distance <= limit ? distance : undefined;
}
function at(row, column) {
    return row[column] ?? Number.POSITIVE_INFINITY;
}
/** How far a segment may be off and still be a slip of the pen: short words differ too easily, long ones are seldom remembered to the letter. */
function slipsAllowed(segment) {
    return Math.min(4, Math.floor(segment.length / 4));
}
/** The most slips over a whole key. */
const MOST_SLIPS = 4;
/** A segment left out, or one too many, weighs as much as two slips. */
const SEGMENT_WEIGHT = 2;
/** Keys whose segments nobody makes up: there one may be missing or too many. */
const ONLY_FLINKS = /^(?:taskmanager|jobmanager|state\.backend|state\.checkpoints|state\.savepoints|execution\.checkpointing)\./;
/** Of fewer segments too little is left to know a key by. */
const LEAST_LEFT = 4;
/** More keys than this at the same distance say nothing. */
const MOST_SUGGESTED = 3;
/** Known keys, taken apart once: the same thousand are compared with every unknown key. */
class KnownKeys {
    #bySegments = new Map();
    #byBare = new Map();
    #keys;
    constructor(keys) {
        this.#keys = keys;
        for (const key of keys) {
            const segments = key.split('.');
            const alike = this.#bySegments.get(segments.length) ?? [];
            alike.push({ key, segments });
            this.#bySegments.set(segments.length, alike);
            this.#byBare.set(bare(key), key);
        }
    }
    /** The keys for which `key` is likely a slip, all of them at the least distance; at most three. */
    nearest(key, mostSlips = MOST_SLIPS) {
        const segments = key.split('.');
        const found = new Map();
        for (const known of this.#ofLength(segments.length)) {
            const distance = slips(segments, known, mostSlips);
            if (distance !== undefined)
                found.set(known.key, distance);
        }
        const respelled = this.#byBare.get(bare(key));
        if (respelled !== undefined)
            found.set(respelled, Math.min(1, found.get(respelled) ?? 1));
        if (mostSlips >= SEGMENT_WEIGHT) {
            const longer = this.#ofLength(segments.length + 1).filter((known) => ONLY_FLINKS.test(known.key) && lacksOne(segments, known.segments));
            const shorter = this.#ofLength(segments.length - 1).filter((known) => known.segments.length >= LEAST_LEFT && ONLY_FLINKS.test(known.key) && lacksOne(known.segments, segments));
            for (const known of [...longer, ...shorter])
                if (!found.has(known.key))
                    found.set(known.key, SEGMENT_WEIGHT);
        }
        const least = Math.min(...found.values());
        const best = [...found].filter(([, distance]) => distance === least).map(([name]) => name).sort();
        return best.length > MOST_SUGGESTED ? [] : best;
    }
    /** For a key that is no mere slip: those with the most telling words in common, of the same process where there are any; at most three. */
    relatives(key) {
        const words = wordsOf(key);
        const found = this.#keys.map((known) => ({ key: known, common: [...wordsOf(known)].filter((word) => words.has(word)).length }));
        const below = this.#keys.filter((known) => known.startsWith(`${key}.`));
        if (below.length > 0)
            return below.slice(0, MOST_SUGGESTED);
        const most = Math.max(1, ...found.map(({ common }) => common));
        const alike = found.filter(({ common }) => common === most).map((each) => each.key);
        const own = alike.filter((known) => known.split('.')[0] === key.split('.')[0]);
        return (own.length > 0 ? own : alike)
            .sort((left, right) => left.length - right.length || (left < right ? -1 : 1))
            .slice(0, MOST_SUGGESTED);
    }
    #ofLength(segments) {
        return this.#bySegments.get(segments) ?? [];
    }
}
exports.KnownKeys = KnownKeys;
/** The slips over a whole key; undefined when the two are different keys. */
function slips(written, known, most) {
    let total = 0;
    let inShort = false;
    for (const [index, segment] of known.segments.entries()) {
        const other = written[index] ?? '';
        if (other === segment)
            continue;
        const isShort = slipsAllowed(segment) === 0;
        const distance = isSwapped(other, segment) ? 1 : editDistance(other, segment, isShort && ONLY_FLINKS.test(known.key) ? 1 : slipsAllowed(segment));
        if (distance === undefined)
            return undefined;
        total += distance;
        inShort ||= isShort;
    }
    // A short word is soon another one: it may be off where all the rest is right.
    return total <= (inShort ? Math.min(1, most) : most) ? total : undefined;
}
/** Two letters of a short word the wrong way round (`rcp` for `rpc`): another word would have other letters. */
function isSwapped(written, known) {
    if (known.length !== 3)
        return false;
    const [first, second, third] = [known.charAt(0), known.charAt(1), known.charAt(2)];
    return written === second + first + third || written === first + third + second;
}
/** Whether a key is another without one of its inner segments: what stands last says what a key is, what stands first whose it is. */
function lacksOne(shorter, longer) {
    let at = 0;
    while (at < shorter.length && shorter[at] === longer[at])
        at++;
    return at > 0 && at < shorter.length && shorter.slice(at).join('.') === longer.slice(at + 1).join('.');
}
/** A key without what people mix up: letter case, hyphens, underscores, dots, `maximum` for `max`. */
function bare(key) {
    return key.toLowerCase().replace(/[-_.]/g, '').replace(/(max|min)imum/g, '$1');
}
/** Words that nearly every memory key has tell nothing. */
const EMPTY_WORDS = new Set(['taskmanager', 'jobmanager', 'memory', 'size', 'jvm']);
function wordsOf(key) {
    return new Set(key.split(/[.-]/).filter((word) => !EMPTY_WORDS.has(word)));
}
//# sourceMappingURL=nearest.js.map