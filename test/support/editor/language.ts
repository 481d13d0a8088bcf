/** What the product says in a display language: read from its own texts, so that a journey is written once for both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The words of one display language. */
export interface Language {
  readonly locale: 'en' | 'zh-cn';
  /** A sentence of the program, by its English. Throws for one that the program does not say. */
  readonly say: (english: string, ...values: readonly (string | number)[]) => string;
  /** A command as the palette lists it, `Category: Title`, by its name in package.json. */
  readonly command: (name: string) => string;
  /** What is told of a pool, by its key in data/pools: `managed`, `when`. */
  readonly pool: (pool: string, what: 'text' | 'when' | 'short') => string;
}

type Texts = Readonly<Record<string, unknown>>;

function texts(...path: readonly string[]): Texts {
  const value: unknown = JSON.parse(readFileSync(join(process.cwd(), ...path), 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${path.join('/')} holds no texts`);
  return Object.fromEntries(Object.entries(value));
}

function textOf(all: Texts, key: string): string {
  const text = all[key];
  if (typeof text !== 'string') throw new Error(`There is no text for “${key}”`);
  return text;
}

function languageOf(locale: Language['locale']): Language {
  const [bundle, titles, pools] = locale === 'en'
    ? [texts('l10n', 'bundle.l10n.json'), texts('package.nls.json'), texts('data', 'pools.en.json')]
    : [texts('l10n', 'bundle.l10n.zh-cn.json'), texts('package.nls.zh-cn.json'), texts('data', 'pools.zh-cn.json')];
  return {
    locale,
    say: (english, ...values) => values.reduce<string>((text, value, index) => text.replaceAll(`{${index}}`, String(value)), textOf(bundle, english)),
    command: (name) => `${textOf(titles, 'category')}: ${textOf(titles, `command.${name}`)}`,
    pool: (pool, what) => {
      const about = pools[pool];
      if (typeof about !== 'object' || about === null) throw new Error(`There is no text about ${pool}`);
      return textOf(Object.fromEntries(Object.entries(about)), what);
    },
  };
}

export const LANGUAGES: readonly Language[] = [languageOf('en'), languageOf('zh-cn')];
