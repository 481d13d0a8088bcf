import type { Operand, Part, PartName, PartSource, RefusalInput, Step } from './derivation.js';
/** A size on its way through a derivation: what it is, where it comes from, and how to explain it when somebody asks. */
export interface Amount {
    /** Bytes; 0 and meaningless unless `known`. */
    readonly bytes: bigint;
    /** False when a template or a refusal stands in the way. */
    readonly known: boolean;
    readonly from: PartSource;
    readonly pool: PartName | undefined;
    /** The option that decided the size, as the configuration spells it, and its text when it is set. */
    readonly key: string | undefined;
    readonly text: string | undefined;
    /** True when the size is the option's own value: then a step may name the key beside it. */
    readonly read: boolean;
    /** Sizes that a sum or a rest is made of. */
    readonly sources: readonly Amount[];
    readonly explain: () => readonly Step[];
}
/** Stands for a size that nobody can know. */
export declare function unknownAmount(pool?: PartName): Amount;
/** The size as an operand of a step. */
export declare function operandOf(amount: Amount): Operand;
/** The part that a known size is, with the parts it consists of. */
export declare function partOf(pool: PartName, amount: Amount, parts?: readonly Part[]): Part;
/** The options behind some sizes, each once; a sum stands for what it is made of. */
export declare function inputsOf(amounts: readonly Amount[]): readonly RefusalInput[];
