import { parseDockerSize } from '../../model/dockerSize.js';
import { parseQuantity, quantityBytes } from '../../model/quantity.js';
import { type ContainerField, containerSite, type ContainerSite, type ContainerUnits } from '../containerSite.js';
import { isNull, type LocatedNode, type LocatedPair, nodeAt, pairOf, resolveAlias } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { writtenField } from './writtenField.js';

/** Request and limit of a container of a pod. */
export function podContainerSite(tree: YamlTree, container: LocatedNode): ContainerSite | undefined {
  const field = (block: 'requests' | 'limits'): ContainerField | undefined => {
    const pair = pairOf(nodeAt(container, 'resources', block), 'memory');
    return pair === undefined ? undefined : containerField(tree, pair, `resources.${block}.memory`, 'kubernetes');
  };
  return containerSite(field('requests'), field('limits'));
}

/** A field with a size, in the units of who reads it; undefined where it has no value, or one that is no scalar. */
function containerField(tree: YamlTree, pair: LocatedPair, name: string, units: ContainerUnits): ContainerField | undefined {
  const written = writtenField(tree, pair, name);
  const value = resolveAlias(pair.value);
  if (!written.templated && (value?.kind !== 'scalar' || isNull(value))) return undefined;
  const bytes = written.templated ? undefined : bytesOf(written.text, units);
  return { name, units, ...written, ...(bytes === undefined ? {} : { bytes }), site: { ...written.site, isNumber: true } };
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
