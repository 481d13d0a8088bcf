import type { ProcessKind } from '../../model/derivation.js';
import type { Basis, ContainerSite, VersionFound } from '../cluster.js';
import type { TextFilter } from '../embedded/partOfText.js';
import { findVersion, type VersionClue, versionOfImage } from '../flinkVersion.js';
import type { ReadingContext } from '../kinds/kind.js';
import { bitnamiRole, isBitnami } from '../layers/bitnami.js';
import { type FlinkCommand, flinkCommand } from '../layers/command.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { isFlinksOwn } from '../layers/imageDefaults.js';
import { type AnyLayer, type DistantLayer, isDistant } from '../layers/layer.js';
import { type FlinkContainer, processLayers } from '../layers/processLayers.js';
import { type LocatedNode, resolveAlias, scalarAt } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import { containerOf, scalarText } from './container.js';
import { type Environment, EnvironmentReader } from './environment.js';
import { interpolated } from './interpolatedText.js';
import type { Variables } from './interpolation.js';
import { mountedFile } from './mountedFile.js';
import { allOf, fieldOf, type Service } from './services.js';

/** A service that runs a process of Flink's. */
export interface FlinkService {
  readonly service: Service;
  readonly role: ProcessKind;
  readonly version: VersionFound;
  readonly layers: readonly AnyLayer[];
  readonly container?: ContainerSite;
  readonly replicas?: number;
  /** Files of the workspace that configure it, as they are by themselves. */
  readonly bases: readonly Pick<Basis, 'cluster' | 'location'>[];
  /** The JobManager that it looks for; of a JobManager its own address. */
  readonly address?: string;
}

/** What somebody's file may hold, put over the image's own: nothing is known of it. */
const UNKNOWN_FILE: DistantLayer = { source: 'otherDocument', values: new Map(), incomplete: true };

/** Reads the services of one file that run Flink. */
export class FlinkServiceReader {
  readonly #tree: YamlTree;
  readonly #context: ReadingContext;
  readonly #variables: Variables;
  readonly #through: TextFilter;
  readonly #environments: EnvironmentReader;

  constructor(tree: YamlTree, context: ReadingContext, variables: Variables) {
    this.#tree = tree;
    this.#context = context;
    this.#variables = variables;
    this.#through = (text) => interpolated(text, variables);
    this.#environments = new EnvironmentReader(tree, context, variables);
  }

