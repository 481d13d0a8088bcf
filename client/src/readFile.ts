import * as vscode from 'vscode';
import { MAX_FILE_LENGTH, type ReadFileResult } from '../../server/src/shared/protocol.js';
import { asRecord } from '../../server/src/shared/records.js';

/**
 * A file that a document of the workspace speaks of, as text. Nothing outside the folders of the workspace is read, whatever
 * names it; what is open the server knows already.
 */
export async function readWorkspaceFile(params: unknown): Promise<ReadFileResult> {
  const { uri } = asRecord(params);
  if (typeof uri !== 'string') return null;
  try {
    const file = vscode.Uri.parse(uri, true);
    if (hasDots(file.path) || vscode.workspace.getWorkspaceFolder(file) === undefined) return null;
    const { type, size } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.File) === 0 || size > MAX_FILE_LENGTH) return null;
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file)) };
  } catch (error) {
    // Whatever else goes wrong, as with bytes that are no text, says nothing about whether there is a file.
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? { isMissing: true } : null;
  }
}

/** A path that leads somewhere else than it begins. */
function hasDots(path: string): boolean {
  return path.split('/').some((part) => part === '..' || part === '.');
}
