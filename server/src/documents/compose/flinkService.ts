import type { ProcessKind } from '../../model/derivation.js';
import type { Basis, Cluster, ContainerSite, ReadingProblem, Span, VersionFound } from '../cluster.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import { findVersion, type VersionClue, versionOfFile, versionOfImage } from '../flinkVersion.js';
import type { ReadingContext } from '../kinds/kind.js';
import { bitnamiRole, isBitnami } from '../layers/bitnami.js';
import { type FlinkCommand, flinkCommand } from '../layers/command.js';
import { FLINK_PROPERTIES } from '../layers/flinkProperties.js';
import { namesConfFolder } from '../layers/confFolder.js';
import { isFlinksOwn } from '../layers/imageDefaults.js';
import { UNKNOWN_FILE } from '../layers/distantFile.js';
import { type AnyLayer, isDistant } from '../layers/layer.js';
import { type FlinkContainer, processLayers, unwrittenVariables } from '../layers/processLayers.js';
import { fileNameOf, locationIn } from '../otherFiles.js';
import { offsetBy } from '../spans.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import type { ComposeText } from './composeText.js';
import { containerOf } from './container.js';
import { type Environment, EnvironmentReader } from './environment.js';
import { configurationMount, type ConfigurationMount } from './mountedFile.js';
import { allOf, fieldOf, type Service } from './services.js';

/** A service that runs a process of Flink's. */
export interface FlinkService {
  readonly service: Service;
  /** It stands in the file itself, not in one that that includes. */
  readonly isOwn: boolean;
  /** Its name and all of it, or what includes it. */
  readonly head: Span;
  readonly span: Span;
  readonly role: ProcessKind;
  readonly version: VersionFound;
  readonly layers: readonly AnyLayer[];
  /** Variables that have no effect. */
  readonly problems: readonly ReadingProblem[];
  readonly container?: ContainerSite;
  readonly replicas?: number;
  /** Files of the workspace that configure it, as they are by themselves. */
  readonly bases: readonly Pick<Basis, 'cluster' | 'location'>[];
  /** The JobManager that it looks for; of a JobManager its own address. */
  readonly address?: string;
}

/** Reads the services of one file that run Flink. */
export class FlinkServiceReader {
  readonly #text: ComposeText;
  readonly #readFile: (tree: YamlTree, context: ReadingContext) => readonly Cluster[];
  readonly #context: ReadingContext;
  readonly #environments: EnvironmentReader;
  readonly #others = new Map<YamlTree, readonly Cluster[]>();

  /** @param read a compose file by itself */
  constructor(text: ComposeText, context: ReadingContext, read: (tree: YamlTree, context: ReadingContext) => readonly Cluster[]) {
    this.#text = text;
    this.#readFile = read;
    this.#context = context;
    this.#environments = new EnvironmentReader(text, context);
  }

