import { type LocatedNode, type LocatedScalar } from './node.js';
/** What a scalar is to a reader: a text of its own, a number or boolean as that reader prints it, nothing, or unreadable. */
export type ScalarValue = {
    readonly type: 'text';
    readonly text: string;
} | {
    readonly type: 'number' | 'boolean';
    readonly text: string;
} | {
    readonly type: 'null';
} | {
    readonly type: 'unreadable';
};
/**
 * A scalar as Flink reads it from a `config.yaml`: SnakeYAML Engine with the core schema of YAML 1.2, printed again as
 * YAML (`ConfigurationUtils#convertToString`): `.5` is `0.5`, `1e3` is `1000.0`, `0x10` is `16`.
 */
export declare function flinkScalar(scalar: LocatedScalar): ScalarValue;
/**
 * A scalar of `flinkConfiguration` on its way through kubectl (YAML 1.1, as Go reads it) and the API server (JSON) to the
 * operator (`ConfigObjectNode#asFlatMap`, Jackson's `asText`): `1.0` is `1`, `0.0001` is `1.0E-4`, `yes` is `true`.
 */
export declare function operatorScalar(scalar: LocatedScalar): ScalarValue;
/** A list of `flinkConfiguration` as the operator flattens it: texts joined with `;`, an object inside is an empty text. */
export declare function operatorList(items: readonly LocatedNode[]): string | undefined;
/** How many nodes may still be written: aliases of aliases would otherwise multiply without end. */
export interface Budget {
    left: number;
}
/** A list of a `config.yaml` as Flink keeps it: written again as one line of YAML (`YamlParserUtils#toYAMLString`). */
export declare function flinkList(items: readonly LocatedNode[], nodes: Budget): string;
