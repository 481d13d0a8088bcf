/** The same numbers as a table. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import { exactBytes, mebibytes, shareText } from '../../../server/src/shared/sizes.js';
import { poolName, processName } from '../../../server/src/shared/words.js';
import { classes, html } from '../dom.js';
import { rowsOf, type Picture } from '../picture.js';
import { copyButton } from './parts.js';
import { noSizeText, originText } from './texts.js';

/** The table; where it is not `shown` it is there for screen readers only. */
export function numbers(picture: Picture, process: ProcessKind, shown: boolean, copy: () => void): HTMLElement {
  const { root, status } = picture;
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
    shown ? copyButton(l10n.t('the table'), copy) : undefined,
  );
}
