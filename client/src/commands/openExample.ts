import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Opens a text to try things on beside what is shown: it is nobody's file until it is saved. */
export async function openExample(extensionUri: vscode.Uri): Promise<void> {
  const example = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'media', 'walkthrough', 'orders.yaml'));
  const comment = l10n.t('The TaskManager of this example cannot start. Point at its keys, then at the light bulb.');
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: `# ${comment}\n${new TextDecoder().decode(example)}` });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}
