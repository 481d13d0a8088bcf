import { type Checked, type Reading } from './support.js';
/** One preferred fix that was applied. */
export interface AppliedStep {
    readonly rule: string;
    readonly process: string | undefined;
    readonly key: string | undefined;
    readonly title: string;
}
export interface Converged {
    readonly steps: readonly AppliedStep[];
    readonly text: string;
    readonly checked: Checked;
}
/** Applies the preferred fixes of what Flink refuses, one after another in the order of the document, until it refuses nothing. */
export declare function converge(text: string, reading: Reading): Converged;
/** At most one step for each value or range that cannot be read, and three more for each process. */
export declare function assertFewSteps({ steps }: Converged, text: string): void;
/** Flink sizes both processes of the only cluster; the JobManager of 1.10 has nothing to size. */
export declare function assertAccepted({ checked, text }: Converged): void;
/** What Flink gets in the end. */
export declare function configurationOf({ checked }: Converged): Readonly<Record<string, string>>;
