import { SERVER_COMMANDS } from '../../../server/src/shared/actions.js';

/** Ids of our commands. Those of package.json are in the palette; the others are for links and code actions. */
export const COMMANDS = {
  ...SERVER_COMMANDS,
  selectFlinkVersion: 'flinkMemory.selectFlinkVersion',
  fixErrors: 'flinkMemory.fixErrors',
  explainError: 'flinkMemory.explainError',
  explainTerminalSelection: 'flinkMemory.explainTerminalSelection',
  /** Of the page that explains errors; argument: the places of `error` and `fix` in its lists. */
  applyErrorFix: 'flinkMemory.applyErrorFix',
  openExample: 'flinkMemory.openExample',
  showOutput: 'flinkMemory.showOutput',
  restartServer: 'flinkMemory.restartServer',
} as const;
