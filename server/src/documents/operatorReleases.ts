/** What differs between the releases of Flink's Kubernetes operator, each by the minor number of a 1.x release. */
import { DEFAULT_VERSION, type MinorVersion } from '../model/version.js';

/** The Flink that each release is built with, from 1.0 on. */
const BUNDLED: readonly MinorVersion[] = [
  '1.15', '1.15', '1.15', '1.15', '1.16', '1.16', '1.17', '1.17', '1.18', '1.18', '1.19', '1.20', '1.20', '1.20', '1.20', '1.20', '1.20',
];

/** The values of `spec.flinkVersion` in the order of Flink's releases (`FlinkVersion`). */
const FLINK_VERSIONS = ['v1_13', 'v1_14', 'v1_15', 'v1_16', 'v1_17', 'v1_18', 'v1_19', 'v1_20', 'v2_0', 'v2_1', 'v2_2', 'v2_3', 'v2_4'] as const;

/** How many of these the CRD of each release has, from 1.0 on; 1.15's code knows two more than its CRD. */
const KNOWN_VERSIONS: readonly number[] = [4, 4, 4, 4, 5, 5, 6, 7, 7, 7, 8, 9, 9, 11, 11, 11, 13];

/** What the chart of the first releases gave every deployment beside Flink's own defaults: until 1.1 memory, until 1.2 two slots. */
const EARLY_SLOTS = { 'taskmanager.numberOfTaskSlots': '2', 'parallelism.default': '2' } as const;
const EARLY_MEMORY = { 'jobmanager.memory.process.size': '1600m', 'taskmanager.memory.process.size': '1728m' } as const;
const NO_MEMORY_SINCE = 2;
const ONE_SLOT_SINCE = 3;

/** The releases that first left versions before 1.15 alone, after a warning event, and refused them. */
const DROPS_OLD_SINCE = 7;
const REFUSES_OLD_SINCE = 9;

/** The first releases whose CRD has `taskManager.replicas`, and `mode`: before, the API server drops them. */
export const TASK_MANAGER_REPLICAS_SINCE = 1;
export const MODE_SINCE = 2;

/** The first release that takes any key in the configuration of a session job. */
export const ANY_KEY_SINCE = 3;

/** The first release that reads `resources` (FLINK-33548): before, the API server drops them. */
export const RESOURCES_SINCE = 16;

/** The minor of a 1.x release of the operator: `1.15` → 15. */
export function minorNumber(operatorVersion: string): number {
  return Number(operatorVersion.slice(operatorVersion.indexOf('.') + 1));
}

/** The Flink inside a release, which decides whether a deployment gets as far as its pods. */
export function bundledFlink(operatorVersion: string): MinorVersion {
  return BUNDLED[minorNumber(operatorVersion)] ?? BUNDLED.at(-1) ?? DEFAULT_VERSION;
}

/** What the chart of a release gives every deployment, as far as Flink's own defaults differ from it. */
export function chartDefaults(operatorVersion: string): Readonly<Record<string, string>> {
  const minor = minorNumber(operatorVersion);
  if (minor >= ONE_SLOT_SINCE) return {};
  return minor >= NO_MEMORY_SINCE ? EARLY_SLOTS : { ...EARLY_SLOTS, ...EARLY_MEMORY };
}

/** The values of `spec.flinkVersion` that a release's CRD has, oldest first. */
export function flinkVersionsOf(operatorVersion: string): readonly string[] {
  return FLINK_VERSIONS.slice(0, KNOWN_VERSIONS[minorNumber(operatorVersion)] ?? FLINK_VERSIONS.length);
}

/** The first release whose CRD has a value of `spec.flinkVersion`; undefined where none has it. */
export function firstOperatorWith(flinkVersion: string): string | undefined {
  const place = FLINK_VERSIONS.findIndex((version) => version === flinkVersion);
  const minor = place < 0 ? -1 : KNOWN_VERSIONS.findIndex((known) => known > place);
  return minor < 0 ? undefined : `1.${minor}`;
}

/** Whether a release does not deploy a version any more that its CRD still has. */
export function isDropped(flinkVersion: string, operatorVersion: string): boolean {
  return minorNumber(operatorVersion) >= DROPS_OLD_SINCE && (flinkVersion === 'v1_13' || flinkVersion === 'v1_14');
}

/** Whether the validator of a release refuses what it has dropped, rather than that its controller leaves it alone. */
export function refusesDropped(operatorVersion: string): boolean {
  return minorNumber(operatorVersion) >= REFUSES_OLD_SINCE;
}
