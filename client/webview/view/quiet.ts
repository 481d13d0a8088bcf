/** A quiet sentence in place of a drawing, with what to do. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { PanelView } from '../../../server/src/shared/panel.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { processName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, html, type Child } from '../dom.js';
import { keyLink } from './parts.js';

type Empty = Omit<Extract<PanelView, { kind: 'empty' }>, 'kind'>;

/** Nothing of Flink's is open, or nobody knows yet. */
export function emptyText({ why, locked }: Empty, actions: Actions): HTMLElement {
  const follow = locked === undefined ? [] : [button({ class: 'quiet', 'data-do': 'follow' }, () => { actions.toggleLock(); }, l10n.t('Follow the editor again'))];
  switch (why) {
    case 'no-document': return locked !== undefined ? alone(l10n.t('{0} is not there any more.', locked.fileName), l10n.t('The panel is locked to it.'), ...follow) : alone(l10n.t('No file is open.'), l10n.t('Open a Flink configuration, a FlinkDeployment or another file that sets Flink’s memory.'));
    case 'not-flink': return locked !== undefined ? alone(l10n.t('{0} sets no memory of Flink’s any more.', locked.fileName), l10n.t('The panel is locked to it.'), ...follow) : alone(l10n.t('This file sets no memory of Flink’s.'), l10n.t('Go to a Flink configuration, a FlinkDeployment or another file that does: the drawing follows.'));
    case 'server-starting': return alone(l10n.t('Reading the file…'));
    case 'server-failed': return alone(l10n.t('The language server of Flink Memory could not be started.'), l10n.t('The output channel “Flink Memory” says why. “Restart Language Server” tries again.'), ...follow);
  }
}

/** The cluster's configuration cannot be loaded; undefined where it can. */
export function loadingText(cluster: ClusterModel, actions: Actions): HTMLElement | undefined {
  const { loading } = cluster;
  if (loading === undefined) return undefined;
  const key = loading.key;
  switch (loading.code) {
    case 'duplicate-key': return quiet(
      l10n.t('Flink cannot load this file: a key occurs twice.'),
      ...(key === undefined ? [] : [keyLink(key, cluster, actions)]),
      l10n.t('Keep one of the two.'),
    );
    case 'several-documents': return quiet(l10n.t('Flink cannot load this file: it holds several YAML documents.'), l10n.t('Keep one document, without a line “---” between settings.'));
    case 'yaml-invalid': return quiet(l10n.t('Flink cannot load this file: it is no valid YAML.'), l10n.t('Repair the line that is marked in the editor.'));
  }
}

/** The process has no memory here; undefined where it has. */
export function processText(cluster: ClusterModel, process: ProcessKind): HTMLElement | undefined {
  const name = processName(process);
  switch (cluster[process].status) {
    case 'absent': return quiet(l10n.t('No {0} is configured here.', name), l10n.t('Its memory is set in another file.'));
    case 'notModelled': return quiet(
      l10n.t('Flink {0} has no memory model for the {1} that could be drawn.', cluster.flinkVersion.value, name),
      l10n.t('Choose another Flink version if this is not the one you run.'),
    );
    default: return undefined;
  }
}

/** With nothing else on the page the sentence is its heading. */
function alone(sentence: string, ...more: readonly Child[]): HTMLElement {
  return around(html('h1', {}, sentence), more);
}

function quiet(sentence: string, ...more: readonly Child[]): HTMLElement {
  return around(html('p', {}, sentence), more);
}

function around(sentence: HTMLElement, more: readonly Child[]): HTMLElement {
  return html('div', { class: 'quiet-text' }, sentence, ...more.map((each) => html('p', { class: 'why' }, each)));
}
