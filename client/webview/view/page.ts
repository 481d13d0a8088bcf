/** The page: puts its parts together for a state, and again for the next. */
import * as l10n from '@vscode/l10n';
import type { PartName } from '../../../server/src/shared/model.js';
import { sizeText } from '../../../server/src/shared/sizes.js';
import { poolName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { html } from '../dom.js';
import { findRow, pictureOf, type Picture } from '../picture.js';
import { clusterOf, type State } from '../store.js';
import { deploymentNote } from './deployment.js';
import { detail } from './detail.js';
import { createDrawing } from './drawing.js';
import { header, PANEL_ID, tabId } from './header.js';
import { patterns } from './patterns.js';
import { emptyText, loadingText, processText } from './quiet.js';
import { numbers } from './table.js';

/** A page in `root`; what it returns draws a state. Texts have to be configured by then. */
export function createPage(root: HTMLElement, actions: Actions): (state: State) => void {
  const head = html('header', { class: 'header' });
  const drawing = createDrawing((pool) => { actions.pick(pool); });
  const table = html('div', { class: 'table' });
  const aside = html('aside', { class: 'detail', tabindex: -1 });
  const body = html('div', { class: 'body', role: 'tabpanel', id: PANEL_ID });
  const live = html('div', { class: 'for-readers', 'aria-live': 'polite' });
  root.replaceChildren(patterns(), head, body, live);

  const say = (text: string): void => {
    if (live.textContent !== text) live.textContent = text;
  };

  const draw = (state: State): void => {
    const { view, process, texts, exact } = state;
    const cluster = clusterOf(view);
    root.classList.toggle('has-cluster', cluster !== undefined);
    if (view?.kind !== 'model' || cluster === undefined) {
      head.replaceChildren();
      body.removeAttribute('aria-labelledby');
      body.replaceChildren(emptyText(view?.kind === 'empty' ? view.why : 'server-starting'));
      return;
    }
    head.replaceChildren(...header({ cluster, summary: view.model.summary, fileName: view.fileName, process, table: state.table, actions }));
    body.setAttribute('aria-labelledby', tabId(process));
    const container = cluster.container?.[process];
    const picture = pictureOf(process, cluster[process], container);
    const quiet = loadingText(cluster, actions) ?? processText(cluster, process);
    if (quiet !== undefined || picture === undefined) {
      body.replaceChildren(...(quiet === undefined ? [] : [quiet]));
      return;
    }
    // A part that this process does not have: its whole is shown.
    const selected = findRow(picture.root, state.pools[process])?.pool ?? picture.root.pool;
    aside.setAttribute('aria-label', l10n.t('About {0}', poolName(selected, process)));
    aside.replaceChildren(...detail({ cluster, process, picture, selected, texts, exact, actions }), ...deploymentNote(cluster, process));
    table.replaceChildren(numbers(picture, process, state.table, () => { actions.copy('table'); }));
    if (drawing.element.parentElement === null) body.replaceChildren(html('div', { class: 'left' }, drawing.element, table), aside);
    else if (drawing.element.parentElement.parentElement !== body) body.replaceChildren(drawing.element.parentElement, aside);
    drawing.show({ process, picture, selected, container }, state.glides);
    say(announcement(picture, selected, state));
  };

  return (state) => {
    const kept = remember(root);
    draw(state);
    kept(aside);
  };
}

function announcement(picture: Picture, selected: PartName, { process }: State): string {
  const bytes = findRow(picture.root, selected)?.bytes;
  const name = poolName(selected, process);
  return bytes === undefined ? l10n.t('{0} selected', name) : l10n.t('{0} selected, {1}', name, sizeText(bytes));
}

/** Where the focus is and what is unfolded, given back to the elements that come in the place of these. */
function remember(root: HTMLElement): (detail: HTMLElement) => void {
  const focused = document.activeElement;
  const inDetail = focused !== null && focused.closest('.detail') !== null;
  const name = focused instanceof HTMLElement ? focused.dataset['keep'] : undefined;
  const unfolded = [...root.querySelectorAll<HTMLDetailsElement>('details[open]')].map((each) => each.dataset['keep']);
  return (detail) => {
    for (const each of root.querySelectorAll('details')) each.open = unfolded.includes(each.dataset['keep']);
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const same = name === undefined ? undefined : [...root.querySelectorAll<HTMLElement>('[data-keep]')].find((each) => each.dataset['keep'] === name);
    if (same !== undefined) same.focus({ preventScroll: true });
    else if (inDetail) detail.focus({ preventScroll: true });
  };
}
