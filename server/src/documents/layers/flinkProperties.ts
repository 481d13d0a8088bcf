import { isAtLeast } from '../../model/version.js';
import type { Cluster, Span, VersionFound } from '../cluster.js';
import { embeddedCluster } from '../embedded/embeddedCluster.js';
import type { EditResult, TextChange } from '../edits.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { readFlinkConf } from '../flinkConf.js';
import { type ConfigYaml, readConfigYaml } from '../kinds/configYaml.js';
import { plainProcess, settingsOf } from '../kinds/kind.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { hasTemplate, readTemplates } from '../yaml/templates.js';
import { readYaml } from '../yaml/tree.js';
import { clusterLayer } from './clusterLayer.js';
import type { Layer, LayerChange } from './layer.js';
import { readPropertyLines } from './propertyLines.js';
import { lineBefore } from './variableLines.js';
import { variableFor } from './variables.js';

/** The variable with settings that the images' start script takes over. */
export const FLINK_PROPERTIES = 'FLINK_PROPERTIES';

/** From 1.19 on the script gives every line to Flink's own parser; before, it appends the text to `flink-conf.yaml`. */
const LINES_SINCE = '1.19';

/**
 * A text with settings in a variable, as the image of that version reads it.
 *
 * @param span where the variable stands in the section
 * @param isOwn whether it is one of the container's own, beside which another may stand
 */
export function propertiesLayer(text: PlacedText, version: VersionFound, span: Span, script: StartScript = 'official', isOwn = false): Layer {
  const known = layers.get(text) ?? new Map<string, Layer>();
  const key = `${script} ${version.text}`;
  const layer = known.get(key) ?? makeLayer(text, version, span, script, isOwn);
  layers.set(text, known.set(key, layer));
  return layer;
}

/** Whose start script takes the variable over: Bitnami's appends the text to whatever file the version has. */
export type StartScript = 'official' | 'bitnami';

/** One layer for each text and version: several containers may share one, and then what it sets. */
const layers = new WeakMap<PlacedText, Map<string, Layer>>();

function makeLayer(text: PlacedText, version: VersionFound, span: Span, script: StartScript, isOwn: boolean): Layer {
  const cluster = read(text.text, version, script);
  const file = { name: FLINK_PROPERTIES, text, cluster, beside: [] };
  const own = { kind: cluster.kind, name: cluster.name, namespace: '', span, head: span, version, incomplete: cluster.incomplete };
  const layer = clusterLayer(embeddedCluster(file, own), 'environment');
  return isOwn && script === 'official' && takesLines(version) ? { ...layer, edits: (section, changes) => withVariables(section, changes, layer, span) } : layer;
}

/** Options that no line can hold, as it loses its blanks: they become variables of their own, which Flink's scripts read in their place. */
function withVariables(section: string, changes: readonly LayerChange[], layer: Layer, span: Span): EditResult {
  const added: TextChange[] = [];
  const others: LayerChange[] = [];
  for (const change of changes) {
    const variable = change.kind === 'setValue' && /\s/.test(change.value) ? variableFor(change.entry.key) : undefined;
    const line = change.kind !== 'setValue' || variable === undefined ? undefined : lineBefore(section, span, FLINK_PROPERTIES, variable.name, change.value);
    if (change.kind === 'setValue' && line !== undefined) {
      added.push(line);
      others.push({ kind: 'removeEntry', entry: change.entry });
    } else {
      others.push(change);
    }
  }
  const result = layer.edits(section, others);
  return 'refused' in result ? result : { edits: [...added, ...result.edits] };
}

function takesLines({ version }: VersionFound): boolean {
  return version !== undefined && isAtLeast(version, LINES_SINCE);
}

function read(text: string, version: VersionFound, script: StartScript): Cluster {
  const byLines = takesLines(version);
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
