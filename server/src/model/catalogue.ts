import { OPTION_LINES, READER_LINES } from './catalogue.generated.js';
import { MINOR_VERSIONS, orderOf, type FlinkVersion, type MinorVersion } from './version.js';

/** Another key that Flink reads when an option's own key is absent. */
export interface FallbackKey {
  readonly key: string;
  readonly deprecated: boolean;
}

/** An option as one version of Flink has it. */
export interface OptionAt {
  /** The key as the catalogue has it: with `<…>` where a name has its place. */
  readonly key: string;
  /** Java's name of the type: `MemorySize`, `Float`, `Duration`, `Map`, or the name of an enum. */
  readonly type: string;
  /** As Java prints it: `256 mb`, `PT10S`, `{OPERATOR=70, …}`; absent when there is none. */
  readonly default?: string;
  /** What an enum can be. */
  readonly values?: readonly string[];
  /** True when the option takes a list, joined with `;`. */
  readonly list: boolean;
  /** True when Flink has marked the option itself as outdated. */
  readonly deprecated: boolean;
  /** Keys read instead, in this order, when the option's own is absent. */
  readonly fallbackKeys: readonly FallbackKey[];
}

/** A stretch of versions in which nothing about an option changed. */
export interface OptionRun extends OptionAt {
  /** First and last minor version, inclusive. */
  readonly since: MinorVersion;
  readonly until: MinorVersion;
}

/** An option through all versions. */
export interface Option {
  readonly key: string;
  /** In the order of versions, never empty. */
  readonly runs: readonly OptionRun[];
  /** First and last minor version that has it. */
  readonly since: MinorVersion;
  readonly until: MinorVersion;
}

/** A key that is not the current name of the option that reads it. */
export interface FormerName {
  /** The option that reads the key. */
  readonly option: OptionAt;
  /** Whether Flink marks the key as outdated (otherwise it is an equal alternative). */
  readonly deprecated: boolean;
}

const FIRST = MINOR_VERSIONS[0];
const LAST: MinorVersion = MINOR_VERSIONS[MINOR_VERSIONS.length - 1] ?? FIRST;

/** 1.10.0 came with another default than the rest of 1.10; the catalogue knows minors only. */
const METASPACE_KEY = 'taskmanager.memory.jvm-metaspace.size';
const METASPACE_DEFAULT_1_10_0 = '96 mb';

let packedOptions: ReadonlyMap<string, string> | undefined;
const options = new Map<string, Option | undefined>();

/** By key, as JSON: a file asks for some hundred of more than a thousand. */
function packed(): ReadonlyMap<string, string> {
  packedOptions ??= readPairs(OPTION_LINES.split('\n'));
  return packedOptions;
}

function readPairs(lines: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 2) pairs.set(lines[at] ?? '', lines[at + 1] ?? '');
  return pairs;
}

