import { type FlinkVersion, type MinorVersion } from '../model/version.js';
/** What a version of Flink makes of a key. */
export type KeyStatus = {
    readonly kind: 'current';
}
/** Read, but outdated; `by` are the options to write instead, of which none has the key for its name. */
 | {
    readonly kind: 'deprecated';
    readonly by: readonly string[];
}
/** Read up to `last`, not by this version; no `last` for what died before 1.10. */
 | {
    readonly kind: 'removed';
    readonly last?: MinorVersion;
    readonly by: readonly string[];
}
/** Comes with `since`. */
 | {
    readonly kind: 'future';
    readonly since: MinorVersion;
}
/** No Flink knows it, and it looks like a slip of `nearest`, or its family is complete. `gone` is one it resembles that this version does not read. */
 | {
    readonly kind: 'unknown';
    readonly nearest: readonly string[];
    readonly family: boolean;
    readonly gone?: string;
}
/** Somebody's own key, or one of a plugin. */
 | {
    readonly kind: 'foreign';
};
/** What `version` makes of `key`; see `factsOf`, which remembers it. */
export declare function keyStatus(key: string, version: FlinkVersion): KeyStatus;
