/**
 * A flat Flink configuration: what Flink sees once files, overrides and arguments are merged.
 * A key may be present with a value that nobody knows before a template is rendered (`{{ .Values.memory }}`).
 */
export declare class Configuration {
    #private;
    /**
     * @param values every key that is present, unknown ones included, with its text
     * @param unknown the keys whose text is a template and must not be read as a value
     */
    constructor(values: ReadonlyMap<string, string>, unknown?: ReadonlySet<string>);
    get(key: string): string | undefined;
    has(key: string): boolean;
    isUnknown(key: string): boolean;
    keys(): IterableIterator<string>;
    /** The same configuration with some keys set (text) or removed (null). A key that is set is known from then on. */
    with(changes: Readonly<Record<string, string | null>>): Configuration;
}
