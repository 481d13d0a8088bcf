/** Parameters of our own methods, read from what the client sent. Each gives undefined for another shape. */
import { PROCESS_KINDS, type ProcessKind } from '../model/derivation.js';
import type { ChangeEditParams, Changes, ExplainErrorParams, FixErrorsParams, MemoryModelParams, Position, ProposeParams, TextModelParams, UpgradeReportParams } from '../shared/protocol.js';
import { asRecord, isRecord } from '../shared/records.js';
import { readPreset, readWishes } from '../shared/wishes.js';

export function readMemoryModelParams(raw: unknown): MemoryModelParams | undefined {
  const uri = readUri(raw);
  if (uri === undefined || !isRecord(raw)) return undefined;
  const clusters = optional(raw['clusters'], readStrings);
  const at = optional(raw['at'], readPosition);
  const whatIf = optional(raw['whatIf'], readChange);
  const inputs = optional(raw['inputs'], readProcess);
  const flinkVersion = optional(raw['flinkVersion'], readText);
  if (clusters === undefined || at === undefined || whatIf === undefined || inputs === undefined || flinkVersion === undefined) return undefined;
  return {
    textDocument: { uri },
    ...(clusters === null ? {} : { clusters }),
    ...(at === null ? {} : { at }),
    ...(whatIf === null ? {} : { whatIf }),
    ...(inputs === null ? {} : { inputs }),
    ...(flinkVersion === null ? {} : { flinkVersion }),
  };
}

export function readChangeEditParams(raw: unknown): ChangeEditParams | undefined {
  const uri = readUri(raw);
  const change = readChange(raw);
  return uri === undefined || change === undefined ? undefined : { textDocument: { uri }, ...change };
}

export function readFixErrorsParams(raw: unknown): FixErrorsParams | undefined {
  const uri = readUri(raw);
  return uri === undefined ? undefined : { textDocument: { uri } };
}

export function readProposeParams(raw: unknown): ProposeParams | undefined {
  const uri = readUri(raw);
  const { cluster, version, wanted } = asRecord(raw);
  const { preset, wishes } = asRecord(wanted);
  if (uri === undefined || typeof cluster !== 'string' || typeof version !== 'number') return undefined;
  const known = readPreset(preset) ?? readWishes(wishes);
  if (known === undefined) return undefined;
  return { textDocument: { uri }, cluster, version, wanted: typeof known === 'string' ? { preset: known } : { wishes: known } };
}

export function readTextModelParams(raw: unknown): TextModelParams | undefined {
  const uri = readUri(raw);
  const { text, pasted } = asRecord(raw);
  return uri === undefined || typeof text !== 'string' ? undefined : { textDocument: { uri }, text, ...(pasted === true ? { pasted } : {}) };
}

export function readUpgradeReportParams(raw: unknown): UpgradeReportParams | undefined {
  const uri = readUri(raw);
  if (uri === undefined || !isRecord(raw)) return undefined;
  const { cluster, to } = raw;
  return typeof cluster === 'string' && typeof to === 'string' ? { textDocument: { uri }, cluster, to } : undefined;
}

export function readExplainErrorParams(raw: unknown): ExplainErrorParams | undefined {
  const { text, textDocument, cluster: id } = asRecord(raw);
  const uri = optional(textDocument, () => readUri(raw));
  const cluster = optional(id, readText);
  if (typeof text !== 'string') return undefined;
  if (uri === undefined || cluster === undefined) return undefined;
  return { text, ...(uri === null ? {} : { textDocument: { uri } }), ...(cluster === null ? {} : { cluster }) };
}

function readText(raw: unknown): string | undefined {
  return typeof raw === 'string' ? raw : undefined;
}

function readProcess(raw: unknown): ProcessKind | undefined {
  return PROCESS_KINDS.find((process) => process === raw);
}

function readChange(raw: unknown): { cluster: string; version: number; changes: Changes } | undefined {
  if (!isRecord(raw)) return undefined;
  const { cluster, version, changes } = raw;
  if (typeof cluster !== 'string' || typeof version !== 'number' || !isRecord(changes)) return undefined;
  const read: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(changes)) {
    if (typeof value !== 'string' && value !== null) return undefined;
    read[key] = value;
  }
  return { cluster, version, changes: read };
}

function readUri(raw: unknown): string | undefined {
  const document = isRecord(raw) ? raw['textDocument'] : undefined;
  const uri = isRecord(document) ? document['uri'] : undefined;
  return typeof uri === 'string' ? uri : undefined;
}

function readPosition(raw: unknown): Position | undefined {
  if (!isRecord(raw)) return undefined;
  const { line, character } = raw;
  return isIndex(line) && isIndex(character) ? { line, character } : undefined;
}

function readStrings(raw: unknown): readonly string[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const strings = raw.filter((item): item is string => typeof item === 'string');
  return strings.length === raw.length ? strings : undefined;
}

/** null: not given; undefined: given in another shape. */
function optional<T>(raw: unknown, read: (raw: unknown) => T | undefined): T | null | undefined {
  return raw === undefined || raw === null ? null : read(raw);
}

function isIndex(raw: unknown): raw is number {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= 0;
}
