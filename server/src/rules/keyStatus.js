"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.keyStatus = keyStatus;
const index_js_1 = require("../model/index.js");
const version_js_1 = require("../model/version.js");
const formerKeys_js_1 = require("./formerKeys.js");
const nearest_js_1 = require("./nearest.js");
/** Families whose keys are all in the catalogue. */
const COMPLETE = ['taskmanager.memory.', 'jobmanager.memory.'];
/** Families that plugins, the operator, tables and users fill with keys of their own. */
const OPEN = /^(?:metrics|traces|events|logs|s3[an]?|fs|gs|oss|azure|presto|security|containerized|external-resource|kubernetes\.operator|job|env|flink\.(?:hadoop|yarn)|hive|plugin|user|table|sql-gateway|sql-client)\./;
/** Families of Flink's that other programs read too, or that held more keys once: one slip at most. */
const HALF_OPEN = /^(?:kubernetes|akka|pekko|yarn|historyserver|high-availability|zookeeper)\./;
const SLIPS_IN_HALF_OPEN = 1;
/** Options of tables, statements and components, which stand in no configuration of a cluster: a user's own key may well resemble one. */
const NOT_OF_A_CLUSTER = /^(?:[a-z]+|default-database|file-path|max-attempts|max-concurrent-operations|output-mode|retry-predicate|retry-strategy|(?:lookup|filter|scope|partition|cleanup-strategy|fixed-delay|retry-strategy|compiler|sink)\..*)$/;
/** What `version` makes of `key`; see `factsOf`, which remembers it. */
function keyStatus(key, version) {
    const option = (0, index_js_1.optionAt)(key, version);
    const former = (0, index_js_1.formerNameOf)(key, version);
    if (option !== undefined) {
        return option.deprecated ? { kind: 'deprecated', by: readersAt(key, version) } : { kind: 'current' };
    }
    if (former !== undefined)
        return former.deprecated ? { kind: 'deprecated', by: readersAt(key, version) } : { kind: 'current' };
    if (isWithinMap(key, version))
        return { kind: 'current' };
    // Behind a name of somebody's own, such as a reporter's, plugins put keys of their own.
    if ((0, index_js_1.findOption)(key)?.key.includes('<') === true)
        return { kind: 'foreign' };
    const other = inOtherVersions(key, version);
    if (other !== undefined)
        return other;
    if ((0, formerKeys_js_1.isDead)(key))
        return { kind: 'removed', by: [] };
    return strange(key, version);
}
/** The options that read a key which is not their name. */
function readersAt(key, version) {
    return withoutFollowers((0, index_js_1.readersOf)(key).filter((by) => (0, index_js_1.optionAt)(by, version)?.fallbackKeys.some((fallback) => fallback.key === key) === true), version);
}
/** Options without those that read another of them anyway: `rest.bind-port` is what `rest.port` is where it is not set itself. */
function withoutFollowers(keys, version) {
    const distinct = [...new Set(keys)];
    return distinct.filter((key) => (0, index_js_1.optionAt)(key, version)?.fallbackKeys.some((fallback) => fallback.key !== key && distinct.includes(fallback.key)) !== true);
}
/** A map option may be spread over keys below its own, as a nested file gives them. */
function isWithinMap(key, version) {
    for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
        if ((0, index_js_1.optionAt)(key.slice(0, dot), version)?.type === 'Map')
            return true;
    }
    return false;
}
function inOtherVersions(key, version) {
    const here = version_js_1.MINOR_VERSIONS.indexOf((0, version_js_1.minorOf)(version));
    const readings = readingsOf(key);
    const earlier = readings.filter(({ first }) => first < here);
    const last = version_js_1.MINOR_VERSIONS[Math.min(here - 1, Math.max(-1, ...earlier.map((reading) => reading.last)))];
    if (last !== undefined) {
        return { kind: 'removed', last, by: withoutFollowers(readings.map(({ by }) => by).filter((by) => by !== key && (0, index_js_1.optionAt)(by, version) !== undefined), version) };
    }
    const since = version_js_1.MINOR_VERSIONS[Math.min(...readings.filter(({ first }) => first > here).map(({ first }) => first))];
    return since === undefined ? undefined : { kind: 'future', since };
}
/** Who reads a key, and when: the option of that name, and those it is a former name of. */
function readingsOf(key) {
    return [key, ...(0, index_js_1.readersOf)(key)].flatMap((by) => ((0, index_js_1.findOption)(by)?.runs ?? []).filter((run) => by === key || run.fallbackKeys.some((fallback) => fallback.key === key)).map((run) => ({ by, ...stretch(run) })));
}
function stretch({ since, until }) {
    return { first: version_js_1.MINOR_VERSIONS.indexOf(since), last: version_js_1.MINOR_VERSIONS.indexOf(until) };
}
let plainKeys;
let familyKeys;
function strange(key, version) {
    if (OPEN.test(key))
        return { kind: 'foreign' };
    const family = COMPLETE.some((prefix) => key.startsWith(prefix));
    plainKeys ??= new nearest_js_1.KnownKeys([...new Set([...(0, index_js_1.allKeys)(), ...(0, index_js_1.formerNames)()])].filter((name) => !name.includes('<') && !NOT_OF_A_CLUSTER.test(name)));
    const alike = plainKeys.nearest(key, HALF_OPEN.test(key) ? SLIPS_IN_HALF_OPEN : undefined);
    const nearest = [...new Set(alike.flatMap((name) => readInstead(name, version)))];
    if (nearest.length > 0)
        return { kind: 'unknown', nearest, family };
    const [gone] = alike;
    if (!family)
        return gone === undefined ? { kind: 'foreign' } : { kind: 'unknown', nearest, family, gone };
    familyKeys ??= new nearest_js_1.KnownKeys((0, index_js_1.allKeys)().filter((name) => COMPLETE.some((prefix) => name.startsWith(prefix))));
    const relatives = familyKeys.relatives(key).filter((name) => (0, index_js_1.optionAt)(name, version) !== undefined);
    return { kind: 'unknown', nearest: relatives, family, ...(gone === undefined ? {} : { gone }) };
}
/** A key as this version reads it: itself, or those that have taken its place. */
function readInstead(key, version) {
    const status = keyStatus(key, version);
    if (status.kind === 'removed')
        return status.by;
    return status.kind === 'future' ? [] : [key];
}
//# sourceMappingURL=keyStatus.js.map