  /** Those among some services, in their order. */
  among(services: readonly Service[]): readonly FlinkService[] {
    const running = services.flatMap((service) => {
      const command = flinkCommand(this.#tree, [fieldOf(service, 'entrypoint'), fieldOf(service, 'command')], this.#through);
      const { image } = this.#image(service);
      const name = roleByName(service);
      // The files that others name say nothing to Flink.
      if (command === undefined && name === undefined && !isBitnami(image, [])) return [];
      const environment = this.#environments.of(service);
      const role = command?.role ?? bitnamiRole(image, environment.values.get('FLINK_MODE')) ?? (environment.values.has(FLINK_PROPERTIES) ? name : undefined);
      return role === undefined ? [] : [{ service, environment, role, command, clue: this.#versionClue(service) }];
    });
    // An image that is built says no version, but that of its neighbour does; Flink's own without a version is the latest there is.
    const known = running.find(({ clue }) => clue !== undefined)?.clue;
    return running.map(({ service, environment, role, command, clue }) => this.#flinkService(service, role, environment, command, clue ?? (this.#isLatest(service) ? undefined : known)));
  }

  #flinkService(service: Service, role: ProcessKind, environment: Environment, command: FlinkCommand | undefined, image: VersionClue | undefined): FlinkService {
    const { versionComment: comment, settings, versionOfFile: file } = this.#context;
    const version = findVersion({ comment, setting: settings.flinkVersion, image, file });
    const isOpen = isConfiguredElsewhere(this.#tree, service, environment);
    const hasMounts = allOf(service, 'volumes').some(({ value }) => writesConf(this.#tree, value));
    const mounted = hasMounts && !isOpen ? mountedFile(service, version, this.#context) : undefined;
    const layers = processLayers({
      role, version,
      ...this.#image(service),
      variables: environment.ofFlink,
      ...(isOpen || hasMounts ? { file: mounted?.layer ?? UNKNOWN_FILE } : {}),
      ...(command === undefined ? {} : { command }),
    });
    const container = containerOf(this.#tree, service, this.#variables);
    const replicas = this.#wholeNumber(service, ['deploy', 'replicas']) ?? this.#wholeNumber(service, ['scale']);
    const address = addressIn(layers);
    return {
      service, role, version, layers,
      bases: [...(mounted === undefined ? [] : [mounted]), ...environment.files.bases],
      ...(container === undefined ? {} : { container }),
      ...(replicas === undefined ? {} : { replicas }),
      ...(address === undefined ? {} : { address }),
    };
  }

  /** As it is pulled; undefined where it is built here or a variable nobody knows takes part. */
  #image(service: Service): Pick<FlinkContainer, 'image' | 'imageSpan'> {
    const pair = fieldOf(service, 'image');
    const text = pair === undefined || fieldOf(service, 'build') !== undefined ? undefined : scalarText(this.#tree, pair, this.#variables);
    return text === undefined || hasTemplate(text.text) ? { image: undefined } : { image: text.text.trim(), imageSpan: text.toSection({ start: 0, end: text.text.length }) };
  }

  #isLatest(service: Service): boolean {
    const { image } = this.#image(service);
    return image !== undefined && isFlinksOwn(image);
  }

  /** The tag of the image, or the version that the image is built with. */
  #versionClue(service: Service): VersionClue | undefined {
    const pair = fieldOf(service, 'image');
    const image = pair === undefined ? undefined : scalarText(this.#tree, pair, this.#variables);
    const clue = image === undefined ? undefined : versionOfImage(image.text.trim(), image.toSection({ start: 0, end: image.text.length }));
    if (clue !== undefined) return clue;
    const argument = fieldOf(service, 'build', 'args', 'FLINK_VERSION');
    const version = argument === undefined ? undefined : scalarText(this.#tree, argument, this.#variables);
    return version === undefined ? undefined : versionOfImage(`flink:${version.text.trim()}`, version.toSection({ start: 0, end: version.text.length }));
  }

  #wholeNumber(service: Service, path: readonly [string, ...string[]]): number | undefined {
    const pair = fieldOf(service, ...path);
    const text = pair === undefined ? undefined : scalarText(this.#tree, pair, this.#variables)?.text.trim();
    return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  }
}

/** A file that is laid over another one says no command; its service is then known by its name, where it configures Flink. */
function roleByName(service: Service): ProcessKind | undefined {
  if (fieldOf(service, 'command') !== undefined || fieldOf(service, 'entrypoint') !== undefined) return undefined;
  if (/task-?_?manager/i.test(service.name)) return 'taskManager';
  return /job-?_?manager/i.test(service.name) ? 'jobManager' : undefined;
}

/** Whether something that is not at hand may configure the process, mounts left aside: variables of a file or the shell, a script. */
function isConfiguredElsewhere(tree: YamlTree, service: Service, { values, ofFlink, files }: Environment): boolean {
  if (service.isOpen || values.has('FLINK_CONF_DIR')) return true;
  // A file that is not at hand may set it as well, after one that is.
  const isGiven = ofFlink.some(({ name, elsewhere }) => name === FLINK_PROPERTIES && !(elsewhere !== undefined && files.isOpen));
  if (!isGiven && (values.has(FLINK_PROPERTIES) || files.isOpen)) return true;
  return ['configs', 'command', 'entrypoint'].some((field) => allOf(service, field).some(({ value }) => writesConf(tree, value)));
}

/** Flink's folder of configuration, or one around it, as a mount's target or in a script. */
const CONF = /\/opt\/(?:bitnami\/)?flink(?:\/conf\b|\/?(?=[:"'\s]|$))/;

function writesConf(tree: YamlTree, value: LocatedNode): boolean {
  const node = resolveAlias(value);
  switch (node?.kind) {
    case 'scalar': return CONF.test(node.text);
    case 'map': return CONF.test(scalarAt(node, 'target')?.text ?? '');
    case 'sequence': return node.items.some((item) => writesConf(tree, item));
    default: return false;
  }
}

const ADDRESS = 'jobmanager.rpc.address';

function addressIn(layers: readonly AnyLayer[]): string | undefined {
  for (const layer of [...layers].reverse()) {
    const entry = isDistant(layer) ? undefined : layer.winners.get(ADDRESS);
    if (entry !== undefined) return entry.templated ? undefined : entry.value;
    const value = isDistant(layer) ? layer.values.get(ADDRESS) : undefined;
    if (isDistant(layer) && value !== undefined) return layer.unknown?.has(ADDRESS) === true ? undefined : value;
  }
  return undefined;
}
