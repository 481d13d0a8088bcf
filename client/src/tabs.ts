import * as vscode from 'vscode';

/** Whether a tab holds a file, in front or not, also set against something else. */
export function hasTab(uri: vscode.Uri): boolean {
  const own = uri.toString();
  const held = ({ input }: vscode.Tab): readonly vscode.Uri[] => {
    if (input instanceof vscode.TabInputText) return [input.uri];
    return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
  };
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => held(tab).some((each) => each.toString() === own)));
}
