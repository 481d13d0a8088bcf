import type { PartName } from '../model/derivation.js';
import { type Language, languageOf } from '../shared/language.js';
import { PART_NAMES } from '../shared/model.js';
import { asRecord } from '../shared/records.js';
import { DESCRIPTIONS } from './descriptions.generated.js';

/** What an option is for, in our own words: plain text, no Markdown. */
export interface OptionDescription {
  readonly text: string;
  /** One sentence: when to change it. */
  readonly when?: string;
  /** The part of the memory model that the option sizes or whose memory it uses. */
  readonly pool?: PartName;
  /** The fitting page of Flink's documentation: path below `docs/`, without extension, as of 1.13 and later. */
  readonly page?: string;
}

/** By key. */
type Descriptions = ReadonlyMap<string, OptionDescription>;

const parsed = new Map<Language, Descriptions>();

/**
 * The description of an option by its current name for some version, such as `taskmanager.memory.managed.size`. Any locale but
 * Simplified Chinese (`zh-cn`, `zh`, `zh-Hans…`) gets English. Undefined for options outside memory.
 */
export function describeOption(key: string, locale: string): OptionDescription | undefined {
  return descriptionsIn(locale).get(key);
}

function descriptionsIn(locale: string): Descriptions {
  const language = languageOf(locale);
  const known = parsed.get(language);
  if (known !== undefined) return known;
  const descriptions = readDescriptions(JSON.parse(DESCRIPTIONS[language]));
  parsed.set(language, descriptions);
  return descriptions;
}

function readDescriptions(raw: unknown): Descriptions {
  const result = new Map<string, OptionDescription>();
  for (const [key, entry] of Object.entries(asRecord(raw))) {
    const option = readOption(asRecord(entry));
    if (option !== undefined) result.set(key, option);
  }
  return result;
}

function readOption({ text, when, pool, page }: Readonly<Record<string, unknown>>): OptionDescription | undefined {
  if (typeof text !== 'string') return undefined;
  const part = PART_NAMES.find((name) => name === pool);
  return {
    text,
    ...(typeof when === 'string' ? { when } : {}),
    ...(part === undefined ? {} : { pool: part }),
    ...(typeof page === 'string' ? { page } : {}),
  };
}
