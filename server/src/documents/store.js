"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.DocumentStore = void 0;
const analysis_js_1 = require("./analysis.js");
const directives_js_1 = require("./directives.js");
const flinkVersion_js_1 = require("./flinkVersion.js");
const configYaml_js_1 = require("./kinds/configYaml.js");
const flinkConf_js_1 = require("./kinds/flinkConf.js");
const flinkDeployment_js_1 = require("./kinds/flinkDeployment.js");
const sections_js_1 = require("./sections.js");
const tree_js_1 = require("./yaml/tree.js");
/** Words without which no section is ours: what holds none of them is never parsed. */
const GROUP = 'flink.apache.org/';
const PROCESS_WORDS = ['taskmanager', 'jobmanager'];
/** The open files. Remembers of each only its last version; a section that did not change is not read again. */
class DocumentStore {
    #documents = new Map();
    /** Takes a file as it is now: a first version, or one after an edit. */
    update(uri, languageId, version, text) {
        const before = this.#documents.get(uri);
        if (before?.version === version && before.languageId === languageId && before.text === text)
            return;
        this.#documents.set(uri, new ReadDocument(uri, languageId, version, text, before));
    }
    get(uri) {
        return this.#documents.get(uri);
    }
    close(uri) {
        this.#documents.delete(uri);
    }
}
exports.DocumentStore = DocumentStore;
class ReadDocument {
    uri;
    languageId;
    version;
    text;
    directives;
    sections;
    #parts;
    #clusters;
    constructor(uri, languageId, version, text, before) {
        this.uri = uri;
        this.languageId = languageId;
        this.version = version;
        this.text = text;
        this.directives = (0, directives_js_1.readDirectives)(text);
        const oldFormat = (0, flinkConf_js_1.isFlinkConf)(fileNameOf(uri), languageId, text);
        this.#parts = oldFormat
            ? [{ start: 0, text, hasContent: true, explicit: false, afterEndMarker: false }]
            : (0, sections_js_1.splitSections)(text);
        this.sections = place(this.#parts, oldFormat, before?.sections ?? []);
    }
    clusters(settings) {
        if (this.#clusters?.settings !== settings)
            this.#clusters = { settings, list: this.#read(settings) };
        return this.#clusters.list;
    }
    isSuppressed(offset, rule) {
        return (0, directives_js_1.isSuppressed)(this.text, offset, rule);
    }
    #read(settings) {
        if (this.directives.off)
            return [];
        const fileName = fileNameOf(this.uri);
        const comment = this.directives.version;
        const shared = { fileName, settings, versionOfFile: (0, flinkVersion_js_1.versionOfFile)(this.uri) };
        const common = JSON.stringify([fileName, shared.versionOfFile, settings.flinkVersion, settings.operatorVersion, settings.operatorDefaults, comment?.text]);
        const ordinals = new Map();
        const located = [];
        for (const [index, placed] of this.sections.entries()) {
            if (!placed.section.isMarked)
                continue;
            const here = comment !== undefined && comment.span.start >= placed.start && comment.span.end <= placed.end;
            const others = this.#othersOf(index);
            const context = () => ({
                ...shared,
                versionComment: comment === undefined ? undefined : here ? { text: comment.text, span: shift(comment.span, -placed.start) } : { text: comment.text },
                others,
            });
            for (const [place, reading] of placed.section.read(`${common}${here ? '!' : ''}${others}`, context).entries()) {
                const { kind, namespace, name } = reading.cluster;
                const path = `${kind}/${namespace}/${name}`;
                const ordinal = ordinals.get(path) ?? 0;
                ordinals.set(path, ordinal + 1);
                located.push(new PlacedCluster(`${path}/${ordinal}`, placed, reading, (text) => readClusters(text, placed.section.oldFormat, context())[place]));
            }
        }
        return located;
    }
    /** Only a file's first document can be a `config.yaml`, and only alone. */
    #othersOf(index) {
        if (index === 0)
            return (0, configYaml_js_1.othersOf)(this.#parts);
        return this.#parts.some((part, other) => other !== index && part.hasContent) ? 'documents' : 'none';
    }
}
class PlacedCluster {
    id;
    section;
    reading;
    #reread;
    constructor(id, section, reading, reread) {
        this.id = id;
        this.section = section;
        this.reading = reading;
        this.#reread = reread;
    }
    get cluster() {
        return this.reading.cluster;
    }
    get analysis() {
        return this.reading.analysis();
    }
    reread(sectionText) {
        const cluster = this.#reread(sectionText);
        return cluster === undefined ? undefined : (0, analysis_js_1.analyse)(cluster);
    }
    toOffset(offset) {
        return this.section.start + offset;
    }
    toSpan(span) {
        return shift(span, this.section.start);
    }
}
/** What has been read from one section's text: clusters and what follows from them, each at first use. */
class SectionReader {
    text;
    oldFormat;
    isMarked;
    /** Kept for one context: settings change seldom, and all sections follow. */
    #clusters;
    constructor(text, oldFormat) {
        this.text = text;
        this.oldFormat = oldFormat;
        this.isMarked = oldFormat || isCandidate(text);
    }
    /** @param key everything in the context that a cluster depends on */
    read(key, context) {
        if (this.#clusters?.key !== key) {
            this.#clusters = { key, readings: readClusters(this.text, this.oldFormat, context()).map((cluster) => new ClusterReading(cluster)) };
        }
        return this.#clusters.readings;
    }
}
function readClusters(text, oldFormat, context) {
    if (oldFormat)
        return (0, flinkConf_js_1.flinkConfClusters)(text, context);
    // The tree is not kept: it is several times as large as what is read from it, and quickly made again for an edit.
    const tree = (0, tree_js_1.readYaml)(text);
    const deployments = (0, flinkDeployment_js_1.flinkDeploymentClusters)(tree, context);
    return deployments.length > 0 ? deployments : (0, configYaml_js_1.configYamlClusters)(tree, context);
}
/** Whether a section is worth parsing: it has a word of ours, and is no resource of another group. */
function isCandidate(text) {
    if (text.includes(GROUP))
        return true;
    return PROCESS_WORDS.some((word) => text.includes(word)) && !(/^apiVersion:/m.test(text) && /^kind:/m.test(text));
}
class ClusterReading {
    cluster;
    #analysis;
    constructor(cluster) {
        this.cluster = cluster;
    }
    analysis() {
        this.#analysis ??= (0, analysis_js_1.analyse)(this.cluster);
        return this.#analysis;
    }
}
/** Places the parts of a text, reusing from both ends the sections that have not changed. */
function place(parts, oldFormat, before) {
    const same = (part, old) => part !== undefined && old !== undefined && old.section.oldFormat === oldFormat && old.section.text === part.text;
    let head = 0;
    while (head < parts.length && head < before.length && same(parts[head], before[head]))
        head++;
    let tail = 0;
    while (tail < parts.length - head && tail < before.length - head && same(parts[parts.length - 1 - tail], before[before.length - 1 - tail]))
        tail++;
    return parts.map((part, index) => {
        const old = index < head ? before[index] : index >= parts.length - tail ? before[index + before.length - parts.length] : undefined;
        return { section: old?.section ?? new SectionReader(part.text, oldFormat), start: part.start, end: part.start + part.text.length };
    });
}
function shift(span, by) {
    return { start: span.start + by, end: span.end + by };
}
function fileNameOf(uri) {
    const name = uri.slice(uri.lastIndexOf('/') + 1).replace(/[?#].*$/, '');
    try {
        return decodeURIComponent(name);
    }
    catch {
        return name;
    }
}
//# sourceMappingURL=store.js.map