import { type LocatedCluster, type OpenDocument } from '../../server/src/documents/index.js';
import { type Judged, type ProvenFix, type RuleContext } from '../../server/src/rules/index.js';
import { type Settings } from '../../server/src/shared/settings.js';
import { type Mark } from '../support/marked.js';
/** How a test document is read; without anything a FlinkDeployment or `config.yaml` by its content, Flink as the document says. */
export interface Reading {
    readonly file?: string;
    readonly settings?: Partial<Settings>;
    readonly yamlServer?: boolean;
}
export interface Found {
    readonly located: LocatedCluster;
    readonly finding: Judged;
    readonly mark: Mark;
    readonly sentence: string;
}
export interface Checked {
    readonly document: OpenDocument;
    readonly context: RuleContext;
    readonly found: readonly Found[];
}
/** Reads a text and checks every cluster in it. */
export declare function checkText(text: string, { file, settings, yamlServer }?: Reading): Checked;
/** A document with `⟦rule: text⟧` where findings are expected: exactly these, no others. Findings of `ignoring` do not count. */
export declare function expectFindings(source: string, reading?: Reading, ignoring?: readonly string[]): Checked;
/** The only finding of a rule. */
export declare function findingOf({ found }: Checked, rule: string): Found;
/** Every proven fix of a finding. */
export declare function fixesOf(checked: Checked, { finding, located }: Found): readonly ProvenFix[];
/** The whole document after a fix. */
export declare function afterFix({ document }: Checked, { located }: Found, fix: ProvenFix): string;
/** The titles of a rule's proven fixes, and the document after the preferred one. */
export declare function preferredFix(checked: Checked, rule: string): {
    readonly titles: readonly string[];
    readonly title: string;
    readonly text: string;
};
