"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.acceptedRange = acceptedRange;
exports.nearestAccepted = nearestAccepted;
exports.acceptedFractions = acceptedFractions;
exports.edge = edge;
const calculation_js_1 = require("./calculation.js");
const catalogue_js_1 = require("./catalogue.js");
const jobManager_js_1 = require("./jobManager.js");
const legacyKeys_js_1 = require("./legacyKeys.js");
const memorySize_js_1 = require("./memorySize.js");
const taskManager_js_1 = require("./taskManager.js");
const version_js_1 = require("./version.js");
/**
 * The sizes of `key` with which Flink derives the process while everything else stays as it is; the key need not be set.
 * Undefined when there is none, when a template takes part, or when the key is no size of this process
 * (`taskmanager.memory.segment-size` has no range: it is a power of two).
 */
function acceptedRange(process, configuration, context, key) {
    const role = sizeRole(key, context);
    if (role === undefined)
        return undefined;
    const outcome = outcomesOf(process, configuration, context, key);
    const found = acceptedInterval((bytes) => verdictOf(outcome((0, legacyKeys_js_1.sizeValue)(key, bytes)), role, context), memorySize_js_1.MAX_BYTES);
    if (found === undefined)
        return undefined;
    return { ...(found.min === 0n ? {} : { min: found.min }), ...(found.max === memorySize_js_1.MAX_BYTES ? {} : { max: found.max }) };
}
/**
 * The size nearest to `from` with which Flink derives the process while everything else stays as it is, as a multiple of the
 * first of `steps` that gives one; undefined when there is none. Looks only on the side that the refusal of `from` points
 * to, and where the missing bytes say, so that it takes a few derivations where a whole range takes a hundred.
 *
 * @param refusal what Flink says to `from`, where that is known already
 */
function nearestAccepted(process, configuration, context, key, from, steps, refusal) {
    const role = sizeRole(key, context);
    if (role === undefined)
        return undefined;
    const outcome = outcomesOf(process, configuration, context, key);
    const fateAt = (bytes) => fateOf(outcome((0, legacyKeys_js_1.sizeValue)(key, bytes)), role, context);
    const present = refusal === undefined ? fateAt(from) : fateOf(refusal, role, context);
    if (present.verdict === 'accepted')
        return from;
    if (present.verdict === 'hopeless')
        return undefined;
    const isMore = present.verdict === 'too-small';
    let isReachable;
    // Where the outermost size is refused for the same reason, so is every size on the way.
    const mayReach = () => isReachable ??= !['hopeless', present.verdict].includes(fateAt(isMore ? memorySize_js_1.MAX_BYTES : 0n).verdict);
    if (present.missing >= (isMore ? memorySize_js_1.MAX_BYTES - from : from) && !mayReach())
        return undefined;
    for (const step of steps) {
        const first = isMore ? from / step : (from + step - 1n) / step;
        const found = nearestStep((count) => fateAt(count * step), present, first, step, memorySize_js_1.MAX_BYTES / step, mayReach);
        if (found !== undefined)
            return found * step;
        if (!mayReach())
            return undefined;
    }
    return undefined;
}
/**
 * From a refused count of steps to where the missing bytes would be there, judging by how many fewer were missing after the
 * last stride, then by halving; undefined when too small and too large lie next to each other.
 */
