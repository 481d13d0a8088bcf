/** What a comparison shows, in words. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import { mebibytes, sizeText } from '../../../server/src/shared/sizes.js';
import { poolLabel, processName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { changedParts } from '../differences.js';
import { button, html } from '../dom.js';
import type { Picture } from '../picture.js';
import type { Drawn } from '../store.js';
import { signedSize } from './texts.js';

/** Which two are compared and how their parts differ; a picture is absent where there is nothing to draw. */
export function comparison({ cluster, against }: Drawn, process: ProcessKind, picture: Picture | undefined, before: Picture | undefined, actions: Actions): HTMLElement {
  const title = l10n.t('{0} → {1}', against?.label ?? '', against?.here ?? '');
  const changed = picture === undefined || before === undefined ? [] : changedParts(picture, before);
  const refused = [against?.cluster, cluster].map((each) => each?.[process].status === 'failed');
  const words = refused[0] === true || refused[1] === true
    ? html('p', { class: 'message' }, l10n.t('Flink refuses this {0}: {1}', processName(process), [refused[0] === true ? against?.label : '', refused[1] === true ? against?.here : ''].filter((each) => each !== '').join(', ')))
    : picture === undefined || before === undefined
      ? html('p', { class: 'why' }, l10n.t('There is no {0} on one side: nothing to compare.', processName(process)))
      : changed.length === 0 ? html('p', {}, l10n.t('Every part has the same size.')) : html('dl', {}, ...changed.flatMap(({ pool, before: was = 0n, after: is = 0n, by = 0n }) => [
        html('dt', {}, poolLabel(pool, process)), html('dd', {}, html('span', { class: 'number' }, l10n.t('{0} → {1}', mebibytes(was), sizeText(is))), ' ', html('span', { class: 'number by' }, signedSize(by))),
      ]));
  const version = against !== undefined && against.cluster.flinkVersion.value !== cluster.flinkVersion.value && !title.includes(cluster.flinkVersion.value)
    ? html('p', { class: 'why' }, l10n.t('Flink {0} → {1}', against.cluster.flinkVersion.value, cluster.flinkVersion.value))
    : undefined;
  return html(
    'div',
    { class: 'comparison' },
    html('h2', {}, title), version, words, button({ class: 'quiet', 'data-do': 'end-compare' }, () => { actions.endCompare(); }, l10n.t('End the comparison')),
  );
}
