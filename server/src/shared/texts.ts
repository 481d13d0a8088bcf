/**
 * What `@vscode/l10n` does with the texts that are here, several times as fast: no regular expression, and each text is taken
 * apart once. Sources import the package, as its tools look for that; scripts/build.mjs puts this into the server's bundles
 * in its place.
 */

/** A text between its placeholders: what stands before the first, then the number of each with what stands behind it. */
interface Template {
  readonly start: string;
  readonly places: readonly { readonly index: number; readonly behind: string }[];
}

let bundle: ReadonlyMap<string, unknown> = new Map();
const templates = new Map<string, Template>();

/** Sets the texts of a language: English sentence → its text, as JSON. */
export function config({ contents }: { readonly contents: string }): void {
  const texts: unknown = JSON.parse(contents);
  bundle = new Map(Object.entries(typeof texts === 'object' && texts !== null ? texts : {}));
}

/** A text in the language that is set, with its placeholders filled in. */
export function t(message: string, ...values: readonly (string | number | boolean)[]): string {
  const translated = bundle.get(message);
  const text = typeof translated === 'string' ? translated : message;
  if (values.length === 0) return text;
  const { start, places } = templateOf(text);
  let filled = start;
  for (const { index, behind } of places) filled += String(values[index] ?? `{${index}}`) + behind;
  return filled;
}

/** All texts are the program's own: there is an end of them. */
function templateOf(text: string): Template {
  let template = templates.get(text);
  if (template === undefined) {
    const [start = '', ...pieces] = text.split(/\{(\d+)\}/);
    const places = pieces.flatMap((piece, at) => (at % 2 === 0 ? [{ index: Number(piece), behind: pieces[at + 1] ?? '' }] : []));
    template = { start, places };
    templates.set(text, template);
  }
  return template;
}
