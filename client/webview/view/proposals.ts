/** Where a what-if may start: from a way of working, or from what is known of a job. */
import * as l10n from '@vscode/l10n';
import type { Preset } from '../../../server/src/shared/protocol.js';
import { MIB } from '../../../server/src/shared/sizes.js';
import type { Actions } from '../actions.js';
import { button, html } from '../dom.js';
import { section } from './parts.js';

const PRESET_NAMES: Readonly<Record<Preset, () => string>> = {
  rocksdb: () => l10n.t('RocksDB state'),
  heap: () => l10n.t('Heap state'),
  shuffle: () => l10n.t('Large shuffle'),
  python: () => l10n.t('Python'),
  slots: () => l10n.t('Many slots'),
};

/** In the order of the buttons. */
const PRESETS: readonly Preset[] = ['rocksdb', 'heap', 'shuffle', 'python', 'slots'];

/** What the fields of "Size it for me" begin with. */
export interface Known { readonly slots: number; readonly memory: bigint }

/** Where a what-if may start. */
export interface Proposals {
  readonly element: HTMLElement;
  /** Asks again with that memory, in bytes. */
  askWith(memory: bigint): void;
}

/** Buttons and a few fields; made once, as somebody may be typing in it. */
export function createProposals(known: Known, actions: Actions): Proposals {
  const buttons = PRESETS.map((preset) => button({ class: 'quiet', 'data-preset': preset }, () => { actions.propose({ preset }); }, PRESET_NAMES[preset]()));
  const sized = sizing(known, actions);
  return { ...sized, element: section(l10n.t('Start from a way of working'), html('div', { class: 'presets' }, ...buttons), sized.element) };
}

function sizing({ slots, memory }: Known, actions: Actions): Proposals {
  const count = html('input', { id: 'wish-slots', type: 'number', min: 1, max: 10_000, step: 1, value: slots, required: true });
  const size = html('input', { id: 'wish-memory', type: 'number', min: 1, max: 1_048_576, step: 1, value: Number(memory / MIB), required: true });
  const reserve = html('input', { id: 'wish-reserve', type: 'number', min: 0, max: 90, step: 1, value: 33, required: true });
  const backend = html('select', { id: 'wish-backend' }, html('option', { value: 'rocksdb' }, l10n.t('in RocksDB')), html('option', { value: 'hashmap' }, l10n.t('on the heap')));
  const line = (label: string, control: HTMLElement, unit = ''): HTMLElement =>
    html('div', { class: 'wish' }, html('label', { for: control.id }, label), html('span', {}, control, unit === '' ? undefined : html('span', { class: 'why' }, ` ${unit}`)));
  const fields = [count, size, reserve];
  const ask = (): void => {
    if (!fields.every((field) => field.reportValidity())) return;
    actions.propose({
      wishes: {
        slots: count.valueAsNumber, stateBackend: backend.value === 'hashmap' ? 'hashmap' : 'rocksdb',
        memory: (BigInt(Math.round(size.valueAsNumber)) * MIB).toString(), reserve: Math.round(reserve.valueAsNumber),
      },
    });
  };
  // No <form>: the page's frame allows none, as a form could send something away.
  const wishes = html(
    'div',
    { class: 'wishes' },
    line(l10n.t('Slots'), count),
    line(l10n.t('State'), backend),
    line(l10n.t('Container'), size, 'MiB'),
    line(l10n.t('Task heap in reserve'), reserve, '%'),
    button({ class: 'way' }, ask, l10n.t('Propose sizes')),
  );
  for (const field of fields) {
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') ask();
    });
  }
  return {
    element: html('details', { class: 'sizing', 'data-keep': 'sizing' }, html('summary', {}, l10n.t('Size it for me')), wishes),
    askWith(bytes) {
      size.valueAsNumber = Number(bytes / MIB);
      ask();
    },
  };
}
