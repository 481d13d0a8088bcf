/** The line at the bottom of a what-if: what changed in words, and what to do with it. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { mebibytes, sizeText } from '../../../server/src/shared/sizes.js';
import { listed, poolLabel } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { changedParts } from '../differences.js';
import { button, html } from '../dom.js';
import type { Picture } from '../picture.js';
import { isTried, type Draft } from '../store.js';

export interface ChangeBar {
  readonly element: HTMLElement;
  show(draft: Draft, cluster: ClusterModel, process: ProcessKind, pictures: { readonly before: Picture | undefined; readonly after: Picture | undefined }): void;
}

/** More than these are counted. */
const MOST_NAMED = 4;

export function createChangeBar(actions: Actions): ChangeBar {
  const words = html('p', { class: 'words', role: 'status' });
  const showChanges = button({ class: 'quiet', 'data-do': 'show' }, () => { actions.showChanges(); }, l10n.t('Show changes'));
  const apply = button({ class: 'way first', 'data-do': 'apply' }, () => { actions.applyChanges(); }, l10n.t('Apply'));
  const discard = button({ class: 'quiet', 'data-do': 'discard' }, () => { actions.discard(); }, l10n.t('Discard'));
  const element = html('div', { class: 'change-bar', role: 'group', 'aria-label': l10n.t('What is tried out') }, words, html('div', { class: 'tools' }, showChanges, apply, discard));
  return {
    element,
    show(draft, cluster, process, { before, after }) {
      const text = wordsOf(draft, process, before, after);
      if (words.textContent !== text) words.textContent = text;
      const isNothing = !isTried(draft) || draft.after?.notWritable !== undefined;
      const isRefused = (['taskManager', 'jobManager'] as const).some((kind) => draft.after?.[kind].status === 'failed' && cluster[kind].status !== 'failed');
      showChanges.disabled = isNothing;
      apply.disabled = isNothing || isRefused;
    },
  };
}

function wordsOf(draft: Draft, process: ProcessKind, before: Picture | undefined, after: Picture | undefined): string {
  const refused = draft.after?.notWritable;
  if (refused !== undefined) {
    const key = refused.key ?? listed(Object.keys(draft.changes));
    return refused.code === 'templated' ? l10n.t('{0} comes from a template and has to be changed there.', key) : l10n.t('{0} cannot be written at this place.', key);
  }
  if (!isTried(draft)) return l10n.t('Nothing is changed yet.');
  if (after?.status === 'failed') return l10n.t('Flink would refuse this.');
  if (before === undefined || after === undefined) return '';
  const changed = changedParts(after, before);
  if (changed.length === 0) return after.status === 'unknown' ? l10n.t('What changes depends on a template.') : l10n.t('No size changes.');
  const named = changed.slice(0, MOST_NAMED).map(({ pool, before: was = 0n, after: is = 0n }) => l10n.t('{0} {1} → {2}', poolLabel(pool, process), mebibytes(was), sizeText(is)));
  return changed.length > MOST_NAMED ? l10n.t('{0} and {1} more', listed(named), changed.length - MOST_NAMED) : listed(named);
}
