import type { Span } from '../cluster.js';
import { keyText, type LocatedMap, type LocatedNode, pairOf } from '../yaml/node.js';
import { type OtherServices, type Service, servicesIn, withExtended } from './services.js';

/** What an item of `include` brings. */
export interface Included {
  /** Where the services that it brings are spoken of. */
  readonly anchor: Span;
  /** Of files that are laid over one another the strongest first; none where one is not at hand. */
  readonly files: readonly FileServices[];
}

export interface FileServicesOptions {
  /** The services of other files. */
  readonly others?: OtherServices;
  readonly included?: readonly Included[];
  /** The file is not the one at hand. */
  readonly isElsewhere?: boolean;
}

const NO_OTHERS: OtherServices = { named: () => undefined, isSame: () => false };

/** The services that a compose file has: its own, and those of the files that it includes. */
export class FileServices {
  readonly #services: LocatedMap | undefined;
  readonly #others: OtherServices;
  readonly #included: readonly Included[];
  readonly #isElsewhere: boolean;

  constructor(root: LocatedNode | null, { others = NO_OTHERS, included = [], isElsewhere = false }: FileServicesOptions = {}) {
    this.#services = servicesIn(root);
    this.#others = others;
    this.#included = included;
    this.#isElsewhere = isElsewhere;
  }

  /** Whether there may be services that nobody knows of here. */
  get isOpen(): boolean {
    return this.#included.some(({ files }) => files.length === 0 || files.some((file) => file.isOpen));
  }

  /** Its own in the order of the text, then what it includes. */
  names(): readonly string[] {
    const own = this.#services?.pairs.flatMap((pair) => keyText(pair) ?? []) ?? [];
    return [...new Set([...own, ...this.#included.flatMap(({ files }) => files.flatMap((file) => file.names()))])];
  }

  /** Undefined for what is no service, also for one that is merely another's alias. */
  named(name: string): Service | undefined {
    const own = this.#own(name);
    const [first, ...more] = this.#included.flatMap((included) => serviceOf(included, name) ?? []);
    if (own !== undefined && first !== undefined) return { ...own, isOpen: true };
    if (own !== undefined || first === undefined) return own;
    // Compose takes the same service twice; of two it says that they are in conflict, and starts nothing.
    return more.every((other) => this.#others.isSame(first, other)) ? first : { ...first, isOpen: true };
  }

  #own(name: string): Service | undefined {
    const pair = this.#services === undefined ? undefined : pairOf(this.#services, name);
    const map = pair === undefined || pair.value.kind === 'alias' ? undefined : pair.value;
    if (this.#services === undefined || pair === undefined || map?.kind !== 'map') return undefined;
    const extended = withExtended(this.#services, map, this.#others);
    return { anchor: pair.key.span, ...extended, name, pair, ...(this.#isElsewhere ? { others: [pair, ...extended.others] } : {}) };
  }
}

function serviceOf({ anchor, files }: Included, name: string): Service | undefined {
  const [first, ...beneath] = files.flatMap((file) => file.named(name) ?? []);
  return first === undefined ? undefined : { ...beneath.reduce(laidOver, first), anchor };
}

/** A service as it is once it is merged with that of the file beneath. */
export function laidOver(service: Service, beneath: Service): Service {
  return { ...service, maps: [...service.maps, ...beneath.maps], isOpen: service.isOpen || beneath.isOpen, others: [...service.others, ...beneath.others] };
}
