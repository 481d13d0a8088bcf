/** Entry point on the desktop and on remote machines. */
import type { ExtensionContext } from 'vscode';
import { Extension } from '../extension.js';

const extension = new Extension(() => import('./languageClient.js'));

export function activate(context: ExtensionContext): void {
  extension.activate(context);
}

export function deactivate(): Promise<void> {
  return extension.deactivate();
}