function nearestStep(fateAt, present, from, step, most, mayReach) {
    const isMore = present.verdict === 'too-small';
    const towards = isMore ? 1n : -1n;
    const end = isMore ? most : 0n;
    const isAccepted = (count) => fateAt(count).verdict === 'accepted';
    let [refusedAt, other, missing] = [from, end, present.missing];
    let stride = ceilDivide(missing, step);
    // Each stride is at least twice the smallest one allowed before: a slope that hardly rises takes no longer than doubling.
    for (let least = 1n; distance(refusedAt, end) > (stride = stride > least ? stride : least); least *= 2n) {
        const next = refusedAt + towards * stride;
        const fate = fateAt(next);
        if (fate.verdict !== present.verdict) {
            other = next;
            break;
        }
        const gained = missing - fate.missing;
        if (gained <= 0n && !mayReach())
            return undefined;
        stride = gained > 0n ? ceilDivide(fate.missing * stride, gained) : stride * 2n;
        [refusedAt, missing] = [next, fate.missing];
    }
    if (isAccepted(other))
        return isAccepted(other - towards) ? edge(refusedAt, other - towards, isAccepted) : other;
    while (distance(refusedAt, other) > 1n) {
        const middle = (refusedAt + other) >> 1n;
        const { verdict } = fateAt(middle);
        if (verdict === 'accepted')
            return edge(refusedAt, middle, isAccepted);
        if (verdict === 'hopeless')
            return undefined;
        if (verdict === present.verdict)
            refusedAt = middle;
        else
            other = middle;
    }
    return undefined;
}
function ceilDivide(bytes, step) {
    return (bytes + step - 1n) / step;
}
function distance(left, right) {
    return left > right ? left - right : right - left;
}
const FRACTION_STEPS = 10000n;
/** The same for a fraction (`taskmanager.memory.managed.fraction`), in steps of 0.0001 from 0 to 0.9999. */
function acceptedFractions(process, configuration, context, key) {
    const option = roleOf(key, context);
    if (option?.type !== 'Float')
        return undefined;
    const outcome = outcomesOf(process, configuration, context, key);
    const found = acceptedInterval((step) => verdictOf(outcome(printStep(step)), option.key, context), FRACTION_STEPS - 1n);
    return found === undefined ? undefined : { min: printStep(found.min), max: printStep(found.max) };
}
function printStep(step) {
    return String(Number(step) / Number(FRACTION_STEPS));
}
/** The option that reads the key: under its own name, or by a former one. */
function roleOf(key, { version }) {
    return (0, catalogue_js_1.formerNameOf)(key, version)?.option ?? (0, catalogue_js_1.optionAt)(key, version);
}
/**
 * The option that a size's key is read by; undefined for what is no size with a range. A number of MiB of before 1.10 stands for
 * the same as the size of before 1.10.
 */
function sizeRole(key, context) {
    if ((0, legacyKeys_js_1.isCountOfMib)(key))
        return (0, catalogue_js_1.optionAt)(key, context.version) === undefined ? undefined : key.replace(/mb$/, 'size');
    const option = roleOf(key, context);
    return option === undefined || option.type !== 'MemorySize' || option.key.endsWith('segment-size') ? undefined : option.key;
}
function outcomesOf(process, configuration, context, key) {
    if (process === 'jobManager' && !(0, version_js_1.isAtLeast)(context.version, '1.11'))
        return () => 'unknown';
    return (text) => {
        const c = new calculation_js_1.Calculation(configuration.with({ [key]: text }));
        if (process === 'taskManager')
            (0, taskManager_js_1.calculateTaskManager)(c, context);
        else
            (0, jobManager_js_1.calculateJobManager)(c, context);
        if (c.refusal !== undefined)
            return c.refusal;
        return c.unknownKeys.length > 0 ? 'unknown' : 'accepted';
    };
}
function verdictOf(outcome, role, context) {
    if (typeof outcome !== 'string')
        return judge(outcome, role, context);
    return outcome === 'accepted' ? 'accepted' : 'hopeless';
}
function fateOf(outcome, role, context) {
    const verdict = verdictOf(outcome, role, context);
    return { verdict: verdict === 'overflow' ? 'too-large' : verdict, missing: typeof outcome === 'string' ? 0n : missingBytes(outcome) };
}
function missingBytes({ required = 0n, available = 0n, bounds }) {
    if (bounds === undefined)
        return distance(required, available);
    return required < bounds.min ? bounds.min - required : required - bounds.max;
}
/**
 * The accepted values between 0 and `max`. Acceptance has no gaps (a size is too small up to a point and too large from
 * another on), so halving finds a value that is accepted, and then both ends.
 */
