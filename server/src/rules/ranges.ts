/** Ranges that are none: a minimum above its maximum, a fraction outside [0, 1). */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { acceptedFractions, optionAt, ProcessSettings, rangeRefusals } from '../model/index.js';
import { PROCESS_KINDS, type ProcessKind, type Refusal, type RefusalReason } from '../model/derivation.js';
import { sizeText } from '../shared/sizes.js';
import { processName } from '../shared/words.js';
import { autoscalerOption, refusedOverhead } from './autoscaler.js';
import { refusalOf } from './derivation.js';
import { noticeRefusal, removeFixes, setFix } from './refusalFixes.js';
import { defineRule, type Fix } from './rule.js';
import { nameOf, valueSpan, winningEntry } from './settings.js';
import { spell, styleOf } from './spelling.js';

interface RangePayload {
  readonly process: ProcessKind;
  /** The option of the range that Flink would name, and what is wrong with the range. */
  readonly option: string;
  readonly reason: RefusalReason;
}

/** A share that the operator's autoscaler refuses. */
interface OverheadPayload {
  readonly overhead: string;
  readonly key: string;
}

export const rangeInvalid = defineRule<RangePayload | OverheadPayload>({
  id: 'range-invalid',
  level: 'error',
  entries: {
    about: 'value',
    concerns: ({ key }) => autoscalerOption(key) === 'memory.tuning.overhead',
    notice: (entry, _facts, analysis) => refusedOverhead(analysis, entry.value) === undefined ? undefined
      : { span: valueSpan(entry), key: entry.key, payload: { overhead: entry.value, key: entry.key } },
  },
  when: 'not-derived',
  *find(analysis) {
    for (const process of PROCESS_KINDS) {
      for (const refusal of refusalsOf(analysis, process)) {
        const noticed = noticeRefusal(analysis, process, refusal, { process, option: refusal.key ?? '', reason: refusal.reason ?? 'fraction-outside' });
        // What Flink would come to only after another refusal is no refusal of the process yet.
        const { process: _later, ...rest } = noticed;
        yield isOwn(analysis, process, refusal) ? noticed : rest;
      }
    }
  },
  say({ payload }, analysis) {
    if ('overhead' in payload) return l10n.t('{0} is {1}, and has to be between 0 and 1: the operator refuses the deployment.', payload.key, payload.overhead);
    const refusal = refusalOfPayload(analysis, payload);
    return refusal === undefined ? '' : l10n.t('{0}: the {1} will not start.', rangeText(refusal, analysis), processName(payload.process));
  },
  cause({ payload }, analysis) {
    if ('overhead' in payload) return '';
    const refusal = refusalOfPayload(analysis, payload);
    return refusal === undefined ? '' : l10n.t('{0}.', rangeText(refusal, analysis));
  },
  fixes({ payload }, analysis) {
    if ('overhead' in payload) return overheadFixes(payload, analysis);
    const refusal = refusalOfPayload(analysis, payload);
    if (refusal === undefined) return [];
    const ways = refusal.reason === 'min-above-max' ? boundFixes(refusal, analysis) : fractionFixes(refusal, analysis, payload.process);
    return [...ways, ...removeFixes(refusal, analysis)];
  },
});

/** What was meant as a percentage, and the default. */
function overheadFixes({ key, overhead }: OverheadPayload, analysis: Analysis): readonly Fix[] {
  const share = (refusedOverhead(analysis, overhead) ?? 0) / 100;
  const remove: Fix = { title: l10n.t('Remove {0} (its default is {1})', key, '0.2'), changes: [{ kind: 'remove', key }], cost: 1n };
  return share > 0 && share <= 1 ? [{ title: l10n.t('Set {0} to {1}', key, String(share)), changes: [{ kind: 'set', key, value: String(share) }], cost: 0n }, remove] : [remove];
}

/** The derivation's own refusal first; the others wherever it does not come to them: behind another refusal, or a template. */
function refusalsOf(analysis: Analysis, process: ProcessKind): readonly Refusal[] {
  const derivation = analysis.derivations[process];
  const { version: { version }, container, incomplete } = analysis.cluster;
  if (derivation === undefined || derivation.status === 'derived' || version === undefined || incomplete) return [];
  const own = refusalOf(analysis, process);
  const all = rangeRefusals(derivation.status === 'failed' ? derivation.settings : ProcessSettings.of(process, analysis.configuration, { version, container }));
  if (own?.code !== 'range-invalid') return all;
  return [own, ...all.filter((refusal) => !isSame(refusal, own))];
}

