import type { Entry, ReadingProblem } from '../cluster.js';
import type { YamlTree } from './tree.js';
/** Entries that a template may leave out or repeat are unknown, like those whose value it writes. */
export interface ConditionalEntries {
    readonly all: readonly Entry[];
    /** The same winners among the new entries. */
    replace(winners: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry>;
    /** Without those about entries that are conditional: `{{ if }} a: 1 {{ else }} a: 2 {{ end }}` is no duplicate. */
    problems(problems: readonly ReadingProblem[]): readonly ReadingProblem[];
}
/** Marks what stands between `{{ if }}` and `{{ end }}` as templated. A region around everything does not count: it is the document itself. */
export declare function conditionalEntries(tree: YamlTree, entries: readonly Entry[]): ConditionalEntries;
/**
 * Whether a template writes lines (`{{- toYaml .Values.x | nindent 4 }}`) where `matters` says that unknown keys would
 * change what is read; it is asked with the path of keys under which the lines stand.
 */
export declare function isOpenEnded(tree: YamlTree, matters: (path: readonly string[]) => boolean): boolean;
