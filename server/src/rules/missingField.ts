/** A block of Kubernetes' resources without the memory that another operator sizes the process by. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
import { GIB, parseMemorySize, processSizeKey } from '../model/index.js';
import { processName } from '../shared/words.js';
import { totalToAdd } from './missingTotal.js';
import { sentences } from './print.js';
import type { Fix } from './rule.js';

/** Whether the operator wants memory in a field that is not there, where other resources are. */
export function lacksMemory({ cluster: { processes } }: Analysis, process: ProcessKind): boolean {
  return processes[process].memory?.isMissing === true;
}

export function missingFieldText(analysis: Analysis, process: ProcessKind): string {
  const { memory } = analysis.cluster.processes[process];
  const value = analysis.cluster.settings.get(processSizeKey(process))?.value;
  const name = memory?.path.join('.') ?? '';
  const wrong = value === undefined
    ? l10n.t('The resources of the {0} have no memory, and the operator refuses that: neither limits nor requests say how much it gets.', processName(process))
    : l10n.t('{0} is missing, and the operator sizes the {1} by it alone: it sets {2} to {3}, with which Flink does not start.', name, processName(process), processSizeKey(process), value);
  const would = fieldToAdd(analysis, process);
  return sentences(wrong, would === undefined ? '' : l10n.t('{0} would do.', would));
}

export function missingFieldFixes(analysis: Analysis, process: ProcessKind): readonly Fix[] {
  const { memory } = analysis.cluster.processes[process];
  const value = fieldToAdd(analysis, process);
  if (memory === undefined || value === undefined) return [];
  return [{ title: l10n.t('Add {0}: {1}', memory.path.join('.'), value), changes: [{ kind: 'setResource', process, value }], cost: 0n }];
}

/** What the container may take anyway, where that is written; else what gives the process a usual size. */
function fieldToAdd(analysis: Analysis, process: ProcessKind): string | undefined {
  const { memory, container } = analysis.cluster.processes[process];
  if (container?.limit?.bytes !== undefined && container.limit.bytes >= GIB) return container.limit.text;
  const total = totalToAdd(analysis, process);
  const size = total === undefined ? undefined : parseMemorySize(total);
  return size !== undefined && 'bytes' in size ? memory?.sizing?.fieldFor(size.bytes, 'up')?.text : undefined;
}
