/** The page's state and what changes it. Pure: an event in, the next state out. */
import type { PartName, ProcessKind } from '../../server/src/shared/model.js';
import type { PanelView, ToPage } from '../../server/src/shared/panel.js';
import type { ClusterModel } from '../../server/src/shared/protocol.js';
import { isBoolean, isObject } from './guard.js';
import { isPartName, isProcessKind } from './messages.js';

export interface State {
  /** What the pools are and when to change them, in the session's language; keys as in the `init` message. */
  readonly texts: Readonly<Record<string, string>>;
  /** Absent until the host has shown something. */
  readonly view: PanelView | undefined;
  readonly process: ProcessKind;
  /** The chosen part of each process. */
  readonly pools: Readonly<Record<ProcessKind, PartName>>;
  /** The numbers are shown as a table too. It is in the accessibility tree either way. */
  readonly table: boolean;
  /** The sum counts in bytes instead of MiB. */
  readonly exact: boolean;
  /** What the host selected last: only another selection of its moves ours. */
  readonly followed: string | undefined;
  /** The user changed a number here, so that the next sizes arrive in motion. */
  readonly changing: boolean;
  /** The sizes shown now are to glide from those before. */
  readonly glides: boolean;
}

export type Event =
  | ToPage
  | { readonly type: 'tab'; readonly process: ProcessKind }
  | { readonly type: 'pick'; readonly pool: PartName }
  | { readonly type: 'table' }
  | { readonly type: 'exact' }
  /** The user asked for another configuration: a way out was chosen. */
  | { readonly type: 'change' };

/** What survives the page: VS Code keeps it while the panel is hidden and over a reload. */
export type Saved = Pick<State, 'process' | 'pools' | 'table' | 'exact'>;

const isSaved = isObject<Saved>({
  process: isProcessKind, pools: isObject<State['pools']>({ taskManager: isPartName, jobManager: isPartName }), table: isBoolean, exact: isBoolean,
});

const FRESH: Saved = { process: 'taskManager', pools: { taskManager: 'totalProcess', jobManager: 'totalProcess' }, table: false, exact: false };

/** The state to start with, from what was saved before if it can be read. */
export function initialState(saved: unknown): State {
  const { process, pools, table, exact }: Saved = isSaved(saved) ? saved : FRESH;
  return { texts: {}, view: undefined, process, pools, table, exact, followed: undefined, changing: false, glides: false };
}

/** What to keep of a state. */
export function savedOf({ process, pools, table, exact }: State): Saved {
  return { process, pools, table, exact };
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'init':
      return { ...state, texts: event.texts };
    case 'show':
      return shown(state, event.view);
    case 'tab':
      return { ...state, process: event.process, glides: false };
    case 'pick':
      return { ...chosen(state, state.process, event.pool), glides: false };
    case 'table':
      return { ...state, table: !state.table, glides: false };
    case 'exact':
      return { ...state, exact: !state.exact, glides: false };
    case 'change':
      return { ...state, changing: true };
  }
}

function shown(state: State, view: PanelView): State {
  const next = { ...state, view, glides: state.changing, changing: false };
  if (view.kind === 'empty') return next;
  const { selected } = view;
  const followed = selected === undefined ? undefined : `${view.cluster} ${selected.process} ${selected.pool}`;
  // The same selection again is an answer to an edit, or to our own choice: it does not take the user's choice away.
  if (selected !== undefined && followed !== state.followed) return { ...chosen(next, selected.process, selected.pool), followed };
  return { ...next, followed, process: present(view, state.process) };
}

function chosen(state: State, process: ProcessKind, pool: PartName): State {
  return { ...state, process, pools: { ...state.pools, [process]: pool } };
}

/** The process to show: another one where the cluster has no such process at all. */
function present(view: PanelView, process: ProcessKind): ProcessKind {
  const cluster = clusterOf(view);
  const other = process === 'taskManager' ? 'jobManager' : 'taskManager';
  return cluster !== undefined && cluster[process].status === 'absent' && cluster[other].status !== 'absent' ? other : process;
}

/** The cluster that is shown. */
export function clusterOf(view: PanelView | undefined): ClusterModel | undefined {
  return view?.kind === 'model' ? view.model.clusters.find((cluster) => cluster.id === view.cluster) : undefined;
}
