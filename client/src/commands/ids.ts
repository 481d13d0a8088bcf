import { SERVER_COMMANDS } from '../../../server/src/shared/actions.js';

/** Ids of our commands. Those of package.json are in the palette; the others are for links and code actions. */
export const COMMANDS = {
  ...SERVER_COMMANDS,
  selectFlinkVersion: 'flinkMemory.selectFlinkVersion',
  fixErrors: 'flinkMemory.fixErrors',
  showOutput: 'flinkMemory.showOutput',
  restartServer: 'flinkMemory.restartServer',
} as const;
