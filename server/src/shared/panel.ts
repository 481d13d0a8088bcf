/** Messages between the panel's page and its host. The page names no command, path or HTML; the host checks what it gets. */
import type { PartName, ProcessKind } from '../model/derivation.js';
import type { Renamed } from './movedTo.js';
import type { Changes, ClusterModel, MemoryModel, ProposeParams, ProposeResult } from './protocol.js';

/** What the page shows. */
export type PanelView =
  /** A document of Flink's; `cluster` is the one at the cursor, `selected` the pool that the cursor's line sets. */
  | {
      readonly kind: 'model';
      readonly uri: string;
      readonly fileName: string;
      readonly model: MemoryModel;
      readonly cluster: string;
      readonly selected?: { readonly process: ProcessKind; readonly pool: PartName };
      /** The panel stays with this file, whatever the user works on. */
      readonly locked?: boolean;
    }
  /** Nothing to draw, and why. */
  | { readonly kind: 'empty'; readonly why: 'no-document' | 'not-flink' | 'server-starting' | 'server-failed'; readonly locked?: Locked };

/** The document that a panel stays with, whatever the user works on, and where in it. */
export interface Locked { readonly uri: string; readonly fileName: string; readonly line: number }

/** What the shown cluster is compared with. */
export interface Compared {
  /** The shown cluster's document and id. */
  readonly uri: string;
  readonly cluster: string;
  /** The other one, in a few words, and this one. */
  readonly label: string;
  readonly here: string;
  readonly other: ClusterModel;
  /** The other is what was, this is what became of it. */
  readonly isBefore: boolean;
}

/** What the host tells the page. */
export type ToPage =
  /**
   * `bundle` is what `l10n.config({ contents })` takes: English sentence → text of the session's language, empty for English.
   * `texts` says what the pools are (`pool.managed`) and when to change them (`pool.managed.when`), where the two processes differ
   * with the process between (`pool.jobManager.jvmHeap`, `pool.jobManager.jvmHeap.when`).
   */
  | {
      readonly type: 'init';
      readonly language: string;
      readonly bundle: Readonly<Record<string, string>>;
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly type: 'show'; readonly view: PanelView }
  /** The answer to `whatIf` with the same ticket; without `after` there is none. */
  | { readonly type: 'whatIf'; readonly ticket: number; readonly cluster: string; readonly after?: ClusterModel }
  /** The answer to `propose`; without `result` there is none. */
  | { readonly type: 'proposal'; readonly cluster: string; readonly result?: ProposeResult }
  /** Changes have been written into the file: nothing is left to change. */
  | { readonly type: 'applied'; readonly cluster: string }
  /** What is kept of a cluster of a document is its own under the new name. */
  | ({ readonly type: 'renamed' } & Renamed)
  /** What to compare with from now on; without `compared` nothing. */
  | { readonly type: 'compared'; readonly compared?: Compared };

/** Texts for the clipboard. */
export const COPIES = ['jvmArguments', 'dynamicConfiguration', 'table', 'markdown', 'diagnosis', 'arguments', 'flink-conf', 'config.yaml', 'flinkConfiguration'] as const;
export type Copied = (typeof COPIES)[number];

/** Pictures that the page draws and the host writes where the user says. */
export const PICTURES = ['svg', 'png', 'print'] as const;
export type PictureFormat = (typeof PICTURES)[number];

/** What the page asks of its host. */
export type ToHost =
  | { readonly type: 'ready' }
  /** A pool was chosen: reveal the line that sets it. */
  | { readonly type: 'select'; readonly cluster: string; readonly process: ProcessKind; readonly pool: PartName }
  /** A key in the derivation was chosen: reveal its line. */
  | { readonly type: 'revealKey'; readonly cluster: string; readonly key: string }
  | { readonly type: 'chooseCluster'; readonly cluster: string }
  /** A way out of a refusal was chosen: `way` is its place in the list that the model gave. */
  | { readonly type: 'applyWay'; readonly cluster: string; readonly process: ProcessKind; readonly way: number }
  /** What would become of a cluster with changes; the latest wins. */
  | { readonly type: 'whatIf'; readonly cluster: string; readonly process: ProcessKind; readonly changes: Changes; readonly ticket: number }
  | { readonly type: 'propose'; readonly cluster: string; readonly wanted: ProposeParams['wanted'] }
  /** Shows changes beside the file, or writes them. */
  | { readonly type: 'showChanges' | 'applyChanges'; readonly cluster: string; readonly changes: Changes }
  /** What was tried out is so no longer, on whatever cluster it was. */
  | { readonly type: 'discarded' }
  /** Asks the user what to compare with, or ends it. */
  | { readonly type: 'compare' | 'endCompare'; readonly cluster: string }
  /** With `changes`: of what is tried out. */
  | { readonly type: 'copy'; readonly what: Copied; readonly cluster: string; readonly process: ProcessKind; readonly changes?: Changes }
  /** A picture, SVG as text, PNG in base64; with `changes` it is of what is tried out. */
  | { readonly type: 'save'; readonly format: PictureFormat; readonly cluster: string; readonly process: ProcessKind; readonly content: string; readonly changes?: Changes }
  /** Stay with the file that is shown. */
  | { readonly type: 'lock'; readonly cluster: string }
  /** Follow the user again: also from a file that shows no cluster any more. */
  | { readonly type: 'unlock' }
  | { readonly type: 'failed'; readonly message: string };