  /** Those of the file that run Flink, in their order. */
  services(): readonly FlinkService[] {
    const running = this.#text.services.flatMap((service) => {
      const command = this.#command(service);
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
    const isOpen = isConfiguredElsewhere(service, environment);
    const hasMounts = allOf(service, 'volumes').some(({ value }) => namesConfFolder(value));
    const { file: mounted, ...mount } = hasMounts && !isOpen ? configurationMount(service, version, this.#text, this.#context) : NO_MOUNT;
    const flinkContainer: FlinkContainer = {
      role, version,
      ...this.#image(service),
      ...mount,
      variables: environment.ofFlink,
      ...(isOpen || hasMounts ? { file: mounted?.layer ?? UNKNOWN_FILE } : {}),
      ...(command === undefined ? {} : { command }),
    };
    const layers = processLayers(flinkContainer);
    const container = containerOf(this.#text, service);
    const replicas = this.#wholeNumber(service, ['deploy', 'replicas']) ?? this.#wholeNumber(service, ['scale']);
    const address = addressIn(layers);
    const { pair, anchor } = service;
    const isOwn = this.#text.isOwn(pair.span);
    return {
      service, isOwn, head: isOwn ? pair.key.span : anchor, span: isOwn ? pair.span : anchor, role, version, layers, problems: unwrittenVariables(flinkContainer),
      bases: [...(mounted === undefined ? [] : [mounted]), ...environment.files.bases, ...this.#basesOf(service, role)],
      ...(container === undefined ? {} : { container }),
      ...(replicas === undefined ? {} : { replicas }),
      ...(address === undefined ? {} : { address }),
    };
  }

  #command(service: Service): FlinkCommand | undefined {
    const command = flinkCommand(this.#text.tree, [fieldOf(service, 'entrypoint'), fieldOf(service, 'command')], (written) => this.#text.interpolated(written));
    const elsewhere = [command?.start, ...(command?.words ?? [])].map((word) => (word === undefined ? undefined : this.#text.elsewhere(word.within.toSection(word.span)))).find((one) => one !== undefined);
    return command === undefined || elsewhere === undefined ? command : { ...command, elsewhere };
  }

  /** What it takes over of other files, as that is by itself. */
  #basesOf(service: Service, role: ProcessKind): FlinkService['bases'] {
    return this.#text.othersOf(service).flatMap(({ section: { uri, text, start, tree }, key }) => {
      const context: ReadingContext = { ...this.#context, uri, fileName: fileNameOf(uri), versionComment: undefined, versionOfFile: versionOfFile(uri), others: 'none' };
      const clusters = this.#others.get(tree) ?? this.#readFile(tree, context);
      this.#others.set(tree, clusters);
      const cluster = clusters.find(({ processes }) => processes[role].present && processes[role].head.start === key.start);
      return cluster === undefined ? [] : [{ cluster, location: locationIn(uri, text, offsetBy(cluster.head, start)) }];
    });
  }

  /** As it is pulled; undefined where it is built here or a variable nobody knows takes part. */
  #image(service: Service): Pick<FlinkContainer, 'image' | 'imageSpan'> {
    const pair = fieldOf(service, 'image');
    const text = pair === undefined || fieldOf(service, 'build') !== undefined ? undefined : this.#text.scalarText(pair);
    return text === undefined || hasTemplate(text.text) ? { image: undefined } : { image: text.text.trim(), ...this.#here(text, 'imageSpan') };
  }

  #isLatest(service: Service): boolean {
    const { image } = this.#image(service);
    return image !== undefined && isFlinksOwn(image);
  }

  /** The tag of the image, or the version that the image is built with. */
  #versionClue(service: Service): VersionClue | undefined {
    const pair = fieldOf(service, 'image');
    const image = pair === undefined ? undefined : this.#text.scalarText(pair);
    const clue = image === undefined ? undefined : this.#clue(image, image.text.trim());
    if (clue !== undefined) return clue;
    const argument = fieldOf(service, 'build', 'args', 'FLINK_VERSION');
    const version = argument === undefined ? undefined : this.#text.scalarText(argument);
    return version === undefined ? undefined : this.#clue(version, `flink:${version.text.trim()}`);
  }

  #clue(text: PlacedText, image: string): VersionClue | undefined {
    const clue = versionOfImage(image, { start: 0, end: 0 });
    return clue === undefined ? undefined : { text: clue.text, ...this.#here(text, 'span') };
  }

  /** The place of a text, where that is this file. */
  #here<Name extends string>(text: PlacedText, name: Name): { readonly [name in Name]?: Span } {
    const span = text.toSection({ start: 0, end: text.text.length });
    const place: { [name in Name]?: Span } = {};
    if (this.#text.isOwn(span)) place[name] = span;
    return place;
  }

  #wholeNumber(service: Service, path: readonly [string, ...string[]]): number | undefined {
    const pair = fieldOf(service, ...path);
    const text = pair === undefined ? undefined : this.#text.scalarText(pair)?.text.trim();
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
function isConfiguredElsewhere(service: Service, { values, ofFlink, files }: Environment): boolean {
  if (service.isOpen || values.has('FLINK_CONF_DIR')) return true;
  // A file that is not at hand may set it as well, after one that is.
  const isGiven = ofFlink.some(({ name, elsewhere }) => name === FLINK_PROPERTIES && !(elsewhere !== undefined && files.isOpen));
  if (!isGiven && (values.has(FLINK_PROPERTIES) || files.isOpen)) return true;
  return ['configs', 'command', 'entrypoint'].some((field) => allOf(service, field).some(({ value }) => namesConfFolder(value)));
}

const NO_MOUNT: ConfigurationMount = { isReadOnly: false, isMountPoint: false };

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
