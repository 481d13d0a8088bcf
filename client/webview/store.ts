/** The page's state and what changes it. Pure: an event in, the next state out. */
import type { PartName, ProcessKind } from '../../server/src/shared/model.js';
import { renamedPlace } from '../../server/src/shared/movedTo.js';
import type { Compared, PanelView, ToPage } from '../../server/src/shared/panel.js';
import type { Changes, ClusterModel } from '../../server/src/shared/protocol.js';
import { isBoolean, isNumber, isObject, isString, optional } from './guard.js';
import { isChanges, isPartName, isProcessKind } from './messages.js';

export interface State {
  /** What the pools are and when to change them, in the session's language; keys as in the `init` message. */
  readonly texts: Readonly<Record<string, string>>;
  /** Absent until the host has shown something. */
  readonly view: PanelView | undefined;
  readonly process: ProcessKind;
  /** The cluster on which the user turned to that process: it stays there, also where it has nothing to draw. */
  readonly turned: Place | undefined;
  /** The chosen part of each process. */
  readonly pools: Readonly<Record<ProcessKind, PartName>>;
  /** The numbers are shown as a table too. It is in the accessibility tree either way. */
  readonly table: boolean;
  /** The sum counts in bytes instead of MiB. */
  readonly exact: boolean;
  /** What the host selected last: only another selection of its moves ours. */
  readonly followed: string | undefined;
  /** What the user picked, until the host selects it in answer: at once, or with whatever it shows next. */
  readonly picked: string | undefined;
  /** The user changed a number here, so that the next sizes arrive in motion. */
  readonly changing: boolean;
  /** The sizes shown now are to glide from those before. */
  readonly glides: boolean;
  /** The document that a locked panel stays with, and a line of it. */
  readonly locked: Saved['locked'];
  /** What is being tried out; stays while another cluster is shown. */
  readonly draft: Draft | undefined;
  readonly compared: Compared | undefined;
  /** What was chosen before, the last at the end: the way back. */
  readonly trail: readonly Choice[];
}

interface Choice { readonly process: ProcessKind; readonly pool: PartName }

/** A cluster of a document: clusters of two files may have one id. */
interface Place { readonly uri: string; readonly cluster: string }

/** Changes that are tried out on a cluster. */
export interface Draft extends Place {
  readonly changes: Changes;
  /** Why a proposal changes a key. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What a proposal says besides, and why there is none. */
  readonly notes: readonly string[];
  readonly refused: string | undefined;
  /** The memory with which there would be one, in bytes. */
  readonly enough: string | undefined;
  /** The cluster as it would be, for some earlier changes until the answer is there; with what it can be changed by. */
  readonly after: ClusterModel | undefined;
}

export type Event =
  | ToPage
  | { readonly type: 'tab'; readonly process: ProcessKind }
  | { readonly type: 'pick'; readonly pool: PartName }
  /** To what was chosen before. */
  | { readonly type: 'back' }
  | { readonly type: 'table' }
  | { readonly type: 'exact' }
  /** The user asked for another configuration: a way out was chosen. */
  | { readonly type: 'change' }
  /** Begins to try something out, or throws it away. */
  | { readonly type: 'begin' }
  | { readonly type: 'discard' }
  /** One key of the draft: a text, null to remove it from the file, undefined to leave it as the file has it. */
  | { readonly type: 'input'; readonly key: string; readonly value: string | null | undefined }
  | { readonly type: 'merge'; readonly changes: Changes };

/** What survives the page: VS Code keeps it while the panel is hidden and over a reload. */
export interface Saved extends Pick<State, 'process' | 'pools' | 'table' | 'exact'> {
  readonly draft?: Pick<Draft, 'uri' | 'cluster' | 'changes'> | undefined;
  readonly turned?: Place | undefined;
  readonly followed?: string | undefined;
  /** The document that a locked panel stays with: for the host, which opens it again. */
  readonly locked?: { readonly uri: string; readonly line: number } | undefined;
}

