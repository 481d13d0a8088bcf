/** What can be taken away: texts for the clipboard and pictures. */
import * as l10n from '@vscode/l10n';
import type { Copied, PictureFormat } from '../../../server/src/shared/panel.js';
import type { Actions } from '../actions.js';
import { button, html } from '../dom.js';

type Entry = { readonly copy: Copied; readonly text: () => string } | { readonly save: PictureFormat; readonly text: () => string };

/** The second title is for what is tried out. */
const GROUPS: readonly { readonly title: () => string; readonly tried: () => string; readonly entries: readonly Entry[] }[] = [
  {
    title: () => l10n.t('Copy'),
    tried: () => l10n.t('Copy what is tried out'),
    entries: [
      { copy: 'diagnosis', text: () => l10n.t('Diagnosis for a ticket') },
      { copy: 'markdown', text: () => l10n.t('Markdown table') },
    ],
  },
  {
    title: () => l10n.t('Copy the memory settings as'),
    tried: () => l10n.t('Copy the settings that are tried out as'),
    entries: [
      { copy: 'arguments', text: () => l10n.t('-D arguments') },
      { copy: 'flink-conf', text: () => 'flink-conf.yaml' },
      { copy: 'config.yaml', text: () => 'config.yaml' },
      { copy: 'flinkConfiguration', text: () => 'flinkConfiguration' },
    ],
  },
  {
    title: () => l10n.t('Save the picture as'),
    tried: () => l10n.t('Save the picture of what is tried out as'),
    entries: [
      { save: 'svg', text: () => 'SVG' },
      { save: 'png', text: () => 'PNG' },
      { save: 'print', text: () => l10n.t('Page for printing') },
    ],
  },
];

/** A disclosure: whoever chose, or pressed Escape, has it closed again. */
export function takeMenu(isTried: boolean, actions: Actions): HTMLElement {
  const summary = html('summary', { class: 'quiet' }, l10n.t('Take away'));
  const menu = html('details', { class: 'menu', 'data-keep': 'take' }, summary);
  const close = (): void => {
    menu.open = false;
    summary.focus();
  };
  const groups = GROUPS.map(({ title, tried, entries }) => html('div', { role: 'group', 'aria-label': (isTried ? tried : title)() }, html('p', { class: 'why', 'aria-hidden': 'true' }, (isTried ? tried : title)()), ...entries.map((entry) => button(
    { class: 'entry', 'data-take': 'copy' in entry ? entry.copy : entry.save },
    () => {
      close();
      if ('copy' in entry) actions.copy(entry.copy);
      else actions.save(entry.save);
    },
    entry.text(),
  ))));
  menu.append(html('div', { class: 'entries' }, ...groups));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    close();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}
