/** Bitnami's images, which take options as variables of their own (`libflink.sh`, `flink-env.sh` and `run.sh` of theirs). */
import type { ProcessKind } from '../../model/derivation.js';
import type { FlinkVersion } from '../../model/version.js';
import type { Entry } from '../cluster.js';
import type { EditResult, TextChange } from '../edits.js';
import { whereItStands } from './distantFile.js';
import { isFlinksOwn, ownFile } from './imageDefaults.js';
import type { AnyLayer, DistantLayer, Layer, LayerChange } from './layer.js';
import type { Variable } from './variables.js';
import { lineBehind, variableLines } from './variableLines.js';

const IMAGE = /(?:^|\/)bitnami(?:legacy|secure)?\/flink(?:[:@]|$)/;
const PREFIX = 'FLINK_CFG_';
const SLOTS = 'FLINK_TASK_MANAGER_NUMBER_OF_TASK_SLOTS';
const SLOTS_KEY = 'taskmanager.numberOfTaskSlots';

/** The one key with a capital that the script knows. */
const STORAGE_DIR = ['FLINK_CFG_HIGH__AVAILABILITY_STORAGE_DIR', 'high-availability.storageDir'] as const;

/** Whether a variable says something to these images and to no others. */
export function isBitnamiVariable(name: string): boolean {
  return name === SLOTS || (name.startsWith(PREFIX) && name.length > PREFIX.length);
}

/** Whether an image is one of these, or somebody's own that is given such variables. */
export function isBitnami(image: string | undefined, variables: readonly Variable[]): boolean {
  if (image !== undefined && IMAGE.test(image)) return true;
  return !(image !== undefined && isFlinksOwn(image)) && variables.some(({ name }) => isBitnamiVariable(name));
}

/** The process that such an image starts, by `FLINK_MODE`; undefined for another image or another mode. */
export function bitnamiRole(image: string | undefined, mode: string | undefined): ProcessKind | undefined {
  if (image === undefined || !IMAGE.test(image)) return undefined;
  switch (mode ?? 'jobmanager') {
    case 'taskmanager': return 'taskManager';
    case 'jobmanager':
    case 'standalone-job': return 'jobManager';
    default: return undefined;
  }
}

/** The key that a variable sets: `__` stands for a dash, `_` for a dot, and every letter is small. */
export function bitnamiKey(name: string): string {
  if (name === SLOTS) return SLOTS_KEY;
  if (name === STORAGE_DIR[0]) return STORAGE_DIR[1];
  return name.slice(PREFIX.length).replaceAll('__', '-').replaceAll('_', '.').toLowerCase();
}

/** The variable that sets a key; undefined for one that none can set. */
function bitnamiName(key: string): string | undefined {
  const name = `${PREFIX}${key.replaceAll('-', '__').replaceAll('.', '_').toUpperCase()}`;
  return /^\w+$/.test(name) && bitnamiKey(name) === key ? name : undefined;
}

/** The file beneath: that of Flink's distribution, with as many slots as the machine has processors where none are given. */
export function bitnamiDefaults(image: string | undefined, version: FlinkVersion | undefined, beneath: DistantLayer, variables: readonly Variable[]): DistantLayer {
  if (image === undefined || !IMAGE.test(image)) return beneath;
  const isGiven = variables.some(({ name }) => name === SLOTS);
  return { source: 'otherDocument', values: ownFile(version), incomplete: false, ...(isGiven ? {} : { unknown: new Set([SLOTS_KEY]) }) };
}

/** What the script writes into the file before `FLINK_PROPERTIES`, and what it writes after, over everything else in it. */
export function bitnamiLayers(variables: readonly Variable[]): { readonly weak: readonly AnyLayer[]; readonly strong: readonly AnyLayer[] } {
  const own = variables.filter(({ name, text }) => isBitnamiVariable(name) && text.text.trim() !== '');
  return { weak: own.filter(({ name }) => name === SLOTS).map(placedLayerOf), strong: own.filter(({ name }) => name !== SLOTS).map(placedLayerOf) };
}

/** One layer for each variable, which several containers may share. */
const layers = new WeakMap<Variable, Layer>();

function placedLayerOf(variable: Variable): AnyLayer {
  return whereItStands(layerOf(variable), variable.elsewhere);
}

function layerOf(variable: Variable): Layer {
  const known = layers.get(variable);
  if (known !== undefined) return known;
  const layer = makeLayer(variable);
  layers.set(variable, layer);
  return layer;
}

function makeLayer(variable: Variable): Layer {
  const { name, nameSpan, span, text, templated } = variable;
  const key = bitnamiKey(name);
  const entry: Entry = {
    key, value: text.text.trim(), keySpan: nameSpan, valueSpan: text.toSection({ start: 0, end: text.text.length }), templated, source: 'environment', site: { kind: 'value' },
  };
  return {
    source: 'environment',
    entries: [entry],
    winners: new Map([[key, entry]]),
    problems: [],
    incomplete: false,
    takesKeys: name === SLOTS ? 'no' : 'list',
    touches: (other) => other.start >= span.start && other.end <= span.end,
    edits: (section, changes) => edits(section, variable, entry, changes),
  };
}

function edits(section: string, variable: Variable, entry: Entry, changes: readonly LayerChange[]): EditResult {
  const made: TextChange[] = [];
  for (const change of changes) {
    const edit = editsOf(section, variable, change);
    if (change.kind !== 'set' && change.kind !== 'replace' && entry.templated) return { refused: { code: 'templated', key: entry.key } };
    if (edit === undefined) return { refused: { code: 'not-writable', key: entry.key } };
    made.push(...edit);
  }
  return { edits: made };
}

function editsOf(section: string, variable: Variable, change: LayerChange): readonly TextChange[] | undefined {
  switch (change.kind) {
    case 'setValue': return valueEdit(section, variable, change.value);
    case 'rename': {
      const name = bitnamiName(change.key);
      const value = change.value === undefined || change.value === change.entry.value ? [] : valueEdit(section, variable, change.value);
      return name === undefined || value === undefined ? undefined : [{ span: variable.nameSpan, text: name }, ...value];
    }
    case 'removeEntry': {
      const lines = variableLines(section, variable);
      return lines === undefined ? undefined : [{ span: lines, text: '' }];
    }
    case 'set': {
      const name = bitnamiName(change.key);
      const line = name === undefined ? undefined : lineBehind(section, variable, name, change.value);
      return line === undefined ? undefined : [line];
    }
    case 'replace': return undefined;
  }
}

function valueEdit(section: string, { text }: Variable, value: string): readonly TextChange[] | undefined {
  return text.edits(section, [{ span: { start: 0, end: text.text.trimEnd().length }, text: value }]);
}
