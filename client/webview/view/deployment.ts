import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { processName } from '../../../server/src/shared/words.js';
import { html } from '../dom.js';
import { section } from './parts.js';

/** That the operator's own Flink refuses a process which the image's would start; nothing where both agree. */
export function deploymentNote({ deployment, ...cluster }: ClusterModel, process: ProcessKind): readonly HTMLElement[] {
  const failure = deployment?.[process].failure;
  if (deployment === undefined || failure === undefined || cluster[process].status === 'failed') return [];
  return [section(
    l10n.t('Operator {0}', deployment.operatorVersion),
    html('p', { class: 'why' }, l10n.t('Its own Flink {0} cannot size this {1}: it will not be deployed.', deployment.flinkVersion, processName(process))),
    html('p', { class: 'why' }, failure.message ?? failure.code),
  )];
}
