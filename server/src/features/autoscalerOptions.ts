/** What the operator's autoscaler makes of its options about memory: no options of Flink's, so the catalogue has none of them. */
import * as l10n from '@vscode/l10n';
import { autoscalerOption } from '../rules/index.js';
import { blocks, code, dotted } from './markdown.js';

interface OptionFacts {
  readonly type: string;
  readonly value?: string;
  readonly text: () => string;
}

const OPTIONS: ReadonlyMap<string, OptionFacts> = new Map<string, OptionFacts>([
  ['memory.tuning.enabled', { type: 'Boolean', value: 'false', text: () => l10n.t('When the autoscaler rescales a job, it also sizes the TaskManagers by what they used: heap, metaspace, network and managed memory are set anew, and the process gets smaller, never larger. Needs a process size; while it is off, the sizes are only recommended in an event.') }],
  ['memory.tuning.overhead', { type: 'Double', value: '0.2', text: () => l10n.t('What memory tuning adds to the heap and the metaspace that were used, as a share from 0 to 1.') }],
  ['memory.tuning.maximize-managed-memory', { type: 'Boolean', value: 'false', text: () => l10n.t('Memory tuning gives whatever it saves to managed memory, where that is used at all, instead of making the process smaller.') }],
  ['memory.tuning.scale-down-compensation.enabled', { type: 'Boolean', value: 'true', text: () => l10n.t('When fewer TaskManagers are left, memory tuning raises their heap by as much as their number shrinks.') }],
  ['memory.gc-pressure.threshold', { type: 'Double', value: '1.0', text: () => l10n.t('The share of time in garbage collection above which the autoscaler pauses; with 1 it never does.') }],
  ['memory.heap-usage.threshold', { type: 'Double', value: '1.0', text: () => l10n.t('The share of the heap in use above which the autoscaler pauses; with 1 it never does.') }],
  ['quota.memory', { type: 'MemorySize', text: () => l10n.t('The autoscaler adds no TaskManagers where all of them together would have more memory than this.') }],
]);

/** A hover on a key of the autoscaler's; undefined for any other. */
export function autoscalerHover(key: string): string | undefined {
  const facts = OPTIONS.get(autoscalerOption(key) ?? '');
  if (facts === undefined) return undefined;
  return blocks(
    dotted(`**${code(key)}**`, code(facts.type)),
    facts.text(),
    dotted(facts.value === undefined ? l10n.t('No default') : l10n.t('Default {0}', code(facts.value)), l10n.t('since operator {0}', '1.8')),
  );
}
