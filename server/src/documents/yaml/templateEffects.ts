import type { Entry, ReadingProblem } from '../cluster.js';
import { columnOf } from '../lines.js';
import { keyText, type LocatedMap, type LocatedNode, type LocatedSequence, type NodePath, resolveAlias } from './node.js';
import type { YamlTree } from './tree.js';

/** A text as far as its templates go; `root` is null for one that is no YAML. */
type Templated = Pick<YamlTree, 'text' | 'root' | 'templates'>;

/** Entries that a template may leave out or repeat are unknown, like those whose value it writes. */
export interface ConditionalEntries {
  readonly all: readonly Entry[];
  /** What became of one of the entries. */
  readonly now: (entry: Entry) => Entry;
  /** Without those about entries that are conditional: `{{ if }} a: 1 {{ else }} a: 2 {{ end }}` is no duplicate. */
  problems(problems: readonly ReadingProblem[]): readonly ReadingProblem[];
}

/** Marks what stands between `{{ if }}` and `{{ end }}` as templated. A region around everything does not count: it is the document itself. */
export function conditionalEntries(tree: Templated, entries: readonly Entry[]): ConditionalEntries {
  if (tree.templates.conditional.length === 0) return asTheyAre(entries);
  const first = entries[0]?.keySpan.start ?? 0;
  const last = entries.at(-1)?.keySpan.start ?? 0;
  const regions = tree.templates.conditional.filter((region) => !(region.start <= first && last < region.end && isDocument(tree, region.start)));
  if (regions.length === 0) return asTheyAre(entries);
  const changed = new Map<Entry, Entry>();
  const all = entries.map((entry) => {
    const inside = regions.some((region) => region.start <= entry.keySpan.start && entry.keySpan.start < region.end);
    if (!inside || entry.templated) return entry;
    const templated = { ...entry, templated: true };
    changed.set(entry, templated);
    return templated;
  });
  const now = (entry: Entry): Entry => changed.get(entry) ?? entry;
  return {
    all,
    now,
    problems: (problems) => problems.filter((problem) => !('entry' in problem) || !now(problem.entry).templated),
  };
}

function asTheyAre(entries: readonly Entry[]): ConditionalEntries {
  return { all: entries, now: (entry) => entry, problems: (problems) => problems };
}

/** Whether a region begins before the document's first key. */
function isDocument(tree: Templated, regionStart: number): boolean {
  return tree.root === null || regionStart <= tree.root.span.start;
}

/**
 * Whether a template writes lines (`{{- toYaml .Values.x | nindent 4 }}`) where `matters` says that unknown keys would
 * change what is read; it is asked with the path of keys under which the lines stand.
 */
export function isOpenEnded(tree: Templated, matters: (path: NodePath) => boolean): boolean {
  const root = tree.root;
  return tree.templates.splices.some(({ offset, column }) => matters(root === null ? [] : pathAt(tree.text, root, offset, column)));
}

function pathAt(text: string, root: LocatedNode, offset: number, column: number): NodePath {
  const path: (string | number)[] = [];
  let node: LocatedNode | undefined = root;
  while (node?.kind === 'map' || node?.kind === 'sequence') {
    const step = node.kind === 'map' ? pairAbove(text, node, offset, column) : itemAbove(text, node, offset, column);
    if (step === undefined) break;
    path.push(step.step);
    node = resolveAlias(step.node);
  }
  return path;
}

/** The pair that the lines at a place belong to, by its column. */
function pairAbove(text: string, { pairs }: LocatedMap, offset: number, column: number): { readonly step: string; readonly node: LocatedNode } | undefined {
  const pair = pairs.filter((candidate) => candidate.span.start < offset).at(-1);
  return pair === undefined || columnOf(text, pair.span.start) >= column ? undefined : { step: keyText(pair) ?? '', node: pair.value };
}

/** The item likewise; its first key stands behind the dash, in the column of the others. */
function itemAbove(text: string, { items }: LocatedSequence, offset: number, column: number): { readonly step: number; readonly node: LocatedNode } | undefined {
  const item = items.filter((candidate) => candidate.span.start < offset).at(-1);
  return item === undefined || columnOf(text, item.span.start) > column ? undefined : { step: items.indexOf(item), node: item };
}
