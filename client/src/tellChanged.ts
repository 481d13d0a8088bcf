import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Tells that nothing was done, since the document is no longer the one that was asked about. */
export function tellChanged(): void {
  void vscode.window.showInformationMessage(l10n.t('The file has changed in the meantime. Please try again.'));
}
