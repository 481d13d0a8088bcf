import type { Analysis } from '../documents/analysis.js';
import type { RuleLevel } from '../shared/settings.js';
import type { Finding, Rule, RuleContext } from './rule.js';
/** Every rule there is, in the order of docs/rules.md. */
export declare const ALL_RULES: readonly Rule[];
/** The rule with an id; undefined for a name that is none. */
export declare function ruleOf(id: string): Rule | undefined;
/** How much a finding matters: what the settings say, else the finding itself, else its rule. */
export declare function levelOf(finding: Finding, context: RuleContext): RuleLevel;
/** A finding with the level that counts. */
export type Judged = Finding & {
    readonly level: Exclude<RuleLevel, 'off'>;
};
/**
 * What is to be said about a cluster, in the order of its text; spans are relative to the section.
 * Rules turned off are not even asked. Comments that suppress a rule are the caller's (`OpenDocument.isSuppressed`), and so is what is to be said about them (`unusedSuppressions`).
 */
export declare function check(analysis: Analysis, context: RuleContext): readonly Judged[];
/** What one rule finds, whether it is turned off or not. */
export declare function findingsBy(id: string, analysis: Analysis, context: RuleContext): readonly Finding[];
/** Why Flink refuses, for places that say already that it will not start. */
export declare function causeOf(finding: Finding, analysis: Analysis): string;
/** A finding's sentence in the session's language. */
export declare function sentenceOf(finding: Finding, analysis: Analysis): string;
