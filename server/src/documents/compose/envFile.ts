import type { Variable } from '../layers/variables.js';
import { dotenvVariables, valuesIn } from './dotenvVariables.js';
import { interpolated } from './interpolatedText.js';
import { interpolate, type Variables } from './interpolation.js';

/** What is known of variables before a file of `env_file` is read; undefined for one that only the machine knows. */
export type Given = ReadonlyMap<string, string | undefined>;

/**
 * The values of variables at every place of the files that one `env_file` names: what the project and the service give counts
 * before what the files have set so far.
 */
export class EnvFileValues {
  readonly #given: Given;
  readonly #set = new Map<string, { readonly at: number; readonly value: string }[]>();
  #count = 0;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Reads the next file: its variables of some names, values put in as Compose does it. */
  read(source: string, wanted: (name: string) => boolean): readonly Variable[] {
    const places = new Map<string, number>();
    for (const { name, text, isLiteral } of valuesIn(source)) {
      const at = this.#count++;
      places.set(name, at);
      const pieces = isLiteral ? undefined : interpolate(text, this.#before(at));
      const value = pieces === undefined ? text : pieces.map((piece) => piece.text).join('');
      const known = this.#set.get(name);
      if (known === undefined) this.#set.set(name, [{ at, value }]);
      else known.push({ at, value });
    }
    return dotenvVariables(source, wanted, (text, name) => interpolated(text, this.#before(places.get(name) ?? 0)));
  }

  #before(place: number): Variables {
    return {
      get: (name) => {
        if (this.#given.has(name)) return this.#given.get(name);
        const values = this.#set.get(name) ?? [];
        for (let last = values.length - 1; last >= 0; last--) {
          const one = values[last];
          if (one !== undefined && one.at < place) return one.value;
        }
        return undefined;
      },
    };
  }
}
