/** What the page asks the server for, through the host: read alike by both. */
import { PRESETS, type Preset, type Wishes } from './protocol.js';
import { asRecord } from './records.js';
import { parseBytes } from './sizes.js';

/** 1 PiB: more than any machine has. */
const MOST_MEMORY = 2n ** 50n;
const MOST_SLOTS = 10_000;

export function readPreset(raw: unknown): Preset | undefined {
  return PRESETS.find((preset) => preset === raw);
}

/** Undefined for what is none, or beyond any machine. */
export function readWishes(raw: unknown): Wishes | undefined {
  const { slots, stateBackend, memory, reserve } = asRecord(raw);
  const bytes = typeof memory === 'string' ? parseBytes(memory) : undefined;
  if (stateBackend !== 'rocksdb' && stateBackend !== 'hashmap') return undefined;
  if (!isWhole(slots, 1, MOST_SLOTS) || !isWhole(reserve, 0, 90) || bytes === undefined || bytes < 1n || bytes > MOST_MEMORY) return undefined;
  return { slots, stateBackend, memory: bytes.toString(), reserve };
}

function isWhole(raw: unknown, least: number, most: number): raw is number {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most;
}
