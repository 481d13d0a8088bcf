import type { Configuration } from './configuration.js';
import type { FlinkVersion } from './version.js';
/** An option as a derivation reads it: its own key, the keys read in its place, the default in bytes or as text. */
export interface ReadableOption {
    readonly key: string;
    /** Former names and alternatives, in the order Flink tries them. */
    readonly fallbackKeys: readonly string[];
    readonly default: string | undefined;
    /** The default as a size; undefined when there is none or it is no size. */
    readonly defaultBytes: bigint | undefined;
}
/** What the derivation of a version needs of an option; undefined when the version does not have it. */
export declare function readableOption(key: string, version: FlinkVersion): ReadableOption | undefined;
/** The key of the configuration that supplies the option's value, as `Configuration.get` looks for it: own key first. */
export declare function supplyingKey(configuration: Configuration, option: ReadableOption): string | undefined;
/** `Configuration.contains`: own key or any that is read in its place. False for an option the version does not have. */
export declare function isConfigured(configuration: Configuration, option: ReadableOption | undefined): option is ReadableOption;