function acceptedInterval(probe, max) {
    const atZero = probe(0n);
    const atMax = probe(max);
    if (atZero === 'accepted' && atMax === 'accepted')
        return { min: 0n, max };
    if (atZero === 'too-large' || atMax === 'too-small')
        return undefined;
    let tooSmall = 0n;
    let tooLarge = max;
    let accepted = atZero === 'accepted' ? 0n : atMax === 'accepted' ? max : undefined;
    while (accepted === undefined && tooLarge - tooSmall > 1n) {
        const middle = between(tooSmall, tooLarge);
        const verdict = probe(middle);
        if (verdict === 'hopeless')
            return undefined;
        if (verdict === 'accepted')
            accepted = middle;
        else if (verdict === 'too-small')
            tooSmall = middle;
        else
            tooLarge = middle;
    }
    if (accepted === undefined)
        return undefined;
    const isAccepted = (value) => probe(value) === 'accepted';
    const min = atZero === 'accepted' ? 0n : edge(tooSmall, accepted, isAccepted);
    if (atMax === 'accepted')
        return { min, max };
    const largest = edge(tooLarge, accepted, isAccepted);
    return { min, max: probe(largest + 1n) === 'overflow' ? max : largest };
}
/** The accepted value next to the refused one, between a refused and an accepted value. */
function edge(refused, accepted, isAccepted) {
    let [outside, inside] = [refused, accepted];
    while (distance(inside, outside) > 1n) {
        const middle = inside < outside ? between(inside, outside) : between(outside, inside);
        if (isAccepted(middle))
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}
/** A value strictly between two that are more than 1 apart: the middle of their orders of magnitude, or their middle. */
function between(low, high) {
    const [lowBits, highBits] = [low.toString(2).length, high.toString(2).length];
    return highBits - lowBits < 2 ? (low + high) >> 1n : 1n << BigInt((lowBits + highBits - 1) >> 1);
}
/** Which way out of a refusal a size offers: more of it, less of it, or none. */
function judge(refusal, role, { container }) {
    const isProcessTotal = role.endsWith('.memory.process.size') || (container && /^(task|job)manager\.heap\.size$/.test(role));
    const isFlinkTotal = role.endsWith('.memory.flink.size') || (!container && role === 'taskmanager.heap.size');
    switch (refusal.code) {
        case 'overflow':
            return 'overflow';
        case 'range-invalid':
            if (refusal.reason === 'fraction-outside' || refusal.key === undefined)
                return 'hopeless';
            return bounded(refusal.key.replace(/fraction$/, ''), role, 'too-large', 'too-small');
        case 'jvm-exceeds-process':
        case 'flink-exceeds-process':
            return isProcessTotal ? 'too-small' : 'too-large';
        case 'jvm-overhead-out-of-range': {
            const lack = isLack(refusal);
            const bound = bounded('.memory.jvm-overhead.', role, lack ? 'too-large' : 'hopeless', lack ? 'hopeless' : 'too-small');
            return bound === 'hopeless' ? towards(lack, isProcessTotal, role.includes('.jvm-overhead.')) : bound;
        }
        case 'network-out-of-range': {
            const lack = isLack(refusal);
            const bound = bounded('.memory.network.', role, lack ? 'too-large' : 'hopeless', lack ? 'hopeless' : 'too-small');
            return bound === 'hopeless' ? towards(lack, isProcessTotal || isFlinkTotal, role.includes('.memory.network.')) : bound;
        }
        case 'pools-exceed-flink':
        case 'off-heap-exceeds-flink':
        case 'heap-exceeds-flink':
            return isProcessTotal || isFlinkTotal ? 'too-small' : 'too-large';
        case 'heap-plus-off-heap-not-flink':
        case 'network-buffers-mismatch': {
            const lack = (refusal.required ?? 0n) > (refusal.available ?? 0n);
            return towards(lack, isProcessTotal || isFlinkTotal, false);
        }
        default:
            // Nothing that a different size could repair: an unreadable value elsewhere, no total at all, no CPU.
            return 'hopeless';
    }
}
/** Whether what is derived misses its minimum (rather than its maximum). */
function isLack({ required, bounds }) {
    return required !== undefined && bounds !== undefined && required < bounds.min;
}
function bounded(prefix, role, forMin, forMax) {
    if (role.includes(`${prefix}min`))
        return forMin;
    return role.includes(`${prefix}max`) ? forMax : 'hopeless';
}
/** A total gives room and everything else takes it; a fraction or bound of the pool itself does neither. */
function towards(lack, isTotal, isOwn) {
    if (isOwn)
        return 'hopeless';
    return lack === isTotal ? 'too-small' : 'too-large';
}
//# sourceMappingURL=bounds.js.map