const isSaved = isObject<Saved>({
  process: isProcessKind,
  pools: isObject<State['pools']>({ taskManager: isPartName, jobManager: isPartName }),
  table: isBoolean,
  exact: isBoolean,
  draft: optional(isObject<NonNullable<Saved['draft']>>({ uri: isString, cluster: isString, changes: isChanges })),
  turned: optional(isObject<Place>({ uri: isString, cluster: isString })),
  followed: optional(isString),
  locked: optional(isObject<NonNullable<Saved['locked']>>({ uri: isString, line: isNumber })),
});

const FRESH: Saved = { process: 'taskManager', pools: { taskManager: 'totalProcess', jobManager: 'totalProcess' }, table: false, exact: false };

/** The state to start with, from what was saved before if it can be read. */
export function initialState(saved: unknown): State {
  const { process, pools, table, exact, draft, turned, followed, locked }: Saved = isSaved(saved) ? saved : FRESH;
  return {
    texts: {}, view: undefined, process, turned, pools, table, exact, followed, locked, picked: undefined, changing: false, glides: false, compared: undefined, trail: [],
    draft: draft === undefined ? undefined : { ...draft, ...NOTHING_PROPOSED, after: undefined },
  };
}

const LONGEST_TRAIL = 50;

const NOTHING_PROPOSED = { reasons: {}, notes: [], refused: undefined, enough: undefined } as const;

/** What to keep of a state. */
export function savedOf({ process, turned, pools, table, exact, followed, draft, locked }: State): Saved {
  return {
    process, turned, pools, table, exact, followed, locked,
    ...(draft === undefined ? {} : { draft: { uri: draft.uri, cluster: draft.cluster, changes: draft.changes } }),
  };
}

/** Where a locked panel stays: with the first line of the cluster that is shown. */
function lockOf(view: PanelView): State['locked'] {
  if (view.kind === 'empty') return view.locked === undefined ? undefined : { uri: view.locked.uri, line: view.locked.line };
  const { uri, model, cluster } = view;
  return view.locked === true ? { uri, line: model.summary.find(({ id }) => id === cluster)?.range.start.line ?? 0 } : undefined;
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'init':
      return { ...state, texts: event.texts };
    case 'show':
      return shown(state, event.view);
    case 'tab':
      return { ...state, process: event.process, turned: placeOf(state.view), glides: false };
    case 'pick': {
      const picked = state.view?.kind === 'model' ? selectionOf(state.view, { process: state.process, pool: event.pool }) : undefined;
      return event.pool === state.pools[state.process]
        ? { ...state, picked, glides: false }
        : { ...chosen(state, state.process, event.pool), picked, glides: false, trail: [...state.trail, { process: state.process, pool: state.pools[state.process] }].slice(-LONGEST_TRAIL) };
    }
    case 'back': {
      const last = state.trail.at(-1);
      return last === undefined ? state : { ...chosen(state, last.process, last.pool), glides: false, trail: state.trail.slice(0, -1) };
    }
    case 'table':
      return { ...state, table: !state.table, glides: false };
    case 'exact':
      return { ...state, exact: !state.exact, glides: false };
    case 'change':
      return { ...state, changing: true };
    case 'begin':
      return state.view?.kind !== 'model' ? state : {
        ...state, compared: undefined, glides: false,
        draft: { uri: state.view.uri, cluster: state.view.cluster, changes: {}, ...NOTHING_PROPOSED, after: undefined },
      };
    case 'discard':
      return { ...state, draft: undefined, glides: true };
    case 'input':
      return drafted(state, (draft) => ({ ...draft, refused: undefined, enough: undefined, changes: withInput(draft.changes, event.key, event.value) }));
    case 'merge':
      return { ...drafted(state, (draft) => ({ ...draft, refused: undefined, enough: undefined, changes: { ...draft.changes, ...event.changes } })), changing: true };
    case 'whatIf':
      return event.after === undefined || event.cluster !== state.draft?.cluster
        ? state
        : { ...drafted(state, (draft) => ({ ...draft, after: event.after })), glides: state.changing, changing: false };
    case 'proposal':
      return event.cluster === state.draft?.cluster ? proposed(state, event.result) : state;
    case 'applied':
      return state.draft?.cluster === event.cluster ? { ...state, draft: undefined, glides: false } : state;
    case 'renamed': {
      const renamed = <Of extends Place>(of: Of | undefined): Of | undefined => (of === undefined ? undefined : renamedPlace(of, event));
      return { ...state, draft: renamed(state.draft), turned: renamed(state.turned), compared: renamed(state.compared) };
    }
    case 'compared':
      // One drawing has room for one of the two.
      return { ...state, compared: event.compared, glides: false, draft: isSame(state.draft, event.compared) ? undefined : state.draft };
  }
}

