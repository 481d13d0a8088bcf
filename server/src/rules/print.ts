import * as l10n from '@vscode/l10n';

/** Sentences one after the other, as the session's language sets them: Chinese puts no blank between. Empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').reduce((text, part) => (text === '' ? part : l10n.t('{0} {1}', text, part)), '');
}