function record(json: unknown): Readonly<Record<string, unknown>> {
  return isRecord(json) ? json : {};
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function list(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function textOf(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function minor(json: unknown, otherwise: MinorVersion): MinorVersion {
  return MINOR_VERSIONS.find((version) => version === json) ?? otherwise;
}

function unpack(key: string, json: string): Option {
  const { t: type, r: runs } = record(JSON.parse(json));
  const unpacked = list(runs).map((run) => unpackRun(key, textOf(type) ?? 'String', record(run)));
  return { key, runs: unpacked, since: unpacked[0]?.since ?? FIRST, until: unpacked[unpacked.length - 1]?.until ?? LAST };
}

function unpackRun(key: string, type: string, run: Readonly<Record<string, unknown>>): OptionRun {
  const { s, u, t, d, v, l, x, f } = run;
  const defaultText = textOf(d);
  return {
    key,
    type: textOf(t) ?? type,
    since: minor(s, FIRST),
    until: minor(u, LAST),
    ...(defaultText === undefined ? {} : { default: defaultText }),
    ...(v === undefined ? {} : { values: list(v).flatMap((value) => textOf(value) ?? []) }),
    list: l === 1,
    deprecated: x === 1,
    fallbackKeys: list(f).flatMap((fallback) => {
      const [name, deprecated] = list(fallback);
      const fallbackKey = textOf(name);
      return fallbackKey === undefined ? [] : { key: fallbackKey, deprecated: deprecated === 1 };
    }),
  };
}

/** Makes what the first question about a key would make: for a moment when nobody waits. */
export function prepareCatalogue(): void {
  packed();
  readers ??= readReaders();
}

/** Every key of the catalogue in alphabetical order, `<…>` included, whatever version has it. */
export function allKeys(): readonly string[] {
  return [...packed().keys()];
}

/**
 * The option with this key in any version; a key with a name in it (`metrics.reporter.prom.class`) finds its pattern.
 * Former names that are no option of their own are not found here: see {@link formerNameOf}.
 */
export function findOption(key: string): Option | undefined {
  if (options.has(key)) return options.get(key);
  const json = packed().get(key);
  const name = json === undefined ? patternOf(key) : key;
  const pattern = name === undefined ? undefined : packed().get(name);
  const option = name === undefined || pattern === undefined ? undefined : unpack(name, pattern);
  // Keys come from the user's text: only those of the catalogue are remembered, so that typing fills no memory.
  if (json !== undefined) options.set(key, option);
  return option;
}

/** The option as a version has it; undefined when that version has no such option. */
export function optionAt(key: string, version: FlinkVersion): OptionAt | undefined {
  const wanted = orderOf(version);
  const run = findOption(key)?.runs.find(({ since, until }) => orderOf(since) <= wanted && wanted <= orderOf(until));
  if (run !== undefined && version === '1.10.0' && run.key === METASPACE_KEY) return { ...run, default: METASPACE_DEFAULT_1_10_0 };
  return run;
}

let patterns: readonly { readonly name: string; readonly expression: RegExp }[] | undefined;

function patternOf(key: string): string | undefined {
  // A name inside a key has no dots, one at the end may (`flink.hadoop.fs.s3a.endpoint`).
  patterns ??= allKeys()
    .filter((name) => name.includes('<'))
    .map((name) => ({
      name,
      expression: new RegExp(`^${name.replace(/[.]/g, '\\.').replace(/<[^>]+>$/, '.+').replace(/<[^>]+>/g, '[^.]+')}$`),
    }))
    // The pattern that leaves least open wins: `metrics.reporter.<name>.class` before `…<name>.<parameter>`.
    .sort((a, b) => openPlaces(a.name) - openPlaces(b.name));
  return patterns.find(({ expression }) => expression.test(key))?.name;
}

function openPlaces(name: string): number {
  return name.split('<').length;
}

let readers: ReadonlyMap<string, readonly string[]> | undefined;

/** The options that read a key which is not their name, in some version; in alphabetical order. */
export function readersOf(key: string): readonly string[] {
  readers ??= readReaders();
  return readers.get(key) ?? [];
}

/** Every key that some option reads, in some version, although it is not its name. */
export function formerNames(): Iterable<string> {
  readers ??= readReaders();
  return readers.keys();
}

function readReaders(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of READER_LINES.split('\n')) {
    const [key = '', ...by] = line.split(' ');
    found.set(key, by);
  }
  return found;
}

/**
 * Which option reads this key in that version although the key is not its name: `taskmanager.memory.size` is read by
 * `taskmanager.memory.managed.size`. Undefined when none does. A key can be an option of its own as well.
 */
export function formerNameOf(key: string, version: FlinkVersion): FormerName | undefined {
  for (const reader of readersOf(key)) {
    const option = optionAt(reader, version);
    const fallback = option?.fallbackKeys.find((candidate) => candidate.key === key);
    if (option !== undefined && fallback !== undefined) return { option, deprecated: fallback.deprecated };
  }
  return undefined;
}
