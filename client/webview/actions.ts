import type { PartName, ProcessKind } from '../../server/src/shared/model.js';
import type { ToHost } from '../../server/src/shared/panel.js';

/** What a user can do on the page. */
export interface Actions {
  /** Choose a part: its detail, and its line in the file. */
  pick(pool: PartName): void;
  tab(process: ProcessKind): void;
  chooseCluster(cluster: string): void;
  /** Show the line that sets a key. */
  revealKey(key: string): void;
  /** Take a way out of a refusal, by its place in the model's list. */
  applyWay(way: number): void;
  copy(what: Extract<ToHost, { type: 'copy' }>['what']): void;
  toggleTable(): void;
  toggleExact(): void;
}
