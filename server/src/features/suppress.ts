/** The comment that silences a rule at its place, as an edit. */
import type { Analysis } from '../documents/analysis.js';
import { directiveComments, IGNORE, isSuppressed } from '../documents/directives.js';
import { applyEdits } from '../documents/edits.js';
import type { Cluster, LocatedCluster, TextChange } from '../documents/index.js';
import { isDistant } from '../documents/layers/layer.js';
import { lineEndOf, lineStart } from '../documents/lines.js';
import { check, type Judged, UNUSED_SUPPRESSION } from '../rules/index.js';
import type { FeatureContext } from './context.js';
import { ruleContext } from './findings.js';

/**
 * The edits of a cluster's section that silence a finding: its rule is added to the comment that silences others there, or a
 * comment is put above its line. Undefined where no comment can stand: the edited text is read again, and has to say the same.
 */
export function suppression(located: LocatedCluster, finding: Judged, context: FeatureContext): readonly TextChange[] | undefined {
  const { text } = located.section.section;
  // A comment about a comment helps nobody: the one that does nothing goes.
  if (finding.rule === UNUSED_SUPPRESSION || isJson(text)) return undefined;
  const edit = addToComment(text, finding) ?? addComment(text, finding);
  if (isInCommand(located.cluster, edit)) return undefined;
  const edited = applyEdits(text, [edit]);
  const after = located.reread(edited);
  if (after === undefined || !sameSettings(located.cluster, after.cluster)) return undefined;
  return heardLike(finding, edited, after, context) < heardLike(finding, text, located.analysis, context) ? [edit] : undefined;
}

/** Whether a text stands among a service's arguments: Compose divides a command into words, also what a shell would take for a comment. */
function isInCommand({ kind, layers }: Cluster, { span }: TextChange): boolean {
  if (kind !== 'Compose' || layers === undefined) return false;
  return [...layers.taskManager, ...layers.jobManager].some((layer) => !isDistant(layer) && layer.source === 'argument' && layer.touches(span));
}

/** How many findings like one no comment silences. */
function heardLike({ rule, key }: Judged, text: string, analysis: Analysis, context: FeatureContext): number {
  return check(analysis, ruleContext(context)).filter((other) => other.rule === rule && other.key === key && !isSuppressed(text, other.span.start, rule)).length;
}

/** JSON is YAML too, but other readers of such a file know no comments. */
function isJson(text: string): boolean {
  return /^\ufeff?\s*[{[]/.test(text.replace(/^\ufeff?(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n)|---[ \t]*)*/, ''));
}

function addToComment(text: string, { rule, span }: Judged): TextChange | undefined {
  const place = lineStart(text, span.start);
  for (const { word, names, span: { start: at }, alone } of directiveComments(text)) {
    const last = names.at(-1);
    if (word !== IGNORE || last === undefined) continue;
    const line = lineStart(text, at);
    const next = /^.*(?:\r\n|\r|\n)/.exec(text.slice(line))?.[0].length ?? 0;
    if (line !== place && !(alone && line + next === place)) continue;
    return { span: { start: last.span.end, end: last.span.end }, text: ` ${rule}` };
  }
  return undefined;
}

function addComment(text: string, { rule, span }: Judged): TextChange {
  const line = lineStart(text, span.start);
  const start = text.startsWith('\ufeff', line) ? line + 1 : line;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return { span: { start, end: start }, text: `${indent}# flink-memory: ${IGNORE} ${rule}${lineEndOf(text)}` };
}

function sameSettings(then: Cluster, now: Cluster): boolean {
  return then.settings.size === now.settings.size && then.problems.length === now.problems.length && then.loading?.code === now.loading?.code
    && then.version.text === now.version.text
    && [...then.settings].every(([key, { value, templated }]) => {
      const setting = now.settings.get(key);
      return setting?.value === value && setting.templated === templated;
    });
}
