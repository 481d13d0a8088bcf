import type { VersionFound } from '../cluster.js';
import { findVersion, type VersionClue, versionOfImage, versionOfSpec } from '../flinkVersion.js';
import { type LocatedMap, type LocatedScalar, nodeAt, pairOf, resolveAlias, scalarAt } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import type { ReadingContext } from './kind.js';
import type { ValuesMap } from './valuesMaps.js';

/** The version of Flink that values are for: named beside the configuration or in the nearest mapping around it that names one. */
export function versionOfValues(tree: YamlTree, { around }: ValuesMap, context: ReadingContext): VersionFound {
  const clueIn = (read: (level: ValuesMap['around'][number]) => VersionClue | undefined): VersionClue | undefined => {
    for (const level of around) {
      const clue = read(level);
      if (clue !== undefined) return clue;
    }
    return undefined;
  };
  const spec = clueIn(({ map, key }) => ofField(tree, scalarAt(map, 'flinkVersion')) ?? (/^flink$/i.test(key) ? ofField(tree, scalarAt(map, 'version')) : undefined));
  const image = clueIn(({ map }) => ofImage(tree, map));
  return findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, spec, image, file: context.versionOfFile });
}

/** `v1_20` of the operator, or `1.20.1` as people write it. */
function ofField(tree: YamlTree, field: LocatedScalar | undefined): VersionClue | undefined {
  if (field === undefined || isTemplated(tree, field.span)) return undefined;
  return versionOfSpec(field.text, field.span) ?? (/^v?\d+\.\d+(?:\.\d+)?$/.test(field.text) ? { text: field.text.replace(/^v/, ''), span: field.span } : undefined);
}

/** `image: flink:1.20`, or an image in parts: `repository` and `tag`. */
function ofImage(tree: YamlTree, map: LocatedMap): VersionClue | undefined {
  const pair = pairOf(map, 'image');
  const image = pair === undefined ? undefined : resolveAlias(pair.value);
  if (image === undefined || image.kind === 'sequence' || isTemplated(tree, image.span)) return undefined;
  if (image.kind === 'scalar') return versionOfImage(image.text, image.span);
  const tag = nodeAt(image, 'tag');
  const repository = scalarAt(image, 'repository')?.text ?? scalarAt(image, 'name')?.text;
  return tag?.kind !== 'scalar' || repository === undefined ? undefined : versionOfImage(`${repository}:${tag.text}`, tag.span);
}
