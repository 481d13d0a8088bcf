/** Ids of our commands. Those of package.json are in the palette; the others are for links and code actions. */
export const COMMANDS = {
  openPanel: 'flinkMemory.openPanel',
  selectFlinkVersion: 'flinkMemory.selectFlinkVersion',
  fixErrors: 'flinkMemory.fixErrors',
  showOutput: 'flinkMemory.showOutput',
  restartServer: 'flinkMemory.restartServer',
  reveal: 'flinkMemory.reveal',
  explainRule: 'flinkMemory.explainRule',
} as const;

/** The commands that the server may name in hovers, lenses and code actions. */
export const SERVER_COMMANDS: readonly string[] = [COMMANDS.openPanel, COMMANDS.reveal, COMMANDS.explainRule];
