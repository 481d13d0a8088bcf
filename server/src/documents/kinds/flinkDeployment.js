"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.flinkDeploymentClusters = flinkDeploymentClusters;
const derivation_js_1 = require("../../model/derivation.js");
const flinkVersion_js_1 = require("../flinkVersion.js");
const flatten_js_1 = require("../yaml/flatten.js");
const node_js_1 = require("../yaml/node.js");
const templateEffects_js_1 = require("../yaml/templateEffects.js");
const tree_js_1 = require("../yaml/tree.js");
const kind_js_1 = require("./kind.js");
const resourceMemory_js_1 = require("./resourceMemory.js");
/** Minor versions of the operator in which the CRD got `mode`, and canaries began to be passed over. */
const MODE_SINCE = 2;
const CANARIES_SINCE = 5;
/** Reads a section as an Apache FlinkDeployment: others have a kind of that name too, so the group is asked as well. */
function flinkDeploymentClusters(tree, context) {
    const root = tree.root ?? undefined;
    if (root?.kind !== 'map')
        return [];
    const apiVersion = (0, node_js_1.scalarAt)(root, 'apiVersion')?.text ?? '';
    const kind = (0, node_js_1.pairOf)(root, 'kind');
    if (kind === undefined || !apiVersion.startsWith('flink.apache.org/') || (0, node_js_1.scalarAt)(root, 'kind')?.text !== 'FlinkDeployment')
        return [];
    return [readDeployment(tree, root, kind.span, context)];
}
function readDeployment(tree, root, head, context) {
    const spec = (0, node_js_1.nodeAt)(root, 'spec');
    const metadata = (0, node_js_1.nodeAt)(root, 'metadata');
    const flat = (0, flatten_js_1.flatten)(tree, (0, node_js_1.nodeAt)(spec, 'flinkConfiguration'), 'operator');
    const operatorVersion = (0, resourceMemory_js_1.operatorMinor)(spec, context.settings.operatorVersion);
    const resources = {
        taskManager: (0, resourceMemory_js_1.readResources)(tree, spec, 'taskManager', operatorVersion),
        jobManager: (0, resourceMemory_js_1.readResources)(tree, spec, 'jobManager', operatorVersion),
    };
    const sizes = [...(0, resourceMemory_js_1.sizesOf)(resources.jobManager, operatorVersion), ...(0, resourceMemory_js_1.sizesOf)(resources.taskManager, operatorVersion)];
    const fieldsBeneath = new Map(derivation_js_1.PROCESS_KINDS.map((kind) => [
        `${kind.toLowerCase()}.memory.process.size`, (0, resourceMemory_js_1.sizeBeneath)(tree, spec, kind, operatorVersion, resources[kind]),
    ]));
    const entries = (0, templateEffects_js_1.conditionalEntries)(tree, [...flat.entries, ...sizes.flatMap(({ entry }) => entry ?? [])].sort((a, b) => a.keySpan.start - b.keySpan.start));
    const configured = flat.entries.length === 0 ? new Map() : (0, kind_js_1.settingsOf)(entries.all.filter((entry) => entry.source === 'document'), entries.replace(flat.winners));
    const settings = new Map();
    for (const [key, value] of Object.entries(context.settings.operatorDefaults)) {
        settings.set(key, { value, source: 'operatorDefault', templated: false, overridden: [] });
    }
    for (const [key, setting] of configured)
        settings.set(key, { ...setting, ...beneath(settings.get(key)) });
    for (const { key, value, entry } of sizes) {
        // The operator writes these last, over whatever flinkConfiguration says (`FlinkConfigBuilder`).
        const now = entry === undefined ? undefined : entries.all.find((candidate) => candidate.keySpan === entry.keySpan);
        settings.set(key, {
            value, source: 'resource', templated: now?.templated ?? false, ...(now === undefined ? {} : { entry: now }), overridden: lost(settings.get(key)),
            ...beneath(fieldsBeneath.get(key) ?? settings.get(key)),
        });
    }
    const canary = (0, resourceMemory_js_1.minorNumber)(operatorVersion) >= CANARIES_SINCE && (0, node_js_1.scalarAt)(metadata, 'labels', 'flink.apache.org/canary')?.text === 'true';
    const process = (kind) => ({ ...processSite(spec, kind, head, resources[kind], settings), present: !canary });
    return {
        kind: 'FlinkDeployment',
        name: written(tree, (0, node_js_1.scalarAt)(metadata, 'name')),
        namespace: written(tree, (0, node_js_1.scalarAt)(metadata, 'namespace')),
        span: root.span,
        head,
        version: (0, flinkVersion_js_1.findVersion)({
            comment: context.versionComment,
            setting: context.settings.flinkVersion,
            spec: clue(tree, (0, node_js_1.scalarAt)(spec, 'flinkVersion'), flinkVersion_js_1.versionOfSpec),
            image: clue(tree, (0, node_js_1.scalarAt)(spec, 'image'), flinkVersion_js_1.versionOfImage),
            file: context.versionOfFile,
        }),
        operatorVersion,
        container: !isStandalone(spec, operatorVersion),
        mayBePartial: false,
        incomplete: flat.openEnded || (0, templateEffects_js_1.isOpenEnded)(tree, sizesProcesses),
        entries: entries.all,
        settings,
        problems: entries.problems(flat.problems),
        processes: { taskManager: process('taskManager'), jobManager: process('jobManager') },
        canary,
    };
}
/** A scalar's text; a template in it as its author wrote it. */
function written(tree, scalar) {
    if (scalar === undefined)
        return '';
    return (0, tree_js_1.isTemplated)(tree, scalar.span) ? (0, flatten_js_1.rawText)(tree.text, scalar) : scalar.text;
}
function lost(setting) {
    return setting?.entry === undefined ? [] : [setting.entry, ...setting.overridden];
}
function beneath(setting) {
    return setting === undefined ? {} : { beneath: { value: setting.value, templated: setting.templated } };
}
function clue(tree, scalar, read) {
    return scalar === undefined || (0, tree_js_1.isTemplated)(tree, scalar.span) ? undefined : read(scalar.text, scalar.span);
}
/** Before the CRD knew `mode`, the API server dropped it: the deployment was native whatever it said. */
function isStandalone(spec, operatorVersion) {
    return (0, node_js_1.scalarAt)(spec, 'mode')?.text === 'standalone' && (0, resourceMemory_js_1.minorNumber)(operatorVersion) >= MODE_SINCE;
}
/** The places under which lines that a template writes could size a process. */
function sizesProcesses(path) {
    const [spec, block, field] = path;
    if (spec === undefined)
        return true;
    if (spec !== 'spec')
        return false;
    if (block === undefined || block === 'flinkConfiguration')
        return true;
    return (block === 'jobManager' || block === 'taskManager') && (field === undefined || field === 'resource' || field === 'resources');
}
function processSite(spec, kind, head, resources, settings) {
    const replicas = wholeNumber(spec, kind, 'replicas') ?? (kind === 'taskManager' ? taskManagersForJob(spec, settings) : undefined);
    return {
        present: true,
        head: (0, node_js_1.pairOf)(spec, kind)?.key.span ?? head,
        resources,
        ...(replicas === undefined ? {} : { replicas }),
    };
}
/** As many TaskManagers as the job's parallelism needs slots (`FlinkUtils#getNumTaskManagers`). */
function taskManagersForJob(spec, settings) {
    const parallelism = wholeNumber(spec, 'job', 'parallelism');
    const slots = settings.get('taskmanager.numberOfTaskSlots');
    const perTaskManager = slots === undefined ? 1 : /^\d{1,6}$/.test(slots.value) && !slots.templated ? Number(slots.value) : 0;
    return parallelism === undefined || perTaskManager === 0 ? undefined : Math.ceil(parallelism / perTaskManager);
}
function wholeNumber(spec, ...path) {
    const text = (0, node_js_1.scalarAt)(spec, ...path)?.text ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
//# sourceMappingURL=flinkDeployment.js.map