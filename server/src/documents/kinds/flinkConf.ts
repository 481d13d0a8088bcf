import type { Cluster } from '../cluster.js';
import { readFlinkConf } from '../flinkConf.js';
import { findVersion } from '../flinkVersion.js';
import { firstLine, plainProcess, type ReadingContext, settingsOf } from './kind.js';

/** Whether a file of this name and language is in the old format; a Kubernetes resource under that name is not. */
export function isFlinkConf(fileName: string, languageId: string, text: string): boolean {
  if (languageId !== 'flink-conf' && fileName !== 'flink-conf.yaml') return false;
  return !(/^apiVersion:/m.test(text) && /^kind:/m.test(text));
}

/** Reads a `flink-conf.yaml` as one cluster; none where it holds options of the operator only, which has a file of that name too. */
export function flinkConfClusters(text: string, context: ReadingContext): readonly Cluster[] {
  const { entries, problems } = readFlinkConf(text);
  if (entries.length > 0 && entries.every(({ key }) => key.startsWith('kubernetes.operator.'))) return [];
  const head = firstLine(text);
  return [{
    kind: 'flink-conf',
    name: context.fileName,
    namespace: '',
    span: { start: 0, end: text.length },
    head,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    container: false,
    mayBePartial: true,
    incomplete: false,
    entries,
    settings: settingsOf(entries, new Map(entries.map((entry) => [entry.key, entry]))),
    problems,
    processes: { taskManager: plainProcess(head), jobManager: plainProcess(head) },
    canary: false,
  }];
}
