/** Data from outside as objects with properties. */
/** Whether a value is a plain object: neither null nor a list. */
export declare function isRecord(value: unknown): value is Readonly<Record<string, unknown>>;
/** A plain object's properties; nothing for any other value. */
export declare function asRecord(value: unknown): Readonly<Record<string, unknown>>;
