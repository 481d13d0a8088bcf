import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../documents/index.js';
import type { ProcessKind, Refusal } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import type { FeatureContext, FlinkDocument } from './context.js';
import { describeFailure } from './failure.js';
import { blocks, escaped } from './markdown.js';

/** A refused process in a hover: what is missing, why, and the first way out. Undefined for a process that is not refused. */
export function refusal(process: ProcessKind, document: FlinkDocument, located: LocatedCluster, context: FeatureContext): string | undefined {
  const derivation = located.analysis.derivations[process];
  if (derivation?.status !== 'failed') return undefined;
  const { message, ways = [] } = describeFailure(process, document, located, located.analysis, context);
  const first = ways[0];
  return blocks(
    message === undefined ? headline(derivation.refusal, located) : `${headline(derivation.refusal, located)} ${escaped(message)}`,
    first === undefined ? undefined : l10n.t('First way out: {0}', escaped(first.title)),
  );
}

function headline(refused: Refusal, { cluster }: LocatedCluster): string {
  // A file that may be one part of several is not the whole truth about its cluster.
  if (refused.code === 'size-not-configured' && cluster.mayBePartial) return '';
  const missing = missingBytes(refused);
  return missing === undefined
    ? `**${l10n.t('Flink will not start.')}**`
    : `**${l10n.t('Flink will not start: {0} are missing.', sizeText(missing))}**`;
}

/** What the parts ask for beyond what there is; undefined where the refusal is about something else. */
function missingBytes({ required, available, bounds }: Refusal): bigint | undefined {
  if (required === undefined || available === undefined || bounds !== undefined || required <= available) return undefined;
  return required - available;
}
