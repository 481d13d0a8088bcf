import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ActiveModel } from '../activeModel.js';
import type { ErrorExplanation } from '../errors/explanation.js';
import type { Panels } from '../panel/panels.js';
import type { Pages } from '../pages.js';
import { reveal } from '../reveal.js';
import type { Server } from '../server.js';
import { parseErrorFix, parseLocation, parseText, parseRule, parseTarget, parseUpgradeQuestion } from './arguments.js';
import { explainError, explainTerminalSelection } from './explainError.js';
import { explainRule } from './explainRule.js';
import { fixErrors } from './fixErrors.js';
import { COMMANDS } from './ids.js';
import { openExample } from './openExample.js';
import { selectFlinkVersion } from './selectFlinkVersion.js';
import { askForUpgrade, showUpgrade } from './showUpgrade.js';

/** What the commands act on. */
export interface CommandTargets {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
  readonly active: ActiveModel;
  readonly panels: Panels;
  readonly pages: Pages;
  readonly explanation: ErrorExplanation;
}

/** Registers all commands of `COMMANDS`. */
export function registerCommands({ context, server, active, panels, pages, explanation }: CommandTargets): vscode.Disposable {
  const handlers: Readonly<Record<keyof typeof COMMANDS, (argument: unknown) => unknown>> = {
    openPanel: async (argument) => {
      // From a hover: the panel follows the cursor, so the cursor goes to that cluster first.
      const target = parseTarget(argument);
      if (target?.range !== undefined) await reveal({ uri: target.uri, range: { start: target.range.start, end: target.range.start } }, { preserveFocus: false });
      panels.open();
    },
    selectFlinkVersion: () => selectFlinkVersion(active),
    fixErrors: () => {
      const document = active.editor?.document;
      if (document !== undefined) return fixErrors(server, pages, document);
      return vscode.window.showInformationMessage(l10n.t('Open a file with Flink configuration first.'));
    },
    showUpgrade: async (argument) => {
      const question = parseUpgradeQuestion(argument) ?? await askForUpgrade(active);
      if (question !== undefined) await showUpgrade(server, pages, question);
    },
    explainError: (argument) => explainError(explanation, active, parseText(argument)),
    explainTerminalSelection: () => explainTerminalSelection(explanation, active),
    applyErrorFix: async (argument) => {
      const chosen = parseErrorFix(argument);
      if (chosen !== undefined) await explanation.applyFix(chosen.error, chosen.fix);
    },
    openExample: () => openExample(context.extensionUri),
    showOutput: () => {
      server.log.show();
    },
    restartServer: () => server.restart(),
    reveal: async (argument) => {
      const location = parseLocation(argument);
      if (location !== undefined) await reveal(location, { preserveFocus: false });
    },
    explainRule: async (argument) => {
      const rule = parseRule(argument);
      if (rule !== undefined) await explainRule(context.extensionUri, rule);
    },
  };
  const register = (name: keyof typeof COMMANDS): vscode.Disposable => vscode.commands.registerCommand(COMMANDS[name], handlers[name]);
  return vscode.Disposable.from(
    register('openPanel'), register('selectFlinkVersion'), register('fixErrors'), register('showOutput'),
    register('restartServer'), register('reveal'), register('explainRule'), register('explainError'), register('explainTerminalSelection'),
    register('applyErrorFix'), register('showUpgrade'), register('openExample'),
  );
}
