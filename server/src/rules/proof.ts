/** A fix is offered only when it is known to help: it is written into the text, the text is read again, and Flink is asked again. */
import type { Analysis } from '../documents/analysis.js';
import type { Entry, Setting, Span } from '../documents/cluster.js';
import { applyEdits, editsFor, type Change, type TextChange } from '../documents/edits.js';
import type { LocatedCluster } from '../documents/locatedCluster.js';
import { DERIVATION_CODES, PROCESS_KINDS, type Derivation, type ProcessKind } from '../model/derivation.js';
import { processSizeKey } from '../model/index.js';
import { check, ruleOf, type Judged } from './catalogue.js';
import { isNoWorse, isPast } from './order.js';
import type { Finding, Fix, RuleContext } from './rule.js';

/** A fix that helps, with the edits that make it; spans are relative to the section. */
export interface ProvenFix {
  readonly title: string;
  readonly edits: readonly TextChange[];
  /** The changes behind the edits, for whoever asks in terms of keys. */
  readonly changes: readonly Change[];
  /** The one that changes least; at most one of a finding's. */
  readonly preferred: boolean;
  /** May run unasked on save. */
  readonly safe: boolean;
}

/** The proven fixes of a finding, the preferred one first. Costs some milliseconds: ask when somebody looks. */
export function fixesFor(finding: Finding, located: LocatedCluster, context: RuleContext): readonly ProvenFix[] {
  return prove(located, finding, ruleOf(finding.rule)?.fixes(finding, located.analysis) ?? [], context);
}

/** Keeps of some fixes those that help, the preferred one first. */
export function prove(located: LocatedCluster, finding: Finding, fixes: readonly Fix[], context: RuleContext): readonly ProvenFix[] {
  if (fixes.length === 0) return [];
  const before = { analysis: located.analysis, findings: check(located.analysis, context) };
  const proven = fixes.flatMap((fix) => {
    const edits = editsOf(located, fix);
    const after = edits === undefined ? undefined : reread(located, edits, context);
    if (edits === undefined || after === undefined) return [];
    const helps = isGone(finding, before.findings, after.findings)
      && getsFurther(finding, before.analysis, after.analysis)
      && leavesTheRest(located, fix, finding, after.analysis)
      && !addsErrors(before.findings, after.findings)
      && (fix.neutral !== true || keepsSizes(before.analysis, after.analysis));
    return helps ? [{ fix, edits, safe: fix.safe === true && keepsSizes(before.analysis, after.analysis) }] : [];
  });
  const best = proven.reduce<(typeof proven)[number] | undefined>(
    (least, candidate) => (candidate.fix.cost !== undefined && (least?.fix.cost === undefined || candidate.fix.cost < least.fix.cost) ? candidate : least),
    undefined,
  );
  const preferred = best?.fix.cost === undefined ? undefined : best;
  return [...proven]
    .sort((left, right) => Number(right === preferred) - Number(left === preferred))
    .map(({ fix, edits, safe }) => ({ title: fix.title, edits, changes: fix.changes, preferred: fix === preferred?.fix, safe }));
}

function editsOf(located: LocatedCluster, fix: Fix): readonly TextChange[] | undefined {
  const result = editsFor(located.section.section.text, located.cluster, fix.changes);
  return 'edits' in result && result.edits.length > 0 ? result.edits : undefined;
}

/** The cluster as it is read with the edits. */
function reread(located: LocatedCluster, edits: readonly TextChange[], context: RuleContext): { readonly analysis: Analysis; readonly findings: readonly Judged[] } | undefined {
  const analysis = located.reread(applyEdits(located.section.section.text, edits));
  return analysis === undefined ? undefined : { analysis, findings: check(analysis, context) };
}

/** Rule, key and process tell a finding from others across an edit; of several alike one has to be gone. */
function isGone(finding: Finding, before: readonly Judged[], after: readonly Judged[]): boolean {
  return countLike(finding, after) < Math.max(1, countLike(finding, before));
}

function countLike(finding: Finding, findings: readonly Judged[]): number {
  const isDerivation = isOfDerivation(finding.rule);
  return findings.filter((other) => other.rule === finding.rule && other.process === finding.process && (isDerivation || other.key === finding.key)).length;
}