function isSame(left: Refusal, right: Refusal): boolean {
  return left.key === right.key && left.reason === right.reason;
}

function isOwn(analysis: Analysis, process: ProcessKind, refusal: Refusal): boolean {
  const own = refusalOf(analysis, process);
  return own?.code === 'range-invalid' && isSame(own, refusal);
}

function refusalOfPayload(analysis: Analysis, { process, option, reason }: RangePayload): Refusal | undefined {
  return refusalsOf(analysis, process).find((refusal) => (refusal.key ?? '') === option && refusal.reason === reason);
}

function rangeText({ reason, inputs, required, available }: Refusal, analysis: Analysis): string {
  const [first, second] = inputs;
  if (reason !== 'min-above-max' || first === undefined || second === undefined) {
    return l10n.t('{0} is {1}, but a fraction is at least 0 and below 1', first?.key ?? '', first?.value ?? '');
  }
  return l10n.t('The minimum {0} ({1}) is above the maximum {2} ({3})', nameOf(analysis, first.key), sizeText(required ?? 0n), nameOf(analysis, second.key), sizeText(available ?? 0n));
}

function boundFixes({ inputs }: Refusal, analysis: Analysis): readonly Fix[] {
  const [min, max] = inputs;
  if (min?.bytes === undefined || max?.bytes === undefined) return [];
  const minEntry = winningEntry(analysis, min.key);
  const maxEntry = winningEntry(analysis, max.key);
  const fixes: Fix[] = [];
  if (minEntry !== undefined && maxEntry !== undefined) {
    fixes.push({
      title: l10n.t('Swap minimum and maximum'),
      changes: [{ kind: 'setValue', entry: minEntry, value: maxEntry.value }, { kind: 'setValue', entry: maxEntry, value: minEntry.value }],
      cost: 0n,
    });
  }
  const cost = min.bytes - max.bytes;
  if (minEntry !== undefined) {
    const value = spell(max.bytes, styleOf(min.key, minEntry.value));
    fixes.push(setFix(minEntry, min.key, value, l10n.t('Lower {0} to {1}', min.key, value), cost));
  }
  const value = spell(min.bytes, styleOf(max.key, maxEntry?.value));
  fixes.push(setFix(maxEntry, max.key, value, maxEntry === undefined ? l10n.t('Set {0} to {1}', max.key, value) : l10n.t('Raise {0} to {1}', max.key, value), cost));
  return fixes;
}

/** From 2 on a fraction is most likely a number of per cent; between 1 and 2 it is too large, as `1.0` is. */
const LEAST_PERCENT = 2;

function fractionFixes({ inputs, key: option }: Refusal, analysis: Analysis, process: ProcessKind): readonly Fix[] {
  const [input] = inputs;
  const { version: { version }, container } = analysis.cluster;
  if (input?.value === undefined || version === undefined) return [];
  const { key, value } = input;
  const entry = winningEntry(analysis, key);
  const number = Number(value);
  const accepted = acceptedFractions(process, analysis.configuration, { version, container }, key);
  const fixes: Fix[] = [];
  const percent = number >= LEAST_PERCENT && number < 100 ? asPercent(value) : undefined;
  if (percent !== undefined) {
    // Where the share is more than fits, Flink would only get as far as saying so.
    const fits = accepted === undefined || Number(percent) <= Number(accepted.max);
    fixes.push(setFix(entry, key, percent, l10n.t('Set {0} to {1}', key, percent), fits ? 0n : 2n));
  }
  if (number < 0) fixes.push(setFix(entry, key, '0', l10n.t('Set {0} to {1}', key, '0'), 0n));
  const largest = accepted === undefined ? undefined : withFewDigits(accepted);
  if (number >= 1 && largest !== undefined) fixes.push(setFix(entry, key, largest, l10n.t('Lower {0} to {1} (largest that works)', key, largest), 1n));
  const usual = option === undefined ? undefined : optionAt(option, version)?.default;
  if (largest === undefined && usual !== undefined) fixes.push(setFix(entry, key, usual, l10n.t('Set {0} to {1}', key, usual), 1n));
  return fixes;
}

/** A number of per cent as a fraction: the point moved two digits to the left. */
function asPercent(text: string): string | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? String(Math.round(number * 1e6) / 1e8) : undefined;
}

/** The largest accepted fraction of two digits, or of four where there is none of two. */
function withFewDigits({ min, max }: { readonly min: string; readonly max: string }): string {
  const short = String(Math.floor(Number(max) * 100 + 1e-6) / 100);
  return Number(short) >= Number(min) ? short : max;
}
