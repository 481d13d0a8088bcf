/** The last commit's text of a file, by the API of VS Code's Git extension. What it exports is read, not trusted. */
import * as vscode from 'vscode';

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

/** Whether there may be a last commit to ask for. */
export function hasGit(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && vscode.extensions.getExtension('vscode.git') !== undefined;
}

function call(owner: unknown, name: string, ...given: readonly unknown[]): unknown {
  if (typeof owner !== 'object' || owner === null) return undefined;
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') return undefined;
  const result: unknown = Reflect.apply(method, owner, given);
  return result;
}
