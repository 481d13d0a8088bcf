/** What the document at hand says to an error: its own refusal, its own findings, or sizes that can be changed. */
import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../../documents/index.js';
import { DERIVATION_CODES, type ProcessKind, type Refusal } from '../../model/derivation.js';
import { findingsBy, fixesFor, refusalOf, sentenceOf, type Finding } from '../../rules/index.js';
import { sentences } from '../../rules/print.js';
import { sizeText } from '../../shared/sizes.js';
import { listed, processName } from '../../shared/words.js';
import type { FeatureContext } from '../context.js';
import { ruleContext } from '../findings.js';
import { RULE_ERRORS, type ErrorCode, type RecognisedError } from './recognised.js';
import { bufferNeed } from './remedies/bufferNeed.js';
import { remediesFor } from './remedies/remedies.js';
import { sizeOf, subjectOf, type Remedy } from './remedies/remedy.js';

/** A sentence about the document, and changes of it that have been tried. */
export interface Said {
  readonly text?: string;
  /** Whose it is, where the pasted text does not say and the document does. */
  readonly process?: ProcessKind;
  readonly remedies: readonly Remedy[];
}

/** Errors that say no more than that sizes were refused. */
const UNSPECIFIC: readonly ErrorCode[] = ['jvm-parameters', 'memory-configuration', 'totals-differ', 'memory-not-configured', 'crash-loop'];

/** What the document says to an error of a process. */
export function inDocument(error: RecognisedError, process: ProcessKind, located: LocatedCluster, context: FeatureContext): Said {
  const { code } = error;
  const found = RULE_ERRORS.some((rule) => rule === code) ? ownFinding(error, process, located, context) : undefined;
  if (found !== undefined) return { ...found, text: sentences(found.text ?? '', otherNumbers(error, process, located)) };
  const isOfSizes = DERIVATION_CODES.some((known) => known === code) || UNSPECIFIC.includes(code);
  // A process that is refused has nothing else to be changed before.
  for (const kind of error.process === undefined && isOfSizes ? (['taskManager', 'jobManager'] as const) : [process]) {
    const refused = ownRefusal(kind, located, context);
    if (refused !== undefined) return { ...refused, process: kind };
  }
  const derivation = located.analysis.derivations[process];
  if (derivation?.status === 'unknown') return { text: unknownText(derivation.unknownKeys), remedies: [] };
  if (derivation === undefined) return { text: notReadText(process, located), remedies: [] };
  const subject = subjectOf(located, process);
  const remedies = subject === undefined ? [] : remediesFor(subject, error);
  const need = code === 'network-buffers' ? bufferNeed(error)?.bytes : undefined;
  if (need !== undefined && subject !== undefined && need <= sizeOf(subject, 'network')) return { text: enoughNetworkText(sizeOf(subject, 'network')), remedies };
  if (!isOfSizes && code !== 'value-invalid' && code !== 'range-invalid') return { remedies };
  return { text: l10n.t('With this file as it is the {0} starts: the one that failed had other values, from arguments, the environment, another file, or this one before a change.', processName(process)), remedies };
}

function enoughNetworkText(bytes: bigint): string {
  return l10n.t('This file gives {0} of network memory, which is enough for this request: the process that failed had other values, or this file has been changed since.', sizeText(bytes));
}

/** The finding of the rule that is about this error, with its fixes. */
function ownFinding(error: RecognisedError, process: ProcessKind, located: LocatedCluster, context: FeatureContext): Said | undefined {
  const findings = findingsBy(error.code, located.analysis, ruleContext(context));
  // A reader of YAML names the last part of a nested key.
  const isNamed = (key: string | undefined): boolean => key !== undefined && error.key !== undefined && (key === error.key || key.endsWith(`.${error.key}`));
  const finding = findings.find(({ key }) => isNamed(key)) ?? findings.find((found) => found.process === process)
    ?? (error.key === undefined ? findings.find((found) => found.process === undefined) : undefined);
  return finding === undefined ? undefined : said(finding, located, context);
}

/** Why this file's own process is refused, where it is. */
function ownRefusal(process: ProcessKind, located: LocatedCluster, context: FeatureContext): Said | undefined {
  const refusal = refusalOf(located.analysis, process);
  if (refusal === undefined) return undefined;
  const finding = ['memory-not-configured', refusal.code].flatMap((rule) => findingsBy(rule, located.analysis, ruleContext(context)))
    .find((found) => found.process === process || (refusal.key !== undefined && found.key === refusal.key));
  return finding === undefined ? undefined : said(finding, located, context);
}

function said(finding: Finding, located: LocatedCluster, context: FeatureContext): Said {
  return {
    text: l10n.t('In this file: {0}', sentenceOf(finding, located.analysis)),
    remedies: fixesFor(finding, located, ruleContext(context)),
  };
}

/** A file that was changed since, or is overruled elsewhere, is refused with other numbers. */
function otherNumbers({ code, numbers = {} }: RecognisedError, process: ProcessKind, located: LocatedCluster): string {
  const refusal = refusalOf(located.analysis, process);
  if (refusal?.code !== code) return '';
  const differs = (told: bigint | undefined, own: Refusal['required']): boolean => told !== undefined && own !== undefined && told !== own;
  return differs(numbers.required, refusal.required) || differs(numbers.available, refusal.available)
    ? l10n.t('The text has other numbers than this file: it has been changed since, or something overrules it.')
    : '';
}

function unknownText(keys: readonly string[]): string {
  return keys.length === 0
    ? l10n.t('What this file sets depends on a template, so no sizes can be told.')
    : l10n.t('What this file sets depends on templates, in {0}, so no sizes can be told.', listed(keys));
}

function notReadText(process: ProcessKind, { cluster }: LocatedCluster): string {
  if (!cluster.processes[process].present) return l10n.t('This file has no {0}.', processName(process));
  return cluster.loading === undefined
    ? l10n.t('The memory model of Flink {0} is not known here.', cluster.version.text)
    : l10n.t('Flink cannot load this file, so nothing is derived from it.');
}
