import type { ProcessKind } from '../../model/derivation.js';
import { isAtLeast } from '../../model/version.js';
import type { ReadingProblem, Span, VersionFound } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { asWritten, tailOf, type TextFilter } from '../embedded/partOfText.js';
import type { LocatedNode, LocatedPair } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import { argumentsLayer } from './arguments.js';
import { bitnamiDefaults, bitnamiLayers, isBitnami, isBitnamiVariable } from './bitnami.js';
import type { FlinkCommand } from './command.js';
import { whereItStands } from './distantFile.js';
import { FLINK_PROPERTIES, propertiesLayer } from './flinkProperties.js';
import { imageDefaults, scriptDefaults } from './imageDefaults.js';
import type { AnyLayer } from './layer.js';
import { isSetByScript, setsOption, type Variable, variableLayers } from './variables.js';

/** A container that runs a process of Flink's, as far as its configuration goes. */
export interface FlinkContainer {
  readonly role: ProcessKind;
  /** As written; undefined where it is built, or a template. */
  readonly image: string | undefined;
  /** Where the image is named. */
  readonly imageSpan?: Span;
  readonly version: VersionFound;
  /** The file that is mounted over the image's own; a layer without values that is `incomplete` where nobody knows it. */
  readonly file?: AnyLayer;
  /** Nobody can write that file, so that what the start script would put into it is lost. */
  readonly isReadOnly?: boolean;
  /** It is a mount by itself: what is written into it goes behind its lines, which nothing can replace. */
  readonly isMountPoint?: boolean;
  /** Of several with one name the last counts. */
  readonly variables: readonly Variable[];
  /** `FLINK_PROPERTIES` that comes from elsewhere. */
  readonly properties?: AnyLayer;
  readonly command?: FlinkCommand;
}

/**
 * Everything that configures a process in a container of Flink's image, the weakest first: the file, what the start script
 * sets by variables, `FLINK_PROPERTIES`, `-D` arguments, JVM options from variables.
 */
export function processLayers(container: FlinkContainer): readonly AnyLayer[] {
  const { role, image, imageSpan, version, file, isMountPoint = false, variables, properties, command } = container;
  const given = [...new Map(variables.map((variable) => [variable.name, variable])).values()];
  const isBitnamis = isBitnami(image, given);
  const isUnwritten = whyUnwritten(container) !== undefined;
  const counting = isUnwritten && !isBitnamis ? given.filter(({ name }) => !isWrittenByScript(name)) : given;
  const { weak, strong } = variableLayers(counting, version);
  const unset = isUnwritten || isBitnamis ? undefined : scriptDefaults(image, version, role, given);
  const own = isBitnamis ? bitnamiLayers(counting) : { weak: unset === undefined ? weak : [unset, ...weak], strong: [] };
  const text = counting.find(({ name }) => name === FLINK_PROPERTIES);
  // What is sought in the file and replaced there (`sed -i`) stays as it is where the file cannot be replaced; what is new is written behind.
  const isBeneath = isMountPoint && !isBitnamis && version.version !== undefined && !isAtLeast(version.version, '1.19');
  const above: readonly AnyLayer[] = [
    ...(isBeneath ? [] : own.weak),
    ...(text !== undefined ? [whereItStands(propertiesLayer(text.text, version, text.span, isBitnamis ? 'bitnami' : 'official', true), text.elsewhere)] : properties === undefined ? [] : [properties]),
    ...own.strong,
    ...(command === undefined ? [] : [whereItStands(argumentsLayer(command), command.elsewhere)]),
    ...strong,
  ];
  const defaults = file ?? bitnamiDefaults(image, version.version, imageDefaults(image, version.version, role, above), counting);
  return [...(isBeneath ? own.weak : []), file === undefined && imageSpan !== undefined ? { ...defaults, broughtBy: imageSpan } : defaults, ...above];
}

/** Why what variables say never comes into the configuration file: the start script that would write it is not run, or cannot; undefined where it does. */
export function whyUnwritten({ command, isReadOnly = false }: Pick<FlinkContainer, 'command' | 'isReadOnly'>): 'read-only' | 'script-not-run' | undefined {
  return command?.isDirect === true ? 'script-not-run' : isReadOnly ? 'read-only' : undefined;
}

/** A variable that comes from another document, and where the container names it or that. */
export interface Taken {
  readonly name: string;
  readonly span: Span;
}

/** The variables that the start script would write into the file, and does not: the container's own, and behind them others that it takes. */
export function unwrittenVariables(container: Pick<FlinkContainer, 'image' | 'variables' | 'command' | 'isReadOnly'>, taken: readonly Taken[] = []): readonly ReadingProblem[] {
  const { image, variables } = container;
  const cause = whyUnwritten(container);
  if (cause === undefined || isBitnami(image, variables)) return [];
  const own = variables.filter(({ elsewhere, text }) => elsewhere === undefined && text.text.trim() !== '').map(({ name, nameSpan }): Taken => ({ name, span: nameSpan }));
  return [...own, ...taken].filter(({ name }) => isWrittenByScript(name)).map(({ name, span }) => ({ kind: 'variable-not-written', span, name, cause }));
}

/** Whether a variable of a container's configures Flink. */
export function isFlinkVariable(name: string): boolean {
  return name === FLINK_PROPERTIES || setsOption(name) || isBitnamiVariable(name);
}

/** Whether the start script of the official images writes into the configuration file what a variable says. */
export function isWrittenByScript(name: string): boolean {
  return name === FLINK_PROPERTIES || isSetByScript(name);
}

/** A variable in a text `NAME=value`. */
export function variableInText(name: string, whole: PlacedText, span: Span): Variable | undefined {
  const start = whole.text.indexOf(name);
  const nameSpan = whole.toSection({ start, end: start + name.length });
  return variable(name, { span: nameSpan }, tailOf(whole, start + name.length + 1), span);
}

/**
 * A variable whose name and value are two pairs of a mapping: `name: FLINK_PROPERTIES` with `value`.
 *
 * @param through what becomes of its text before the container gets it
 */
export function variableOfPairs(tree: YamlTree, name: LocatedPair, value: LocatedPair, span: LocatedNode['span'], through: TextFilter = asWritten): Variable | undefined {
  const text = name.value.kind === 'scalar' ? name.value.text : '';
  const written = isFlinkVariable(text) ? EmbeddedText.of(tree, value) : undefined;
  return written === undefined ? undefined : variable(text, name.value, through(written), span);
}

/** A variable with its value; undefined where there is none. */
export function variable(name: string, key: Pick<LocatedNode, 'span'>, text: Variable['text'] | undefined, span: LocatedNode['span']): Variable | undefined {
  return text === undefined ? undefined : { name, nameSpan: key.span, text, span, templated: hasTemplate(text.text) || text.text.includes('$(') };
}
