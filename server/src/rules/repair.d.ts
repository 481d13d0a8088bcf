export interface Repair {
    readonly value: string;
    /** True where it can mean nothing else: it may be written without asking. */
    readonly certain: boolean;
}
/** `1.5g` → `1536m`, `2Gi` → `2g`, `2,048m` → `2048m`, `"1g"` → `1g`; a comma or point before three digits at the end of a whole number may be either, so that is not certain. */
export declare function repairSize(text: string): Repair | undefined;
/** `50%` → `0.5`, `0,4` → `0.4`, quotes removed. */
export declare function repairDecimal(text: string): Repair | undefined;
/** `4.0` → `4`, `"4"` → `4`; where a count of MiB is wanted (`*.heap.mb`) `2g` → `2048`. */
export declare function repairInteger(text: string, countOfMib: boolean): Repair | undefined;
/** `yes`, `on`, `1` → `true`; `no`, `off`, `0` → `false`; quotes removed. */
export declare function repairBoolean(text: string): Repair | undefined;
/** The nearest of an enum's values. */
export declare function repairEnum(text: string, values: readonly string[]): Repair | undefined;
