import type { FlinkVersion } from '../model/version.js';
/** What follows from a key in a version of Flink, made once: every file has the same keys. */
export declare class PerKey<Value> {
    #private;
    constructor(make: (key: string, version: FlinkVersion) => Value);
    get(key: string, version: FlinkVersion): Value;
}
