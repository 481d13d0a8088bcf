/** Messages between the panel's page and its host. The page names no command, path or HTML; the host checks what it gets. */
import type { PartName, ProcessKind } from '../model/derivation.js';
import type { MemoryModel } from './protocol.js';

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
    }
  /** Nothing to draw, and why. */
  | { readonly kind: 'empty'; readonly why: 'no-document' | 'not-flink' | 'server-starting' };

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
  | { readonly type: 'show'; readonly view: PanelView };

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
  | { readonly type: 'copy'; readonly what: 'jvmArguments' | 'dynamicConfiguration' | 'table'; readonly cluster: string; readonly process: ProcessKind }
  | { readonly type: 'failed'; readonly message: string };
