import type { Location } from '../shared/protocol.js';
import type { Site, Span } from './cluster.js';
import type { NodePath } from './yaml/node.js';
import type { PlacedText } from './embedded/embeddedText.js';

/** Memory of a container, as a document gives it. */
export interface ContainerSite {
  readonly request?: ContainerField;
  readonly limit?: ContainerField;
}

/** How sizes of containers are written: Kubernetes' quantities, or Docker's, whose units are powers of 1024. */
export type ContainerUnits = 'kubernetes' | 'docker';

/** A size of a container as it stands in the document. */
export interface ContainerField {
  /** The path as its author knows it: `resources.limits.memory`, `mem_limit`. */
  readonly name: string;
  readonly units: ContainerUnits;
  readonly text: string;
  readonly templated: boolean;
  /** In bytes, as that system reads them; absent where it cannot be read or is templated. */
  readonly bytes?: bigint;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** Where it stands in another file; its spans are then of a place that it is spoken of at. */
  readonly origin?: Location;
  readonly site: Site;
  /** The value as a text, where variables may take part in it: it is written there. */
  readonly placed?: PlacedText;
}

/** Undefined where neither is written. */
export function containerSite(request: ContainerField | undefined, limit: ContainerField | undefined): ContainerSite | undefined {
  if (request === undefined && limit === undefined) return undefined;
  return { ...(request === undefined ? {} : { request }), ...(limit === undefined ? {} : { limit }) };
}

/**
 * A field that stands in another file: it is spoken of at a place of this one.
 *
 * @param container where this file has the same container, and may say otherwise
 */
export function fieldElsewhere({ name, units, text, templated, bytes }: ContainerField, anchor: Span, origin: Location | undefined, container?: NodePath): ContainerField {
  return { name, units, text, templated, ...(bytes === undefined ? {} : { bytes }), keySpan: anchor, valueSpan: anchor, ...(origin === undefined ? {} : { origin }), site: container === undefined ? { kind: 'fixed' } : { kind: 'absent', path: [...container, ...name.split('.')] } };
}
