/** One pool in a hover: its size, how it comes about, who shares it. */
import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../documents/index.js';
import { type Derived, findPart, type Part, type PartName } from '../model/derivation.js';
import { type Consumer, perSlot, stateBackendOf } from '../model/index.js';
import { adviceAbout } from '../rules/index.js';
import { shareText, sizeText } from '../shared/sizes.js';
import { poolName, processName } from '../shared/words.js';
import { barMarkdown, barPieces } from './bar.js';
import type { FeatureContext } from './context.js';
import { descriptionOf } from './hoverProcess.js';
import { sharesPerSet } from './managedModel.js';
import { dotted, escaped, lines } from './markdown.js';
import { stepsText } from './steps.js';

/** The answer, the bar and the sum for one part of a process; undefined for a part that it does not have. */
export function pool(name: PartName, derivation: Derived, located: LocatedCluster, context: FeatureContext): string | undefined {
  const { root, process } = derivation;
  const part = findPart(root, name);
  if (part === undefined) return undefined;
  return lines(
    headline(name, derivation, located),
    barMarkdown(barPieces(root, name), context.options.hoverImages, descriptionOf(root, process)),
    // A size that is simply taken explains itself.
    part.steps.every(({ op }) => op === 'take') ? undefined : escaped(stepsText(part, process) ?? ''),
    name === 'managed' ? sharesText(derivation, located, context) : undefined,
    adviceText(part),
  );
}

function adviceText(part: Part): string | undefined {
  const advice = adviceAbout(part);
  return advice === undefined ? undefined : escaped(advice);
}

/** A part's size and share: the answer in one line. */
export function headline(name: PartName, derivation: Derived, located: LocatedCluster): string | undefined {
  const { root, process } = derivation;
  const part = findPart(root, name);
  if (part === undefined) return undefined;
  return dotted(
    `**${escaped(poolName(name, process))} ${sizeText(part.bytes)}**`,
    l10n.t('{0} of the {1}', shareText(part.bytes, root.bytes), processName(process)),
    slotText(name, derivation, located),
  );
}

function slotText(name: PartName, derivation: Derived, located: LocatedCluster): string | undefined {
  const slot = slotOf(derivation, located);
  if (slot === undefined || slot.slots < 2) return undefined;
  if (name === 'managed') return l10n.t('{0} in each of {1} slots', sizeText(slot.managed), slot.slots);
  // No limit: what there is on average.
  return name === 'taskHeap' ? l10n.t('about {0} for each of {1} slots', sizeText(slot.taskHeap), slot.slots) : undefined;
}

function slotOf(derivation: Derived, { analysis }: LocatedCluster) {
  const { version } = analysis.cluster.version;
  return version === undefined ? undefined : perSlot(derivation, analysis.configuration, { version, container: analysis.cluster.container });
}

/** What a slot's main user of managed memory gets, alone and beside others. */
function sharesText(derivation: Derived, located: LocatedCluster, { settings }: FeatureContext): string | undefined {
  const { version } = located.cluster.version;
  const slot = slotOf(derivation, located);
  if (version === undefined || slot === undefined || slot.managed === 0n) return undefined;
  const context = { version, container: located.cluster.container };
  const sets = sharesPerSet(slot.managed, located.analysis, context, settings) ?? [];
  const part = (consumer: Consumer, ...used: readonly Consumer[]): string => {
    const set = sets.find((candidate) => candidate.used.length === used.length && used.every((one) => candidate.used.includes(one)));
    return sizeText(set?.shares.find((share) => share.consumer === consumer)?.bytesPerSlot ?? 0n);
  };
  if (sets.length === 0) return undefined;
  if (!sets.some(({ used }) => used.includes('STATE_BACKEND'))) {
    return l10n.t('Of a slot, batch and SQL operators get {0} alone, {1} beside Python.', part('OPERATOR', 'OPERATOR'), part('OPERATOR', 'OPERATOR', 'PYTHON'));
  }
  return l10n.t(
    'Of a slot, {0} gets {1} alone, {2} beside batch or SQL operators, {3} beside Python.',
    stateBackendOf(located.analysis.configuration, version, settings.stateBackend) === 'forst' ? 'ForSt' : 'RocksDB',
    part('STATE_BACKEND', 'STATE_BACKEND'), part('STATE_BACKEND', 'OPERATOR', 'STATE_BACKEND'), part('STATE_BACKEND', 'STATE_BACKEND', 'PYTHON'),
  );
}
