import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Configuration, MINOR_VERSIONS, type FlinkVersion } from '../../server/src/model/index.js';

/** Answers of real Flink releases; see test/vectors. Read with checks, as any data from outside. */

export type Fields = Readonly<Record<string, unknown>>;

export interface Expectation {
  readonly versions: readonly FlinkVersion[];
  readonly fields: Fields;
}

export interface Vector {
  readonly id: string;
  readonly fields: Fields;
  readonly expect: readonly Expectation[];
}

const root = join(__dirname, '../../..');

/** The text of a file of the repository. */
export function repositoryFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new TypeError(`no object: ${String(value)}`);
  return Object.fromEntries(Object.entries(value));
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`no text: ${String(value)}`);
  return value;
}

export function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, text]) => [key, textOf(text)]));
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`no list: ${String(value)}`);
  return value;
}

/** The lines of a file of test/vectors. */
export function readLines(name: string): readonly Fields[] {
  return repositoryFile(join('test/vectors', name)).trim().split('\n').map((line) => {
    const parsed: unknown = JSON.parse(line);
    return fieldsOf(parsed);
  });
}

export function readVectors(name: string): readonly Vector[] {
  return readLines(name).map((fields) => ({
    id: String(fields['id']),
    fields,
    expect: listOf(fields['expect']).map((answer) => {
      const answerFields = fieldsOf(answer);
      return { versions: listOf(answerFields['versions']).map(versionOf), fields: answerFields };
    }),
  }));
}

const VERSIONS: readonly FlinkVersion[] = ['1.10.0', '1.11.0', '1.11.1', ...MINOR_VERSIONS];

function versionOf(value: unknown): FlinkVersion {
  const version = VERSIONS.find((candidate) => candidate === value);
  if (version === undefined) throw new TypeError(`no version: ${String(value)}`);
  return version;
}

export function configurationOf(map: unknown): Configuration {
  return new Configuration(new Map(Object.entries(textsOf(map))));
}

export function configure(values: Readonly<Record<string, string>>, unknown: readonly string[] = []): Configuration {
  return new Configuration(new Map(Object.entries(values)), new Set(unknown));
}
