import type { Cluster } from '../cluster.js';
import { readFlinkConf } from '../flinkConf.js';
import { findVersion } from '../flinkVersion.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { hasTemplate, readTemplates } from '../yaml/templates.js';
import { firstLine, plainProcess, type ReadingContext, settingsOf } from './kind.js';

/** Whether a file of this name and language is in the old format; a Kubernetes resource under that name is not. */
export function isFlinkConf(fileName: string, languageId: string, text: string): boolean {
  if (languageId !== 'flink-conf' && fileName !== 'flink-conf.yaml') return false;
  return !(/^apiVersion:/m.test(text) && /^kind:/m.test(text));
}

/** Reads a `flink-conf.yaml` as one cluster; none where it holds options of the operator only, which has a file of that name too. */
export function flinkConfClusters(text: string, context: ReadingContext): readonly Cluster[] {
  const { entries: read, problems } = readFlinkConf(text);
  const templates = { text, root: null, templates: readTemplates(text) };
  const conditional = conditionalEntries(templates, read);
  const entries = conditional.all;
  if (entries.length > 0 && entries.every(({ key }) => key.startsWith('kubernetes.operator.'))) return [];
  const head = firstLine(text);
  return [{
    kind: 'flink-conf',
    format: 'flink-conf',
    name: context.fileName,
    namespace: '',
    span: { start: 0, end: text.length },
    head,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    container: false,
    mayBePartial: true,
    incomplete: isOpenEnded(templates, () => true) || entries.some(({ key }) => hasTemplate(key)),
    entries,
    settings: settingsOf(read, new Map(read.map((entry) => [entry.key, entry])), conditional.now),
    problems: conditional.problems(problems),
    processes: { taskManager: plainProcess(head), jobManager: plainProcess(head) },
    canary: false,
  }];
}
