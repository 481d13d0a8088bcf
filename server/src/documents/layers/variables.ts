import { isAtLeast } from '../../model/version.js';
import type { Entry, ReadingProblem, Span, VersionFound } from '../cluster.js';
import type { EditResult, TextChange } from '../edits.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { type Locate, whereItStands } from './distantFile.js';
import type { AnyLayer, Layer, LayerChange } from './layer.js';
import { oneOfSeveral } from './variableLines.js';

/** Variables of the images' start script that set one option each. */
const BY_SCRIPT: Readonly<Record<string, string>> = {
  TASK_MANAGER_NUMBER_OF_TASK_SLOTS: 'taskmanager.numberOfTaskSlots',
  JOB_MANAGER_RPC_ADDRESS: 'jobmanager.rpc.address',
};

/** Variables that Flink's own scripts read in place of an option (`bin/config.sh`); the option's name up to 1.16, and since 1.17. */
const BY_CONFIG_SH: Readonly<Record<string, readonly [string, string]>> = {
  FLINK_ENV_JAVA_OPTS: ['env.java.opts', 'env.java.opts.all'],
  FLINK_ENV_JAVA_OPTS_JM: ['env.java.opts.jobmanager', 'env.java.opts.jobmanager'],
  FLINK_ENV_JAVA_OPTS_TM: ['env.java.opts.taskmanager', 'env.java.opts.taskmanager'],
};

/** The variable that Flink's scripts read in place of an option, and the key that it is then; undefined where there is none. */
export function variableFor(key: string): { readonly name: string; readonly key: string } | undefined {
  const found = Object.entries(BY_CONFIG_SH).find(([, keys]) => keys.includes(key));
  return found === undefined ? undefined : { name: found[0], key: found[1][1] };
}

/** A variable of a container's, with its value where that stands in the document. */
export interface Variable {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value as it is written, behind the name's `=` where both share a scalar. */
  readonly text: PlacedText;
  /** The variable with all that belongs to it. */
  readonly span: Span;
  readonly templated: boolean;
  /** Where it stands in another file: its spans are of that one's text. */
  readonly elsewhere?: Locate;
}

/**
 * A variable whose value only another place knows: what starts the container, another document.
 *
 * @param place where it is said that it has its value from there
 */
export function unknownVariable(name: string, nameSpan: Span, place: Span, span: Span): Variable {
  const text: PlacedText = { text: `$(${name})`, indent: undefined, toSection: () => place, fromSection: () => ({ start: 0, end: 0 }), touches: () => false, edits: () => undefined };
  return { name, nameSpan, text, span, templated: true };
}

/** Whether a variable sets an option by itself. */
export function setsOption(name: string): boolean {
  return isSetByScript(name) || Object.hasOwn(BY_CONFIG_SH, name);
}

/** Whether the start script puts a variable into the configuration file; Flink's own scripts read the others where they start a JVM. */
export function isSetByScript(name: string): boolean {
  return Object.hasOwn(BY_SCRIPT, name);
}

/** What the start script sets before `FLINK_PROPERTIES`, and what Flink's scripts take in place of whatever is configured. */
export function variableLayers(variables: readonly Variable[], version: VersionFound): { readonly weak: readonly AnyLayer[]; readonly strong: readonly AnyLayer[] } {
  const weak = variables.flatMap((variable) => {
    const key = isSetByScript(variable.name) ? BY_SCRIPT[variable.name] : undefined;
    return key === undefined || variable.text.text.trim() === '' ? [] : [whereItStands(layerOf(variable, key), variable.elsewhere)];
  });
  const renamed = version.version !== undefined && isAtLeast(version.version, '1.17') ? 1 : 0;
  const strong = variables.flatMap((variable) => {
    const key = Object.hasOwn(BY_CONFIG_SH, variable.name) ? BY_CONFIG_SH[variable.name]?.[renamed] : undefined;
    return key === undefined || variable.text.text.trim() === '' ? [] : [whereItStands(layerOf(variable, key), variable.elsewhere)];
  });
  return { weak, strong };
}

/** One layer for each variable: several containers may share one, and then what it sets. */
const layers = new WeakMap<Variable, Map<string, Layer>>();

function layerOf(variable: Variable, key: string): Layer {
  const known = layers.get(variable) ?? new Map<string, Layer>();
  const layer = known.get(key) ?? makeLayer(variable, key);
  layers.set(variable, known.set(key, layer));
  return layer;
}

function makeLayer(variable: Variable, key: string): Layer {
  const { text, nameSpan, span, templated } = variable;
  const entry: Entry = {
    key,
    value: text.text.trim(),
    keySpan: nameSpan,
    valueSpan: text.toSection({ start: 0, end: text.text.length }),
    templated,
    source: 'environment',
    site: { kind: 'value' },
  };
  const problems: readonly ReadingProblem[] = [];
  return {
    source: 'environment',
    entries: [entry],
    winners: new Map([[key, entry]]),
    problems,
    incomplete: false,
    takesKeys: 'no',
    touches: (other) => other.start >= span.start && other.end <= span.end,
    edits: (section, changes) => edits(section, variable, entry, changes),
  };
}

/** The value is written, or the variable goes with its lines: the name is the start script's, and others may stand with it in one list. */
function edits(section: string, variable: Variable, entry: Entry, changes: readonly LayerChange[]): EditResult {
  const { text } = variable;
  if (changes.length === 1 && changes[0]?.kind === 'removeEntry') {
    const lines = oneOfSeveral(section, variable);
    return lines === undefined ? { refused: { code: 'not-writable', key: entry.key } } : { edits: [{ span: lines, text: '' }] };
  }
  const made: TextChange[] = [];
  for (const change of changes) {
    if (change.kind !== 'setValue') return { refused: { code: 'not-writable', key: entry.key } };
    if (entry.templated) return { refused: { code: 'templated', key: entry.key } };
    made.push({ span: { start: 0, end: text.text.trimEnd().length }, text: change.value });
  }
  const placed = text.edits(section, made);
  return placed === undefined ? { refused: { code: 'not-writable', key: entry.key } } : { edits: placed };
}
