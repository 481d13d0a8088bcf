/** Text as HTML shows it, in content and in quoted attributes: nothing of it is read as markup. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A page of HTML: all but the body is text that is escaped here. */
export interface HtmlPage {
  /** BCP 47, so that a screen reader picks the right voice. */
  readonly language: string;
  readonly title: string;
  /** The directives of its content security policy that open anything. */
  readonly policy: readonly string[];
  /** Further elements of the head, as HTML. */
  readonly head: string;
  /** As HTML. */
  readonly body: string;
}

/** Nothing is fetched and nothing runs; nor do addresses mean others, or forms leave. The last two do not follow from the first. */
const CLOSED = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"] as const;

/** What every page of ours has around its body. */
export function htmlPage({ language, title, policy, head, body }: HtmlPage): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped([...CLOSED, ...policy].join('; '))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** A random word for a content security policy: 128 bits. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A page that is only read: without scripts, in the editor's own colours. */
export interface StaticPage extends Pick<HtmlPage, 'language' | 'title' | 'body'> {
  /** Fresh for each page: no style but ours counts. */
  readonly nonce: string;
  /** What the page's own elements look like, as CSS. */
  readonly style: string;
}

export function staticPage({ language, title, nonce, style, body }: StaticPage): string {
  return htmlPage({
    language, title,
    policy: [`style-src 'nonce-${nonce}'`],
    head: `<style nonce="${escaped(nonce)}">${STYLE}${style}</style>`,
    body: `<main>\n${body}\n</main>`,
  });
}

const STYLE = `
body { padding: 0 20px 20px; line-height: 1.5; color: var(--vscode-foreground); background: var(--vscode-editor-background); }
main { max-width: 860px; }
h1 { font-size: 1.6em; font-weight: 600; margin: 20px 0 4px; }
code { padding: 0; font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: inherit; background: none; overflow-wrap: anywhere; }
a { color: var(--vscode-textLink-foreground); text-decoration: underline; }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
table { border-collapse: collapse; margin: 4px 0; }
`;
