/** Why a value cannot be read, in words, with the value that could be. */
import * as l10n from '@vscode/l10n';
import type { Refusal } from '../model/derivation.js';
import { CONSUMER_WEIGHTS_KEY, isAtLeast, isoDuration, type FlinkVersion, type ValueProblem } from '../model/index.js';
import { shownValue } from '../shared/secrets.js';
import { listed } from '../shared/words.js';

/** A value that cannot be read, with all that its sentence may tell. */
export interface Unreadable {
  readonly key: string;
  /** As it stands; what is secret is hidden by the words. */
  readonly value: string;
  readonly reason: ValueProblem;
  /** What Flink could read in its place. */
  readonly repaired?: string;
  readonly choices?: readonly string[];
  readonly version?: FlinkVersion;
  /** It stands in a `flink-conf.yaml`, where quotes are no YAML. */
  readonly oldFormat?: boolean;
  /** It stands in the setting that tells the operator's defaults, not in the document. */
  readonly operatorDefault?: boolean;
}

/** The whole sentence. */
export function unreadableSentence(unreadable: Unreadable): string {
  const { key, value, operatorDefault } = unreadable;
  const shown = `"${shownValue(key, value)}"`;
  return operatorDefault === true
    ? l10n.t('{0} in the setting {1} cannot be read as {2}: {3}', shown, 'flinkMemory.operatorDefaults', key, reasonText(unreadable))
    : l10n.t('{0} cannot be read as {1}: {2}', shown, key, reasonText(unreadable));
}

/** Why Flink cannot read a value that has no finding, as it stands outside the document; undefined for other refusals. */
export function unreadableText({ code, inputs, reason }: Refusal): string | undefined {
  const [input] = inputs;
  if (code !== 'value-invalid' || input === undefined) return undefined;
  return unreadableSentence({ key: input.key, value: input.value ?? '', reason: reason ?? 'not-a-number' });
}

function reasonText(unreadable: Unreadable): string {
  const { reason, choices, value, key, oldFormat } = unreadable;
  if (/^(["'`]).*\1$/.test(value.trim()) && reason !== 'quote-open') {
    return oldFormat === true ? l10n.t('in flink-conf.yaml quotes are part of the value.') : l10n.t('the quotes are part of the value.');
  }
  switch (reason) {
    case 'unit-unknown':
    case 'number-missing':
      return sizeText(unreadable);
    case 'time-unit-unknown':
    case 'time-number-missing':
      return timeText(unreadable);
    case 'blank':
      return l10n.t('there is no value.');
    case 'overflow':
      return l10n.t('it exceeds 64 bits.');
    case 'exceeds-int':
      return l10n.t('it exceeds 32 bits.');
    case 'not-whole':
      return l10n.t('it is not a whole number.');
    case 'not-a-boolean':
      return l10n.t('it must be true or false.');
    case 'not-a-map':
      return key === CONSUMER_WEIGHTS_KEY ? l10n.t('it must be a list of the form NAME:1,OTHER:2.') : l10n.t('it must be a list of the form name:value,other:value.');
    case 'quote-open':
      return l10n.t('a quote is not closed, or text follows one.');
    case 'negative':
      return l10n.t('it must not be negative.');
    case 'not-a-choice':
      return l10n.t('it must be one of {0}.', listed(choices ?? []));
    default:
      return withExample(unreadable, l10n.t('it is no number.'), (example) => l10n.t('it must be a number, such as {0}.', example));
  }
}

function sizeText(unreadable: Unreadable): string {
  const { value, reason } = unreadable;
  if (/^\s*-/.test(value)) return l10n.t('a size is never negative.');
  if (/\d[.,_ ]\d/.test(value)) {
    return withExample(unreadable, l10n.t('a size is a whole number with a unit.'), (example) => l10n.t('a size is a whole number with a unit, such as {0}.', example));
  }
  if (reason === 'number-missing') return l10n.t('a size begins with a digit.');
  if (/[kmgt]i/i.test(value)) return l10n.t("Flink's units are k, m, g and t, which are powers of 1024 already.");
  return l10n.t("this is none of Flink's units b, k, m, g and t.");
}

function timeText(unreadable: Unreadable): string {
  const { value, reason, version } = unreadable;
  if (/^\s*-/.test(value)) return l10n.t('a time is never negative.');
  if (isoDuration(value.trim()) !== undefined) return l10n.t('Flink reads times of ISO 8601 only since 2.1.');
  if (/\d[.,_ ]\d|\d\s*[a-zµμ]+\s*\d/i.test(value)) {
    return withExample(unreadable, l10n.t('a time is one whole number with a unit.'), (example) => l10n.t('a time is one whole number with a unit, such as {0}.', example));
  }
  if (reason === 'time-number-missing') return l10n.t('a time begins with a digit.');
  if (/^\s*\d+\s*m\s*$/i.test(value) && version !== undefined && !isAtLeast(version, '1.15')) return l10n.t('Flink reads m as minutes only since 1.15; min is read by every version.');
  return l10n.t("this is none of Flink's units of time d, h, min, s, ms, µs and ns.");
}

/** With the value that the fix would write, where there is one. */
function withExample({ key, repaired }: Unreadable, without: string, words: (example: string) => string): string {
  return repaired === undefined ? without : words(shownValue(key, repaired));
}
