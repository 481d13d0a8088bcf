import { parseDockerSize } from '../../model/dockerSize.js';
import { parseQuantity, quantityBytes } from '../../model/quantity.js';
import type { ContainerField, ContainerSite, ContainerUnits } from '../cluster.js';
import { rawText } from '../yaml/flatten.js';
import { type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** Request and limit of a container of a pod. */
export function podContainerSite(tree: YamlTree, container: LocatedNode): ContainerSite | undefined {
  const field = (block: 'requests' | 'limits'): ContainerField | undefined => {
    const pair = pairOf(nodeAt(container, 'resources', block), 'memory');
    return pair === undefined ? undefined : containerField(tree, pair, `resources.${block}.memory`, 'kubernetes');
  };
  return containerSite(field('requests'), field('limits'));
}

/** Undefined where neither is written. */
export function containerSite(request: ContainerField | undefined, limit: ContainerField | undefined): ContainerSite | undefined {
  if (request === undefined && limit === undefined) return undefined;
  return { ...(request === undefined ? {} : { request }), ...(limit === undefined ? {} : { limit }) };
}

/** A field with a size, in the units of who reads it; undefined where it has no value, or one that is no scalar. */
export function containerField(tree: YamlTree, pair: LocatedPair, name: string, units: ContainerUnits): ContainerField | undefined {
  const templated = isTemplated(tree, pair.value.span);
  const value = resolveAlias(pair.value);
  if (!templated && (value?.kind !== 'scalar' || (value.quote === 'plain' && /^(?:~|null|)$/.test(value.text)))) return undefined;
  const text = templated ? rawText(tree.text, pair.value) : value?.kind === 'scalar' ? value.text : '';
  const bytes = templated ? undefined : bytesOf(text, units);
  return {
    name,
    units,
    text,
    templated,
    ...(bytes === undefined ? {} : { bytes }),
    keySpan: pair.key.span,
    valueSpan: pair.value.span,
    site: { kind: 'scalar', pair: pair.span, quote: pair.value.kind === 'scalar' ? pair.value.quote : 'plain', field: name, isNumber: true },
  };
}

/** Bytes of a container's size, as Kubernetes or Docker read it; undefined where they refuse it. */
export function bytesOf(text: string, units: ContainerUnits): bigint | undefined {
  if (units === 'docker') {
    const size = parseDockerSize(text);
    return 'bytes' in size ? size.bytes : undefined;
  }
  const read = parseQuantity(text);
  return 'amount' in read ? quantityBytes(read.amount) : undefined;
}
