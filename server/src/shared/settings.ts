import { MINOR_VERSIONS, type MinorVersion } from '../model/version.js';
import { asRecord } from './records.js';

/** The settings `flinkMemory.*` of one resource, parsed. Names, types and defaults are those of package.json (a test compares). */
export interface Settings {
  readonly flinkVersion: 'auto' | MinorVersion;
  /** A minor release of the operator, `1.0` … `1.16`. */
  readonly operatorVersion: string;
  readonly operatorDefaults: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly inlayHints: { readonly enabled: boolean };
  readonly codeLens: { readonly enabled: boolean };
  readonly stateBackend: (typeof STATE_BACKENDS)[number];
}

export const RULE_LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

export const OPERATOR_VERSIONS: readonly string[] = Array.from({ length: 17 }, (_, minor) => `1.${minor}`);
export const STATE_BACKENDS = ['auto', 'rocksdb', 'hashmap', 'forst'] as const;

export const DEFAULT_SETTINGS: Settings = {
  flinkVersion: 'auto',
  operatorVersion: 'auto',
  operatorDefaults: {},
  rules: {},
  inlayHints: { enabled: true },
  codeLens: { enabled: true },
  stateBackend: 'auto',
};

/** Reads what a client answered for the section `flinkMemory`. What is missing or of another type falls back to its default. */
export function parseSettings(raw: unknown): Settings {
  const settings = asRecord(raw);
  return {
    flinkVersion: oneOf(settings['flinkVersion'], ['auto', ...MINOR_VERSIONS] as const, DEFAULT_SETTINGS.flinkVersion),
    operatorVersion: oneOf(settings['operatorVersion'], ['auto', ...OPERATOR_VERSIONS], DEFAULT_SETTINGS.operatorVersion),
    operatorDefaults: scalarsOf(settings['operatorDefaults']),
    rules: levelsOf(settings['rules']),
    inlayHints: { enabled: booleanOf(asRecord(settings['inlayHints'])['enabled'], true) },
    codeLens: { enabled: booleanOf(asRecord(settings['codeLens'])['enabled'], true) },
    stateBackend: oneOf(settings['stateBackend'], STATE_BACKENDS, DEFAULT_SETTINGS.stateBackend),
  };
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.find((candidate) => candidate === value) ?? fallback;
}

function booleanOf(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function scalarsOf(value: unknown): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, scalar] of Object.entries(asRecord(value))) {
    if (typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean') result[key] = String(scalar);
  }
  return result;
}

function levelsOf(value: unknown): Record<string, RuleLevel> {
  const result: Record<string, RuleLevel> = {};
  for (const [rule, level] of Object.entries(asRecord(value))) {
    const known = RULE_LEVELS.find((candidate) => candidate === level);
    if (known !== undefined) result[rule] = known;
  }
  return result;
}
