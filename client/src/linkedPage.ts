/** A page of our own made of Markdown: static, without scripts; its links to lines of a file run a command of ours. */
import { COMMANDS } from './commands/ids.js';
import { staticPage } from './html.js';

/** Commands that links of the page may run. */
export const LINKED_COMMANDS: readonly string[] = [COMMANDS.reveal];

/** Links to lines, `[3](<file:///conf/flink-conf.yaml#L3>)`, as links that show them: a page opens no files by itself. */
export function withLineCommands(markdown: string): string {
  return markdown.replace(/\]\(<([^<>\n]+)#L(\d{1,9})>\)/g, (_, uri: string, line: string) => {
    const place = { line: Number(line) - 1, character: 0 };
    const argument = encodeURIComponent(JSON.stringify([{ uri, range: { start: place, end: place } }])).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
    return `](command:${COMMANDS.reveal}?${argument})`;
  });
}

/** @param body as VS Code's own Markdown makes it, which lets no markup through */
export function linkedPageHtml({ title, language, nonce, body }: { readonly title: string; readonly language: string; readonly nonce: string; readonly body: string }): string {
  return staticPage({ language, title, nonce, style: STYLE, body });
}

const STYLE = `
h2 { font-size: 1.3em; font-weight: 600; margin: 20px 0 4px; }
th, td { padding: 3px 16px 3px 0; border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); }
th { font-weight: 600; }
td:first-child, th:first-child { text-align: left; }
td, th { text-align: right; }
`;
