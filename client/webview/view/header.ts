/** The head of the page: which cluster, which process, which Flink. */
import * as l10n from '@vscode/l10n';
import { PROCESS_KINDS, type ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, ClusterSummary } from '../../../server/src/shared/protocol.js';
import { processName, versionSourceText } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, classes, html } from '../dom.js';

export interface HeaderInput {
  readonly cluster: ClusterModel;
  readonly summary: readonly ClusterSummary[];
  readonly fileName: string;
  readonly process: ProcessKind;
  readonly table: boolean;
  readonly actions: Actions;
}

/** Ids that tie a tab to what it shows. */
export const PANEL_ID = 'process';
export function tabId(process: ProcessKind): string {
  return `tab-${process}`;
}

/** The header's content. */
export function header(input: HeaderInput): readonly HTMLElement[] {
  const { cluster, fileName, table, actions } = input;
  return [
    name(input),
    tabs(input),
    html(
      'span',
      { class: 'version', title: fileName },
      html('span', { class: 'value' }, `Flink ${cluster.flinkVersion.value}`),
      html('span', { class: 'why' }, ` · ${versionSourceText(cluster.flinkVersion.source)}`),
    ),
    button({ class: 'quiet', 'aria-pressed': table ? 'true' : 'false', 'data-keep': 'table' }, () => { actions.toggleTable(); }, l10n.t('Table')),
  ];
}

function name({ cluster, summary, fileName, actions }: HeaderInput): HTMLElement {
  if (summary.length < 2) return html('h1', { title: `${fileName}: ${cluster.kind}` }, cluster.name);
  const chooser = html(
    'select',
    { 'aria-label': l10n.t('Cluster in this file'), 'data-keep': 'chooser' },
    ...summary.map((each) => html('option', { value: each.id, selected: each.id === cluster.id }, each.name)),
  );
  chooser.addEventListener('change', () => { actions.chooseCluster(chooser.value); });
  return html('h1', {}, chooser);
}

function tabs({ cluster, process, actions }: HeaderInput): HTMLElement {
  const buttons = PROCESS_KINDS.map((kind) => {
    const { replicas, status } = cluster[kind];
    const isShown = kind === process;
    return button(
      {
        id: tabId(kind), role: 'tab', 'aria-selected': isShown ? 'true' : 'false', 'aria-controls': PANEL_ID, tabindex: isShown ? 0 : -1,
        class: classes(status === 'failed' && 'failed', status === 'absent' && 'absent'), 'data-keep': `tab-${kind}`,
      },
      () => { actions.tab(kind); },
      processName(kind),
      replicas !== undefined && replicas > 1 ? html('span', { class: 'replicas' }, ` ×${replicas}`) : undefined,
      status === 'failed' ? html('span', { class: 'mark', 'aria-label': l10n.t('refused'), role: 'img' }, '!') : undefined,
    );
  });
  const list = html('div', { class: 'tabs', role: 'tablist', 'aria-label': l10n.t('Processes') }, ...buttons);
  list.addEventListener('keydown', (event) => {
    const index = PROCESS_KINDS.indexOf(process);
    const last = PROCESS_KINDS.length - 1;
    const target = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last }[event.key];
    const kind = target === undefined ? undefined : PROCESS_KINDS[target];
    if (kind === undefined) return;
    event.preventDefault();
    actions.tab(kind);
    document.getElementById(tabId(kind))?.focus();
  });
  return list;
}
