/**
 * The Flink versions whose behaviour is known. A minor (`1.20`) stands for its last patch release;
 * the three early patch releases that derive differently have a name of their own.
 */
export const MINOR_VERSIONS = [
  '1.10', '1.11', '1.12', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20',
  '2.0', '2.1', '2.2', '2.3',
] as const;
export type MinorVersion = (typeof MINOR_VERSIONS)[number];

/** Releases that answer differently from the last patch release of their minor. */
const EARLY_RELEASES = ['1.10.0', '1.11.0', '1.11.1'] as const;
export type FlinkVersion = MinorVersion | (typeof EARLY_RELEASES)[number];

export const DEFAULT_VERSION: MinorVersion = '1.20';

/**
 * Reads a release number such as `1.20`, `1.20.1` or `1.11.1`.
 * Returns undefined for anything that is no release number, or is none we model (later than the last of these, before 1.10).
 */
export function parseFlinkVersion(text: string): FlinkVersion | undefined {
  const release = /^(\d+\.\d+)(?:\.\d+)?$/.exec(text.trim());
  if (release === null) return undefined;
  const early = EARLY_RELEASES.find((version) => version === release[0]);
  return early ?? MINOR_VERSIONS.find((version) => version === release[1]);
}

/** The place of each version's minor among all minors: asked for with every option that is looked up. */
const ORDER: ReadonlyMap<FlinkVersion, number> = new Map([
  ...MINOR_VERSIONS.map((minor, index) => [minor, index] as const),
  ...EARLY_RELEASES.map((release) => [release, MINOR_VERSIONS.findIndex((minor) => release.startsWith(`${minor}.`))] as const),
]);

/** The place of a version's minor in {@link MINOR_VERSIONS}. */
export function orderOf(version: FlinkVersion): number {
  return ORDER.get(version) ?? 0;
}

/** The minor of a version: `1.11.1` → `1.11`. */
export function minorOf(version: FlinkVersion): MinorVersion {
  return MINOR_VERSIONS[orderOf(version)] ?? DEFAULT_VERSION;
}

/** Whether `version` belongs to `minor` or a later one. */
export function isAtLeast(version: FlinkVersion, minor: MinorVersion): boolean {
  return orderOf(version) >= orderOf(minor);
}
