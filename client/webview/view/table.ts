/** The same numbers as a table. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import { exactBytes, mebibytes, shareText } from '../../../server/src/shared/sizes.js';
import { poolName, processName } from '../../../server/src/shared/words.js';
import { classes, html } from '../dom.js';
import { rowsOf, type Picture } from '../picture.js';
import { copyButton } from './parts.js';
import { differenceOf } from '../differences.js';
import type { Against } from './boxes.js';
import { bytesText, noSizeText, originText, signedMebibytes } from './texts.js';

/** The table; where it is not `shown` it is there for screen readers only. */
export function numbers(picture: Picture, process: ProcessKind, shown: boolean, copy: () => void, against?: Against): HTMLElement {
  const { root, status } = picture;
  if (against !== undefined) return differences(picture, against, process, shown);
  const heads = [l10n.t('Part'), l10n.t('MiB'), l10n.t('Bytes'), l10n.t('Share'), l10n.t('From')];
  const rows = rowsOf(root).map((row) => html(
    'tr',
    { class: classes(`level-${row.level}`, row.rows.length > 0 && 'is-sum') },
    html('th', { scope: 'row' }, poolName(row.pool, process)),
    html('td', { class: 'number' }, row.bytes === undefined ? noSizeText(status) : mebibytes(row.bytes)),
    html('td', { class: 'number bytes' }, row.bytes === undefined ? '' : exactBytes(row.bytes)),
    html('td', { class: 'number' }, row.bytes === undefined || root.bytes === undefined ? '' : shareText(row.bytes, root.bytes)),
    html('td', {}, originText(row, status)),
  ));
  return table(process, heads, rows, shown, shown ? copyButton(l10n.t('the table'), copy) : undefined);
}

/** Two sizes of every part, and by how much they differ. */
function differences(picture: Picture, against: Against, process: ProcessKind, shown: boolean): HTMLElement {
  const rows = rowsOf(picture.root).map((row) => {
    const { before, after, by } = differenceOf(row, against.picture);
    return html(
      'tr',
      { class: classes(`level-${row.level}`, row.rows.length > 0 && 'is-sum') },
      html('th', { scope: 'row' }, poolName(row.pool, process)),
      html('td', { class: 'number', title: before === undefined ? undefined : bytesText(before) }, before === undefined ? noSizeText(against.picture.status) : mebibytes(before)),
      html('td', { class: 'number then', title: after === undefined ? undefined : bytesText(after) }, after === undefined ? noSizeText(picture.status) : mebibytes(after)),
      html('td', { class: 'number' }, by === undefined ? '' : signedMebibytes(by)),
    );
  });
  const heads = [l10n.t('Part'), l10n.t('{0}, MiB', against.label), l10n.t('{0}, MiB', against.here), l10n.t('{0}, MiB', l10n.t('difference'))];
  return table(process, heads, rows, shown);
}

function table(process: ProcessKind, heads: readonly string[], rows: readonly HTMLElement[], shown: boolean, below?: HTMLElement): HTMLElement {
  return html(
    'div',
    { class: shown ? 'numbers' : 'numbers for-readers' },
    html(
      'table',
      {},
      html('caption', {}, l10n.t('All parts of the {0}', processName(process))),
      html('thead', {}, html('tr', {}, ...heads.map((head) => html('th', { scope: 'col' }, head)))),
      html('tbody', {}, ...rows),
    ),
    below,
  );
}
