import type { Cluster, Span } from '../cluster.js';
import { type FlinkConf, readFlinkConf } from '../flinkConf.js';
import { findVersion } from '../flinkVersion.js';
import { isLog, isScript } from '../foreignText.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { commentsOf, hasTemplate, readTemplates } from '../yaml/templates.js';
import { firstLine, plainProcess, type ReadingContext, settingsOf } from './kind.js';

/** Reads a `flink-conf.yaml` as one cluster; none where it is a script's or a log, or holds options of the operator only, which has a file of that name too. */
export function flinkConfClusters(text: string, context: ReadingContext): readonly Cluster[] {
  if (isScript(text) || isLog(text)) return [];
  const templates = { text, root: null, templates: readTemplates(text) };
  const { entries: read, problems } = withoutComments(readFlinkConf(text), commentsOf(text, templates.templates));
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

/** What is left when a template engine has taken its comments away. */
function withoutComments(read: FlinkConf, comments: readonly Span[]): FlinkConf {
  if (comments.length === 0) return read;
  const stays = ({ start }: Span): boolean => !comments.some((comment) => comment.start <= start && start < comment.end);
  return {
    entries: read.entries.filter(({ keySpan }) => stays(keySpan)),
    problems: read.problems.filter((problem) => stays('entry' in problem ? problem.entry.keySpan : problem.span)),
  };
}
