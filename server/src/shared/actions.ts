/** What both ends name: commands that links, lenses and code actions run, and the kind of the action that runs on save. */

/** Ids of the commands that the server may name, where a client says in `InitializationOptions.commands` that it has them. */
export const SERVER_COMMANDS = {
  /** Opens the panel; argument: a place (`uri`, `position`). */
  openPanel: 'flinkMemory.openPanel',
  /** Shows a place; argument: `uri` with `range` or `position`. */
  reveal: 'flinkMemory.reveal',
  /** Opens a rule's page; argument: its id. */
  explainRule: 'flinkMemory.explainRule',
  /** Shows what changes with another version of Flink; argument: `uri`, `cluster`, `to`. */
  showUpgrade: 'flinkMemory.showUpgrade',
} as const;

/** The server's name: whose diagnostics they are, for clients that have several servers. */
export const SERVER_NAME = 'flink-memory';

/** A way out of what is wrong at a place. */
export const QUICK_FIX = 'quickfix';

/** Another way to write what a file says. */
export const REWRITE = 'refactor.rewrite';

/** What changes with a later version of Flink: at the version, and among the actions for a whole file. */
export const UPGRADE = 'refactor.upgrade';
export const UPGRADE_FILE = 'source.upgrade.flinkMemory';

/** Everything that may be fixed without anybody looking. */
export const FIX_ALL = 'source.fixAll.flinkMemory';

/** The kinds of actions that the server has. */
export const CODE_ACTION_KINDS: readonly string[] = [QUICK_FIX, REWRITE, UPGRADE, UPGRADE_FILE, FIX_ALL];
