/** The page that explains errors: static, without scripts; what it offers are links to commands of ours. */
import * as l10n from '@vscode/l10n';
import { DEFAULT_VERSION } from '../../../server/src/shared/model.js';
import type { ExplainedError, ExplainErrorResult } from '../../../server/src/shared/protocol.js';
import { parseBytes, sizeText } from '../../../server/src/shared/sizes.js';
import { poolLabel, processName } from '../../../server/src/shared/words.js';
import { COMMANDS } from '../commands/ids.js';
import { escaped, staticPage } from '../html.js';

export interface ErrorPageParts {
  readonly result: ExplainErrorResult;
  /** Of the document that it is explained with, without folders. */
  readonly fileName: string | undefined;
  /** Fresh for each page: no style but ours counts. */
  readonly nonce: string;
  /** BCP 47, so that a screen reader picks the right voice. */
  readonly language: string;
  readonly title: string;
}

/** Commands that links of the page may run. */
export const PAGE_COMMANDS: readonly string[] = [COMMANDS.reveal, COMMANDS.openPanel, COMMANDS.applyErrorFix];

/** The whole page. Everything that comes from a document or a pasted text is escaped, and nothing in it can run. */
export function errorPageHtml({ result, fileName, nonce, language, title }: ErrorPageParts): string {
  const sections = result.errors.length === 0 ? unknown(result) : result.errors.map((error, index) => section(error, index)).join('\n');
  return staticPage({ language, title, nonce, style: STYLE, body: `${sections}\n${footer(result, fileName)}` });
}

function unknown({ advice }: ExplainErrorResult): string {
  return `<h1>${escaped(l10n.t('No error that is known here'))}</h1>
<p>${escaped(l10n.t('Nothing in this text is an error about memory that this extension knows. These texts tell more:'))}</p>
${list(advice.map(escaped))}`;
}

function section(error: ExplainedError, index: number): string {
  const [heading, inner] = index === 0 ? ['h1', 'h2'] : ['h2', 'h3'];
  const process = error.assumed === true ? l10n.t('{0} (assumed: the text does not say)', processName(error.process)) : processName(error.process);
  return `<section>
${index === 1 ? `<p class="also">${escaped(l10n.t('Also in this text:'))}</p>` : ''}
<${heading}>${escaped(error.title)}</${heading}>
<p class="process">${escaped(process)}</p>
<p>${escaped(error.cause)}</p>
${error.inDocument === undefined ? '' : `<p>${escaped(error.inDocument)}</p>`}
${part(inner, l10n.t('Changes that have been tried'), list(error.fixes.map(({ title }, fix) => link(title, COMMANDS.applyErrorFix, { error: index, fix }))))}
${part(inner, l10n.t('What to do'), list(error.advice.map(escaped)))}
${part(inner, l10n.t('Options behind it'), table(error))}
<p class="excerpt"><span>${escaped(l10n.t('Line {0}', error.line))}</span> <code>${escaped(error.excerpt)}</code></p>
</section>`;
}

function part(heading: string, title: string, content: string): string {
  return content === '' ? '' : `<${heading} class="part">${escaped(title)}</${heading}>\n${content}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function table({ keys, process }: ExplainedError): string {
  if (keys.length === 0) return '';
  const row = ({ key, value, location, default: byDefault, pool, bytes }: ExplainedError['keys'][number]): string => {
    const name = location === undefined ? `<code>${escaped(key)}</code>` : link(key, COMMANDS.reveal, location, true);
    const size = parseBytes(bytes);
    const set = value !== undefined ? `<code>${escaped(value)}</code>` : byDefault === undefined ? escaped(l10n.t('not set')) : escaped(l10n.t('default {0}', byDefault));
    const effect = pool === undefined ? '' : size === undefined ? poolLabel(pool, process) : `${poolLabel(pool, process)} ${sizeText(size)}`;
    return `<tr><th scope="row">${name}</th><td>${set}</td><td>${escaped(effect)}</td></tr>`;
  };
  return `<table><thead><tr><th scope="col">${escaped(l10n.t('Option'))}</th><th scope="col">${escaped(l10n.t('Value'))}</th><th scope="col">${escaped(l10n.t('Memory'))}</th></tr></thead><tbody>${keys.map(row).join('')}</tbody></table>`;
}

function footer({ explainedWith, errors }: ExplainErrorResult, fileName: string | undefined): string {
  if (errors.length === 0) return '';
  if (explainedWith === undefined || fileName === undefined) {
    return `<footer>${escaped(l10n.t('In general terms, for Flink {0}. Open the file that configures the process and ask again for its own numbers and for changes.', DEFAULT_VERSION))}</footer>`;
  }
  const { name, flinkVersion, uri } = explainedWith;
  // A file that is one cluster gives it its own name.
  const isOneCluster = name === fileName;
  const location = errors[0]?.keys.find((key) => key.location !== undefined)?.location;
  const place = location !== undefined ? { uri: location.uri, position: location.range.start } : isOneCluster ? { uri, position: { line: 0, character: 0 } } : undefined;
  const model = place === undefined ? '' : ` ${link(l10n.t('Open memory model'), COMMANDS.openPanel, place)}`;
  const source = isOneCluster ? l10n.t('Explained with {0}, Flink {1}.', fileName, flinkVersion) : l10n.t('Explained with {0} in {1}, Flink {2}.', name, fileName, flinkVersion);
  return `<footer>${escaped(source)}${model}</footer>`;
}

function link(text: string, command: string, argument: unknown, isCode = false): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `<a href="${escaped(address)}">${isCode ? `<code>${escaped(text)}</code>` : escaped(text)}</a>`;
}

const STYLE = `
h2 { font-size: 1.3em; font-weight: 600; margin: 4px 0; }
.part { font-size: 1.05em; font-weight: 600; margin: 16px 0 4px; }
p { margin: 6px 0; }
ul { margin: 4px 0; padding-left: 20px; }
li { margin: 4px 0; }
th, td { text-align: left; font-weight: normal; padding: 3px 16px 3px 0; border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); vertical-align: top; }
thead th { font-weight: 600; }
section + section { margin-top: 28px; border-top: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); padding-top: 12px; }
.process, .also, footer { color: var(--vscode-foreground); font-style: italic; }
.excerpt { margin-top: 14px; padding: 6px 10px; border-left: 3px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, currentColor)); }
.excerpt span { font-weight: 600; }
footer { margin-top: 24px; }
`;
