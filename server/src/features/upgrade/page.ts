/** What changes with another version of Flink, as a page to read. */
import * as l10n from '@vscode/l10n';
import { sentenceOf, type Judged } from '../../rules/index.js';
import { exactBytes, MIB, sizeText } from '../../shared/sizes.js';
import { poolLabel, processName } from '../../shared/words.js';
import type { LocatedCluster, OpenDocument } from '../../documents/index.js';
import { blocks, code, escaped } from '../markdown.js';
import { type Comparison, type ProcessComparison, UNLIMITED } from './compare.js';

/** The title that page, action and tab have. */
export function titleOf(to: string): string {
  return l10n.t('What changes with Flink {0}?', to);
}

export function pageOf(document: OpenDocument, located: LocatedCluster, comparison: Comparison): string {
  const { from, to, found, gone, defaults } = comparison;
  const items = (findings: readonly Judged[], analysis: Comparison['before']): string =>
    findings.map((finding) => `- ${l10n.t('Line {0}: {1}', lineLink(document, located, finding), escaped(sentenceOf(finding, analysis)))}`).join('\n');
  return blocks(
    `# ${escaped(l10n.t('{0}: from Flink {1} to {2}', located.cluster.name === '' ? located.cluster.kind : located.cluster.name, from, to))}`,
    l10n.t('This is what Flink {0} makes of the file as it is now. Nothing has been changed.', to),
    `## ${l10n.t('Sizes')}`,
    ...comparison.processes.map((process) => sizes(process, comparison)),
    `## ${l10n.t('What Flink {0} finds fault with', to)}`,
    found.length === 0 ? l10n.t('Nothing that Flink {0} does not.', from) : items(found, comparison.after),
    ...(gone.length === 0 ? [] : [`## ${l10n.t('What is no longer a problem')}`, items(gone, comparison.before)]),
    ...(defaults.length === 0 ? [] : [`## ${l10n.t('Defaults that change, of memory options that this file does not set')}`, table(
      ['', `Flink ${from}`, `Flink ${to}`], defaults.map(({ key, before, after }) => [code(key), defaultText(before), defaultText(after)]),
    )]),
  );
}

/** The number of a line as a link to it, as editors and their previews write them: `#L3`. */
function lineLink(document: OpenDocument, located: LocatedCluster, { span }: Judged): string {
  const line = document.positionAt(located.toOffset(span.start)).line + 1;
  return /[<>\s]/.test(document.uri) ? String(line) : `[${line}](<${document.uri}#L${line}>)`;
}

function defaultText(text: string): string {
  return text === UNLIMITED ? l10n.t('unlimited') : code(text);
}

function sizes({ process, before, after, pools }: ProcessComparison, { from, to }: Comparison): string {
  const name = processName(process);
  if (after === 'failed') return before === 'failed' ? l10n.t('**{0}**: neither version starts it with this configuration.', name) : l10n.t('**{0}**: Flink {1} will not start it with this configuration; see below.', name, to);
  if (after === 'unknown' && pools.length === 0) return l10n.t('**{0}**: its size is not known before the template is rendered.', name);
  if (before === 'failed') return l10n.t('**{0}**: Flink {1} starts it, which Flink {2} does not.', name, to, from);
  if (before === 'notModelled') return l10n.t('**{0}**: Flink {1} has no such model of its memory; with Flink {2} it has.', name, from, to);
  if (pools.length === 0) return l10n.t('**{0}**: all sizes stay as they are.', name);
  return blocks(`**${name}**`, table(
    ['', `Flink ${from}`, `Flink ${to}`, l10n.t('difference')],
    pools.map((row) => [escaped(poolLabel(row.pool, process)), sizeOrNone(row.before), sizeOrNone(row.after), difference(row.before, row.after)]),
  ));
}

function sizeOrNone(bytes: bigint | undefined): string {
  return bytes === undefined ? '–' : sizeText(bytes);
}

/** In MiB; what would round to next to nothing, in bytes. */
function difference(before: bigint | undefined, after: bigint | undefined): string {
  if (before === undefined || after === undefined) return '';
  const more = after - before;
  const size = more < 0n ? -more : more;
  const text = size < MIB / 10n ? l10n.t('{0} bytes', exactBytes(size)) : sizeText(size);
  return `${more < 0n ? '−' : '+'}${text}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruler = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, ruler, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
