"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.analyse = analyse;
const configuration_js_1 = require("../model/configuration.js");
const index_js_1 = require("../model/index.js");
/** Derives both processes of a cluster from what Flink sees after every override. */
function analyse(cluster) {
    const values = new Map();
    const unknown = new Set();
    for (const [key, setting] of cluster.settings) {
        values.set(key, setting.value);
        if (setting.templated)
            unknown.add(key);
    }
    const configuration = new configuration_js_1.Configuration(values, unknown);
    const version = cluster.version.version;
    const of = (process) => {
        if (version === undefined || cluster.loading !== undefined || !cluster.processes[process].present)
            return undefined;
        // Any option may be among the keys that a template puts there: no number is certain.
        if (cluster.incomplete)
            return { status: 'unknown', process, unknownKeys: [], pools: new Map() };
        return (0, index_js_1.derive)(process, configuration, { version, container: cluster.container });
    };
    return { cluster, configuration, derivations: { taskManager: of('taskManager'), jobManager: of('jobManager') } };
}
//# sourceMappingURL=analysis.js.map