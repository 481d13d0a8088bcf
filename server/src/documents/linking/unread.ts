import type { Cluster, ReadingProblem, Span } from '../cluster.js';
import { type ConfigurationFileName, filesReadBy } from '../flinkVersion.js';
import { isBitnami } from '../layers/bitnami.js';
import { isWrittenByScript, unwrittenVariables } from '../layers/processLayers.js';
import { isUnwritten, type Member } from './member.js';

/** The file that a process's Flink reads alone; undefined for a version that reads either, or that nobody has stated. */
function onlyFile({ version: { version, source } }: Member): ConfigurationFileName | undefined {
  const [first, ...others] = source === 'default' || source === 'file' ? [] : filesReadBy(version);
  return others.length > 0 ? undefined : first;
}

/** That a process mounts nothing but the file which its Flink does not read, by the keys that it names. */
export function unreadKeys(member: Member): readonly ReadingProblem[] {
  const { mounted } = member;
  const reads = onlyFile(member);
  if (mounted?.span === undefined || mounted.isOneOfSeveral === true || reads === undefined) return [];
  const isThere = reads === 'config.yaml' ? mounted.yamlFile !== undefined : mounted.oldFile !== undefined;
  return isThere ? [] : [{ kind: 'file-not-read', span: mounted.span, reads }];
}

/** The document with that file where a process mounts all that a ConfigMap has, and it has not the one which is read. */
export function unreadFile<Place extends { readonly cluster: Cluster }>(member: Member, find: (key: string) => Place | undefined): Place | undefined {
  const { mounted } = member;
  const reads = onlyFile(member);
  if (mounted?.oldFile === undefined || mounted.yamlFile === undefined || mounted.isOneOfSeveral === true || reads === undefined) return undefined;
  const [read, other] = reads === 'config.yaml' ? [mounted.yamlFile, mounted.oldFile] : [mounted.oldFile, mounted.yamlFile];
  const place = find(other);
  return place?.cluster.embedded?.beside.includes(read) === false ? place : undefined;
}

/** What is wrong then. */
export function unreadProblem(member: Member): readonly ReadingProblem[] {
  const reads = onlyFile(member);
  const span = member.mounted?.span;
  return span === undefined || reads === undefined ? [] : [{ kind: 'file-not-read', span, reads }];
}

/** A variable that comes from a ConfigMap with all its others, and where the container names that. */
export interface Taken {
  readonly name: string;
  readonly span: Span;
}

/**
 * The variables that the image's start script would write into the configuration, and does not.
 *
 * @param taken those of ConfigMaps
 */
export function unwritten(member: Member, taken: readonly Taken[] = []): readonly ReadingProblem[] {
  const { image, variables, references, command } = member;
  if (!isUnwritten(member) || isBitnami(image, variables)) return [];
  const cause = command?.isDirect === true ? 'script-not-run' : 'read-only';
  const named = references.flatMap(({ only, span }): readonly Taken[] => (only === undefined || span === undefined ? [] : [{ name: only.variable, span }]));
  return [
    ...unwrittenVariables(variables, cause),
    ...[...named, ...taken].filter(({ name }) => isWrittenByScript(name)).map(({ name, span }): ReadingProblem => ({ kind: 'variable-not-written', span, name, cause })),
  ];
}
