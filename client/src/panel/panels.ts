import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asRecord } from '../../../server/src/shared/records.js';
import { type Lock, MemoryPanel, type PanelParts } from './memoryPanel.js';

/** The view type, also in `onWebviewPanel:` of package.json. */
const PANEL_TYPE = 'flinkMemory.panel';

/** The panels of a window: one follows the user, any number are locked to a file each. */
export class Panels implements vscode.Disposable {
  readonly #parts: PanelParts;
  readonly #panels = new Set<MemoryPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(parts: PanelParts) {
    this.#parts = parts;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: (panel, saved: unknown) => {
        this.#adopt(panel, lockOf(saved));
        return Promise.resolve();
      },
    });
  }

  /** Opens a panel beside the editor, or brings the one that follows the user to the front; the focus stays where it is. */
  open(): void {
    const following = [...this.#panels].find(({ isLocked }) => !isLocked);
    if (following !== undefined) {
      following.reveal();
      return;
    }
    this.#adopt(vscode.window.createWebviewPanel(
      PANEL_TYPE,
      l10n.t('Flink Memory'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableFindWidget: true },
    ));
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
    this.#serializer.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, lock?: Lock): void {
    const panel = new MemoryPanel(this.#parts, webview, lock);
    this.#panels.add(panel);
    panel.onDidDispose(() => {
      this.#panels.delete(panel);
    });
  }
}

/** Where a panel of an earlier session was locked, from what its page saved: read, not trusted. */
function lockOf(saved: unknown): Lock | undefined {
  const { uri, line } = asRecord(asRecord(saved)['locked']);
  if (typeof uri !== 'string') return undefined;
  try {
    return { uri: vscode.Uri.parse(uri, true), line: typeof line === 'number' && Number.isInteger(line) && line >= 0 ? line : 0 };
  } catch {
    return undefined;
  }
}
