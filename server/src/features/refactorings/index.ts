/** Other ways to write what a cluster says, each proven to change no size: see proven.ts. */
import type { Analysis } from '../../documents/analysis.js';
import type { LocatedCluster } from '../../documents/index.js';
import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import type { FeatureContext } from '../context.js';
import { targetAt, type Target } from '../locate.js';
import { removalsOfDefaults } from './defaults.js';
import { otherForms } from './forms.js';
import type { Refactoring } from './proven.js';
import { unitConversions } from './units.js';

export type { Refactoring } from './proven.js';

/** What can be written otherwise at a place of a cluster; `offset` is relative to its section. */
export function refactorings(located: LocatedCluster, offset: number, context: FeatureContext): readonly Refactoring[] {
  const target = targetAt(located, offset);
  if (target === undefined || located.cluster.loading !== undefined) return [];
  const units = unitConversions(located, target, context);
  // Where a template takes part nobody knows what the sizes are.
  if (located.cluster.incomplete) return units;
  return [...units, ...processesAt(target).flatMap((process) => formsOf(located, process, context)), ...removalsOfDefaults(located, target, context)];
}

function processesAt(target: Target): readonly ProcessKind[] {
  switch (target.kind) {
    case 'entry':
      return PROCESS_KINDS.filter((process) => target.entry.key.startsWith(`${process.toLowerCase()}.`));
    case 'resource':
      return [target.resource.process];
    case 'container':
    case 'process':
      return [target.process];
    case 'cluster':
      return PROCESS_KINDS;
  }
}

const known = new WeakMap<Analysis, Partial<Record<ProcessKind, readonly Refactoring[]>>>();

/** Each is tried on the text, and the light bulb asks at every step of the cursor. */
function formsOf(located: LocatedCluster, process: ProcessKind, context: FeatureContext): readonly Refactoring[] {
  const { analysis } = located;
  const hasTemplate = [...located.cluster.settings].some(([key, { templated }]) => templated && key.startsWith(`${process.toLowerCase()}.`));
  if (hasTemplate) return [];
  const before = known.get(analysis) ?? {};
  before[process] ??= otherForms(located, process, context);
  known.set(analysis, before);
  return before[process];
}
