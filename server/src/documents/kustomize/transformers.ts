/** The transformers of a kustomization that are followed, beside its patches: images and numbers of pods. */
import { keyText, type LocatedMap, type LocatedNode, type LocatedPair, type LocatedScalar, resolveAlias } from '../yaml/node.js';
import type { Kustomization, NewImage } from './kustomization.js';

/** Where the kustomization's own nodes stand among those of the object. */
type Placed = (node: LocatedScalar) => LocatedNode;

/** A workload with the images and the replicas that a kustomization gives it. */
export function transformed(object: LocatedNode, names: readonly string[], { images, replicas }: Pick<Kustomization, 'images' | 'replicas'>, placed: Placed): LocatedNode {
  const counted = replicas.filter(({ name }) => names.includes(name)).reduce((now, { count }) => withReplicas(now, placed(count)), object);
  return images.length === 0 ? counted : withImages(counted, images, placed);
}

function withReplicas(object: LocatedNode, count: LocatedNode): LocatedNode {
  return withPair(object, 'spec', (spec) => (spec?.kind !== 'map' ? spec : spec.with(
    [...spec.pairs.filter((pair) => keyText(pair) !== 'replicas'), { span: count.span, key: { kind: 'scalar', span: count.span, text: 'replicas', quote: 'plain' }, value: count }],
  )));
}

const LISTS = new Set(['containers', 'initContainers']);

/** In every list of containers, however deep it stands (`imagetag.LegacyFilter`). */
function withImages(object: LocatedNode, images: readonly NewImage[], placed: Placed): LocatedNode {
  const done = new Map<LocatedMap, LocatedNode>();
  const ofContainer = (item: LocatedNode): LocatedNode => withPair(item, 'image', (image) => (image?.kind === 'scalar' ? imageOf(image, images, placed) : image));
  const ofPair = (pair: LocatedPair): LocatedPair => {
    const value = resolveAlias(pair.value);
    if (value?.kind !== 'sequence') return { ...pair, value: within(pair.value) };
    return LISTS.has(keyText(pair) ?? '') ? { ...pair, value: { ...value, items: value.items.map(ofContainer) } } : pair;
  };
  const within = (node: LocatedNode): LocatedNode => {
    const one = resolveAlias(node);
    if (one?.kind !== 'map') return node;
    const known = done.get(one);
    if (known !== undefined) return known;
    // Within itself, by an alias, it stays as it is.
    done.set(one, one);
    const made = one.with(one.pairs.map(ofPair));
    done.set(one, made);
    return made;
  };
  return within(object);
}

function imageOf(image: LocatedScalar, images: readonly NewImage[], placed: Placed): LocatedNode {
  return images.reduce<LocatedNode>((now, { name, newName = name, newTag, digest, written }) => {
    const [, own, rest = ''] = now.kind === 'scalar' ? IMAGE.exec(now.text) ?? [] : [];
    if (own !== name) return now;
    const tag = newTag === undefined && digest === undefined ? rest : `${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`;
    return placed({ kind: 'scalar', span: written.span, text: newName + tag, quote: 'plain' });
  }, image);
}

/** A name, perhaps with a registry and its port, then tag and digest. */
const IMAGE = /^((?:[^/@]+\/)*[^/:@]+)((?::[^/@]*)?(?:@.*)?)$/;

function withPair(node: LocatedNode, key: string, change: (value: Exclude<LocatedNode, { kind: 'alias' }> | undefined) => LocatedNode | undefined): LocatedNode {
  const map: LocatedNode | undefined = resolveAlias(node);
  if (map?.kind !== 'map') return node;
  return map.with(map.pairs.map((pair) => (keyText(pair) === key ? { ...pair, value: change(resolveAlias(pair.value)) ?? pair.value } : pair)));
}
