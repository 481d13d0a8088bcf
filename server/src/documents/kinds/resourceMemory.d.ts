import { type ProcessKind } from '../../model/derivation.js';
import type { Entry, ResourceMemory } from '../cluster.js';
import { type LocatedNode } from '../yaml/node.js';
import { type YamlTree } from '../yaml/tree.js';
/** The operator's minor version: what the setting says, else 1.16 where `resources` is used and 1.15 where not. */
export declare function operatorMinor(spec: LocatedNode | undefined, setting: string): string;
/**
 * Every memory field of a process, with what the operator of that version makes of it.
 * @param without a field to read as if it were not there
 */
export declare function readResources(tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, operatorVersion: string, without?: ResourceMemory['field']): readonly ResourceMemory[];
/** The minor of a 1.x release of the operator: `1.15` → 15. */
export declare function minorNumber(operatorVersion: string): number;
/** An option that the operator sets from a memory field. */
export interface SizeSetting {
    readonly key: string;
    /** As the operator writes it; the text itself where it cannot read it, so that the derivation refuses it. */
    readonly value: string;
    readonly entry?: Entry;
}
/** What the operator sets for a process: the process size, and the limit factor where `resources` has request and limit. */
export declare function sizesOf(resources: readonly ResourceMemory[], operatorVersion: string): readonly SizeSetting[];
/** The field that would size a process, were the one that does so now not there. */
export declare function sizeBeneath(tree: YamlTree, spec: LocatedNode | undefined, process: ProcessKind, operatorVersion: string, resources: readonly ResourceMemory[]): Pick<Entry, 'value' | 'templated'> | undefined;
