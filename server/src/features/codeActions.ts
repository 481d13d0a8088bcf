import * as l10n from '@vscode/l10n';
import type { CodeAction, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { MINOR_VERSIONS, type MinorVersion } from '../model/version.js';
import type { Judged } from '../rules/index.js';
import { FIX_ALL, QUICK_FIX, REWRITE, SERVER_COMMANDS, UPGRADE_FILE } from '../shared/actions.js';
import { asRecord } from '../shared/records.js';
import type { FeatureContext } from './context.js';
import { diagnosticsOf } from './diagnostics.js';
import { findingsOf, provenFixesOf } from './findings.js';
import { countOfRule, fixAll, fixAllOfRule } from './fixAll.js';
import { clusterAt, clustersOf } from './locate.js';
import { refactorings } from './refactorings/index.js';
import { suppression } from './suppress.js';
import { documentEdit, sectionEdit } from './textEdits.js';
import { upgradeActions, upgradeFileActions } from './upgrade/actions.js';
import { upgradeEdit } from './upgrade/edit.js';

/** What a client asks for. */
export interface CodeActionRequest {
  /** Kinds; undefined: whatever fits a light bulb. */
  readonly only?: readonly string[] | undefined;
  /** The client's own copies of the diagnostics at that place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Edits at once, for clients that do not resolve. */
  readonly withEdits: boolean;
}

/** What an action stands for whose edit is made when it is chosen: enough to find it again. */
export type CodeActionTarget = { readonly uri: string; readonly version: number } & (
  /** One of a finding's fixes. */
  | { readonly cluster: string; readonly finding: number; readonly fix: number }
  /** The preferred fix of everything that a rule finds. */
  | { readonly rule: string }
  /** The step of a cluster to a later version. */
  | { readonly cluster: string; readonly upgradeTo: MinorVersion }
);

/** Quick fixes for what is wrong within a range, other ways to write what stands at its start, or the one action that fixes all that is safe to fix. */
export function codeActions(document: OpenDocument, range: Range, request: CodeActionRequest, context: FeatureContext): readonly CodeAction[] {
  const { only } = request;
  const isForBulb = (kind: string): boolean => only === undefined || isWanted(kind, only);
  // Never in a light bulb: whoever wants one of these asks for its kind.
  const isAskedFor = (kind: string): boolean => only !== undefined && isWanted(kind, only);
  return [
    ...(isForBulb(QUICK_FIX) ? quickFixes(document, range, request, context) : []),
    ...(isForBulb(REWRITE) ? rewrites(document, range, context) : []),
    ...upgradeActions(document, range, isForBulb, request.withEdits, context),
    ...(isAskedFor(UPGRADE_FILE) ? upgradeFileActions(document, range, context) : []),
    ...(isAskedFor(FIX_ALL) ? fixAllAction(document, context) : []),
  ];
}

function isWanted(kind: string, only: readonly string[]): boolean {
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** In the order of a light bulb: fixes, the same for all of a kind, then what leaves the text's meaning as it is. */
function quickFixes(document: OpenDocument, range: Range, request: CodeActionRequest, context: FeatureContext): readonly CodeAction[] {
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const fixes: CodeAction[] = [];
  // Once for several findings: of a rule, of a rule in one line, of a rule.
  const ofKind = new Map<string, readonly CodeAction[]>();
  const comments = new Map<string, readonly CodeAction[]>();
  const explanations = new Map<string, CodeAction>();
  for (const located of clustersOf(document, context)) {
    if (located.section.start > to || located.section.end < from) continue;
    const diagnostics = diagnosticsOf(document, located, context);
    findingsOf(document, located, context).forEach((finding, index) => {
      const diagnostic = diagnostics[index];
      if (diagnostic === undefined || located.toOffset(finding.span.start) > to || located.toOffset(finding.span.end) < from) return;
      const { rule } = finding;
      const attached = request.diagnostics.find((known) => isSame(known, diagnostic)) ?? diagnostic;
      const own = fixesOf(document, located, finding, index, attached, request, context);
      fixes.push(...own);
      if (!ofKind.has(rule) && own.some(({ isPreferred }) => isPreferred === true)) ofKind.set(rule, fixesOfKind(document, rule, attached, request, context));
      const line = `${rule} ${attached.range.start.line}`;
      if (!comments.has(line)) comments.set(line, ignoring(document, located, finding, attached, context));
      if (context.options.commands.includes(SERVER_COMMANDS.explainRule) && !explanations.has(rule)) explanations.set(rule, explanationOf(rule, attached));
    });
  }
  return [...fixes, ...[...ofKind.values()].flat(), ...[...comments.values()].flat(), ...explanations.values()];
}

function fixesOf(
  document: OpenDocument, located: LocatedCluster, finding: Judged, index: number, diagnostic: Diagnostic,
  { withEdits }: CodeActionRequest, context: FeatureContext,
): readonly CodeAction[] {
  return provenFixesOf(located, finding, context).map((fix, place) => {
    const target: CodeActionTarget = { ...versionOf(document), cluster: located.id, finding: index, fix: place };
    return {
      title: fix.title,
      kind: QUICK_FIX,
      diagnostics: [diagnostic],
      ...(fix.preferred ? { isPreferred: true } : {}),
      ...(withEdits ? { edit: sectionEdit(document, located, fix.edits) } : {}),
      data: target,
    };
  });
}

function fixesOfKind(document: OpenDocument, rule: string, diagnostic: Diagnostic, { withEdits }: CodeActionRequest, context: FeatureContext): readonly CodeAction[] {
  const count = countOfRule(document, rule, context);
  if (count !== 'many' && count < 2) return [];
  const target: CodeActionTarget = { ...versionOf(document), rule };
  return [{
    title: count === 'many' ? l10n.t('Fix all of this kind in this file ({0})', rule) : l10n.t('Fix all {0} of this kind in this file ({1})', count, rule),
    kind: QUICK_FIX,
    diagnostics: [diagnostic],
    ...(withEdits ? { edit: editOfKind(document, rule, context) } : {}),
    data: target,
  }];
}

function ignoring(document: OpenDocument, located: LocatedCluster, finding: Judged, diagnostic: Diagnostic, context: FeatureContext): readonly CodeAction[] {
  const edits = suppression(located, finding, context);
  if (edits === undefined) return [];
  return [{ title: l10n.t('Ignore {0} here', finding.rule), kind: QUICK_FIX, diagnostics: [diagnostic], edit: sectionEdit(document, located, edits) }];
}

function rewrites(document: OpenDocument, range: Range, context: FeatureContext): readonly CodeAction[] {
  const located = clusterAt(document, range.start, context);
  if (located === undefined) return [];
  const offset = document.offsetAt(range.start) - located.section.start;
  return refactorings(located, offset, context).map(({ title, edits }) => ({ title, kind: REWRITE, edit: sectionEdit(document, located, edits) }));
}

function versionOf({ uri, version }: OpenDocument): Pick<CodeActionTarget, 'uri' | 'version'> {
  return { uri, version };
}

function editOfKind(document: OpenDocument, rule: string, context: FeatureContext): WorkspaceEdit {
  return documentEdit(document, fixAllOfRule(document, rule, context));
}

function explanationOf(rule: string, diagnostic: Diagnostic): CodeAction {
  const title = l10n.t('Explain {0}', rule);
  return { title, kind: QUICK_FIX, diagnostics: [diagnostic], command: { title, command: SERVER_COMMANDS.explainRule, arguments: [rule] } };
}

function fixAllAction(document: OpenDocument, context: FeatureContext): readonly CodeAction[] {
  const edits = fixAll(document, context);
  if (edits.length === 0) return [];
  return [{ title: l10n.t('Apply all fixes that change no derived size'), kind: FIX_ALL, edit: documentEdit(document, edits) }];
}

/** Reads the target of an action that a client sends back; undefined for an action that has none. */
export function codeActionTarget({ data }: Pick<CodeAction, 'data'>): CodeActionTarget | undefined {
  const { uri, version, cluster, finding, fix, rule, upgradeTo } = asRecord(data);
  if (typeof uri !== 'string' || typeof version !== 'number') return undefined;
  if (typeof rule === 'string') return { uri, version, rule };
  const to = MINOR_VERSIONS.find((minor) => minor === upgradeTo);
  if (typeof cluster === 'string' && to !== undefined) return { uri, version, cluster, upgradeTo: to };
  return typeof cluster === 'string' && typeof finding === 'number' && typeof fix === 'number' ? { uri, version, cluster, finding, fix } : undefined;
}

/** The action with its edit. The document is the version that the target names. */
export function resolveCodeAction(document: OpenDocument, action: CodeAction, target: CodeActionTarget, context: FeatureContext): CodeAction {
  const edit = editOf(document, target, context);
  return edit === undefined ? action : { ...action, edit };
}

function editOf(document: OpenDocument, target: CodeActionTarget, context: FeatureContext): WorkspaceEdit | undefined {
  if ('rule' in target) return editOfKind(document, target.rule, context);
  const located = clustersOf(document, context).find(({ id }) => id === target.cluster);
  if (located === undefined) return undefined;
  if ('upgradeTo' in target) return documentEdit(document, upgradeEdit(document, located, target.upgradeTo, context));
  const finding = findingsOf(document, located, context)[target.finding];
  if (finding === undefined) return undefined;
  const fix = provenFixesOf(located, finding, context)[target.fix];
  return fix === undefined ? undefined : sectionEdit(document, located, fix.edits);
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.source === other.source
    && one.range.start.line === other.range.start.line && one.range.start.character === other.range.start.character
    && one.range.end.line === other.range.end.line && one.range.end.character === other.range.end.character;
}
