import { type MinorVersion } from '../model/version.js';
/** The settings `flinkMemory.*` of one resource, parsed. Names, types and defaults are those of package.json (a test compares). */
export interface Settings {
    readonly flinkVersion: 'auto' | MinorVersion;
    /** A minor release of the operator, `1.0` … `1.16`. */
    readonly operatorVersion: string;
    readonly operatorDefaults: Readonly<Record<string, string>>;
    readonly rules: Readonly<Record<string, RuleLevel>>;
    readonly inlayHints: {
        readonly enabled: boolean;
    };
    readonly codeLens: {
        readonly enabled: boolean;
    };
    readonly stateBackend: (typeof STATE_BACKENDS)[number];
}
export declare const RULE_LEVELS: readonly ["error", "warning", "information", "hint", "off"];
export type RuleLevel = (typeof RULE_LEVELS)[number];
export declare const OPERATOR_VERSIONS: readonly string[];
export declare const STATE_BACKENDS: readonly ["auto", "rocksdb", "hashmap", "forst"];
export declare const DEFAULT_SETTINGS: Settings;
/** Reads what a client answered for the section `flinkMemory`. What is missing or of another type falls back to its default. */
export declare function parseSettings(raw: unknown): Settings;
