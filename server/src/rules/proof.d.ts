import { type Change, type TextChange } from '../documents/edits.js';
import type { LocatedCluster } from '../documents/store.js';
import type { Finding, Fix, RuleContext } from './rule.js';
/** A fix that helps, with the edits that make it; spans are relative to the section. */
export interface ProvenFix {
    readonly title: string;
    readonly edits: readonly TextChange[];
    /** The changes behind the edits, for whoever asks in terms of keys. */
    readonly changes: readonly Change[];
    /** The one that changes least; at most one of a finding's. */
    readonly preferred: boolean;
    /** May run unasked on save. */
    readonly safe: boolean;
}
/** The proven fixes of a finding, the preferred one first. Costs some milliseconds: ask when somebody looks. */
export declare function fixesFor(finding: Finding, located: LocatedCluster, context: RuleContext): readonly ProvenFix[];
/** Keeps of some fixes those that help, the preferred one first. */
export declare function prove(located: LocatedCluster, finding: Finding, fixes: readonly Fix[], context: RuleContext): readonly ProvenFix[];
