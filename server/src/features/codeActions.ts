import * as l10n from '@vscode/l10n';
import type { CodeAction, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { LocatedCluster } from '../documents/index.js';
import type { Judged } from '../rules/index.js';
import { FIX_ALL, SERVER_COMMANDS } from '../shared/actions.js';
import { asRecord } from '../shared/records.js';
import { workspaceEdit } from './changeEdit.js';
import type { FeatureContext, FlinkDocument } from './context.js';
import { diagnosticsOf } from './diagnostics.js';
import { findingsOf, provenFixesOf } from './findings.js';
import { fixAll } from './fixAll.js';
import { clustersOf } from './locate.js';

const QUICK_FIX = 'quickfix';

/** What a client asks for. */
export interface CodeActionRequest {
  /** Kinds; undefined: whatever fits a light bulb. */
  readonly only?: readonly string[] | undefined;
  /** The client's own copies of the diagnostics at that place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Edits at once, for clients that do not resolve. */
  readonly withEdits: boolean;
}

/** Which fix an action stands for: enough to find it again when it is chosen. */
export interface CodeActionTarget {
  readonly uri: string;
  readonly version: number;
  readonly cluster: string;
  readonly finding: number;
  readonly fix: number;
}

/** Quick fixes for what is wrong within a range, or the one action that fixes all that is safe to fix. */
export function codeActions(document: FlinkDocument, range: Range, request: CodeActionRequest, context: FeatureContext): readonly CodeAction[] {
  return [
    ...(request.only === undefined || isWanted(QUICK_FIX, request.only) ? quickFixes(document, range, request, context) : []),
    // Never in a light bulb: whoever wants it asks for its kind.
    ...(request.only !== undefined && isWanted(FIX_ALL, request.only) ? fixAllAction(document, context) : []),
  ];
}

function isWanted(kind: string, only: readonly string[]): boolean {
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(document: FlinkDocument, range: Range, request: CodeActionRequest, context: FeatureContext): readonly CodeAction[] {
  const from = document.text.offsetAt(range.start);
  const to = document.text.offsetAt(range.end);
  const fixes: CodeAction[] = [];
  const explanations = new Map<string, CodeAction>();
  for (const located of clustersOf(document, context)) {
    if (located.section.start > to || located.section.end < from) continue;
    const diagnostics = diagnosticsOf(document, located, context);
    findingsOf(document, located, context).forEach((finding, index) => {
      const diagnostic = diagnostics[index];
      if (diagnostic === undefined || located.toOffset(finding.span.start) > to || located.toOffset(finding.span.end) < from) return;
      const attached = request.diagnostics.find((known) => isSame(known, diagnostic)) ?? diagnostic;
      fixes.push(...actionsOf(document, located, finding, index, attached, request, context));
      if (context.options.commands.includes(SERVER_COMMANDS.explainRule) && !explanations.has(finding.rule)) {
        explanations.set(finding.rule, explanationOf(finding.rule, attached));
      }
    });
  }
  return [...fixes, ...explanations.values()];
}

function actionsOf(
  document: FlinkDocument, located: LocatedCluster, finding: Judged, index: number, diagnostic: Diagnostic,
  { withEdits }: CodeActionRequest, context: FeatureContext,
): readonly CodeAction[] {
  return provenFixesOf(located, finding, context).map((fix, place) => {
    const target: CodeActionTarget = { uri: document.text.uri, version: document.text.version, cluster: located.id, finding: index, fix: place };
    return {
      title: fix.title,
      kind: QUICK_FIX,
      diagnostics: [diagnostic],
      ...(fix.preferred ? { isPreferred: true } : {}),
      ...(withEdits ? { edit: workspaceEdit(document, located, fix.edits) } : {}),
      data: target,
    };
  });
}

function explanationOf(rule: string, diagnostic: Diagnostic): CodeAction {
  const title = l10n.t('Explain {0}', rule);
  return { title, kind: QUICK_FIX, diagnostics: [diagnostic], command: { title, command: SERVER_COMMANDS.explainRule, arguments: [rule] } };
}

function fixAllAction(document: FlinkDocument, context: FeatureContext): readonly CodeAction[] {
  const edits = fixAll(document, context);
  if (edits.length === 0) return [];
  return [{ title: l10n.t('Apply all fixes that change no derived size'), kind: FIX_ALL, edit: { changes: { [document.text.uri]: [...edits] } } }];
}

/** Reads the target of an action that a client sends back; undefined for an action that has none. */
export function codeActionTarget({ data }: Pick<CodeAction, 'data'>): CodeActionTarget | undefined {
  const { uri, version, cluster, finding, fix } = asRecord(data);
  return typeof uri === 'string' && typeof version === 'number' && typeof cluster === 'string' && typeof finding === 'number' && typeof fix === 'number'
    ? { uri, version, cluster, finding, fix }
    : undefined;
}

/** The action with its edit. The document is the version that the target names. */
export function resolveCodeAction(document: FlinkDocument, action: CodeAction, target: CodeActionTarget, context: FeatureContext): CodeAction {
  const edit = editOf(document, target, context);
  return edit === undefined ? action : { ...action, edit };
}

function editOf(document: FlinkDocument, target: CodeActionTarget, context: FeatureContext): WorkspaceEdit | undefined {
  const located = clustersOf(document, context).find(({ id }) => id === target.cluster);
  const finding = located === undefined ? undefined : findingsOf(document, located, context)[target.finding];
  if (located === undefined || finding === undefined) return undefined;
  const fix = provenFixesOf(located, finding, context)[target.fix];
  return fix === undefined ? undefined : workspaceEdit(document, located, fix.edits);
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.source === other.source
    && one.range.start.line === other.range.start.line && one.range.start.character === other.range.start.character
    && one.range.end.line === other.range.end.line && one.range.end.character === other.range.end.character;
}
