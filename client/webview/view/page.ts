/** The page: puts its parts together for a state, and again for the next. */
import * as l10n from '@vscode/l10n';
import type { PartName } from '../../../server/src/shared/model.js';
import { sizeText } from '../../../server/src/shared/sizes.js';
import { poolName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { html } from '../dom.js';
import { redraw } from '../patch.js';
import { findRow, pictureOf, type Picture } from '../picture.js';
import { clusterOf, draftOf, drawnOf, isTried, type Drawn, type State } from '../store.js';
import { argumentChanges } from './argumentChanges.js';
import type { Against } from './boxes.js';
import { createChangeBar } from './changeBar.js';
import { comparison } from './comparison.js';
import { deploymentNote } from './deployment.js';
import { detail } from './detail.js';
import { createDrawing } from './drawing.js';
import { header, headerKey, PANEL_ID, tabId } from './header.js';
import { patterns } from './patterns.js';
import { emptyText, loadingText, processText } from './quiet.js';
import { numbers } from './table.js';
import { createTryout } from './tryout.js';

/** A page in `root`; what it returns draws a state. Texts have to be configured by then. */
export function createPage(root: HTMLElement, actions: Actions): (state: State) => void {
  const head = html('header', { class: 'header' });
  const drawing = createDrawing((pool) => { actions.pick(pool); }, () => { actions.back(); });
  const table = html('div', { class: 'table' });
  const argumentsThen = html('div', {});
  const left = html('div', { class: 'left' }, drawing.element, argumentsThen, table);
  const aside = html('aside', { class: 'detail', tabindex: -1 });
  const body = html('div', { class: 'body', role: 'tabpanel', id: PANEL_ID });
  const live = html('div', { class: 'for-readers', 'aria-live': 'polite' });
  const tryout = createTryout(actions);
  const changeBar = createChangeBar(actions);
  root.replaceChildren(patterns(), head, body, live);

  const say = (text: string): void => {
    if (live.textContent !== text) live.textContent = text;
  };

  /** What somebody types in stays where it is: taken out and put back it would lose the focus. */
  const put = (parent: HTMLElement, ...children: readonly HTMLElement[]): void => {
    if (children.length === parent.childNodes.length && children.every((child, index) => parent.childNodes[index] === child)) return;
    parent.replaceChildren(...children);
  };

  let headed = '';
  const draw = (state: State): void => {
    const { view, process, texts, exact } = state;
    const own = clusterOf(view);
    const drawn = drawnOf(state, { now: l10n.t('now'), then: l10n.t('then') });
    const draft = draftOf(state);
    root.classList.toggle('has-cluster', own !== undefined);
    root.classList.toggle('has-draft', draft !== undefined);
    if (view?.kind !== 'model' || own === undefined || drawn === undefined) {
      head.replaceChildren();
      headed = '';
      body.removeAttribute('aria-labelledby');
      body.replaceChildren(emptyText(view?.kind === 'empty' ? view : { why: 'server-starting' }, actions));
      changeBar.element.remove();
      return;
    }
    const { cluster } = drawn;
    const isComparing = draft === undefined && drawn.against !== undefined;
    const heading = {
      cluster: own, summary: view.model.summary, fileName: view.fileName, process, table: state.table, locked: view.locked === true,
      isTrying: draft !== undefined, isTried: isTried(draft), isComparing, actions,
    };
    // Most keystrokes change nothing of it.
    if (headed !== (headed = headerKey(heading))) head.replaceChildren(...header(heading));
    body.setAttribute('aria-labelledby', tabId(process));
    const container = cluster.container?.[process];
    const picture = pictureOf(process, cluster[process], container);
    const against = againstOf(drawn, state);
    if (draft !== undefined) {
      changeBar.show(draft, own, process, { before: against?.picture, after: picture });
      if (changeBar.element.parentElement === null) root.append(changeBar.element);
    } else {
      changeBar.element.remove();
    }
    const quiet = loadingText(cluster, actions) ?? processText(cluster, process);
    if (quiet !== undefined || picture === undefined) {
      put(body, ...(quiet === undefined ? [] : [quiet]), ...(isComparing ? [comparison(drawn, process, undefined, undefined, actions)] : []));
      return;
    }
    // A part that this process does not have: its whole is shown.
    const selected = findRow(picture.root, state.pools[process])?.pool ?? picture.root.pool;
    if (draft === undefined) {
      aside.setAttribute('aria-label', l10n.t('About {0}', poolName(selected, process)));
      redraw(aside, `${cluster.id} ${process} ${selected} ${String(isComparing)}`, [
        ...(isComparing ? [comparison(drawn, process, picture, against?.picture, actions)] : []),
        ...detail({ cluster, process, picture, selected, texts, exact, isCompared: isComparing, actions }), ...deploymentNote(cluster, process),
      ]);
    } else {
      aside.setAttribute('aria-label', l10n.t('What is tried out'));
      tryout.show({ draft, cluster: own, process, selected });
      redraw(aside, 'tryout', [tryout.element]);
    }
    argumentsThen.replaceChildren(...(drawn.against === undefined ? [] : argumentChanges({ ...drawn.against, before: drawn.against.cluster[process], after: cluster[process] })));
    redraw(table, `${process} ${String(against === undefined)}`, [numbers(picture, process, state.table, () => { actions.copy('table'); }, against)]);
    put(body, left, aside);
    drawing.show({ process, picture, selected, container, against }, state.glides);
    say(announcement(picture, selected, state));
  };

  return (state) => {
    const kept = remember(root);
    draw(state);
    kept(aside);
  };
}

/** The picture of what the drawn cluster is set against, where it has one. */
function againstOf({ against }: Drawn, { process }: State): Against | undefined {
  const picture = against === undefined ? undefined : pictureOf(process, against.cluster[process], against.cluster.container?.[process]);
  return against === undefined || picture === undefined ? undefined : { picture, label: against.label, here: against.here };
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
  const name = focused instanceof HTMLElement ? focused.closest<HTMLElement>('[data-keep]')?.dataset['keep'] : undefined;
  const unfolded = [...root.querySelectorAll<HTMLDetailsElement>('details[open]')].map((each) => each.dataset['keep']);
  return (detail) => {
    for (const each of root.querySelectorAll('details')) each.open = unfolded.includes(each.dataset['keep']);
    // Elsewhere somebody may be typing: the page must not take the focus from him.
    if (!document.hasFocus() || (document.activeElement !== document.body && document.activeElement !== null)) return;
    const same = name === undefined ? undefined : [...root.querySelectorAll<HTMLElement>('[data-keep]')].find((each) => each.dataset['keep'] === name);
    if (same !== undefined) (same instanceof HTMLDetailsElement ? (same.querySelector('summary') ?? same) : same).focus({ preventScroll: true });
    else if (inDetail) detail.focus({ preventScroll: true });
  };
}
