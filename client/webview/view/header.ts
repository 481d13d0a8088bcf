/** The head of the page: which cluster, which process, which Flink, and what can be done. */
import * as l10n from '@vscode/l10n';
import { PROCESS_KINDS, type ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, ClusterSummary } from '../../../server/src/shared/protocol.js';
import { processName, versionSourceText } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, classes, html } from '../dom.js';
import { takeMenu } from './takeMenu.js';

export interface HeaderInput {
  readonly cluster: ClusterModel;
  readonly summary: readonly ClusterSummary[];
  readonly fileName: string;
  readonly process: ProcessKind;
  readonly table: boolean;
  readonly locked: boolean;
  readonly isTrying: boolean;
  /** Something is tried out: it is what can be taken away. */
  readonly isTried: boolean;
  readonly isComparing: boolean;
  readonly actions: Actions;
}

/** Ids that tie a tab to what it shows. */
export const PANEL_ID = 'process';
export function tabId(process: ProcessKind): string {
  return `tab-${process}`;
}

/** More clusters than these are chosen from a list. */
const MOST_TABS = 6;

/** All that the header shows and does, as a text: it stays as it is as long as this does. */
export function headerKey({ cluster, summary, actions: _, ...rest }: HeaderInput): string {
  const processes = PROCESS_KINDS.map((kind) => [cluster[kind].status, cluster[kind].replicas]);
  return JSON.stringify([rest, cluster.id, cluster.flinkVersion.value, cluster.flinkVersion.source, processes, summary.map(({ range: __, ...each }) => each)]);
}

/** The header's content. */
export function header(input: HeaderInput): readonly HTMLElement[] {
  const { cluster, summary, fileName, actions } = input;
  const isTabbed = summary.length > 1 && summary.length <= MOST_TABS;
  return [
    ...(isTabbed ? [html('h1', { class: 'for-readers' }, clusterLabel(cluster, summary)), clusterTabs(input)] : []),
    html(
      'div',
      { class: 'bar' },
      ...(isTabbed ? [] : [name(input)]),
      tabs(input),
      html(
        'span',
        { class: 'version', title: fileName },
        html('span', { class: 'value' }, `Flink ${cluster.flinkVersion.value}`),
        html('span', { class: 'why' }, ` · ${versionSourceText(cluster.flinkVersion)}`),
      ),
      html(
        'div',
        { class: 'tools' },
        toggle('table', l10n.t('Table'), input.table, () => { actions.toggleTable(); }),
        toggle('what-if', l10n.t('What if…'), input.isTrying, () => { if (input.isTrying) actions.discard(); else actions.begin(); }),
        toggle('compare', l10n.t('Compare…'), input.isComparing, () => { if (input.isComparing) actions.endCompare(); else actions.compare(); }),
        takeMenu(input.isTried, actions),
        lock(input),
      ),
    ),
  ];
}

function toggle(keep: string, text: string, isOn: boolean, press: () => void): HTMLElement {
  return button({ class: 'quiet', 'aria-pressed': isOn ? 'true' : 'false', 'data-keep': keep }, press, text);
}

function lock({ locked, fileName, actions }: HeaderInput): HTMLElement {
  const title = locked ? l10n.t('Stays with {0}. Press to follow the editor again.', fileName) : l10n.t('Stay with {0}, whatever is edited.', fileName);
  return button({ class: 'quiet', 'aria-pressed': locked ? 'true' : 'false', 'data-keep': 'lock', title }, () => { actions.toggleLock(); }, locked ? l10n.t('Locked') : l10n.t('Lock'));
}

/** A cluster's name, and what tells it from others of the same name: its file in a ConfigMap, or its kind. */
export function clusterLabel(cluster: ClusterSummary, all: readonly ClusterSummary[]): string {
  const others = all.filter(({ id, name }) => id !== cluster.id && name === cluster.name);
  if (others.length === 0) return cluster.name;
  const isOnlyKind = others.some(({ kind }) => kind === cluster.kind);
  return `${cluster.name} · ${isOnlyKind ? (cluster.file ?? cluster.id.split('/').slice(1, -1).join('/')) : cluster.kind}`;
}

function name({ cluster, summary, fileName, actions }: HeaderInput): HTMLElement {
  if (summary.length < 2) return html('h1', { title: `${fileName}: ${cluster.kind}` }, cluster.name);
  const chooser = html(
    'select',
    { 'aria-label': l10n.t('Cluster in this file'), 'data-keep': 'chooser' },
    ...summary.map((each) => html('option', { value: each.id, selected: each.id === cluster.id }, clusterLabel(each, summary))),
  );
  chooser.addEventListener('change', () => { actions.chooseCluster(chooser.value); });
  return html('h1', {}, chooser);
}

interface Tab<Id extends string> { readonly id: Id; readonly tabId: string; readonly class?: string; readonly content: readonly (Node | string | undefined)[]; readonly title?: string }

/** Tabs as ARIA describes them: arrows choose, only the chosen one is in the tab order. */
function tabList<Id extends string>(label: string, look: string, all: readonly Tab<Id>[], shown: Id, choose: (id: Id) => void): HTMLElement {
  const buttons = all.map((tab) => button(
    {
      id: tab.tabId, role: 'tab', 'aria-selected': tab.id === shown ? 'true' : 'false', 'aria-controls': PANEL_ID, tabindex: tab.id === shown ? 0 : -1,
      class: tab.class, title: tab.title, 'data-keep': tab.tabId,
    },
    () => { choose(tab.id); },
    ...tab.content,
  ));
  const list = html('div', { class: `tabs ${look}`, role: 'tablist', 'aria-label': label }, ...buttons);
  list.addEventListener('keydown', (event) => {
    const index = all.findIndex(({ id }) => id === shown);
    const last = all.length - 1;
    const target = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last }[event.key];
    const next = target === undefined ? undefined : all[target];
    if (next === undefined) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(next.tabId)?.focus();
  });
  return list;
}

function clusterTabs({ cluster, summary, actions }: HeaderInput): HTMLElement {
  const all = summary.map((each, index) => ({ id: each.id, tabId: `cluster-${index}`, content: [clusterLabel(each, summary)], title: each.kind }));
  return tabList(l10n.t('Clusters in this file'), 'clusters', all, cluster.id, (id) => { actions.chooseCluster(id); });
}

function tabs({ cluster, process, actions }: HeaderInput): HTMLElement {
  const all = PROCESS_KINDS.map((kind) => {
    const { replicas, status } = cluster[kind];
    return {
      id: kind,
      tabId: tabId(kind),
      class: classes(status === 'failed' && 'failed', status === 'absent' && 'absent'),
      content: [
        processName(kind),
        replicas !== undefined && replicas > 1 ? html('span', { class: 'replicas' }, ` ×${replicas}`) : undefined,
        status === 'failed' ? html('span', { class: 'mark', 'aria-label': l10n.t('refused'), role: 'img' }, '!') : undefined,
      ],
    };
  });
  return tabList(l10n.t('Processes'), 'processes', all, process, (kind) => { actions.tab(kind); });
}
