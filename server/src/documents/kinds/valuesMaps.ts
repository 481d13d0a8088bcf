import { keyText, type LocatedMap, type LocatedNode, MAX_DEPTH, nodeAt, type NodePath, scalarAt } from '../yaml/node.js';

/** A mapping within the values of a chart. */
export interface ValuesMap {
  readonly map: LocatedMap;
  /** From the section's root to it. */
  readonly path: NodePath;
  /** The mappings around it with the keys under which each stands, innermost first, itself included. */
  readonly around: readonly { readonly map: LocatedMap; readonly key: string }[];
}

/** Objects that hold values of a chart, each with the place of them. */
const HOLDERS: Readonly<Record<string, { readonly group: string; readonly path: readonly string[] }>> = {
  HelmRelease: { group: 'helm.toolkit.fluxcd.io/', path: ['spec', 'values'] },
  Application: { group: 'argoproj.io/', path: ['spec', 'source', 'helm', 'valuesObject'] },
};

/** Whether a text may be an object that holds values: nothing else with a kind of its own is read for them. */
export function mayHoldValues(text: string): boolean {
  return text.includes('HelmRelease') || text.includes('valuesObject');
}

/** More mappings than any chart has. */
const MAX_MAPS = 20_000;

/** Every mapping of the values, outer ones first; none where the document is an object of somebody's. */
export function mapsOf(root: LocatedNode): readonly ValuesMap[] {
  const path = pathToValues(root);
  const values = path === undefined ? undefined : nodeAt(root, ...path);
  const maps: ValuesMap[] = [];
  if (path !== undefined && values !== undefined) collect(values, path, [], maps);
  return maps;
}

function pathToValues(root: LocatedNode): readonly string[] | undefined {
  const kind = scalarAt(root, 'kind')?.text;
  const apiVersion = scalarAt(root, 'apiVersion')?.text;
  if (kind === undefined || apiVersion === undefined) return [];
  const holder = HOLDERS[kind];
  return holder !== undefined && apiVersion.startsWith(holder.group) ? holder.path : undefined;
}

function collect(node: LocatedNode, path: NodePath, around: ValuesMap['around'], maps: ValuesMap[]): void {
  if (path.length > MAX_DEPTH || maps.length >= MAX_MAPS) return;
  // What stands behind an alias is read where it is written.
  if (node.kind === 'sequence') node.items.forEach((item, at) => { collect(item, [...path, at], around, maps); });
  if (node.kind !== 'map') return;
  const own = [{ map: node, key: String(path.at(-1) ?? '') }, ...around];
  maps.push({ map: node, path, around: own });
  for (const pair of node.pairs) {
    const key = keyText(pair);
    if (key !== undefined) collect(pair.value, [...path, key], own, maps);
  }
}
