"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.DEFAULT_VERSION = exports.MINOR_VERSIONS = void 0;
exports.parseFlinkVersion = parseFlinkVersion;
exports.orderOf = orderOf;
exports.minorOf = minorOf;
exports.isAtLeast = isAtLeast;
/**
 * The Flink versions whose behaviour is known. A minor (`1.20`) stands for its last patch release;
 * the three early patch releases that derive differently have a name of their own.
 */
exports.MINOR_VERSIONS = [
    '1.10', '1.11', '1.12', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20',
    '2.0', '2.1', '2.2', '2.3',
];
/** Releases that answer differently from the last patch release of their minor. */
const EARLY_RELEASES = ['1.10.0', '1.11.0', '1.11.1'];
exports.DEFAULT_VERSION = '1.20';
/**
 * Reads a release number such as `1.20`, `1.20.1` or `1.11.1`.
 * Returns undefined for anything that is no release number, or is none we model (later than 2.3, before 1.10).
 */
function parseFlinkVersion(text) {
    const release = /^(\d+\.\d+)(?:\.\d+)?$/.exec(text.trim());
    if (release === null)
        return undefined;
    const early = EARLY_RELEASES.find((version) => version === release[0]);
    return early ?? exports.MINOR_VERSIONS.find((version) => version === release[1]);
}
/** The place of each version's minor among all minors: asked for with every option that is looked up. */
const ORDER = new Map([
    ...exports.MINOR_VERSIONS.map((minor, index) => [minor, index]),
    ...EARLY_RELEASES.map((release) => [release, exports.MINOR_VERSIONS.findIndex((minor) => release.startsWith(`${minor}.`))]),
]);
/** The place of a version's minor in {@link MINOR_VERSIONS}. */
function orderOf(version) {
    return ORDER.get(version) ?? 0;
}
/** The minor of a version: `1.11.1` → `1.11`. */
function minorOf(version) {
    return exports.MINOR_VERSIONS[orderOf(version)] ?? exports.DEFAULT_VERSION;
}
/** Whether `version` belongs to `minor` or a later one. */
function isAtLeast(version, minor) {
    return orderOf(version) >= orderOf(minor);
}
//# sourceMappingURL=version.js.map