import type { Configuration } from './configuration.js';
import type { Derivation, ProcessKind } from './derivation.js';
import type { DerivationContext } from './derive.js';
import { deriveJobManager } from './jobManager.js';
import { ProcessSettings } from './processSettings.js';
import { deriveTaskManager } from './taskManager.js';

/** Sizes a TaskManager or a JobManager. */
export function derive(process: ProcessKind, configuration: Configuration, context: DerivationContext): Derivation {
  return deriveWith(ProcessSettings.of(process, configuration, context));
}

/** The same with settings of which other derivations may have read some. */
export function deriveWith(settings: ProcessSettings): Derivation {
  return settings.process === 'taskManager' ? deriveTaskManager(settings) : deriveJobManager(settings);
}
