import * as l10n from '@vscode/l10n';
import type { CodeDescription, Diagnostic, DiagnosticSeverity, DiagnosticTag, Range } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { formerNameOf, optionAt, type FlinkVersion } from '../model/index.js';
import { type Judged, sentenceOf } from '../rules/index.js';
import { PerKey } from '../rules/perKey.js';
import { SERVER_NAME } from '../shared/actions.js';
import type { Language } from '../shared/language.js';
import type { FeatureContext } from './context.js';
import { findingsOf } from './findings.js';
import { documentationLink, optionLink } from './links.js';
import { clustersOf, locationOf, rangeOf } from './locate.js';

const SEVERITIES: Readonly<Record<Judged['level'], DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };
const LEAST_SEVERE = SEVERITIES.hint;
const TAGS: Readonly<Record<NonNullable<Judged['tag']>, DiagnosticTag[]>> = { unnecessary: [1], deprecated: [2] };

/** VS Code shows no more of a file: it drops the least severe ones of a longer report, which therefore are neither worded nor sent. */
const MOST_LISTED = 1000;

interface Placed {
  readonly id: string;
  readonly listed: readonly Judged[];
  readonly uri: string;
  readonly language: FeatureContext['language'];
  /** The line where the cluster's section begins. */
  readonly line: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** All diagnostics of a document, cluster by cluster. Those of a section that neither changed nor moved are the same objects as before. */
export function diagnose(document: OpenDocument, context: FeatureContext): readonly Diagnostic[] {
  return diagnosticsByCluster(document, context).flat();
}

/**
 * The same, in an array for each cluster that has any: that of a section that neither changed nor moved is the same as before.
 * Of more than a thousand the least severe are left out, and one diagnostic says so.
 */
export function diagnosticsByCluster(document: OpenDocument, context: FeatureContext): readonly (readonly Diagnostic[])[] {
  const clusters = clustersOf(document, context).map((located) => ({ located, said: saidOf(document, located, context) }));
  const take = mostSevere(clusters.map(({ said }) => said));
  const diagnostics: (readonly Diagnostic[])[] = [];
  let left = 0;
  for (const { located, said } of clusters) {
    const listed = take(said);
    left += said.findings.length - listed.length;
    if (listed.length > 0) diagnostics.push(diagnosticsFor(document, located, said, listed, context));
  }
  return left === 0 ? diagnostics : [...diagnostics, [leftOut(left)]];
}

/** What is said about one cluster, and where it was told last. */
class Said {
  placed: Placed | undefined;
  /** By the least severity of them; found at first use. */
  readonly #upTo: (readonly Judged[])[] = [];

  constructor(readonly findings: readonly Judged[]) {}

  /** The findings of a severity and of more severe ones: the same array each time. */
  upTo(severity: number): readonly Judged[] {
    return (this.#upTo[severity] ??= this.#find(severity));
  }

  #find(severity: number): readonly Judged[] {
    const found = this.findings.filter(({ level }) => SEVERITIES[level] <= severity);
    return found.length === this.findings.length ? this.findings : found;
  }
}

/** The diagnostics of a cluster whose findings are the same array are the same objects, moved when their section moved. */
const known = new WeakMap<readonly Judged[], Said>();

function saidOf(document: OpenDocument, located: LocatedCluster, context: FeatureContext): Said {
  const findings = findingsOf(document, located, context);
  let said = known.get(findings);
  if (said === undefined) {
    said = new Said(findings);
    known.set(findings, said);
  }
  return said;
}

/**
 * Asked for cluster after cluster: those of its findings that are listed. No more are than editors show, the first ones of the
 * most severe levels.
 */
function mostSevere(all: readonly Said[]): (one: Said) => readonly Judged[] {
  const countOf = (severity: number): number => all.reduce((sum, said) => sum + said.upTo(severity).length, 0);
  // The last place is for the diagnostic that says how many are left out.
  const room = countOf(LEAST_SEVERE) > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED;
  let whole: number = LEAST_SEVERE;
  while (countOf(whole) > room) whole--;
  let left = whole === LEAST_SEVERE ? 0 : room - countOf(whole);
  return (said) => {
    if (left <= 0) return said.upTo(whole);
    const more = said.upTo(whole + 1);
    const added = more.length - said.upTo(whole).length;
    if (added > left) return more.filter(({ level }) => SEVERITIES[level] <= whole || left-- > 0);
    left -= added;
    return more;
  };
}

function leftOut(count: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: SEVERITIES.information,
    source: SERVER_NAME,
    message: l10n.t('{0} less severe findings of this file are not listed: editors show no more than {1} of a file.', count, MOST_LISTED),
  };
}

/** The diagnostics of one cluster, in the order of {@link findingsOf}. */
export function diagnosticsOf(document: OpenDocument, located: LocatedCluster, context: FeatureContext): readonly Diagnostic[] {
  const said = saidOf(document, located, context);
  return diagnosticsFor(document, located, said, said.findings, context);
}

