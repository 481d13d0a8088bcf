import { parseDockerSize } from '../../model/index.js';
import { type ContainerField, containerSite, type ContainerSite, fieldElsewhere } from '../containerSite.js';
import type { LocatedPair } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { ComposeText } from './composeText.js';
import { fieldOf, type Service } from './services.js';

/** The fields that limit a container's memory, and those that reserve it; the first of each counts, as Compose wants both to say the same. */
const LIMITS = [['deploy', 'resources', 'limits', 'memory'], ['mem_limit']] as const;
const RESERVATIONS = [['deploy', 'resources', 'reservations', 'memory'], ['mem_reservation']] as const;

/** The memory that a service's containers get; undefined where it says nothing about it. */
export function containerOf(text: ComposeText, service: Service): ContainerSite | undefined {
  return containerSite(firstOf(text, service, RESERVATIONS), firstOf(text, service, LIMITS));
}

type Path = readonly [string, ...string[]];

function firstOf(text: ComposeText, service: Service, paths: readonly Path[]): ContainerField | undefined {
  for (const path of paths) {
    const pair = fieldOf(service, ...path);
    const field = pair === undefined ? undefined : fieldAt(text, pair, path.join('.'));
    // What stands in another file is spoken of where that is named.
    if (pair !== undefined && field !== undefined && !text.isOwn(pair.span)) return fieldElsewhere(field, service.anchor, text.elsewhere(field.valueSpan)?.(field.valueSpan));
    if (field !== undefined) return field;
  }
  return undefined;
}

function fieldAt(whole: ComposeText, pair: LocatedPair, name: string): ContainerField | undefined {
  const text = whole.scalarText(pair);
  if (text === undefined) return undefined;
  const written = text.text.trim();
  const templated = hasTemplate(written);
  const size = templated ? undefined : parseDockerSize(written);
  return {
    name,
    units: 'docker',
    text: written,
    templated,
    ...(size === undefined || !('bytes' in size) ? {} : { bytes: size.bytes }),
    keySpan: pair.key.span,
    valueSpan: text.toSection({ start: 0, end: text.text.length }),
    placed: text,
    site: { kind: 'scalar', pair: pair.span, quote: pair.value.kind === 'scalar' ? pair.value.quote : 'plain', field: name },
  };
}
