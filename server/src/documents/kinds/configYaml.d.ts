import type { Cluster, Entry, LoadingFailure, ReadingProblem } from '../cluster.js';
import { splitSections } from '../sections.js';
import { type YamlTree } from '../yaml/tree.js';
import { type ReadingContext } from './kind.js';
/** A `config.yaml` (Flink ≥ 1.19) as Flink's `YamlParserUtils` and `GlobalConfiguration#flatten` read it. */
export interface ConfigYaml {
    readonly entries: readonly Entry[];
    readonly winners: ReadonlyMap<string, Entry>;
    readonly problems: readonly ReadingProblem[];
    /** Why Flink refuses the file; the entries are then what can be read of it. */
    readonly loading?: LoadingFailure;
}
/** Reads a whole file, of which the first document counts. */
export declare function readConfigYaml(text: string): ConfigYaml;
/** What stands beside the first document: SnakeYAML wants exactly one, and a `---` before any other. */
export declare function othersOf(sections: ReturnType<typeof splitSections>): ReadingContext['others'];
/**
 * Reads a section as a `config.yaml` where it is one: a key of Flink's for its processes in a file that is called so,
 * three of them in any other, and never a Kubernetes resource.
 */
export declare function configYamlClusters(tree: YamlTree, context: ReadingContext): readonly Cluster[];
