import { isAtLeast } from '../../model/version.js';
import type { Cluster, Span, VersionFound } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { readFlinkConf } from '../flinkConf.js';
import { readConfigYaml } from '../kinds/configYaml.js';
import { plainProcess, settingsOf } from '../kinds/kind.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { hasTemplate, readTemplates } from '../yaml/templates.js';
import { readYaml } from '../yaml/tree.js';
import { clusterLayer } from './clusterLayer.js';
import type { Layer } from './layer.js';
import { readPropertyLines } from './propertyLines.js';

/** The variable with settings that the images' start script takes over. */
export const FLINK_PROPERTIES = 'FLINK_PROPERTIES';

/** From 1.19 on the script gives every line to Flink's own parser; before, it appends the text to `flink-conf.yaml`. */
const LINES_SINCE = '1.19';

/**
 * A text with settings in a variable, as the image of that version reads it.
 *
 * @param span where the variable stands in the section
 */
export function propertiesLayer(text: PlacedText, version: VersionFound, span: Span, script: StartScript = 'official'): Layer {
  const known = layers.get(text) ?? new Map<string, Layer>();
  const key = `${script} ${version.text}`;
  const layer = known.get(key) ?? makeLayer(text, version, span, script);
  layers.set(text, known.set(key, layer));
  return layer;
}

/** Whose start script takes the variable over: Bitnami's appends the text to whatever file the version has. */
export type StartScript = 'official' | 'bitnami';

/** One layer for each text and version: several containers may share one, and then what it sets. */
const layers = new WeakMap<PlacedText, Map<string, Layer>>();

function makeLayer(text: PlacedText, version: VersionFound, span: Span, script: StartScript): Layer {
  const cluster = read(text.text, version, script);
  const file = { name: FLINK_PROPERTIES, text, cluster, beside: [] };
  const own = { kind: cluster.kind, name: cluster.name, namespace: '', span, head: span, version, incomplete: cluster.incomplete };
  return clusterLayer(embeddedCluster(file, own), 'environment');
}

function read(text: string, version: VersionFound, script: StartScript): Cluster {
  const byLines = version.version !== undefined && isAtLeast(version.version, LINES_SINCE);
  if (byLines && script === 'bitnami') return readAppended(text, version);
  const { entries: all, problems } = byLines ? readPropertyLines(text) : readFlinkConf(text);
  const templates = { text, root: null, templates: readTemplates(text) };
  const entries = conditionalEntries(templates, all);
  const whole = { start: 0, end: text.length };
  return {
    kind: 'flink-conf',
    format: 'flink-conf',
    name: FLINK_PROPERTIES,
    namespace: '',
    span: whole,
    head: whole,
    version,
    container: false,
    mayBePartial: true,
    incomplete: isOpenEnded(templates, () => true) || all.some(({ key }) => hasTemplate(key)),
    entries: entries.all,
    settings: settingsOf(all, new Map(all.map((entry) => [entry.key, entry])), entries.now),
    problems: entries.problems(problems),
    processes: { taskManager: plainProcess(whole), jobManager: plainProcess(whole) },
    canary: false,
  };
}

/** The end of a `config.yaml`. */
function readAppended(text: string, version: VersionFound): Cluster {
  const tree = readYaml(text);
  const { entries: all, winners, problems, loading } = readConfigYaml(text);
  const entries = conditionalEntries(tree, all);
  const whole = { start: 0, end: text.length };
  return {
    kind: 'config.yaml',
    format: 'config.yaml',
    name: FLINK_PROPERTIES,
    namespace: '',
    span: whole,
    head: whole,
    version,
    container: false,
    mayBePartial: true,
    incomplete: isOpenEnded(tree, () => true),
    entries: entries.all,
    settings: settingsOf(all, winners, entries.now),
    problems: entries.problems(problems),
    ...(loading === undefined ? {} : { loading }),
    processes: { taskManager: plainProcess(whole), jobManager: plainProcess(whole) },
    canary: false,
  };
}
