"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.allKeys = allKeys;
exports.findOption = findOption;
exports.optionAt = optionAt;
exports.readersOf = readersOf;
exports.formerNames = formerNames;
exports.formerNameOf = formerNameOf;
const catalogue_generated_js_1 = require("./catalogue.generated.js");
const version_js_1 = require("./version.js");
const FIRST = version_js_1.MINOR_VERSIONS[0];
const LAST = version_js_1.MINOR_VERSIONS[version_js_1.MINOR_VERSIONS.length - 1] ?? FIRST;
/** 1.10.0 came with another default than the rest of 1.10; the catalogue knows minors only. */
const METASPACE_KEY = 'taskmanager.memory.jvm-metaspace.size';
const METASPACE_DEFAULT_1_10_0 = '96 mb';
let packedOptions;
const options = new Map();
function packed() {
    if (packedOptions === undefined) {
        const all = JSON.parse(catalogue_generated_js_1.CATALOGUE_JSON);
        packedOptions = new Map(Object.entries(record(all)));
    }
    return packedOptions;
}
function record(json) {
    return isRecord(json) ? json : {};
}
function isRecord(json) {
    return typeof json === 'object' && json !== null && !Array.isArray(json);
}
function list(json) {
    return Array.isArray(json) ? json : [];
}
function textOf(json) {
    return typeof json === 'string' ? json : undefined;
}
function minor(json, otherwise) {
    return version_js_1.MINOR_VERSIONS.find((version) => version === json) ?? otherwise;
}
function unpack(key, json) {
    const { t: type, r: runs } = record(json);
    const unpacked = list(runs).map((run) => unpackRun(key, textOf(type) ?? 'String', record(run)));
    return { key, runs: unpacked, since: unpacked[0]?.since ?? FIRST, until: unpacked[unpacked.length - 1]?.until ?? LAST };
}
function unpackRun(key, type, run) {
    const { s, u, t, d, v, l, x, f } = run;
    const defaultText = textOf(d);
    return {
        key,
        type: textOf(t) ?? type,
        since: minor(s, FIRST),
        until: minor(u, LAST),
        ...(defaultText === undefined ? {} : { default: defaultText }),
        ...(v === undefined ? {} : { values: list(v).flatMap((value) => textOf(value) ?? []) }),
        list: l === 1,
        deprecated: x === 1,
        fallbackKeys: list(f).flatMap((fallback) => {
            const [name, deprecated] = list(fallback);
            const fallbackKey = textOf(name);
            return fallbackKey === undefined ? [] : { key: fallbackKey, deprecated: deprecated === 1 };
        }),
    };
}
/** Every key of the catalogue in alphabetical order, `<…>` included, whatever version has it. */
function allKeys() {
    return [...packed().keys()];
}
/**
 * The option with this key in any version; a key with a name in it (`metrics.reporter.prom.class`) finds its pattern.
 * Former names that are no option of their own are not found here: see {@link formerNameOf}.
 */
function findOption(key) {
    if (options.has(key))
        return options.get(key);
    const json = packed().get(key);
    const name = json === undefined ? patternOf(key) : key;
    const pattern = name === undefined ? undefined : packed().get(name);
    const option = name === undefined || pattern === undefined ? undefined : unpack(name, pattern);
    // Keys come from the user's text: only those of the catalogue are remembered, so that typing fills no memory.
    if (json !== undefined)
        options.set(key, option);
    return option;
}
/** The option as a version has it; undefined when that version has no such option. */
function optionAt(key, version) {
    const wanted = (0, version_js_1.orderOf)(version);
    const run = findOption(key)?.runs.find(({ since, until }) => (0, version_js_1.orderOf)(since) <= wanted && wanted <= (0, version_js_1.orderOf)(until));
    if (run !== undefined && version === '1.10.0' && run.key === METASPACE_KEY)
        return { ...run, default: METASPACE_DEFAULT_1_10_0 };
    return run;
}
let patterns;
function patternOf(key) {
    // A name inside a key has no dots, one at the end may (`flink.hadoop.fs.s3a.endpoint`).
    patterns ??= allKeys()
        .filter((name) => name.includes('<'))
        .map((name) => ({
        name,
        expression: new RegExp(`^${name.replace(/[.]/g, '\\.').replace(/<[^>]+>$/, '.+').replace(/<[^>]+>/g, '[^.]+')}$`),
    }))
        // The pattern that leaves least open wins: `metrics.reporter.<name>.class` before `…<name>.<parameter>`.
        .sort((a, b) => openPlaces(a.name) - openPlaces(b.name));
    return patterns.find(({ expression }) => expression.test(key))?.name;
}
function openPlaces(name) {
    return name.split('<').length;
}
let readers;
/** The options that read a key which is not their name, in some version; in alphabetical order. */
function readersOf(key) {
    readers ??= collectReaders();
    return readers.get(key) ?? [];
}
/** Every key that some option reads, in some version, although it is not its name. */
function formerNames() {
    readers ??= collectReaders();
    return readers.keys();
}
/** From the packed form: unpacking all options to find the few that a file needs would take longer than all the rest. */
function collectReaders() {
    const found = new Map();
    for (const [key, json] of packed()) {
        const names = new Set(list(record(json)['r']).flatMap((run) => list(record(run)['f']).map((fallback) => textOf(list(fallback)[0]))));
        for (const name of names) {
            if (name === undefined || name === key)
                continue;
            const known = found.get(name);
            if (known === undefined)
                found.set(name, [key]);
            else
                known.push(key);
        }
    }
    return found;
}
/**
 * Which option reads this key in that version although the key is not its name: `taskmanager.memory.size` is read by
 * `taskmanager.memory.managed.size`. Undefined when none does. A key can be an option of its own as well.
 */
function formerNameOf(key, version) {
    for (const reader of readersOf(key)) {
        const option = optionAt(reader, version);
        const fallback = option?.fallbackKeys.find((candidate) => candidate.key === key);
        if (option !== undefined && fallback !== undefined)
            return { option, deprecated: fallback.deprecated };
    }
    return undefined;
}
//# sourceMappingURL=catalogue.js.map