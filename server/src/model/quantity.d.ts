import { type Decimal } from './decimal.js';
import type { RefusalReason } from './derivation.js';
/** Why a quantity cannot be read: Flink's reasons, and the Kubernetes reader's own. */
export type QuantityProblem = RefusalReason | 'quantity-invalid';
export type QuantityReading = {
    readonly amount: Decimal;
} | {
    readonly problem: 'quantity-invalid';
};
/** Reads a quantity as the Kubernetes API server does (a container's limit): no blanks, suffixes exactly as spelled. */
export declare function parseQuantity(text: string): QuantityReading;
/** Whole bytes of a quantity, rounded up as Kubernetes rounds (`Quantity.Value`). */
export declare function quantityBytes({ unscaled, scale: places }: Decimal): bigint;
/** Limit ÷ request as the operator computes the limit factor since 1.16: both read by Kubernetes' units. Undefined when one is unreadable, or nothing is requested. */
export declare function limitFactorOf(request: string, limit: string): number | undefined;
export type ResourceMemory = 
/** `text` is what the operator writes into the process size. */
{
    readonly bytes: bigint;
    readonly text: string;
} | {
    readonly problem: QuantityProblem;
};
/** The operator's releases by minor: `1.15` or a patch release of it. */
export type OperatorVersion = `${number}.${number}` | `${number}.${number}.${number}`;
/**
 * Reads `resource.memory` as the operator does. Until 1.6 only Flink's units are known. Since 1.7 whatever Flink's reader
 * refuses is given to a Kubernetes reader in capitals and without blanks (so that `2 048m` are decimal megabytes), and
 * what comes out has to be whole bytes without an exponent.
 */
export declare function readResourceMemory(text: string, operatorVersion: OperatorVersion): ResourceMemory;