function isOfDerivation(rule: string): boolean {
  return DERIVATION_CODES.some((code) => code === rule) || rule === 'overflow' || rule === 'memory-not-configured';
}

/** The process of the finding derives, or is refused at a later check; the other one fares no worse. */
function getsFurther(finding: Finding, before: Analysis, after: Analysis): boolean {
  return PROCESS_KINDS.every((process) => {
    const [then, now] = [before.derivations[process], after.derivations[process]];
    if (isAbout(finding, process, then)) return then?.status === 'failed' && now !== undefined && isPast(then.refusal, now);
    return isNoWorse(then, now);
  });
}

/** Whether the finding is the very refusal of that process. */
function isAbout(finding: Finding, process: ProcessKind, derivation: Derivation | undefined): boolean {
  if (derivation?.status !== 'failed' || finding.process !== process) return false;
  return finding.rule === derivation.refusal.code || finding.rule === 'memory-not-configured';
}

/** Every setting that the fix is not about keeps its value. */
function leavesTheRest(located: LocatedCluster, fix: Fix, finding: Finding, after: Analysis): boolean {
  const touched = touchedKeys(located, fix, finding);
  const [then, now] = [located.cluster.settings, after.cluster.settings];
  // What an operator computes becomes known once it can read its fields.
  const wasUnknown = ({ source, templated }: Setting): boolean => source === 'resource' && templated;
  for (const [key, setting] of then) if (!touched.has(key) && !wasUnknown(setting) && now.get(key)?.value !== setting.value) return false;
  for (const key of now.keys()) if (!touched.has(key) && !then.has(key) && !writesKey(fix, key)) return false;
  return true;
}

/** Whether it puts a setting into the text as it stands there. */
function writesKey({ changes }: Fix, key: string): boolean {
  return changes.some((change) => change.kind === 'replace' && change.text.includes(`${key}: `));
}

function touchedKeys(located: LocatedCluster, fix: Fix, finding: Finding): ReadonlySet<string> {
  const keys = new Set<string>(finding.key === undefined ? [] : [finding.key]);
  for (const change of fix.changes) {
    switch (change.kind) {
      case 'setValue':
      case 'removeEntry':
        noteEntry(located, change.entry, keys);
        break;
      case 'rename':
        keys.add(change.entry.key).add(change.key);
        break;
      case 'set':
      case 'remove':
        keys.add(change.key);
        break;
      case 'setResource':
      case 'setField':
        keys.add(processSizeKey(change.process));
        break;
      case 'replace':
      case 'removePair':
        for (const entry of located.cluster.entries) if (overlaps(change.kind === 'replace' ? change.span : change.pair, { start: entry.keySpan.start, end: entry.valueSpan.end })) keys.add(entry.key);
        break;
    }
  }
  return keys;
}

/** A field's change moves what an operator computes from it: a limit factor, a process size. */
function noteEntry({ cluster }: LocatedCluster, entry: Entry, keys: Set<string>): void {
  keys.add(entry.key);
  if (entry.source !== 'resource') return;
  keys.add(`kubernetes.${entry.key.split('.')[0] ?? ''}.memory.limit-factor`);
  for (const { key, keySpan } of cluster.entries) if (keySpan.start === entry.keySpan.start) keys.add(key);
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

/** An error that was not there before; that Flink refuses later on is judged elsewhere, and a range can be judged once its bounds are readable. */
function addsErrors(before: readonly Judged[], after: readonly Judged[]): boolean {
  const known = new Set(before.filter(({ level }) => level === 'error').map(identity));
  return after.some((finding) => finding.level === 'error' && !isOfDerivation(finding.rule) && finding.rule !== 'range-invalid' && !known.has(identity(finding)) && finding.process === undefined);
}

function identity({ rule, key, process }: Finding): string {
  return `${rule} ${key ?? ''} ${process ?? ''}`;
}

/** Whether every size that was derived is still the same; what was not derived before has nothing to lose. */
function keepsSizes(before: Analysis, after: Analysis): boolean {
  return PROCESS_KINDS.every((process) => {
    const [then, now] = [before.derivations[process], after.derivations[process]];
    if (then?.status !== 'derived') return true;
    return now?.status === 'derived' && [...then.pools].every(([pool, bytes]) => now.pools.get(pool) === bytes);
  });
}
