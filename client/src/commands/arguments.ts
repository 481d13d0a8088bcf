/** Arguments of commands come from links in hovers, code actions and keybindings: they are read, not trusted. */
import type { Location, Position, Range } from '../../../server/src/shared/protocol.js';
import { asRecord } from '../../../server/src/shared/records.js';

/** A place that a command is to go to. */
export interface Target {
  readonly uri: string;
  readonly range?: Range;
}

/** Reads `{ uri, range }` or `{ uri, position }`; undefined for anything without a URI. */
export function parseTarget(raw: unknown): Target | undefined {
  const { uri, range, position } = asRecord(raw);
  if (typeof uri !== 'string') return undefined;
  const place = parsePosition(position);
  const found = parseRange(range) ?? (place === undefined ? undefined : { start: place, end: place });
  return { uri, ...(found === undefined ? {} : { range: found }) };
}

/** Reads an LSP location; undefined for anything else. */
export function parseLocation(raw: unknown): Location | undefined {
  const target = parseTarget(raw);
  return target?.range === undefined ? undefined : { uri: target.uri, range: target.range };
}

/** Reads `{ text }`, an error to explain; undefined for anything else. */
export function parseText(raw: unknown): string | undefined {
  const { text } = asRecord(raw);
  return typeof text === 'string' ? text : undefined;
}

/** Reads which change of the explanation at hand is meant, `{ error, fix }`; undefined for anything else. */
export function parseErrorFix(raw: unknown): { readonly error: number; readonly fix: number } | undefined {
  const { error, fix } = asRecord(raw);
  return isCount(error) && isCount(fix) ? { error, fix } : undefined;
}

/** Reads the id of a rule, as `jvm-exceeds-process`; undefined for anything else. */
export function parseRule(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^[a-z][a-z-]*$/.test(raw) ? raw : undefined;
}

/** A cluster, and the version of Flink that it is to be compared with. */
export interface UpgradeQuestion {
  readonly uri: string;
  readonly cluster: string;
  readonly to: string;
}

/** Reads `{ uri, cluster, to }`; undefined for anything else. */
export function parseUpgradeQuestion(raw: unknown): UpgradeQuestion | undefined {
  const { uri, cluster, to } = asRecord(raw);
  return typeof uri === 'string' && typeof cluster === 'string' && typeof to === 'string' ? { uri, cluster, to } : undefined;
}

function parseRange(raw: unknown): Range | undefined {
  const { start, end } = asRecord(raw);
  const from = parsePosition(start);
  const to = parsePosition(end);
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}

function parsePosition(raw: unknown): Position | undefined {
  const { line, character } = asRecord(raw);
  return isCount(line) && isCount(character) ? { line, character } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
