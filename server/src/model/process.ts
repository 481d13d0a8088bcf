import type { Configuration } from './configuration.js';
import type { Derivation, ProcessKind } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { deriveJobManager } from './jobManager.js';
import { deriveTaskManager } from './taskManager.js';

/** Sizes a TaskManager or a JobManager. */
export function derive(process: ProcessKind, configuration: Configuration, context: DerivationContext): Derivation {
  return process === 'taskManager' ? deriveTaskManager(configuration, context) : deriveJobManager(configuration, context);
}
