import { POOLS, type PartName, type ProcessKind } from '../model/derivation.js';
import { asRecord } from '../shared/settings.js';
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

/** A part of the memory model: plain text, no Markdown. */
export interface PoolDescription {
  readonly name: string;
  /** A name for narrow places: bars, lenses. */
  readonly short: string;
  /** What it is and who uses it. */
  readonly text: string;
  /** One sentence: how to size it. */
  readonly when?: string;
}

interface Descriptions {
  readonly options: ReadonlyMap<string, OptionDescription>;
  readonly pools: ReadonlyMap<string, PoolDescription>;
}

type Language = keyof typeof DESCRIPTIONS;

const PART_NAMES: readonly PartName[] = [...POOLS, 'offHeap'];
const parsed = new Map<Language, Descriptions>();

/**
 * The description of an option by its current name for some version, such as `taskmanager.memory.managed.size`. Any locale but
 * Simplified Chinese (`zh-cn`, `zh`, `zh-Hans…`) gets English. Undefined for options outside memory.
 */
export function describeOption(key: string, locale: string): OptionDescription | undefined {
  return descriptionsIn(locale).options.get(key);
}

/** The description of a part of a process. Undefined for a part that the process does not have (a JobManager's `managed`). */
export function describePool(name: PartName, process: ProcessKind, locale: string): PoolDescription | undefined {
  return descriptionsIn(locale).pools.get(process === 'jobManager' ? `jobManager.${name}` : name);
}

function descriptionsIn(locale: string): Descriptions {
  const language: Language = /^zh(?:$|[-_](?:cn|hans|sg))/i.test(locale) ? 'zh-cn' : 'en';
  const known = parsed.get(language);
  if (known !== undefined) return known;
  const descriptions = readDescriptions(JSON.parse(DESCRIPTIONS[language]));
  parsed.set(language, descriptions);
  return descriptions;
}

function readDescriptions(raw: unknown): Descriptions {
  const { options, pools } = asRecord(raw);
  return { options: readEach(options, readOption), pools: readEach(pools, readPool) };
}

function readEach<T>(raw: unknown, read: (entry: Readonly<Record<string, unknown>>) => T | undefined): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const [key, entry] of Object.entries(asRecord(raw))) {
    const value = read(asRecord(entry));
    if (value !== undefined) result.set(key, value);
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

function readPool({ name, short, text, when }: Readonly<Record<string, unknown>>): PoolDescription | undefined {
  if (typeof name !== 'string' || typeof short !== 'string' || typeof text !== 'string') return undefined;
  return { name, short, text, ...(typeof when === 'string' ? { when } : {}) };
}