function drafted(state: State, change: (draft: Draft) => Draft): State {
  return state.draft === undefined ? state : { ...state, draft: change(state.draft), glides: false };
}

function withInput(changes: Changes, key: string, value: string | null | undefined): Changes {
  const others = Object.fromEntries(Object.entries(changes).filter(([other]) => other !== key));
  return value === undefined ? others : { ...others, [key]: value };
}

function proposed(state: State, result: Extract<ToPage, { type: 'proposal' }>['result']): State {
  if (result === undefined) return state;
  if ('refused' in result) return drafted(state, (draft) => ({ ...draft, ...NOTHING_PROPOSED, refused: result.refused, enough: result.memory }));
  const reasons = Object.fromEntries(result.reasons.map(({ key, text }) => [key, text]));
  return { ...drafted(state, (draft) => ({ ...draft, changes: result.changes, reasons, notes: result.notes, refused: undefined, enough: undefined })), changing: true };
}

function shown(state: State, view: PanelView): State {
  const turned = view.kind === 'empty' || isSame(state.turned, view) ? state.turned : undefined;
  const next = { ...state, view, turned, locked: lockOf(view), glides: state.changing, changing: false };
  if (view.kind === 'empty') return next;
  const { selected } = view;
  const followed = selected === undefined ? undefined : selectionOf(view, selected);
  // The same selection again is an answer to an edit, or to our own choice: it does not take away what the user chose since.
  if (selected !== undefined && followed !== state.followed && followed !== state.picked) return { ...chosen(next, selected.process, selected.pool), followed, picked: undefined };
  return { ...next, followed, picked: followed === state.followed ? state.picked : undefined, process: turned === undefined ? present(view, state.process) : state.process };
}

function selectionOf({ uri, cluster }: Place, { process, pool }: Choice): string {
  return `${uri} ${cluster} ${process} ${pool}`;
}

function placeOf(view: PanelView | undefined): Place | undefined {
  return view?.kind === 'model' ? { uri: view.uri, cluster: view.cluster } : undefined;
}

function isSame(one: Place | undefined, other: Place | undefined): boolean {
  return one !== undefined && one.uri === other?.uri && one.cluster === other.cluster;
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

/** The draft of the cluster that is shown. */
export function draftOf({ view, draft }: State): Draft | undefined {
  return isSame(draft, placeOf(view)) ? draft : undefined;
}

/** What was tried out before is so no longer, or not there: it was thrown away or written, something else takes its place, or its file has moved. */
export function isDiscarded(before: State, event: Event, after: State): boolean {
  const isClusterRenamed = event.type === 'renamed' && event.cluster !== undefined;
  return before.draft !== undefined && !isSame(before.draft, after.draft) && !isClusterRenamed;
}

/** Whether anything is tried out: what is shown then is not what the file has. */
export function isTried(draft: Draft | undefined): draft is Draft {
  return draft !== undefined && Object.keys(draft.changes).length > 0;
}

/** What is drawn: a cluster, and where there is one, what it is set against. */
export interface Drawn {
  readonly cluster: ClusterModel;
  readonly against?: { readonly cluster: ClusterModel; readonly label: string; readonly here: string } | undefined;
}

/** @param words what to call the file as it is, and as it would be */
export function drawnOf(state: State, words: { readonly now: string; readonly then: string }): Drawn | undefined {
  const cluster = clusterOf(state.view);
  if (cluster === undefined) return undefined;
  const draft = draftOf(state);
  if (draft !== undefined) {
    return draft.after === undefined ? { cluster } : { cluster: draft.after, against: { cluster, label: words.now, here: words.then } };
  }
  const { compared } = state;
  if (compared === undefined || !isSame(compared, placeOf(state.view))) return { cluster };
  return compared.isBefore
    ? { cluster, against: { cluster: compared.other, label: compared.label, here: compared.here } }
    : { cluster: compared.other, against: { cluster, label: compared.here, here: compared.label } };
}
