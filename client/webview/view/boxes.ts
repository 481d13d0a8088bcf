/** The nested boxes: a tree of rows whose columns stand in line on every level. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../../../server/src/shared/model.js';
import type { ContainerMemory } from '../../../server/src/shared/protocol.js';
import { mebibytes, parseBytes, shareText, sizeText } from '../../../server/src/shared/sizes.js';
import { poolLabel, processName } from '../../../server/src/shared/words.js';
import { classes, html } from '../dom.js';
import type { Picture, Row } from '../picture.js';
import { breakable } from './parts.js';
import { edge } from './patterns.js';
import { differenceOf } from '../differences.js';
import { bytesText, noSizeText, originText, signedMebibytes } from './texts.js';

/** What the boxes show besides the picture. */
export interface BoxesInput {
  readonly process: ProcessKind;
  readonly picture: Picture;
  readonly selected: PartName;
  readonly container: ContainerMemory | undefined;
  /** What it is set against: rows show both sizes and the difference. */
  readonly against?: Against | undefined;
}

/** Another picture of the same process, with what to call it and this one. */
export interface Against { readonly picture: Picture; readonly label: string; readonly here: string }

/** The boxes; each row and head carries its pool in `data-pool`. */
export function boxes(input: BoxesInput): HTMLElement {
  const tree = html('div', { class: 'tree', role: 'tree', 'aria-label': l10n.t('Memory of the {0}', processName(input.process)) }, item(input.picture.root, input));
  const frame = container(input);
  return html(
    'div',
    { class: classes('boxes', input.against !== undefined && 'both') },
    input.against === undefined ? undefined : columns(input.against),
    frame === undefined ? tree : html('div', { class: 'box container' }, frame, tree),
  );
}

/** What the columns hold, where there are two sizes. */
function columns({ label, here }: Against): HTMLElement {
  return html(
    'div',
    { class: 'columns', 'aria-hidden': 'true' },
    html('span', { class: 'from' }, label), html('span', { class: 'size' }, here), html('span', { class: 'share' }, l10n.t('difference')),
  );
}

function item(row: Row, input: BoxesInput): HTMLElement {
  const { picture, process, selected } = input;
  const isBox = row.rows.length > 0;
  // Rows and head lines are the items, each with its level: what a box holds does not belong to its name.
  const attributes = {
    role: 'treeitem',
    'aria-selected': row.pool === selected ? 'true' : 'false',
    'aria-level': row.level,
    'aria-expanded': isBox ? 'true' : undefined,
    tabindex: row.pool === selected ? 0 : -1,
    'data-pool': row.pool,
  };
  const share = row.bytes === undefined || picture.root.bytes === undefined ? '' : shareText(row.bytes, picture.root.bytes);
  const cells = [
    html('span', { class: 'name' }, row.marked === undefined ? undefined : html('span', { class: classes('mark', row.marked), role: 'img', 'aria-label': l10n.t('takes part in the error') }, '!'), poolLabel(row.pool, process)),
    input.against === undefined ? html('span', { class: 'from' }, ...breakable(shownOrigin(row, picture.status))) : sizeBefore(row, input.against),
    html('span', { class: 'size', title: row.bytes === undefined ? undefined : bytesText(row.bytes) }, ...sizeCell(row, picture.status)),
    input.against === undefined ? html('span', { class: 'share' }, isBox && row.level === 1 ? '' : share) : changeCell(row, input.against),
  ];
  const look = classes(row.kind === undefined ? 'kind-sum' : `kind-${row.kind}`, row.bytes === undefined && 'no-size', row.bytes === 0n && 'zero');
  if (!isBox) return html('div', { ...attributes, class: `row ${look}` }, edge(row.kind, row.bytes !== undefined), ...cells);
  return html(
    'div',
    { class: `box ${look}` },
    html('div', { ...attributes, class: 'head' }, ...cells),
    html('div', { class: 'group' }, ...row.rows.map((each) => item(each, input))),
  );
}

function sizeBefore(row: Row, { picture, label }: Against): HTMLElement {
  const { before } = differenceOf(row, picture);
  return html(
    'span',
    { class: 'from number', title: before === undefined ? undefined : bytesText(before) },
    html('span', { class: 'for-narrow' }, `${label}: `),
    before === undefined ? noSizeText(picture.status) : sizeText(before),
  );
}

function changeCell(row: Row, { picture }: Against): HTMLElement {
  const { by } = differenceOf(row, picture);
  return html('span', { class: classes('share', by !== undefined && by !== 0n && 'changed') }, ...(by === undefined || by === 0n ? [] : [signedMebibytes(by), mebibyteUnit()]));
}

/** In the drawing a dash says enough of what was not reached, and a sum of what depends on a template. */
function shownOrigin(row: Row, status: Picture['status']): string {
  return row.bytes === undefined && (status === 'failed' || (row.rows.length > 0 && row.level > 1)) ? '' : originText(row, status);
}

function sizeCell(row: Row, status: Picture['status']): readonly (Node | string)[] {
  return row.bytes === undefined
    ? [html('span', { 'aria-hidden': 'true' }, noSizeText(status)), html('span', { class: 'for-readers' }, l10n.t('size unknown'))]
    : [mebibytes(row.bytes), mebibyteUnit()];
}

function mebibyteUnit(): HTMLElement {
  return html('span', { class: 'unit' }, ' MiB');
}

/** The container in a few words, where it is just as large as its process and needs no box of its own; undefined otherwise. */
export function containerText({ container: memory, picture }: BoxesInput): string | undefined {
  const size = picture.root.bytes;
  if (memory === undefined || size === undefined || parseBytes(memory.requestBytes) !== size || parseBytes(memory.limitBytes) !== size) return undefined;
  return l10n.t('Container: request and limit {0}', sizeText(size));
}

/** The head line of the container around the process. */
function container(input: BoxesInput): HTMLElement | undefined {
  const { container: memory, picture } = input;
  const limit = parseBytes(memory?.limitBytes);
  const request = parseBytes(memory?.requestBytes);
  const shown = limit ?? request;
  if (shown === undefined || containerText(input) !== undefined) return undefined;
  const both = limit !== undefined && request !== undefined && limit !== request;
  const what = limit === undefined ? l10n.t('request, no limit') : both ? l10n.t('limit; request {0}', sizeText(request)) : l10n.t('request and limit');
  return html(
    'div',
    { class: classes('head', picture.bar.frame?.pool === 'container' && 'exceeded') },
    html('span', { class: 'name' }, l10n.t('Container'), input.against === undefined ? undefined : html('span', { class: 'remark' }, what)),
    html('span', { class: 'from' }, input.against === undefined ? what : ''),
    html('span', { class: 'size', title: bytesText(shown) }, mebibytes(shown), mebibyteUnit()),
    html('span', { class: 'share' }),
  );
}
