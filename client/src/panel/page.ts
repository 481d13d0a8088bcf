import { escaped } from '../html.js';

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
  const policy = [
    `default-src 'none'`,
    `style-src ${parts.cspSource}`,
    `font-src ${parts.cspSource}`,
    `img-src ${parts.cspSource} data:`,
    `script-src 'nonce-${parts.nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(parts.styleUri)}">
<title>${escaped(parts.title)}</title>
</head>
<body>
<main id="app"></main>
<script nonce="${escaped(parts.nonce)}" src="${escaped(parts.scriptUri)}"></script>
</body>
</html>
`;
}

/** A random word for the policy: 128 bits. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
