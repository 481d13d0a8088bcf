import type { Cluster, ReadingProblem } from '../cluster.js';
import { type ConfigurationFileName, filesReadBy } from '../flinkVersion.js';
import { type Taken, unwrittenVariables } from '../layers/processLayers.js';
import { isFileReadOnly, type Member } from './member.js';

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

/**
 * The variables that the image's start script would write into the configuration, and does not.
 *
 * @param taken those of ConfigMaps
 */
export function unwritten(member: Member, taken: readonly Taken[] = []): readonly ReadingProblem[] {
  const named = member.references.flatMap(({ only, span }): readonly Taken[] => (only === undefined || span === undefined ? [] : [{ name: only.variable, span }]));
  return unwrittenVariables({ ...member, isReadOnly: isFileReadOnly(member) }, [...named, ...taken]);
}
