"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readYaml = readYaml;
exports.isTemplated = isTemplated;
const eventTree_js_1 = require("./eventTree.js");
const plainTree_js_1 = require("./plainTree.js");
const templates_js_1 = require("./templates.js");
const tolerantTree_js_1 = require("./tolerantTree.js");
/** Reads a document: line by line where it is simple, by parser events where it is well-formed, tolerantly where it is not. Never throws. */
function readYaml(text) {
    const templates = (0, templates_js_1.readTemplates)(text);
    try {
        return { text, root: (0, plainTree_js_1.plainTree)(templates.masked) ?? (0, eventTree_js_1.eventTree)(templates.masked), errors: [], templates };
    }
    catch {
        // js-yaml stops at the first error and gives nothing; the other parser goes on.
    }
    try {
        const { root, errors } = (0, tolerantTree_js_1.tolerantTree)(templates.masked);
        // Without errors the text is YAML after all: js-yaml is strict about a `}` in column 0, SnakeYAML and Go are not.
        return { text, root, errors, templates };
    }
    catch {
        // Nested so deeply that no parser can hold it.
        return { text, root: null, errors: [0], templates };
    }
}
/** Whether a template takes part in what stands at a place. */
function isTemplated(tree, span) {
    return tree.templates.spans.some((template) => template.start < span.end && template.end > span.start);
}
//# sourceMappingURL=tree.js.map