/** The last commit's text of a file, by the API of VS Code's Git extension. What it exports is read, not trusted. */
import * as vscode from 'vscode';
import { isRecord } from '../../server/src/shared/records.js';

/** The text of a file as it was committed last; undefined without Git, outside a repository, and for a file that was never committed. */
export async function committedText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const extension = vscode.extensions.getExtension<unknown>('vscode.git');
    if (extension === undefined) return undefined;
    const exported = extension.isActive ? extension.exports : await extension.activate();
    const repository = await call(await call(exported, 'getAPI', 1), 'getRepository', uri);
    const text = await call(repository, 'show', 'HEAD', uri.fsPath);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there may be a last commit to ask for: told at once, from the repositories that are open. While Git still looks for those, there may be. */
export function mayHaveCommit(uri: vscode.Uri): boolean {
  const extension = uri.scheme === 'file' ? vscode.extensions.getExtension<unknown>('vscode.git') : undefined;
  if (extension === undefined) return false;
  if (!extension.isActive) return true;
  try {
    const api = call(extension.exports, 'getAPI', 1);
    return (isRecord(api) && api['state'] === 'uninitialized') || isRecord(call(api, 'getRepository', uri));
  } catch {
    // Git is switched off, or there is none.
    return false;
  }
}

function call(owner: unknown, name: string, ...given: readonly unknown[]): unknown {
  if (!isRecord(owner)) return undefined;
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') return undefined;
  const result: unknown = Reflect.apply(method, owner, given);
  return result;
}
