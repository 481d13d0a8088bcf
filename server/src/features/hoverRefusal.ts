import * as l10n from '@vscode/l10n';
import type { Cluster } from '../documents/cluster.js';
import type { LocatedCluster } from '../documents/index.js';
import type { ProcessKind, Refusal } from '../model/derivation.js';
import { missingBytes } from '../rules/index.js';
import { sizeText } from '../shared/sizes.js';
import { processName } from '../shared/words.js';
import type { FeatureContext } from './context.js';
import { causeOfRefusal, describeFailure } from './failure.js';
import { escaped, lines } from './markdown.js';

/** A refused process in a hover: what is missing, why, and the first way out. Undefined for a process that is not refused. */
export function refusal(process: ProcessKind, located: LocatedCluster, context: FeatureContext): string | undefined {
  const derivation = located.analysis.derivations[process];
  if (derivation?.status !== 'failed') return undefined;
  const cause = causeOfRefusal(process, located.analysis, context);
  const [first] = describeFailure(process, located, located.analysis, context).ways ?? [];
  return lines(
    // With a blank in Chinese too: Markdown ends no bold text between a full stop and a letter.
    [headline(process, derivation.refusal, located), escaped(cause ?? '')].filter((text) => text !== '').join(' '),
    first === undefined ? undefined : l10n.t('First way out: {0}', escaped(first.title)),
  );
}

/** A file that may be one part of several is not the whole truth about its cluster: the size that is missing may stand in another. */
export function mayBeSizedElsewhere({ code }: Refusal, cluster: Cluster): boolean {
  return code === 'size-not-configured' && cluster.mayBePartial;
}

function headline(process: ProcessKind, refused: Refusal, { cluster }: LocatedCluster): string {
  if (mayBeSizedElsewhere(refused, cluster)) return '';
  const missing = missingBytes(refused);
  return missing === undefined
    ? `**${l10n.t('Flink will not start the {0}.', processName(process))}**`
    : `**${l10n.t('Flink will not start the {0}: {1} are missing.', processName(process), sizeText(missing))}**`;
}
