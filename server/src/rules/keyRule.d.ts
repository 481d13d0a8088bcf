import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { FlinkVersion } from '../model/version.js';
import type { KeyStatus } from './keyStatus.js';
import { type Fix, type Noticed, type Rule } from './rule.js';
export interface KeyPayload {
    readonly key: string;
    readonly version: string;
    /** The keys to write instead; the nearest ones for a misspelt key. */
    readonly instead: readonly string[];
    /** First version that has the key, last one that had it. */
    readonly since?: string;
    readonly last?: string;
    /** The keys that count in place of this one, which Flink passes over. */
    readonly counting?: readonly string[];
    readonly family?: boolean;
    /** An option that a misspelt key resembles and that this version does not read. */
    readonly gone?: string;
}
interface KeyRule {
    readonly id: string;
    readonly level: Rule['level'];
    readonly kind: KeyStatus['kind'];
    notice(entry: Entry, status: KeyStatus, analysis: Analysis, version: FlinkVersion): Noticed<KeyPayload>;
    say(payload: KeyPayload): string;
    fixes(payload: KeyPayload, entry: Entry, analysis: Analysis): readonly Fix[];
}
/** A rule about the keys of one standing. */
export declare function keyRule(rule: KeyRule): Rule<KeyPayload>;
export declare function noticeKey(entry: Entry, version: FlinkVersion, facts: Omit<KeyPayload, 'key' | 'version'>): Noticed<KeyPayload>;
export declare function removeUnread(entry: Entry): Fix;
export {};
