import type { Span } from '../cluster.js';

/** A word of a command, as a shell divides a line. */
export interface ShellWord {
  /** Without quotes and escapes. */
  readonly text: string;
  /** As written, quotes included. */
  readonly span: Span;
  /** Something of it is put in only when the command runs. */
  readonly expands: boolean;
}

const BREAK = /[;&|()\n]/;

/** The commands of a shell script, or of a line, each with its words; comments and redirections apart, what cannot be told is left as it stands. */
export function shellCommands(script: string): readonly (readonly ShellWord[])[] {
  const commands: ShellWord[][] = [[]];
  for (let at = 0; at < script.length;) {
    const char = script.charAt(at);
    if (script.startsWith('\\\n', at)) {
      at += 2;
    } else if (BREAK.test(char)) {
      commands.push([]);
      at++;
    } else if (/\s/.test(char)) {
      at++;
    } else if (char === '#') {
      const end = script.indexOf('\n', at);
      at = end < 0 ? script.length : end;
    } else {
      const word = readWord(script, at);
      commands.at(-1)?.push(word);
      at = word.span.end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

function readWord(script: string, start: number): ShellWord {
  let text = '';
  let expands = false;
  let quote = '';
  let at = start;
  for (; at < script.length; at++) {
    const char = script.charAt(at);
    const next = script.charAt(at + 1);
    if (quote === "'" ? char === "'" : quote === '"' && char === '"') {
      quote = '';
    } else if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
    } else if (char === '\\' && quote !== "'" && next !== '') {
      if (quote === '"' && !/[$`"\\\n]/.test(next)) text += char;
      if (next !== '\n') text += next;
      at++;
    } else if (quote === '' && char === '$' && next === '(') {
      // A command within the word is over at its bracket.
      const end = script.indexOf(')', at);
      const stop = end < 0 ? script.length : end + 1;
      text += script.slice(at, stop);
      expands = true;
      at = stop - 1;
    } else if (quote === '' && (/\s/.test(char) || BREAK.test(char))) {
      break;
    } else {
      if (quote !== "'" && (char === '$' || char === '`')) expands = true;
      text += char;
    }
  }
  return { text, span: { start, end: at }, expands };
}
