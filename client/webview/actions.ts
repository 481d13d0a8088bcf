import type { PartName, ProcessKind } from '../../server/src/shared/model.js';
import type { Copied, PictureFormat } from '../../server/src/shared/panel.js';
import type { ProposeParams } from '../../server/src/shared/protocol.js';

/** What a user can do on the page. */
export interface Actions {
  /** Choose a part: its detail, and its line in the file. */
  pick(pool: PartName): void;
  /** To the part that was chosen before. */
  back(): void;
  tab(process: ProcessKind): void;
  chooseCluster(cluster: string): void;
  /** Show the line that sets a key. */
  revealKey(key: string): void;
  /** Take a way out of a refusal, by its place in the model's list. */
  applyWay(way: number): void;
  copy(what: Copied): void;
  save(format: PictureFormat): void;
  toggleTable(): void;
  toggleExact(): void;
  toggleLock(): void;
  /** Begin to try something out, or stop it. */
  begin(): void;
  discard(): void;
  /** A key's value in what is tried out: null removes it from the file, undefined leaves it as it is there. */
  input(key: string, value: string | null | undefined): void;
  propose(wanted: ProposeParams['wanted']): void;
  showChanges(): void;
  applyChanges(): void;
  compare(): void;
  endCompare(): void;
}
