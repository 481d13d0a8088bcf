/** By which of Flink's readers a file is read: its name says so, or where that is nobody's name, what stands in it. */

/** Names under which Flink's old file is kept or mounted, also with an ending of a template's or a copy's. */
const OLD_NAME = /^flink-conf\.ya?ml(?:[._-].*)?$/;
const YAML_NAME = /^config\.ya?ml(?:[._-].*)?$/;
/** Names of nobody's reader: such files are copied to one of the two by somebody who knows which. */
const EITHER_KEY = /^flink-config\.ya?ml(?:[._-].*)?$/;
const EITHER_NAME = /flink[-_.]?conf(?:ig)?(?:[-_.][^/]*)?\.ya?ml(?:[._-].*)?$/i;

/** A mapping that goes on in the next line, a list, or a value that only YAML reads without its quotes or brackets. */
const ONLY_YAML = /^[^\s#][^\s:]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?:[ \t]+|- )[^\s#]|^[^\s#:][^:\r\n]*:[ \t]+(?:["'[|>&*]|\{(?!\{))/m;

/** Whether a key of a ConfigMap's `data` names a file of Flink's. */
export function isConfigurationKey(name: string): boolean {
  return OLD_NAME.test(name) || YAML_NAME.test(name) || EITHER_KEY.test(name);
}

/** Whether such a file is in the old format. */
export function isOldFormatKey(name: string, text: string): boolean {
  return OLD_NAME.test(name) || (EITHER_KEY.test(name) && isOldFormatText(text));
}

/** Whether a text of which no name says the format has nothing that only YAML reads. */
export function isOldFormatText(text: string): boolean {
  return !ONLY_YAML.test(text);
}

/** Whether a file of this name and language is in the old format; a Kubernetes resource under that name is not. */
export function isFlinkConf(fileName: string, languageId: string, text: string): boolean {
  if (!isNamedFlinkConf(fileName, languageId) && !(EITHER_NAME.test(fileName) && isFlatFile(text))) return false;
  return !(/^apiVersion:/m.test(text) && /^kind:/m.test(text));
}

/** Whether some text would make a file of this name and language one of the old format. */
export function mayBeFlinkConf(fileName: string, languageId: string): boolean {
  return isNamedFlinkConf(fileName, languageId) || EITHER_NAME.test(fileName);
}

function isNamedFlinkConf(fileName: string, languageId: string): boolean {
  return languageId === 'flink-conf' || /^flink-conf\.yaml(?:[._-].*)?$/.test(fileName);
}

/** Lines of the old format with a setting of a process, and nothing that only YAML reads; what holds options of the operator as well is its defaults for every cluster. */
function isFlatFile(text: string): boolean {
  return /^(?:taskmanager|jobmanager)\.[\w.-]+: /m.test(text) && !/^kubernetes\.operator\./m.test(text) && !ONLY_YAML.test(text);
}

const VALUES_NAME = /^(?:.*[-_.])?values(?:[-_.].*)?\.ya?ml$/i;

/** Whether a file of this name holds values for a chart, in whatever shape that wants them. */
export function isValuesName(fileName: string): boolean {
  return VALUES_NAME.test(fileName);
}
