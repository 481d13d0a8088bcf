import { type FlinkVersion, type MinorVersion } from './version.js';
/** Another key that Flink reads when an option's own key is absent. */
export interface FallbackKey {
    readonly key: string;
    readonly deprecated: boolean;
}
/** An option as one version of Flink has it. */
export interface OptionAt {
    /** The key as the catalogue has it: with `<…>` where a name has its place. */
    readonly key: string;
    /** Java's name of the type: `MemorySize`, `Float`, `Duration`, `Map`, or the name of an enum. */
    readonly type: string;
    /** As Java prints it: `256 mb`, `PT10S`, `{OPERATOR=70, …}`; absent when there is none. */
    readonly default?: string;
    /** What an enum can be. */
    readonly values?: readonly string[];
    /** True when the option takes a list, joined with `;`. */
    readonly list: boolean;
    /** True when Flink has marked the option itself as outdated. */
    readonly deprecated: boolean;
    /** Keys read instead, in this order, when the option's own is absent. */
    readonly fallbackKeys: readonly FallbackKey[];
}
/** A stretch of versions in which nothing about an option changed. */
export interface OptionRun extends OptionAt {
    /** First and last minor version, inclusive. */
    readonly since: MinorVersion;
    readonly until: MinorVersion;
}
/** An option through all versions. */
export interface Option {
    readonly key: string;
    /** In the order of versions, never empty. */
    readonly runs: readonly OptionRun[];
    /** First and last minor version that has it. */
    readonly since: MinorVersion;
    readonly until: MinorVersion;
}
/** A key that is not the current name of the option that reads it. */
export interface FormerName {
    /** The option that reads the key. */
    readonly option: OptionAt;
    /** Whether Flink marks the key as outdated (otherwise it is an equal alternative). */
    readonly deprecated: boolean;
}
/** Every key of the catalogue in alphabetical order, `<…>` included, whatever version has it. */
export declare function allKeys(): readonly string[];
/**
 * The option with this key in any version; a key with a name in it (`metrics.reporter.prom.class`) finds its pattern.
 * Former names that are no option of their own are not found here: see {@link formerNameOf}.
 */
export declare function findOption(key: string): Option | undefined;
/** The option as a version has it; undefined when that version has no such option. */
export declare function optionAt(key: string, version: FlinkVersion): OptionAt | undefined;
/** The options that read a key which is not their name, in some version; in alphabetical order. */
export declare function readersOf(key: string): readonly string[];
/** Every key that some option reads, in some version, although it is not its name. */
export declare function formerNames(): Iterable<string>;
/**
 * Which option reads this key in that version although the key is not its name: `taskmanager.memory.size` is read by
 * `taskmanager.memory.managed.size`. Undefined when none does. A key can be an option of its own as well.
 */
export declare function formerNameOf(key: string, version: FlinkVersion): FormerName | undefined;
