/** A bare number where a pool is meant: bytes to Flink, MiB to nearly everybody who writes one. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { FieldUnits } from '../documents/fields.js';
import { MIB } from '../shared/sizes.js';
import { defineRule, type Fix } from './rule.js';
import { authorText, fieldBehind, nameOf, valueSpan, winningEntry } from './settings.js';

interface UnitPayload {
  readonly key: string;
  readonly value: string;
}

/** Keys of sizes below 1 MiB by nature. */
const SMALL_BY_NATURE = /segment|block(?!\.cache)|threshold|batch(?!-shuffle)|page|log\./;
/** Keys of sizes that are pools of memory, or as large as one. */
const IS_POOL = /memory|heap|cache/;
/** So few MiB are no total: GiB were meant. */
const FEWEST_MIB = 64;
const IS_TOTAL = /^(?:task|job)manager\.(?:memory\.(?:process|flink)\.size|heap\.size|memory\.heap\.size)$/;

function unitOf({ key, value }: UnitPayload): 'm' | 'g' {
  return IS_TOTAL.test(key) && Number(value) < FEWEST_MIB ? 'g' : 'm';
}

export const sizeWithoutUnit = defineRule<UnitPayload>({
  id: 'size-without-unit',
  level: 'warning',
  entries: {
    about: 'value',
    concerns: ({ key, option }) => option?.type === 'MemorySize' && IS_POOL.test(key) && !SMALL_BY_NATURE.test(key),
    notice(entry, _facts, analysis) {
      const text = authorText(analysis, entry).trim();
      if (!/^\d+$/.test(text)) return undefined;
      const bytes = BigInt(text);
      if (bytes === 0n || bytes >= MIB) return undefined;
      return { key: entry.key, span: valueSpan(entry), payload: { key: entry.key, value: text } };
    },
  },
  say({ payload }, analysis) {
    const entry = winningEntry(analysis, payload.key);
    const units = entry === undefined ? undefined : fieldBehind(analysis, entry)?.units;
    return l10n.t('Without a unit {0} counts bytes, so this is less than 1 MiB. {1} was probably meant.', nameOf(analysis, payload.key), `${payload.value}${spelledIn(units, unitOf(payload))}`);
  },
  fixes({ payload }, analysis) {
    const likely = unitOf(payload);
    const units = likely === 'g' ? ['g', 'm'] as const : ['m'] as const;
    return [
      ...units.flatMap((unit) => unitFix(analysis, payload, unit, unit === likely ? 0n : 1n)),
      ...unitFix(analysis, payload, 'b'),
    ];
  },
});

/** A unit as who reads the field spells it: Kubernetes takes a bare number for bytes, and `m` for thousandths. */
function spelledIn(units: FieldUnits | undefined, unit: 'b' | 'm' | 'g'): string {
  if (units === undefined) return unit;
  return units === 'kubernetes' ? `${unit.toUpperCase()}i` : unit;
}

function unitFix(analysis: Analysis, { key, value }: UnitPayload, unit: 'b' | 'm' | 'g', cost?: bigint): readonly Fix[] {
  const entry = winningEntry(analysis, key);
  if (entry === undefined) return [];
  const field = fieldBehind(analysis, entry);
  if (unit === 'b' && field?.units !== undefined) return [];
  const text = `${value}${spelledIn(field?.units, unit)}`;
  const title = unit === 'b' ? l10n.t('Write {0} (bytes are meant)', text) : l10n.t('Write {0}', text);
  return [{ title, changes: [{ kind: 'setValue', entry: field === undefined || entry.site.kind === 'value' ? entry : { ...entry, site: field.site }, value: text }], ...(cost === undefined ? {} : { cost }) }];
}
