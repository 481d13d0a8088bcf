import * as l10n from '@vscode/l10n';
import type { LocatedCluster, OpenDocument } from '../../documents/index.js';
import type { ProposeParams, ProposeResult } from '../../shared/protocol.js';
import type { FeatureContext } from '../context.js';
import { causeOfRefusal } from '../failure.js';
import { clustersOf } from '../locate.js';
import { placedWith } from '../whatIf.js';
import { Draft } from './draft.js';
import { PRESET_DRAFTS } from './presets.js';
import { size } from './sizing.js';

/** Changes for a way of working, or sizes for what is known; kept only if the document can be made to say so and Flink then sizes the TaskManager. */
export function propose(document: OpenDocument, { cluster: id, wanted }: ProposeParams, context: FeatureContext): ProposeResult {
  const located = clustersOf(document, context).find((each) => each.id === id);
  const draft = located === undefined ? undefined : draftOf(located);
  if (located === undefined || draft === undefined) return { refused: l10n.t('There is no TaskManager here that could be sized.') };
  if ('preset' in wanted) {
    const text = PRESET_DRAFTS[wanted.preset](draft);
    if (text !== undefined) return { refused: text };
  } else {
    const tooSmall = size(draft, wanted.wishes);
    if (tooSmall !== undefined) return { refused: tooSmall.text, ...(tooSmall.memory === undefined ? {} : { memory: tooSmall.memory.toString() }) };
  }
  return proven(document, located, draft, context);
}

function draftOf({ cluster, analysis }: LocatedCluster): Draft | undefined {
  const { version } = cluster.version;
  return version === undefined || cluster.loading !== undefined || !cluster.processes.taskManager.present ? undefined : new Draft(analysis, version);
}

function proven(document: OpenDocument, located: LocatedCluster, draft: Draft, context: FeatureContext): ProposeResult {
  const proposal = draft.proposal();
  const after = placedWith({ document, located }, proposal.changes, context);
  if ('refused' in after) return { refused: l10n.t('{0} cannot be written at this place.', after.refused.key ?? '') };
  switch (after.located.analysis.derivations.taskManager?.status) {
    case 'derived': return proposal;
    case 'failed': return { refused: causeOfRefusal('taskManager', after.located.analysis, context) ?? l10n.t('Flink would refuse it with what else is set here.') };
    default: return { refused: l10n.t('A template decides about these sizes: nothing can be proposed.') };
  }
}
