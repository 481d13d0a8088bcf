/** Options of the operator's autoscaler about memory: it tunes the TaskManagers of jobs that it rescales, since 1.8. */
import type { Analysis } from '../documents/analysis.js';
import { minorNumber } from '../documents/operatorReleases.js';
import { parseJavaBoolean, parseJavaDouble } from '../model/javaNumbers.js';
import { processSizeKey } from '../model/index.js';

const TUNING_SINCE = 8;
/** Its name, and the one of before it could do without the operator. */
const PREFIX = /^(?:kubernetes\.operator\.)?job\.autoscaler\./;

/** An option of the autoscaler's without its prefix: `memory.tuning.enabled`; undefined for any other key. */
export function autoscalerOption(key: string): string | undefined {
  return PREFIX.test(key) ? key.replace(PREFIX, '') : undefined;
}

/** Both names of an option. */
export function autoscalerKeys(option: string): readonly string[] {
  return [`job.autoscaler.${option}`, `kubernetes.operator.job.autoscaler.${option}`];
}

/** Whether an operator that tunes memory is told for certain that an option is on. */
function isOn({ cluster }: Analysis, option: string): boolean {
  if (cluster.operatorVersion === undefined || minorNumber(cluster.operatorVersion) < TUNING_SINCE) return false;
  const setting = autoscalerKeys(option).map((key) => cluster.settings.get(key)).find((found) => found !== undefined);
  return setting !== undefined && !setting.templated && parseJavaBoolean(setting.value) === true;
}

/** A share outside 0 … 1, for which the operator's validator refuses a deployment whose autoscaler is on; undefined where it does not. */
export function refusedOverhead(analysis: Analysis, value: string): number | undefined {
  const overhead = parseJavaDouble(value);
  return overhead === undefined || (overhead >= 0 && overhead <= 1) || !isOn(analysis, 'enabled') ? undefined : overhead;
}

/** The total that memory tuning divides anew and that nothing sets, so that it gives up; undefined where it is there, or unknown. */
export function missingForTuning(analysis: Analysis): readonly string[] | undefined {
  const key = processSizeKey('taskManager');
  const { settings, incomplete } = analysis.cluster;
  const isMissing = !incomplete && !settings.has(key) && analysis.derivations.taskManager?.status === 'derived';
  return isMissing && isOn(analysis, 'memory.tuning.enabled') ? [key] : undefined;
}
