import type { Analysis } from '../documents/analysis.js';
import type { OperatorVersion } from '../model/index.js';
import { OPERATOR_VERSIONS } from '../shared/settings.js';

/** The minor releases that the setting may name, and `auto` finds. */
const OPERATORS: ReadonlyMap<string, OperatorVersion> = new Map(OPERATOR_VERSIONS.map((version, minor) => [version, `1.${minor}` as const]));

/** The cluster's operator, as the model's type wants it. */
export function operatorOf({ cluster: { operatorVersion } }: Analysis): OperatorVersion {
  return OPERATORS.get(operatorVersion ?? '') ?? '1.15';
}
