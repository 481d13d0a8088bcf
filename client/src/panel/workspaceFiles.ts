/** Files of the workspace that nobody has opened, as something to compare with. */
import * as vscode from 'vscode';
import { hasMarker } from '../markers.js';
import { readWorkspaceFile } from '../readFile.js';

/** A file with a word of Flink's in it, as an entry of a list. */
export interface FileItem extends vscode.QuickPickItem { readonly uri: vscode.Uri; readonly text: string }

/** So many are looked into. */
const MOST_FILES = 1000;

/** The files that are not open and may configure Flink, by their paths. */
export async function filesOfFlink(): Promise<readonly FileItem[]> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const files = (await vscode.workspace.findFiles('**/*.{yaml,yml}', undefined, MOST_FILES)).filter((uri) => !open.has(uri.toString()));
  const found = await Promise.all(files.map(async (uri): Promise<readonly FileItem[]> => {
    const read = await readWorkspaceFile({ uri: uri.toString() });
    return read !== null && 'text' in read && hasMarker(read.text) ? [{ label: vscode.workspace.asRelativePath(uri), uri, text: read.text }] : [];
  }));
  return found.flat().sort((one, other) => (one.label < other.label ? -1 : 1));
}
