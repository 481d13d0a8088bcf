"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readConfigYaml = readConfigYaml;
exports.othersOf = othersOf;
exports.configYamlClusters = configYamlClusters;
const catalogue_js_1 = require("../../model/catalogue.js");
const flinkVersion_js_1 = require("../flinkVersion.js");
const sections_js_1 = require("../sections.js");
const flatten_js_1 = require("../yaml/flatten.js");
const node_js_1 = require("../yaml/node.js");
const tabs_js_1 = require("../yaml/tabs.js");
const templateEffects_js_1 = require("../yaml/templateEffects.js");
const tree_js_1 = require("../yaml/tree.js");
const kind_js_1 = require("./kind.js");
/** Reads a whole file, of which the first document counts. */
function readConfigYaml(text) {
    const sections = (0, sections_js_1.splitSections)(text);
    const tree = (0, tree_js_1.readYaml)(sections[0]?.text ?? '');
    return readDocument(tree, (0, flatten_js_1.flatten)(tree, tree.root, 'flink'), othersOf(sections));
}
/** What stands beside the first document: SnakeYAML wants exactly one, and a `---` before any other. */
function othersOf(sections) {
    const first = sections[1];
    if (first === undefined || (!first.hasContent && !first.explicit))
        return 'none';
    return first.afterEndMarker && !first.explicit ? 'no-document-start' : 'documents';
}
function readDocument(tree, flat, others) {
    const loading = loadingFailure(tree, flat, others);
    return { entries: flat.entries, winners: flat.winners, problems: flat.problems, ...(loading === undefined ? {} : { loading }) };
}
/** SnakeYAML refuses more, against texts that grow without end (`LoadSettings#getMaxAliasesForCollections`). */
const MAX_COLLECTION_ALIASES = 50;
/** In the order in which SnakeYAML and Flink notice: syntax, a second document, a key twice, then keys and values without text. */
function loadingFailure(tree, flat, others) {
    const rendered = tree.templates.spans.length > 0;
    const error = tree.errors[0] ?? (0, tabs_js_1.refusedTab)(tree.text, tree.root);
    const end = { start: tree.text.length, end: tree.text.length };
    // What a template will make of the text is unknown: nothing is said about its form.
    if (rendered)
        return undefined;
    if (error !== undefined)
        return { code: 'yaml-invalid', span: { start: error, end: error } };
    if (tree.root !== null && (0, node_js_1.countCollectionAliases)(tree.root) > MAX_COLLECTION_ALIASES)
        return { code: 'yaml-invalid', span: tree.root.span };
    if (others !== 'none')
        return { code: others === 'documents' ? 'several-documents' : 'yaml-invalid', span: end };
    if (flat.duplicate !== undefined)
        return { code: 'duplicate-key', ...flat.duplicate };
    if (flat.unreadable !== undefined)
        return { code: 'yaml-invalid', ...flat.unreadable };
    const root = tree.root;
    return root === null || root.kind === 'map' ? undefined : { code: 'yaml-invalid', span: root.span };
}
/**
 * Reads a section as a `config.yaml` where it is one: a key of Flink's for its processes in a file that is called so,
 * three of them in any other, and never a Kubernetes resource.
 */
function configYamlClusters(tree, context) {
    const root = tree.root ?? undefined;
    if (root?.kind !== 'map' || ((0, node_js_1.pairOf)(root, 'apiVersion') !== undefined && (0, node_js_1.pairOf)(root, 'kind') !== undefined))
        return [];
    const flat = (0, flatten_js_1.flatten)(tree, root, 'flink');
    const known = new Set(flat.entries.map(({ key }) => key).filter(isProcessOption)).size;
    if (known < (/config.*\.ya?ml$/i.test(context.fileName) ? 1 : 3))
        return [];
    const entries = (0, templateEffects_js_1.conditionalEntries)(tree, flat.entries);
    const read = readDocument(tree, flat, context.others);
    const head = (0, kind_js_1.firstLine)(tree.text);
    const process = (key) => ((0, node_js_1.nodeAt)(root, key)?.kind === 'map' ? (0, node_js_1.pairOf)(root, key)?.key.span : undefined) ?? head;
    return [{
            kind: 'config.yaml',
            name: context.fileName,
            namespace: '',
            span: { start: 0, end: tree.text.length },
            head,
            version: (0, flinkVersion_js_1.findVersion)({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
            container: false,
            mayBePartial: true,
            incomplete: flat.openEnded || (0, templateEffects_js_1.isOpenEnded)(tree, () => true),
            entries: entries.all,
            settings: (0, kind_js_1.settingsOf)(entries.all, entries.replace(flat.winners)),
            problems: entries.problems(flat.problems),
            ...(read.loading === undefined ? {} : { loading: read.loading }),
            processes: { taskManager: (0, kind_js_1.plainProcess)(process('taskmanager')), jobManager: (0, kind_js_1.plainProcess)(process('jobmanager')) },
            canary: false,
        }];
}
function isProcessOption(key) {
    return /^(?:taskmanager|jobmanager)\./.test(key)
        && ((0, catalogue_js_1.findOption)(key) !== undefined || (0, catalogue_js_1.formerNameOf)(key, '1.13') !== undefined || (0, catalogue_js_1.formerNameOf)(key, '1.20') !== undefined);
}
//# sourceMappingURL=configYaml.js.map