import type { Cluster, Span } from '../cluster.js';
import { type FlinkConf, readFlinkConf, readFlinkConfLines } from '../flinkConf.js';
import { findVersion } from '../flinkVersion.js';
import { isLog, isScript } from '../foreignText.js';
import type { TextLine } from '../lines.js';
import { lastOfEachKey } from '../repeatedKeys.js';
import { conditionalEntries, isOpenEnded } from '../yaml/templateEffects.js';
import { commentsOf, hasTemplate, readTemplates } from '../yaml/templates.js';
import { firstLine, plainProcess, type ReadingContext, settingsOf } from './kind.js';

/** Reads a `flink-conf.yaml` as one cluster; none where it is a script's or a log, or holds options of the operator only, which has a file of that name too. */
export function flinkConfClusters(text: string, context: ReadingContext): readonly Cluster[] {
  if (isScript(text) || isLog(text)) return [];
  const templates = { text, root: null, templates: readTemplates(text) };
  const { entries: read, winners, problems } = withoutComments(readFlinkConf(text), commentsOf(text, templates.templates));
  const conditional = conditionalEntries(templates, read);
  return clusterOf(text, context, {
    incomplete: isOpenEnded(templates, () => true) || read.some(({ key }) => hasTemplate(key)),
    entries: conditional.all,
    settings: settingsOf(read, winners, conditional.now),
    problems: conditional.problems(problems),
  });
}

/**
 * The same of a text without templates that stands in another one.
 *
 * @param lines its lines as they stand there: so do entries and problems
 */
export function placedFlinkConf(text: string, lines: readonly TextLine[], context: ReadingContext): readonly Cluster[] {
  if (isScript(text) || isLog(text)) return [];
  const { entries, winners, problems } = readFlinkConfLines(lines, false);
  return clusterOf(text, context, { incomplete: false, entries, settings: settingsOf(entries, winners), problems });
}

function clusterOf(text: string, context: ReadingContext, read: Pick<Cluster, 'incomplete' | 'entries' | 'settings' | 'problems'>): readonly Cluster[] {
  const { entries } = read;
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
    ...read,
    processes: { taskManager: plainProcess(head), jobManager: plainProcess(head) },
    canary: false,
  }];
}

/** What is left when a template engine has taken its comments away. */
function withoutComments(read: FlinkConf, comments: readonly Span[]): FlinkConf {
  if (comments.length === 0) return read;
  const stays = ({ start }: Span): boolean => !comments.some((comment) => comment.start <= start && start < comment.end);
  const entries = read.entries.filter(({ keySpan }) => stays(keySpan));
  return {
    entries,
    winners: lastOfEachKey(entries),
    problems: read.problems.filter((problem) => stays('entry' in problem ? problem.entry.keySpan : problem.span)),
  };
}
