/** The panel's page: takes what the host shows, draws it, and tells the host what the user does. */
import * as l10n from '@vscode/l10n';
import type { ToHost } from '../../server/src/shared/panel.js';
import type { Actions } from './actions.js';
import { parseMessage } from './messages.js';
import { clusterOf, initialState, reduce, savedOf, type Event, type State } from './store.js';
import { createPage } from './view/page.js';
import './style.css';

const host = acquireVsCodeApi();
let state = initialState(host.getState());
let render: ((state: State) => void) | undefined;

function post(message: ToHost): void {
  host.postMessage(message);
}

function dispatch(event: Event): void {
  state = reduce(state, event);
  host.setState(savedOf(state));
  render?.(state);
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
    dispatch({ type: 'change' });
    tell((cluster) => ({ type: 'applyWay', cluster, process: state.process, way }));
  },
  copy(what) {
    tell((cluster) => ({ type: 'copy', what, cluster, process: state.process }));
  },
  toggleTable() {
    dispatch({ type: 'table' });
  },
  toggleExact() {
    dispatch({ type: 'exact' });
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
  dispatch(message);
});
post({ type: 'ready' });
