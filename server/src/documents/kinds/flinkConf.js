"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isFlinkConf = isFlinkConf;
exports.flinkConfClusters = flinkConfClusters;
const flinkConf_js_1 = require("../flinkConf.js");
const flinkVersion_js_1 = require("../flinkVersion.js");
const kind_js_1 = require("./kind.js");
/** Whether a file of this name and language is in the old format; a Kubernetes resource under that name is not. */
function isFlinkConf(fileName, languageId, text) {
    if (languageId !== 'flink-conf' && fileName !== 'flink-conf.yaml')
        return false;
    return !(/^apiVersion:/m.test(text) && /^kind:/m.test(text));
}
/** Reads a `flink-conf.yaml` as one cluster; none where it holds options of the operator only, which has a file of that name too. */
function flinkConfClusters(text, context) {
    const { entries, problems } = (0, flinkConf_js_1.readFlinkConf)(text);
    if (entries.length > 0 && entries.every(({ key }) => key.startsWith('kubernetes.operator.')))
        return [];
    const head = (0, kind_js_1.firstLine)(text);
    return [{
            kind: 'flink-conf',
            name: context.fileName,
            namespace: '',
            span: { start: 0, end: text.length },
            head,
            version: (0, flinkVersion_js_1.findVersion)({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
            container: false,
            mayBePartial: true,
            incomplete: false,
            entries,
            settings: (0, kind_js_1.settingsOf)(entries, new Map(entries.map((entry) => [entry.key, entry]))),
            problems,
            processes: { taskManager: (0, kind_js_1.plainProcess)(head), jobManager: (0, kind_js_1.plainProcess)(head) },
            canary: false,
        }];
}
//# sourceMappingURL=flinkConf.js.map