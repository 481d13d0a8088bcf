/** What the start script would pass otherwise, before and after side by side. */
import * as l10n from '@vscode/l10n';
import type { ProcessModel } from '../../../server/src/shared/protocol.js';
import { sizeText } from '../../../server/src/shared/sizes.js';
import { argumentBytes, argumentChanges as changesOf, type ArgumentChange } from '../argumentChanges.js';
import { html } from '../dom.js';
import { breakable } from './parts.js';
import { bytesText } from './texts.js';

/** The two processes and what to call them. */
export interface ArgumentsInput { readonly before: ProcessModel; readonly after: ProcessModel; readonly label: string; readonly here: string }

/** A table of the arguments that differ, the `-D` settings folded; nothing where all are the same or one side has none. */
export function argumentChanges(input: ArgumentsInput): readonly HTMLElement[] {
  const { jvm, settings } = changesOf(input.before, input.after);
  return [
    ...(jvm.length === 0 ? [] : [html('div', { class: 'numbers arguments-then' }, table(l10n.t('JVM arguments that differ'), jvm, input, false))]),
    ...(settings.length === 0 ? [] : [html(
      'details',
      { class: 'numbers arguments-then', 'data-keep': 'settings-then' },
      html('summary', {}, l10n.t('-D settings that differ: {0}', settings.length)),
      table(l10n.t('-D settings of the start script'), settings, input, true),
    )]),
  ];
}

/** Folded, its title is what it is folded under. */
function table(title: string, changes: readonly ArgumentChange[], { label, here }: ArgumentsInput, isFolded: boolean): HTMLElement {
  const rows = changes.map(({ name, before, after }) => html('tr', {}, html('th', { scope: 'row' }, html('code', {}, ...breakable(name))), cell(before), cell(after)));
  const heads = [html('td', {}), html('th', { scope: 'col', class: 'number' }, label), html('th', { scope: 'col', class: 'number' }, here)];
  return html('table', {}, html('caption', isFolded ? { class: 'for-readers' } : {}, title), html('thead', {}, html('tr', {}, ...heads)), html('tbody', {}, ...rows));
}

function cell(value: string | undefined): HTMLElement {
  const bytes = value === undefined ? undefined : argumentBytes(value);
  return bytes === undefined
    ? html('td', { class: 'number' }, value === undefined ? '–' : value)
    : html('td', { class: 'number', title: bytesText(bytes) }, sizeText(bytes));
}
