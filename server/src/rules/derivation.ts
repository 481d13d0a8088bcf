/** Flink's own refusals to size a process, each on the setting that most likely has to change, with proven numbers. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Span } from '../documents/cluster.js';
import { DERIVATION_CODES, PROCESS_KINDS, type DerivationCode, type ProcessKind, type Refusal, type RefusalInput } from '../model/derivation.js';
import { processSizeKey } from '../model/index.js';
import { sizeText } from '../shared/sizes.js';
import { poolName, processName } from '../shared/words.js';
import { asksForMemory } from './admission.js';
import { adviceText, missingBytes, refusalText } from './derivationWords.js';
import { lacksMemory } from './missingField.js';
import { halfOfPair, totalToAdd, usualValue } from './missingTotal.js';
import { sentences } from './print.js';
import { defineRule, type Fix, type Related, type Rule } from './rule.js';
import { nameOf, valueSpan, winningEntry } from './settings.js';
import { shareFixes } from './shareFixes.js';
import { wayFixes } from './wayFixes.js';
import { leastWay, waysOut, type Way } from './ways.js';

interface RefusalPayload {
  readonly code: DerivationCode;
  readonly process: ProcessKind;
}

/** The refusal of a process, where Flink refuses it. */
export function refusalOf(analysis: Analysis, process: ProcessKind): Refusal | undefined {
  const derivation = analysis.derivations[process];
  return derivation?.status === 'failed' ? derivation.refusal : undefined;
}

/** Whether a plain file holds the operator's own settings: no process is started with it, the sizes come with each deployment. */
function isOperatorsOwn({ cluster: { mayBePartial, settings } }: Analysis): boolean {
  if (!mayBePartial) return false;
  for (const key of settings.keys()) if (key.startsWith('kubernetes.operator.')) return true;
  return false;
}

/** Where a refusal stands: on the setting whose change is the least, else on the total or whatever else is written, else on the head. */
export function anchorOf(analysis: Analysis, process: ProcessKind, refusal: Refusal): { readonly span: Span; readonly key?: string } {
  const least = leastWay(analysis, process);
  for (const key of [...(least === undefined ? [] : [least.key]), ...refusal.inputs.map((input) => input.key)]) {
    const entry = winningEntry(analysis, key);
    // What stands in another document is told there, unless something here makes it wrong.
    if (entry !== undefined && entry.source !== 'otherDocument') return { span: valueSpan(entry), key };
  }
  return { span: analysis.cluster.processes[process].head };
}

