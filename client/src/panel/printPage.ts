/** A cluster's memory as a page of its own, to be printed or kept. Nothing in it runs. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { Changes, ClusterModel, PartModel } from '../../../server/src/shared/protocol.js';
import { exactBytes, mebibytes, parseBytes, shareText } from '../../../server/src/shared/sizes.js';
import { poolName, processName, versionSourceText } from '../../../server/src/shared/words.js';
import { escaped, htmlPage } from '../html.js';
import { triedLines } from './diagnosis.js';

export interface PrintParts {
  readonly cluster: ClusterModel;
  readonly process: ProcessKind;
  readonly fileName: string;
  readonly language: string;
  /** The picture as SVG; it is shown as an image, in which no script runs. */
  readonly svg: string;
  /** What is tried out: picture and cluster have it, the file has not. */
  readonly tried?: Changes;
}

export function printPageHtml({ cluster, process, fileName, language, svg, tried }: PrintParts): string {
  const title = `${cluster.name}: ${processName(process)}`;
  const model = cluster[process];
  const total = parseBytes(model.parts?.[0]?.bytes) ?? 0n;
  const row = (part: PartModel, depth: number): string => {
    const bytes = parseBytes(part.bytes) ?? 0n;
    const cells = [mebibytes(bytes), exactBytes(bytes), shareText(bytes, total)].map((text) => `<td class="number">${escaped(text)}</td>`).join('');
    const steps = part.steps.map(({ text }) => text).join(l10n.t(', '));
    return `<tr><th class="level-${depth}" scope="row">${escaped(poolName(part.pool, process))}</th>${cells}<td>${escaped(steps === '' ? (part.origin ?? '') : steps)}</td></tr>${(part.parts ?? []).map((inner) => row(inner, depth + 1)).join('')}`;
  };
  const heads = [l10n.t('Part'), l10n.t('MiB'), l10n.t('Bytes'), l10n.t('Share'), l10n.t('How it comes about')].map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
  const table = model.parts === undefined ? '' : `<table><thead><tr>${heads}</tr></thead><tbody>${model.parts.map((part) => row(part, 0)).join('')}</tbody></table>`;
  const refusal = model.failure === undefined ? '' : `<p><strong>${escaped(model.failure.message ?? model.failure.code)}</strong></p>`;
  const jvm = model.jvmArguments === undefined ? '' : `<p><code>${escaped(model.jvmArguments.join(' '))}</code></p>`;
  const trial = tried === undefined ? '' : `<p><strong>${escaped(l10n.t('Tried out, not in the file'))}:</strong> ${escaped(triedLines(tried).join(l10n.t(', ')))}</p>`;
  return htmlPage({
    language, title,
    // A file of its own, which no webview serves: what is in it is escaped, and nothing runs.
    policy: ['img-src data:', "style-src 'unsafe-inline'"],
    head: `<style>${STYLE}</style>`,
    body: `<h1>${escaped(title)}</h1>
<p>${escaped(`${fileName} · ${cluster.kind} · Flink ${cluster.flinkVersion.value} (${versionSourceText(cluster.flinkVersion)})`)}</p>
${trial}
${refusal}
<p><img alt="${escaped(l10n.t('Memory of the {0}', processName(process)))}" src="data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}"></p>
${table}
${jvm}`,
  });
}

const STYLE = `
body { margin: 2em; color: #111; background: #fff; font: 13px/1.4 system-ui, sans-serif; }
h1 { font-size: 1.4em; }
img { max-width: 100%; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 3px 8px 3px 0; border-bottom: 1px solid #ccc; text-align: start; vertical-align: baseline; font-weight: 400; }
thead th { font-weight: 600; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th:nth-child(n + 2):nth-child(-n + 4) { text-align: end; }
.level-1 { padding-inline-start: 1em; } .level-2 { padding-inline-start: 2em; } .level-3 { padding-inline-start: 3em; } .level-4 { padding-inline-start: 4em; }
code { overflow-wrap: anywhere; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
`;
