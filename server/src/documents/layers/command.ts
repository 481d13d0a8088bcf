import type { ProcessKind } from '../../model/derivation.js';
import type { Span } from '../cluster.js';
import { EmbeddedText, type PlacedText } from '../embedded/embeddedText.js';
import { asWritten, type TextFilter } from '../embedded/partOfText.js';
import { type LocatedNode, type LocatedPair, type LocatedSequence, resolveAlias } from '../yaml/node.js';
import { hasTemplate } from '../yaml/templates.js';
import type { YamlTree } from '../yaml/tree.js';
import type { Locate } from './distantFile.js';
import { shellCommands } from './shellWords.js';

/** A word of a container's command line. */
export interface Word {
  readonly text: string;
  /** The scalar that it stands in, and where it stands there, quotes included. */
  readonly within: PlacedText;
  readonly span: Span;
  /** A template, a variable or a command takes part in it. */
  readonly templated: boolean;
  /** The item of a list that it is; absent for one of several in a text. */
  readonly item?: { readonly list: LocatedSequence; readonly node: LocatedNode };
}

/** What starts a process of Flink's in a container, with what follows it. */
export interface FlinkCommand {
  readonly role: ProcessKind;
  /** The word that names the process. */
  readonly start: Word;
  readonly words: readonly Word[];
  /** One of Flink's own scripts takes the place of the image's start script, which then writes nothing into the configuration. */
  readonly isDirect?: true;
  /** Where it stands in another file: its spans are of that one's text. */
  readonly elsewhere?: Locate;
}

/** What the images' start script and Flink's own scripts call a process. */
const ROLES: Readonly<Record<string, ProcessKind>> = {
  jobmanager: 'jobManager', 'standalone-job': 'jobManager', 'job-cluster': 'jobManager', taskmanager: 'taskManager',
};

/**
 * The process of Flink's that a container starts, by its command line; undefined where nothing names one.
 *
 * @param through what becomes of a text before it is run
 * @param values of `command` and `args`, or `entrypoint` and `command`, in the order in which they are run: lists, or texts that are divided as a shell does
 */
export function flinkCommand(tree: YamlTree, values: readonly (LocatedPair | undefined)[], through: TextFilter = asWritten): FlinkCommand | undefined {
  const words = values.flatMap((pair) => (pair === undefined ? [] : wordsOf(tree, pair, through)));
  const { command, isAlone } = commandIn(words);
  // The first of the two is what replaces the image's own.
  const isDirect = values[0] !== undefined && command !== undefined && isAlone && FLINKS_SCRIPT.test(command.start.text) && !words.some(({ text }) => text.includes('entrypoint'));
  return isDirect ? { ...command, isDirect } : command;
}

/** One that Flink's distribution has in its folder. */
const FLINKS_SCRIPT = /(?:^|\/)bin\/[\w-]+\.sh$/;

/** The command, and whether nothing is run before or behind it. */
function commandIn(words: readonly Word[]): { readonly command: FlinkCommand | undefined; readonly isAlone: boolean } {
  const script = words.findIndex(({ text }, at) => at > 0 && /^-\w*c$/.test(text) && /(?:^|\/)(?:ba|da|k)?sh$/.test(words[at - 1]?.text ?? ''));
  const text = script < 0 ? undefined : words[script + 1];
  const commands = text === undefined ? [words] : wordsOfScript(text);
  const isAlone = commands.length === 1;
  for (const one of commands) {
    const command = commandOf(one);
    if (command !== undefined) return { command, isAlone };
  }
  return { command: undefined, isAlone };
}

function wordsOf(tree: YamlTree, pair: LocatedPair, through: TextFilter): readonly Word[] {
  const value = resolveAlias(pair.value);
  if (value?.kind === 'sequence') {
    return value.items.flatMap((item) => {
      const written = EmbeddedText.ofItem(tree, item);
      if (written === undefined) return [];
      const within = through(written);
      const { text } = within;
      return [{ text: text.trimEnd(), within, span: { start: 0, end: text.length }, templated: isTemplate(text), item: { list: value, node: item } }];
    });
  }
  const text = pair.value.kind === 'scalar' ? EmbeddedText.of(tree, pair) : undefined;
  if (text === undefined) return [];
  const within = through(text);
  return wordsOfText(within, { start: 0, end: within.text.length }).flat();
}

/** The commands of a script that is one word: an item of a list, or a part of a text, then mostly in quotes. */
function wordsOfScript({ within, span, item }: Word): readonly (readonly Word[])[] {
  if (item !== undefined) return wordsOfText(within, { start: 0, end: within.text.length });
  const written = within.text.slice(span.start, span.end);
  const quote = /^(["']).*\1$/s.exec(written)?.[1];
  if (quote === undefined) return wordsOfText(within, span);
  const inner = written.slice(1, -1);
  // What is quoted once more is divided and replaced by two shells: only what a script starts can be told of it.
  const isPlain = !inner.includes(quote) && !/\\(?!\n)/.test(inner);
  const commands = wordsOfText(within, { start: span.start + 1, end: span.end - 1 });
  return isPlain ? commands : commands.map((words) => words.map((word) => ({ ...word, templated: true })));
}

/** What Kubernetes puts in (`$(NAME)`), and what templates do. */
function isTemplate(text: string): boolean {
  return hasTemplate(text) || text.includes('$(');
}

function wordsOfText(within: PlacedText, { start: from, end }: Span): readonly (readonly Word[])[] {
  return shellCommands(within.text.slice(from, end)).map((command) => command.map(({ text, span, expands }): Word => ({
    text, within, span: { start: span.start + from, end: span.end + from }, templated: expands || isTemplate(text),
  })));
}

/** The first word of a command, behind what only starts another. */
function commandOf(words: readonly Word[]): FlinkCommand | undefined {
  for (const [at, start] of words.entries()) {
    const name = start.text.slice(start.text.lastIndexOf('/') + 1);
    const role = roleNamed(name);
    if (role !== undefined) return { role, start, words: words.slice(at + 1) };
    if (!STARTERS.test(name)) return undefined;
  }
  return undefined;
}

function roleNamed(name: string): ProcessKind | undefined {
  const bare = name.replace(/\.sh$/, '');
  return Object.hasOwn(ROLES, bare) ? ROLES[bare] : undefined;
}

/** Words before the one that names the process: the start script, other starters with their flags, variables of the command, a shell's own words. */
const STARTERS = /^(?:docker-entrypoint\.sh|entrypoint\.sh|exec|env|tini|dumb-init|gosu|su-exec|flink|(?:ba|da)?sh|do|then|else|time|nohup|\{|-{1,2}[a-z]*|[A-Za-z_]\w*=.*)$/;
