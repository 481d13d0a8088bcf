/** Markdown for hovers. Whatever comes from a document is escaped: a hover may hold links that run commands. */
import type { Hover, MarkupContent } from 'vscode-languageserver-types';
import { plainUri } from '../documents/index.js';
import type { Location } from '../shared/protocol.js';

/** Text of a document or of our own as it stands, in running text or a cell of a table. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A key or value as code. Backticks of its own would end it. */
export function code(text: string): string {
  return `\`${text.replace(/`/g, 'ˋ').replace(/\s+/g, ' ')}\``;
}

export function link(text: string, address: string): string {
  return `[${escaped(text)}](${address})`;
}

/** A link to a place in another file, shown as the file's last folder and name. */
export function placeLink({ uri, range }: Location): string {
  const path = plainUri(uri).split('/').slice(-2).join('/');
  return link(path, `${uri.replace(/[()<>\s]/g, (sign) => encodeURIComponent(sign).replace(/[()]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`))}#L${String(range.start.line + 1)}`);
}

/** A link that runs a command of the client's. */
export function commandLink(text: string, command: string, argument: unknown): string {
  return link(text, `command:${command}?${encodeURIComponent(JSON.stringify([argument])).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`);
}

/** Blocks with a blank line between them; empty ones are left out. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** Lines of one block: closer together than blocks are; empty ones are left out. */
export function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  \n');
}

/** Parts of one line with a dot between them; missing ones are left out. */
export function dotted(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** The hover for a client that shows plain text only. */
export function asPlainText(hover: Hover): Hover {
  const contents: unknown = hover.contents;
  const markdown = isMarkup(contents) ? contents.value : '';
  const value = markdown
    .replace(/!\[[^\]]*\]\([^)]*\)\n*/g, '')
    .replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
    .replace(/^\|(?:[ :-]*\|)+\n?/gm, '')
    .replace(/^\|\s*|\s*\|$/gm, '')
    .replaceAll('&emsp;', '')
    .replace(/ +$/gm, '')
    .replace(/ *\|(?: *\|)* */g, '  ')
    .replace(/\*\*|`/g, '')
    .replace(/\\([\\`*_[\]<>&|~])/g, '$1');
  return { ...hover, contents: { kind: 'plaintext', value } };
}

function isMarkup(contents: unknown): contents is MarkupContent {
  return typeof contents === 'object' && contents !== null && 'value' in contents && typeof contents.value === 'string';
}
