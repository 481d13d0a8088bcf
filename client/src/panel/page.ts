import { escaped, htmlPage } from '../html.js';

/** What the page needs to be addressed from outside; `vscode.Webview` and its URIs give all of it. */
export interface PageParts {
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh for each page, so that no script but ours runs. */
  readonly nonce: string;
  readonly title: string;
  /** BCP 47, so that a screen reader picks the right voice. */
  readonly language: string;
}

/** The one HTML page of the panel. It holds no data: that comes by message, so nothing of a document is ever printed into HTML. */
export function pageHtml(parts: PageParts): string {
  return htmlPage({
    language: parts.language,
    title: parts.title,
    policy: [`style-src ${parts.cspSource}`, `font-src ${parts.cspSource}`, `img-src ${parts.cspSource} data:`, `script-src 'nonce-${parts.nonce}'`],
    head: `<link rel="stylesheet" href="${escaped(parts.styleUri)}">`,
    body: `<main id="app"></main>\n<script nonce="${escaped(parts.nonce)}" src="${escaped(parts.scriptUri)}"></script>`,
  });
}
