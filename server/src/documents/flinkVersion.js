"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.findVersion = findVersion;
exports.versionOfSpec = versionOfSpec;
exports.versionOfImage = versionOfImage;
exports.versionOfFile = versionOfFile;
const version_js_1 = require("../model/version.js");
/** Settles on the version that counts. */
function findVersion(clues) {
    if (clues.comment !== undefined)
        return found('comment', clues.comment);
    if (clues.setting !== 'auto')
        return found('setting', { text: clues.setting });
    if (clues.spec !== undefined)
        return found('spec', withPatch(clues.spec, clues.image));
    if (clues.image !== undefined)
        return found('image', clues.image);
    if (clues.file !== undefined)
        return found('file', clues.file);
    return found('default', { text: version_js_1.DEFAULT_VERSION });
}
function found(source, clue) {
    return { version: (0, version_js_1.parseFlinkVersion)(clue.text), text: clue.text, source, ...(clue.span === undefined ? {} : { span: clue.span }) };
}
/** `flinkVersion: v1_11` says no patch release; an image of the same minor that does (`flink:1.11.1`) says more. */
function withPatch(spec, image) {
    const patch = image === undefined ? undefined : (0, version_js_1.parseFlinkVersion)(image.text);
    return image !== undefined && patch !== undefined && (0, version_js_1.minorOf)(patch) === spec.text ? { ...spec, text: image.text } : spec;
}
/** The operator's spelling: `v1_20`. */
function versionOfSpec(text, span) {
    const version = /^v(\d+)_(\d+)$/.exec(text);
    return version === null ? undefined : { text: `${version[1] ?? ''}.${version[2] ?? ''}`, span };
}
/**
 * The tag of an image of Flink's: `flink:1.20.1-java17`, `registry/apache/flink:1.20`. An image of somebody else's
 * (`flink/orders:1.4.2`) is versioned by him, unless its tag says Flink (`orders:7-flink-1.19`).
 */
function versionOfImage(image, span) {
    const text = /(?:^|\/)flink:(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(image)?.[1] ?? /:[^/]*\bflink-?(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(image)?.[1];
    return text === undefined ? undefined : { text, span };
}
/** A version in the file's own name, or in one of the folders around it: `flink-1.18.1/conf/flink-conf.yaml`. */
function versionOfFile(uri) {
    const folders = uri.split('/').slice(-4).reverse();
    for (const name of folders) {
        const text = /\bflink(?:-conf)?[-_.]v?(\d+\.\d+(?:\.\d+)?)(?![\d])/i.exec(name)?.[1];
        if (text !== undefined)
            return { text };
    }
    return undefined;
}
//# sourceMappingURL=flinkVersion.js.map