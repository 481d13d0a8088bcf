import * as l10n from '@vscode/l10n';

/** Sentences one after the other, as the session's language sets them: Chinese puts no blank between. Empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  const told = parts.filter((part) => part !== '');
  return told.length < 2 ? told.join('') : told.join(l10n.t('{0} {1}', '', ''));
}
