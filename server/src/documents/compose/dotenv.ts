import type { OtherFiles } from '../otherFiles.js';
import { resolveUri } from '../otherFiles.js';
import type { Variables } from './interpolation.js';

const NO_VARIABLES: Variables = new Map();

/** A line of a `.env` file: a name, and a value in single quotes, in double ones, or up to a comment. Quoted values may have several lines. */
const SETTING = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:[ \t])[ \t]*(?:'([^']*)'|"((?:[^"\\]|\\[^])*)"|([^\r\n]*))/gm;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What the `.env` file beside a compose file gives its variables; asked for only where the file has any. The last of a name counts. */
export function variablesBeside(uri: string, text: string, files: OtherFiles): Variables {
  const beside = text.includes('$') ? resolveUri(uri, '.env') : undefined;
  const content = beside === undefined ? undefined : files.text(beside);
  return content === undefined ? NO_VARIABLES : readDotenv(content);
}

/** The variables of a `.env` file. What takes part in a value from elsewhere stays `${NAME}`: nobody knows it. */
export function readDotenv(text: string): Variables {
  return new Map([...text.matchAll(SETTING)].map(([, name = '', single, double, plain = '']): [string, string] => {
    if (single !== undefined) return [name, single];
    if (double !== undefined) return [name, double.replace(/\\([^])/g, (_, sign: string) => ESCAPES[sign] ?? sign)];
    return [name, plain.replace(/(?:^|[ \t]+)#.*$/, '').trim()];
  }));
}