/** The other settings that take part, each with what it amounts to. */
export function related(analysis: Analysis, refusal: Refusal, key: string | undefined): readonly Related[] {
  const { inputs } = refusal;
  const process = inputs[0]?.key.startsWith('jobmanager') === true ? 'jobManager' : 'taskManager';
  const found: Related[] = [];
  for (const input of inputs) {
    const one = relatedTo(analysis, process, input, input.key === key);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function relatedTo(analysis: Analysis, process: ProcessKind, { key, pool, bytes }: RefusalInput, isAnchor: boolean): Related | undefined {
  const setting = analysis.cluster.settings.get(key);
  if (setting === undefined || bytes === undefined) return undefined;
  const { broughtBy, origin } = setting;
  if (broughtBy !== undefined) return { span: broughtBy, message: l10n.t("The image's own configuration sets {0} to {1}", key, sizeText(bytes)) };
  const entry = isAnchor ? undefined : setting.entry;
  if (entry === undefined && origin === undefined) return undefined;
  const message = l10n.t('{0}: {1}', pool === undefined ? nameOf(analysis, key) : poolName(pool, process), sizeText(bytes));
  if (entry !== undefined) return { span: valueSpan(entry), message };
  return origin === undefined ? undefined : { location: origin, message };
}

function derivationRule(code: DerivationCode): Rule<RefusalPayload> {
  return defineRule<RefusalPayload>({
    id: code,
    level: 'error',
    when: code,
    *find(analysis) {
      for (const process of PROCESS_KINDS) {
        const refusal = refusalOf(analysis, process);
        // Without a field that the operator wants the size is nobody's choice: see memory-not-configured.
        if (refusal?.code !== code || lacksMemory(analysis, process)) continue;
        if (code === 'size-not-configured') {
          if (asksForMemory(analysis, process) || isOperatorsOwn(analysis) || analysis.cluster.sizedElsewhere === true) continue;
          const half = halfOfPair(analysis, process)?.entry;
          yield {
            span: half === undefined ? analysis.cluster.processes[process].head : valueSpan(half), process, payload: { code, process },
            ...(half === undefined ? {} : { key: half.key }),
            ...(analysis.cluster.mayBePartial ? { level: 'information' as const } : {}),
          };
          continue;
        }
        const { span, key } = anchorOf(analysis, process, refusal);
        yield { span, process, payload: { code, process }, related: related(analysis, refusal, key), ...(key === undefined ? {} : { key }) };
      }
    },
    say: ({ payload: { process } }, analysis) => sayRefusal(analysis, process),
    cause: ({ payload: { process } }, analysis) => causeText(analysis, process),
    fixes: ({ payload: { process } }, analysis) => fixesOf(analysis, process),
  });
}

function sayRefusal(analysis: Analysis, process: ProcessKind): string {
  const refusal = refusalOf(analysis, process);
  if (refusal === undefined) return '';
  if (refusal.code === 'size-not-configured') return missingText(analysis, process);
  const text = refusalText(refusal, process, analysis.cluster.version.text);
  const missing = missingBytes(refusal);
  const wrong = l10n.t('{0}: the {1} will not start.', missing === undefined ? text : l10n.t('{0} ({1} missing)', text, sizeText(missing)), processName(process));
  const advice = adviceText(toldWay(analysis, process), analysis, process);
  return sentences(wrong, advice);
}

/** The way that names the number that would do, even where the setting had better go. */
function toldWay(analysis: Analysis, process: ProcessKind): Way | undefined {
  const least = leastWay(analysis, process);
  return least?.kind !== 'remove' ? least : (waysOut(analysis, process).find(({ kind, key }) => kind !== 'remove' && key === least.key) ?? least);
}

function causeText(analysis: Analysis, process: ProcessKind): string {
  const refusal = refusalOf(analysis, process);
  if (refusal === undefined) return '';
  // A file that may be one part of several is not the whole truth: whether Flink will start is part of the sentence.
  if (refusal.code === 'size-not-configured' && analysis.cluster.mayBePartial) return missingText(analysis, process);
  return l10n.t('{0}.', refusalText(refusal, process, analysis.cluster.version.text));
}

function missingText(analysis: Analysis, process: ProcessKind): string {
  const total = totalToAdd(analysis, process);
  const key = processSizeKey(process);
  const wrong = analysis.cluster.mayBePartial
    ? l10n.t('No memory size is set for the {0} in this file: unless another place sets {1}, Flink will not start it.', processName(process), key)
    : l10n.t('No memory size is set for the {0}, and Flink will not start it without {1}.', processName(process), key);
  const half = halfOfPair(analysis, process);
  if (half !== undefined) return sentences(wrong, l10n.t('{0} alone is no such size: with {1} beside it none is needed.', half.entry.key, half.other));
  return sentences(wrong, total === undefined ? '' : l10n.t('{0} would do.', total));
}

function fixesOf(analysis: Analysis, process: ProcessKind): readonly Fix[] {
  const refusal = refusalOf(analysis, process);
  if (refusal === undefined) return [];
  if (refusal.code === 'size-not-configured') {
    const total = totalToAdd(analysis, process);
    const key = processSizeKey(process);
    const other = halfOfPair(analysis, process)?.other;
    const size = other === undefined ? undefined : usualValue(analysis, process, other);
    return [
      ...(total === undefined ? [] : [addFix(key, total, 0n)]),
      ...(other === undefined || size === undefined ? [] : [addFix(other, size, 1n)]),
    ];
  }
  return [...wayFixes(analysis, process), ...shareFixes(analysis, process)];
}

function addFix(key: string, value: string, cost: bigint): Fix {
  return { title: l10n.t('Add {0}: {1}', key, value), changes: [{ kind: 'set', key, value }], cost };
}

/** One rule for each of Flink's refusals. */
export const DERIVATION_RULES: readonly Rule[] = DERIVATION_CODES.map(derivationRule);
