import type { ReadingProblem } from './cluster.js';

/** A key with nothing behind its colon: in YAML the head of a mapping; formats that go line by line give it no meaning. */
export interface Head {
  readonly key: string;
  readonly indent: number;
}

interface OpenHead extends Head {
  readonly problem: ReadingProblem | undefined;
  /** Whether every line below it has its whole key; undefined as long as there is none. */
  isWhole: boolean | undefined;
}

/** The heads above the lines of a text, as it is read from top to bottom. */
export class Heads {
  readonly #all: OpenHead[] = [];
  #open: readonly OpenHead[] = [];

  /** A line of this indentation begins: what stands as far in as it is no head of it. */
  begin(indent: number): void {
    if (this.#open.length > 0) this.#open = this.#open.filter((head) => head.indent < indent);
  }

  /** @param problem what is wrong with the line of the head */
  add(head: Head, problem: ReadingProblem | undefined): void {
    const open = { ...head, problem, isWhole: undefined };
    this.#all.push(open);
    this.#open = [...this.#open, open];
  }

  /** A head with the heads above it, joined as YAML would. */
  path(key: string): string {
    return [...this.#open.map((head) => head.key), key].join('.');
  }

  /** The key that YAML would join of the heads above a line and the line's own; undefined where there is none, or where the line has the whole key already. */
  joinedKey(key: string): string | undefined {
    const outermost = this.#open[0];
    if (outermost === undefined) return undefined;
    const isWhole = key.startsWith(`${outermost.key}.`);
    for (const head of this.#open) head.isWhole = isWhole && head.isWhole !== false;
    return isWhole ? undefined : this.path(key);
  }

  /** What is still wrong: nothing is lost with a head below which every line has its whole key. */
  standing(problems: readonly ReadingProblem[]): readonly ReadingProblem[] {
    if (this.#all.length === 0) return problems;
    const settled = new Set(this.#all.flatMap(({ isWhole, problem }) => (isWhole === true && problem !== undefined ? [problem] : [])));
    return settled.size === 0 ? problems : problems.filter((problem) => !settled.has(problem));
  }
}
