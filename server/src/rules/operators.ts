import type { Analysis } from '../documents/analysis.js';

/** The release of the cluster's operator; where none is known, that of before `resources`. */
export function operatorOf({ cluster: { operatorVersion } }: Analysis): string {
  return operatorVersion ?? '1.15';
}
