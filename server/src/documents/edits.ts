import type { Cluster, Entry, Span } from './cluster.js';
import type { ProcessKind } from '../model/derivation.js';

/** A wish about a located configuration; `editsFor` knows how each kind of document writes it. */
export type Change =
  /** Give an entry another value, in its own place and quoting style. */
  | { readonly kind: 'setValue'; readonly entry: Entry; readonly value: string }
  /** Give an entry another key, and perhaps another value. */
  | { readonly kind: 'rename'; readonly entry: Entry; readonly key: string; readonly value?: string }
  /** Remove an entry with its line; a mapping that becomes empty goes too. */
  | { readonly kind: 'removeEntry'; readonly entry: Entry }
  /** Set a key where it counts: changes the entry that wins, or adds one beside its relatives. */
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  /** Remove every entry of a key. */
  | { readonly kind: 'remove'; readonly key: string }
  /** Replace text as it stands, e.g. a line that Flink drops. */
  | { readonly kind: 'replace'; readonly span: Span; readonly text: string }
  /** Set the memory field of a process's resource (`resource.memory`). */
  | { readonly kind: 'setResource'; readonly process: ProcessKind; readonly value: string };

/** One edit of the section's text. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

export type EditResult =
  | { readonly edits: readonly TextChange[] }
  | { readonly refused: { readonly code: 'templated' | 'not-writable' | 'key-not-found'; readonly key?: string } };

export declare function editsFor(text: string, cluster: Cluster, changes: readonly Change[]): EditResult;
