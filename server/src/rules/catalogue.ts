import type { Analysis } from '../documents/analysis.js';
import { hasContainer } from '../documents/cluster.js';
import { PROCESS_KINDS } from '../model/derivation.js';
import type { RuleLevel, Settings } from '../shared/settings.js';
import { CONTAINER_RULES } from './containers.js';
import { DERIVATION_RULES } from './derivation.js';
import { DERIVED_NUMBER_RULES } from './derivedNumbers.js';
import { EntryPass, type Passed } from './entryPass.js';
import { refusalAtDeploy } from './failsAtDeploy.js';
import { FILE_RULES } from './files.js';
import { JVM_OPTION_RULES } from './jvmOptions.js';
import { KEY_RULES } from './keys.js';
import { KUBERNETES_RULES } from './kubernetes.js';
import { MANAGED_RULES } from './managed.js';
import { MEMORY_RATIO_RULES } from './memoryRatio.js';
import { lackOf } from './memoryNotConfigured.js';
import { OPERATOR_FIELD_RULES } from './operatorFields.js';
import { REFUSAL_RULES } from './refusals.js';
import { analysisOfBasis, causedHere } from './basis.js';
import type { Finding, Happening, Rule, RuleContext } from './rule.js';
import { isSessionJob } from './sessionJobs.js';
import { isToldElsewhere } from './toldElsewhere.js';
import { unusedSuppression } from './suppressionRule.js';
import { THIN_POOL_RULES } from './thinPools.js';
import { VALUE_RULES } from './values.js';
import { FILE_VERSION_RULES, VERSION_RULES } from './versions.js';
import { WITHOUT_EFFECT_RULES } from './withoutEffect.js';

