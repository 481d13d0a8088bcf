import type { Analysis } from '../documents/analysis.js';
import type { LocatedCluster } from '../documents/index.js';
import type { ProcessKind } from '../model/derivation.js';
import type { FailureModel } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';

export function describeFailure(_p: ProcessKind, _l: LocatedCluster, _a: Analysis, _c: FeatureContext): Pick<FailureModel, 'message' | 'ways'> {
  return {};
}
