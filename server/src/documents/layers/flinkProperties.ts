import { isAtLeast } from '../../model/version.js';
import type { Cluster, Span, VersionFound } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { readFlinkConf } from '../flinkConf.js';
import { type ConfigYaml, readConfigYaml } from '../kinds/configYaml.js';
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
  if (byLines && script === 'bitnami') {
    // The end of a config.yaml.
    const tree = readYaml(text);
    return partOf(text, version, 'config.yaml', tree, readConfigYaml(text));
  }
  const { entries, problems } = byLines ? readPropertyLines(text) : readFlinkConf(text);
  const winners = new Map(entries.map((entry) => [entry.key, entry]));
  return partOf(text, version, 'flink-conf', { text, root: null, templates: readTemplates(text) }, { entries, winners, problems });
}

/** What was read from the variable, as a cluster of which it is a part. */
function partOf(
  text: string, version: VersionFound, format: 'flink-conf' | 'config.yaml', templates: Parameters<typeof conditionalEntries>[0], { entries: all, winners, problems, loading }: ConfigYaml,
): Cluster {
  const entries = conditionalEntries(templates, all);
  const whole = { start: 0, end: text.length };
  return {
    kind: format,
    format,
    name: FLINK_PROPERTIES,
    namespace: '',
    span: whole,
    head: whole,
    version,
    container: false,
    mayBePartial: true,
    incomplete: isOpenEnded(templates, () => true) || all.some(({ key }) => hasTemplate(key)),
    entries: entries.all,
    settings: settingsOf(all, winners, entries.now),
    problems: entries.problems(problems),
    ...(loading === undefined ? {} : { loading }),
    processes: { taskManager: plainProcess(whole), jobManager: plainProcess(whole) },
    canary: false,
  };
}