/** Every rule there is, in the order of docs/rules.md. */
export const ALL_RULES: readonly Rule[] = [
  ...VALUE_RULES, ...REFUSAL_RULES, ...KEY_RULES, ...WITHOUT_EFFECT_RULES, ...FILE_RULES, ...FILE_VERSION_RULES, ...DERIVATION_RULES,
  ...DERIVED_NUMBER_RULES, ...MANAGED_RULES, ...THIN_POOL_RULES, ...KUBERNETES_RULES, ...VERSION_RULES, ...OPERATOR_FIELD_RULES, ...MEMORY_RATIO_RULES, ...CONTAINER_RULES, ...JVM_OPTION_RULES, unusedSuppression,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(ALL_RULES.map((rule) => [rule.id, rule]));
const ORDER: ReadonlyMap<string, number> = new Map(ALL_RULES.map(({ id }, place) => [id, place]));

const ENTRY_PASS = new EntryPass(ALL_RULES);

/** Rules that look at whole clusters: those asked about every one, those that wait for something to happen, and (`EntryPass`) those that wait for a key. */
const ALWAYS = ALL_RULES.filter((rule) => rule.find !== undefined && rule.when === undefined && rule.whenSet === undefined);
const WHEN: ReadonlyMap<Happening, readonly Rule[]> = groupBy(ALL_RULES);

function groupBy(rules: readonly Rule[]): ReadonlyMap<Happening, readonly Rule[]> {
  const groups = new Map<Happening, Rule[]>();
  for (const rule of rules) if (rule.when !== undefined) groups.set(rule.when, [...(groups.get(rule.when) ?? []), rule]);
  return groups;
}

/** What befell a cluster, each once. */
function happeningsIn(analysis: Analysis): ReadonlySet<Happening> {
  const { cluster, derivations } = analysis;
  const happenings = new Set<Happening>();
  for (const process of PROCESS_KINDS) {
    const derivation = derivations[process];
    if (derivation?.status === 'failed') happenings.add(derivation.refusal.code);
    if (derivation !== undefined && derivation.status !== 'derived') happenings.add('not-derived');
  }
  for (const { kind } of cluster.problems) happenings.add(kind);
  if (cluster.loading !== undefined) happenings.add(cluster.loading.code);
  if (PROCESS_KINDS.some((process) => refusalAtDeploy(analysis, process) !== undefined)) happenings.add('refused-by-operator');
  if (hasContainer(cluster)) happenings.add('container-given');
  if (PROCESS_KINDS.some((process) => lackOf(analysis, process) !== undefined)) happenings.add('memory-missing');
  if (isSessionJob(analysis)) happenings.add('session-job');
  return happenings;
}

/** Findings that more than one entry tells. */
function findAround(analysis: Analysis, context: RuleContext, awake: ReadonlySet<Rule>, off: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  const ask = (rule: Rule): void => {
    const found = off.has(rule.id) ? undefined : rule.find?.(analysis, context);
    // One by one: a call takes no more arguments than its stack holds, and a file may repeat a key a hundred thousand times.
    found?.forEach((finding) => findings.push(finding));
  };
  if (!isSessionJob(analysis)) {
    ALWAYS.forEach(ask);
    awake.forEach(ask);
  }
  happeningsIn(analysis).forEach((happening) => WHEN.get(happening)?.forEach(ask));
  return findings;
}

/** The rule with an id; undefined for a name that is none. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}

function orderOf({ rule }: Finding): number {
  return ORDER.get(rule) ?? 0;
}

/** How much a finding matters: what the settings say, else the finding itself, else its rule. */
export function levelOf(finding: Finding, context: RuleContext): RuleLevel {
  return context.settings.rules[finding.rule] ?? finding.level ?? ruleOf(finding.rule)?.level ?? 'off';
}

interface RulesOff {
  readonly settings: Settings;
  readonly ofWhole: ReadonlySet<string>;
  readonly ofPart: ReadonlySet<string>;
}

/** For the settings that were asked for last: those of a file are the same object for all its clusters. */
let rulesOff: RulesOff | undefined;

/** The rules that are not asked about a cluster: turned off by the settings or by themselves, or none for a part. */
function rulesOffFor({ cluster }: Analysis, settings: Settings): ReadonlySet<string> {
  if (rulesOff?.settings !== settings) {
    const off = ALL_RULES.filter(({ id, level }) => (settings.rules[id] ?? level) === 'off').map(({ id }) => id);
    rulesOff = { settings, ofWhole: new Set(off), ofPart: new Set([...off, ...OF_THE_WHOLE]) };
  }
  return cluster.sizedElsewhere === true ? rulesOff.ofPart : rulesOff.ofWhole;
}

/** A finding with the level that counts. */
export type Judged = Finding & { readonly level: Exclude<RuleLevel, 'off'> };

/**
 * What is to be said about a cluster, in the order of its text; spans are relative to the section.
 * Rules turned off are not even asked. Comments that suppress a rule are the caller's (`isSuppressed`), and so is what is to be said about them (`unusedSuppressions`).
 */
export function check(analysis: Analysis, context: RuleContext): readonly Judged[] {
  const { canary, bases } = analysis.cluster;
  // Nobody validates or deploys a canary.
  if (canary) return [];
  const findings = findAll(analysis, context);
  if (bases === undefined) return findings;
  const told = bases.flatMap(({ cluster, process }) => findAll(analysisOfBasis(cluster), context).filter((finding) => process === undefined || finding.process === undefined || finding.process === process));
  return causedHere(findings, analysis.cluster, told);
}

/** Rules that judge sizes by everything that is set, and by what is not: of a part, such as values of a chart, nobody knows either. */
const OF_THE_WHOLE: readonly string[] = ['fraction-clamped', 'heap-small', 'network-generous', 'managed-unused', 'managed-missing', 'rocksdb-budget-small'];

const NOTHING_PASSED: Passed = { findings: [], awake: new Set() };

function findAll(analysis: Analysis, context: RuleContext): readonly Judged[] {
  const findings: Judged[] = [];
  const judge = (finding: Finding): void => {
    const level = levelOf(finding, context);
    if (level !== 'off' && !isToldElsewhere(finding, analysis)) findings.push({ ...finding, level });
  };
  const off = rulesOffFor(analysis, context.settings);
  // Nothing in the configuration of a session job reaches a process: what is wrong with a size there is that it stands there.
  const passed = isSessionJob(analysis) ? NOTHING_PASSED : ENTRY_PASS.find(analysis, context, off);
  passed.findings.forEach(judge);
  findAround(analysis, context, passed.awake, off).forEach(judge);
  return findings.length < 2 ? findings : findings.sort(byPlace);
}

function byPlace(left: Judged, right: Judged): number {
  return left.span.start - right.span.start || left.span.end - right.span.end || orderOf(left) - orderOf(right);
}

/** What one rule finds, whether it is turned off or not. */
export function findingsBy(id: string, analysis: Analysis, context: RuleContext): readonly Finding[] {
  const others = new Set(ALL_RULES.filter((rule) => rule.id !== id).map((rule) => rule.id));
  const inEntries = ENTRY_PASS.find(analysis, context, others).findings;
  return [...inEntries, ...(ruleOf(id)?.find?.(analysis, context) ?? [])];
}

/** Why Flink refuses, for places that say already that it will not start. */
export function causeOf(finding: Finding, analysis: Analysis): string {
  return ruleOf(finding.rule)?.cause(finding, analysis) ?? '';
}

/** A finding's sentence in the session's language. */
export function sentenceOf(finding: Finding, analysis: Analysis): string {
  return ruleOf(finding.rule)?.say(finding, analysis) ?? '';
}
