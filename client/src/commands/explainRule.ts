import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { languageOf } from '../../../server/src/shared/language.js';

/** Opens the page about the rules, at one of them; it is part of the extension and needs no network. */
export async function explainRule(extensionUri: vscode.Uri, rule: string): Promise<void> {
  const file = languageOf(vscode.env.language) === 'zh-cn' ? 'rules.zh-cn.md' : 'rules.md';
  const page = vscode.Uri.joinPath(extensionUri, 'docs', file);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment: rule }));
  } catch {
    // VS Code's own Markdown extension can be switched off.
    try {
      await vscode.window.showTextDocument(page);
    } catch {
      void vscode.window.showErrorMessage(l10n.t('The page about {0} could not be opened.', rule));
    }
  }
}
