/** What a text looks like, before the server has read it: only the order in which texts are offered depends on it. */

const SIGNS = /OutOfMemoryError|OOM-?Killed|Exception\b|\bexit(?:ed)? ?(?:code|status|with)|memory configuration failed|network buffers|\[ERROR\]|memory limit|resource memory|evicted|Insufficient memory/i;

/** Whether a text may well be an error that somebody wants explained. */
export function looksLikeError(text: string): boolean {
  return SIGNS.test(text.slice(0, 64 * 1024));
}

const SHOWN = 100;

/** The line of a text that tells most: the first with a sign of an error, else the first that is not blank. */
export function excerptOf(text: string): string {
  const lines = text.slice(0, 64 * 1024).split(/\r\n|\n|\r/).map((line) => line.trim()).filter((line) => line !== '');
  const line = lines.find((candidate) => SIGNS.test(candidate)) ?? lines[0] ?? '';
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}…`;
}
