import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { versionSourceText } from '../../server/src/shared/words.js';
import type { ActiveModel } from './activeModel.js';
import { COMMANDS } from './commands/ids.js';

/** The language status item: the Flink version by which the file is read, and how it was found. There is none for other files. */
export class VersionStatus implements vscode.Disposable {
  readonly #active: ActiveModel;
  readonly #subscription: vscode.Disposable;
  #item: vscode.LanguageStatusItem | undefined;
  /** What the item says: each word of it is a message to the workbench, and a keystroke seldom changes any. */
  #shown = '';

  constructor(active: ActiveModel) {
    this.#active = active;
    this.#subscription = active.onDidChange(() => {
      this.#update();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item?.dispose();
  }

  #update(): void {
    const state = this.#active.state;
    if (state.kind !== 'model') {
      this.#item?.dispose();
      this.#item = undefined;
      this.#shown = '';
      return;
    }
    const version = state.cluster.flinkVersion;
    const shown = JSON.stringify([state.document.languageId, version.value, version.source, version.patchFrom]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    // The item is there only while such a file is in front, so the language says enough.
    const selector = { language: state.document.languageId };
    this.#item ??= vscode.languages.createLanguageStatusItem('flinkMemory.version', selector);
    this.#item.selector = selector;
    this.#item.name = l10n.t('Flink version');
    this.#item.text = `Flink ${version.value}`;
    this.#item.detail = versionSourceText(version);
    this.#item.command = { command: COMMANDS.selectFlinkVersion, title: l10n.t('Change') };
  }
}
