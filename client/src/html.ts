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
