import type { OtherFiles } from '../otherFiles.js';
import { resolveUri } from '../otherFiles.js';
import { readDotenv } from './dotenvVariables.js';

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/** What the `.env` file beside a compose file gives its variables; asked for only where the file has any. The last of a name counts. */
export function variablesBeside(uri: string, text: string, files: OtherFiles): ReadonlyMap<string, string> {
  const beside = text.includes('$') ? resolveUri(uri, '.env') : undefined;
  const content = beside === undefined ? undefined : files.text(beside);
  return content === undefined ? NO_VARIABLES : readDotenv(content);
}
