import { type Piece, Pieces } from '../embedded/pieces.js';

/** What the variables in a compose file stand for, as far as a file says so: the `.env` beside it. */
export type VariableValues = ReadonlyMap<string, string>;
export type Variables = Pick<VariableValues, 'get'>;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** What stands between the braces behind the name: nothing, or an operator with its argument. */
const OPERATOR = /(?::?[-+?])?/y;

/**
 * Puts into a scalar of a compose file what its variables stand for, as Compose does before it reads the value: `$NAME`,
 * `${NAME}`, `${NAME:-default}`, `${NAME-default}`; `$$` is a dollar. What no file gives has its default, in the place where
 * that stands, so that an edit changes the default; what has none stays `${NAME}`: nobody knows it.
 *
 * @returns the pieces of the value, each from a span of the text; undefined where nothing is to be put in
 */
export function interpolate(text: string, variables: Variables): readonly Piece[] | undefined {
  if (!text.includes('$')) return undefined;
  const pieces = new Pieces(text);
  new Interpolation(text, variables, pieces).range(0, text.length, 0);
  return pieces.list;
}

/** Deeper nesting than anybody writes. */
const DEEPEST = 20;
/** How far a brace is looked for, in characters: a text full of unclosed ones must not be read again and again. */
const FARTHEST = 1000;

class Interpolation {
  readonly #text: string;
  readonly #variables: Variables;
  readonly #pieces: Pieces;

  constructor(text: string, variables: Variables, pieces: Pieces) {
    this.#text = text;
    this.#variables = variables;
    this.#pieces = pieces;
  }

  range(from: number, end: number, depth: number): void {
    for (let at = from; at < end;) {
      const dollar = this.#text.indexOf('$', at);
      const stop = dollar < 0 || dollar >= end ? end : dollar;
      this.#pieces.verbatim(at, stop);
      at = stop === end ? end : this.#reference(stop, end, depth);
    }
  }

  /** Writes what a dollar begins, and says where that ends. */
  #reference(dollar: number, end: number, depth: number): number {
    const next = this.#text.charAt(dollar + 1);
    if (next === '$' && dollar + 2 <= end) return this.#written('$', dollar, dollar + 2);
    const name = this.#match(NAME, dollar + (next === '{' ? 2 : 1));
    if (name === '') return this.#asItself(dollar);
    if (next !== '{') return this.#value(name, dollar, dollar + 1 + name.length);
    const close = this.#closingBrace(dollar, end);
    if (close === undefined || depth > DEEPEST) return this.#asItself(dollar);
    return this.#braced(name, dollar, close, depth);
  }

  #braced(name: string, dollar: number, close: number, depth: number): number {
    const behindName = dollar + 2 + name.length;
    const operator = this.#match(OPERATOR, behindName);
    const argument = behindName + operator.length;
    if (operator === '' && argument !== close) return this.#asItself(dollar);
    const value = this.#variables.get(name);
    const isGiven = value !== undefined && (value !== '' || !operator.startsWith(':'));
    if (operator.endsWith('-') && !isGiven) {
      this.range(argument, close, depth + 1);
      return close + 1;
    }
    // What `+` stands for depends on whether the variable is set anywhere; what `?` demands is not given here.
    return this.#value(name, dollar, close + 1, operator.endsWith('+') || !isGiven);
  }

  #value(name: string, start: number, end: number, isUnknown = false): number {
    const value = isUnknown ? undefined : this.#variables.get(name);
    return this.#written(value ?? `\${${name}}`, start, end);
  }

  #written(text: string, start: number, end: number): number {
    this.#pieces.written(text, { start, end });
    return end;
  }

  #asItself(dollar: number): number {
    this.#pieces.verbatim(dollar, dollar + 1);
    return dollar + 1;
  }

  /** The brace that closes a reference; those within it have their own. */
  #closingBrace(dollar: number, end: number): number | undefined {
    let open = 0;
    for (let at = dollar; at < Math.min(end, dollar + FARTHEST); at++) {
      if (this.#text[at] === '}') {
        open--;
        if (open === 0) return at;
      } else if (this.#text.startsWith('${', at)) {
        open++;
      }
    }
    return undefined;
  }

  #match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? '';
  }
}
