/** The panel's page: takes what the host shows, draws it, and tells the host what the user does. */
import * as l10n from '@vscode/l10n';
import type { ToHost } from '../../server/src/shared/panel.js';
import type { Changes } from '../../server/src/shared/protocol.js';
import type { Actions } from './actions.js';
import { parseMessage } from './messages.js';
import { clusterOf, draftOf, initialState, isDiscarded, isTried, reduce, savedOf, type Event, type State } from './store.js';
import { takePicture } from './takePicture.js';
import { createPage } from './view/page.js';
import { Questions } from './whatIf.js';
import './style.css';

const host = acquireVsCodeApi();
let state = initialState(host.getState());
let render: ((state: State) => void) | undefined;

function post(message: ToHost): void {
  host.postMessage(message);
}

const questions = new Questions(post);
/** What an answer was asked for last: another version of the file, other changes, another process ask again. */
let asked = '';

let saved = '';

/** VS Code keeps it elsewhere: what is there already is not sent again. */
function save(): void {
  const next = savedOf(state);
  const text = JSON.stringify(next);
  if (text === saved) return;
  saved = text;
  host.setState(next);
}

function dispatch(event: Event): void {
  const before = state;
  state = reduce(state, event);
  save();
  render?.(state);
  if (isDiscarded(before, event, state)) post({ type: 'discarded' });
  const draft = draftOf(state);
  const version = state.view?.kind === 'model' ? state.view.model.version : 0;
  const question = draft === undefined ? '' : JSON.stringify([draft.cluster, version, state.process, draft.changes]);
  if (question === asked) return;
  asked = question;
  if (draft !== undefined) questions.ask(draft, state.process);
}

/** What is taken away is what is shown: with what is tried out. */
function tried(): { readonly changes?: Changes } {
  const draft = draftOf(state);
  return isTried(draft) ? { changes: draft.changes } : {};
}

/** Tells the host, with the cluster that is shown. */
function tell(message: (cluster: string) => ToHost): void {
  const cluster = clusterOf(state.view);
  if (cluster !== undefined) post(message(cluster.id));
}

const actions: Actions = {
  pick(pool) {
    dispatch({ type: 'pick', pool });
    tell((cluster) => ({ type: 'select', cluster, process: state.process, pool }));
  },
  back() {
    dispatch({ type: 'back' });
  },
  tab(process) {
    dispatch({ type: 'tab', process });
  },
  chooseCluster(cluster) {
    post({ type: 'chooseCluster', cluster });
  },
  revealKey(key) {
    tell((cluster) => ({ type: 'revealKey', cluster, key }));
  },
  applyWay(way) {
    const draft = draftOf(state);
    if (draft !== undefined) {
      const found = draft.after?.[state.process].failure?.ways?.[way];
      if (found !== undefined) dispatch({ type: 'merge', changes: found.changes });
      return;
    }
    dispatch({ type: 'change' });
    tell((cluster) => ({ type: 'applyWay', cluster, process: state.process, way }));
  },
  copy(what) {
    tell((cluster) => ({ type: 'copy', what, cluster, process: state.process, ...tried() }));
  },
  save(format) {
    void takePicture(format).then((content) => {
      if (content !== undefined) tell((cluster) => ({ type: 'save', format, cluster, process: state.process, content, ...tried() }));
    });
  },
  toggleTable() {
    dispatch({ type: 'table' });
  },
  toggleExact() {
    dispatch({ type: 'exact' });
  },
  toggleLock() {
    if (state.locked === undefined) tell((cluster) => ({ type: 'lock', cluster }));
    else post({ type: 'unlock' });
  },
  begin() {
    dispatch({ type: 'begin' });
    // Told anew with the next version of the file, it would take the place of what is tried out.
    tell((cluster) => ({ type: 'endCompare', cluster }));
  },
  discard() {
    dispatch({ type: 'discard' });
  },
  input(key, value) {
    dispatch({ type: 'input', key, value });
  },
  propose(wanted) {
    tell((cluster) => ({ type: 'propose', cluster, wanted }));
  },
  showChanges() {
    tell((cluster) => ({ type: 'showChanges', cluster, changes: draftOf(state)?.changes ?? {} }));
  },
  applyChanges() {
    tell((cluster) => ({ type: 'applyChanges', cluster, changes: draftOf(state)?.changes ?? {} }));
  },
  compare() {
    tell((cluster) => ({ type: 'compare', cluster }));
  },
  endCompare() {
    dispatch({ type: 'compared' });
    tell((cluster) => ({ type: 'endCompare', cluster }));
  },
};

window.addEventListener('error', ({ message }) => { post({ type: 'failed', message }); });
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseMessage(data);
  if (message === undefined) {
    post({ type: 'failed', message: 'The page was sent what it does not understand.' });
    return;
  }
  if (message.type === 'init') {
    l10n.config({ contents: { ...message.bundle } });
    document.documentElement.lang = message.language;
    const root = document.getElementById('app');
    if (root !== null) render = createPage(root, actions);
  }
  // Without an answer, as while the document changes, it is asked again with what is shown next.
  if (message.type === 'whatIf' && message.after === undefined) asked = '';
  else dispatch(message);
  if (message.type === 'whatIf') questions.answered(message.ticket);
});
post({ type: 'ready' });