function diagnosticsFor(document: OpenDocument, located: LocatedCluster, said: Said, listed: readonly Judged[], context: FeatureContext): readonly Diagnostic[] {
  const { uri } = document;
  const { language } = context;
  const { id, section: { line } } = located;
  const before = said.placed;
  const isKnown = before?.id === id && before.uri === uri && before.language === language && isSameList(before.listed, listed);
  if (isKnown && before.line === line) return before.diagnostics;
  const diagnostics = isKnown
    ? before.diagnostics.map((diagnostic) => moved(diagnostic, uri, line - before.line))
    : listed.map((finding) => diagnosticOf(document, located, finding, isAlone(finding, said.findings), context));
  said.placed = { id, listed, uri, language, line, diagnostics };
  return diagnostics;
}

function isSameList(one: readonly Judged[], other: readonly Judged[]): boolean {
  return one === other || (one.length === other.length && one.every((finding, index) => finding === other[index]));
}

/** Whether the rule and the key, or without one the process, tell a finding from all others of its cluster. */
function isAlone(finding: Judged, findings: readonly Judged[]): boolean {
  const { rule, key, process } = finding;
  for (const other of findings) {
    if (other.rule === rule && other !== finding && other.key === key && (key !== undefined || other.process === process)) return false;
  }
  return true;
}

/** Each member is set where it belongs in the JSON: a large file has a thousand, and a spread of what may be absent costs several times as much. */
function diagnosticOf(document: OpenDocument, located: LocatedCluster, finding: Judged, alone: boolean, context: FeatureContext): Diagnostic {
  const { rule: code, related, tag } = finding;
  const range = rangeOf(document, located, finding.span);
  const severity = SEVERITIES[finding.level];
  const codeDescription = pageFor(finding, located, context);
  const message = sentenceOf(finding, located.analysis);
  const diagnostic: Diagnostic = codeDescription === undefined
    ? { range, severity, source: SERVER_NAME, code, message }
    : { range, severity, source: SERVER_NAME, code, codeDescription, message };
  if (tag !== undefined) diagnostic.tags = TAGS[tag];
  if (related !== undefined && related.length > 0) {
    diagnostic.relatedInformation = related.map((one) => ({ location: 'span' in one ? locationOf(document, located, one.span) : one.location, message: one.message }));
  }
  const identity = identityOf(finding, located.id);
  diagnostic.data = alone ? identity : { ...identity, payload: asJson(finding.payload) };
  return diagnostic;
}

/**
 * What identifies a finding, and no more: a large file has a thousand of them, and each edit sends them all. Without a version:
 * an unchanged section gives an unchanged diagnostic.
 */
function identityOf({ key, process }: Judged, cluster: string): { readonly cluster: string; readonly key?: string; readonly process?: string } {
  if (key !== undefined) return { cluster, key };
  return process === undefined ? { cluster } : { cluster, process };
}

/** Findings that no page of Flink's explains: why the operator overrules a key, or that an option has got another name. */
const WITHOUT_PAGE: ReadonlySet<string> = new Set(['key-overridden', 'deprecated-key']);

/** Where Flink explains an option, by a key that is read as it; `null` for a key that is none. */
type Page = { readonly address: CodeDescription | undefined } | null;

const OPTION_PAGES = forEachLanguage((language) => new PerKey<Page>((key, version) => {
  const option = currentName(key, version);
  return option === undefined ? null : { address: described(optionLink(version, option, language)) };
}));

const PROCESS_PAGES = forEachLanguage((language) => new PerKey<Page>((process, version) =>
  ({ address: described(documentationLink(version, process === 'taskManager' ? 'deployment/memory/mem_setup_tm' : 'deployment/memory/mem_setup_jobmanager', language)) })));

function forEachLanguage(make: (language: Language) => PerKey<Page>): Readonly<Record<Language, PerKey<Page>>> {
  return { en: make('en'), 'zh-cn': make('zh-cn') };
}

function described(href: string | undefined): CodeDescription | undefined {
  return href === undefined ? undefined : { href };
}

/** The page of Flink's documentation that fits a finding: its option, or how its process is sized. */
function pageFor({ rule, key, process }: Judged, { cluster: { version: { version } } }: LocatedCluster, { language }: FeatureContext): CodeDescription | undefined {
  if (version === undefined || WITHOUT_PAGE.has(rule)) return undefined;
  const ofOption = key === undefined ? null : OPTION_PAGES[language].get(key, version);
  const page = ofOption === null && process !== undefined ? PROCESS_PAGES[language].get(process, version) : ofOption;
  return page?.address;
}

/** The name under which a version documents the option behind a key; undefined when it has none. */
export function currentName(key: string, version: FlinkVersion): string | undefined {
  return optionAt(key, version)?.key ?? formerNameOf(key, version)?.option.key;
}

function moved(diagnostic: Diagnostic, uri: string, lines: number): Diagnostic {
  return {
    ...diagnostic,
    range: movedRange(diagnostic.range, lines),
    ...(diagnostic.relatedInformation === undefined
      ? {}
      : {
          relatedInformation: diagnostic.relatedInformation.map(({ location, message }) => ({
            location: location.uri === uri ? { uri, range: movedRange(location.range, lines) } : location,
            message,
          })),
        }),
  };
}

function movedRange({ start, end }: Range, lines: number): Range {
  return { start: { line: start.line + lines, character: start.character }, end: { line: end.line + lines, character: end.character } };
}

/** Plain data that survives JSON: byte counts become decimal text. */
function asJson(payload: unknown): unknown {
  if (typeof payload === 'bigint') return payload.toString();
  if (Array.isArray(payload)) return payload.map(asJson);
  if (typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asJson(value)]));
}
