/** One pool in a hover: its size, how it comes about, who shares it. */
import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../documents/index.js';
import type { Derivation, Part, PartName } from '../model/derivation.js';
import { perSlot } from '../model/index.js';
import { mebibytes, shareText, sizeText } from '../shared/sizes.js';
import { consumerName, poolName, processName } from '../shared/words.js';
import { barMarkdown, barPieces } from './bar.js';
import type { FeatureContext } from './context.js';
import { descriptionOf } from './hoverProcess.js';
import { sharesPerSet } from './managedModel.js';
import { blocks, dotted, escaped } from './markdown.js';
import { stepsText } from './steps.js';

type Derived = Extract<Derivation, { status: 'derived' }>;

/** More sets of consumers than this are read in the panel. */
const MOST_SETS = 3;

/** The answer, the bar and the sum for one part of a process; undefined for a part that it does not have. */
export function pool(name: PartName, derivation: Derived, located: LocatedCluster, context: FeatureContext): string | undefined {
  const { root, process } = derivation;
  const part = findPart(root, name);
  if (part === undefined) return undefined;
  return blocks(
    headline(name, derivation, located),
    barMarkdown(barPieces(root, name), context.options.hoverImages, descriptionOf(root, process)),
    // A size that is simply taken explains itself.
    part.steps.every(({ op }) => op === 'take') ? undefined : escaped(stepsText(part, process) ?? ''),
    name === 'managed' ? sharesText(derivation, located, context) : undefined,
  );
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

function findPart(part: Part, name: PartName): Part | undefined {
  if (part.pool === name) return part;
  for (const child of part.parts ?? []) {
    const found = findPart(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
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

/** What the consumers of a slot get, for the likeliest sets of them. */
function sharesText(derivation: Derived, located: LocatedCluster, { settings }: FeatureContext): string | undefined {
  const { version } = located.cluster.version;
  const slot = slotOf(derivation, located);
  if (version === undefined || slot === undefined || slot.managed === 0n) return undefined;
  const sets = sharesPerSet(slot.managed, located.analysis, { version, container: located.cluster.container }, settings) ?? [];
  const texts = sets.slice(0, MOST_SETS).map(({ shares }) =>
    shares.map(({ consumer, bytesPerSlot }) => `${consumerName(consumer)} ${mebibytes(bytesPerSlot)}`).join(' + '));
  return texts.length === 0 ? undefined : escaped(l10n.t('A slot’s part, in MiB, by who uses it: {0}.', texts.join(l10n.t(', or '))));
}
