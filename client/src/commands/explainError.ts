import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExplainErrorParams } from '../../../server/src/shared/protocol.js';
import type { ActiveModel } from '../activeModel.js';
import { excerptOf, looksLikeError } from '../errors/errorText.js';
import type { ErrorExplanation } from '../errors/explanation.js';
import { fileName } from '../fileName.js';
import { needsServer } from '../markers.js';

type Source = vscode.QuickPickItem & { text(): Promise<string | undefined> };

/** Explains a text, or the one that is selected or chosen: from the clipboard, a file, or typed. */
export async function explainError(explanation: ErrorExplanation, active: ActiveModel, given: string | undefined): Promise<void> {
  const text = given ?? await askForText();
  if (text === undefined || text.trim() === '') return;
  const about = await aboutDocument(active, text);
  if (about !== undefined) await explanation.show({ text, ...about });
}

/** Explains what is selected in the terminal. Only the clipboard gives it away: what was there before is put back. */
export async function explainTerminalSelection(explanation: ErrorExplanation, active: ActiveModel): Promise<void> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const selected = await clipboard.readText();
  await clipboard.writeText(before);
  await explainError(explanation, active, selected.trim() === '' ? undefined : selected);
}

async function askForText(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection);
  if (looksLikeError(selected)) return selected;
  const log = selected.trim() === '' ? logIn(editor) : undefined;
  const copied = await vscode.env.clipboard.readText();
  const here = (label: string, text: string): Source => ({ label, detail: excerptOf(text), text: () => Promise.resolve(text) });
  const found = [
    ...(selected.trim() === '' ? [] : [here(l10n.t('The selected text'), selected)]),
    ...(log === undefined ? [] : [here(l10n.t('All of {0}', log.name), log.text)]),
    ...(copied.trim() === '' ? [] : [here(l10n.t('The clipboard'), copied)]),
  ];
  const others: readonly Source[] = [
    { label: l10n.t('Type or paste it…'), text: typed },
    { label: l10n.t('A log file…'), text: fromFile },
  ];
  // A clipboard that holds something else is no default.
  const sources = looksLikeError(copied) || selected.trim() !== '' || log !== undefined ? [...found, ...others] : [...others, ...found];
  const chosen = await vscode.window.showQuickPick(sources, {
    title: l10n.t('Explain an error'),
    placeHolder: l10n.t('Where is the message, the stack trace or the log?'),
    matchOnDetail: true,
  });
  return chosen?.text();
}

/** The log that somebody is reading, whole. */
function logIn(editor: vscode.TextEditor | undefined): { readonly name: string; readonly text: string } | undefined {
  if (editor === undefined) return undefined;
  const { languageId, uri } = editor.document;
  if (languageId !== 'log' && languageId !== 'plaintext') return undefined;
  const text = editor.document.getText();
  // The error of a long log may stand far down.
  return languageId === 'log' || looksLikeError(text) ? { name: fileName(uri), text } : undefined;
}

async function typed(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Explain an error'),
    prompt: l10n.t('A message of Flink, the JVM, YARN or Kubernetes. Line ends are not needed.'),
    ignoreFocusOut: true,
  });
}

async function fromFile(): Promise<string | undefined> {
  const [uri] = await vscode.window.showOpenDialog({ title: l10n.t('A log file…'), canSelectMany: false }) ?? [];
  return uri === undefined ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The document that the error is about: the one at work, else one that is in sight or open; asks where there are several. Undefined where the user turns away. */
async function aboutDocument({ state }: ActiveModel, text: string): Promise<Omit<ExplainErrorParams, 'text'> | undefined> {
  if (state.kind === 'model') {
    const textDocument = { uri: state.document.uri.toString() };
    // A pod is named after its cluster: what the text names beats the cursor.
    return state.model.summary.some(({ name }) => name !== '' && text.includes(name)) ? { textDocument } : { textDocument, cluster: state.cluster.id };
  }
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document).filter(needsServer);
  const candidates = [...new Set(visible.length > 0 ? visible : vscode.workspace.textDocuments.filter((document) => !document.isClosed && needsServer(document)))];
  if (candidates.length < 2) return candidates[0] === undefined ? {} : { textDocument: { uri: candidates[0].uri.toString() } };
  const items = candidates.map(({ uri }) => ({ label: vscode.workspace.asRelativePath(uri), about: { textDocument: { uri: uri.toString() } } }));
  const chosen = await vscode.window.showQuickPick([...items, { label: l10n.t('None of them'), about: {} }], { title: l10n.t('Which file configures the process?') });
  return chosen?.about;
}
