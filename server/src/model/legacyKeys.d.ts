/** `taskmanager.heap.mb` and `jobmanager.heap.mb` hold a number of MiB without a unit. */
export declare function isCountOfMib(key: string): boolean;
/** A size as a value of the key: in bytes, or in whole MiB, at most as many as Flink reads. */
export declare function sizeValue(key: string, bytes: bigint): string;
