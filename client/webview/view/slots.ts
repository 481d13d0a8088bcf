/** What each slot gets of a pool, and how a slot's operators share managed memory. */
import * as l10n from '@vscode/l10n';
import type { PartName } from '../../../server/src/shared/model.js';
import type { ManagedShares, ProcessModel } from '../../../server/src/shared/protocol.js';
import { parseBytes, percentText, shareOf, sizeText } from '../../../server/src/shared/sizes.js';
import { consumerName, poolLabel } from '../../../server/src/shared/words.js';
import { html, svg } from '../dom.js';
import { section, size } from './parts.js';

type Share = ManagedShares['shares'][number];

/** The section on slots; undefined for parts that no slot has a share of. */
export function slots(pool: PartName, process: ProcessModel): HTMLElement | undefined {
  const { slots: count, perSlot } = process;
  if (count === undefined || perSlot === undefined) return undefined;
  if (pool === 'totalProcess' || pool === 'totalFlink') return all(count, perSlot);
  if (!hasShare(pool, perSlot)) return undefined;
  const bytes = parseBytes(perSlot[pool]);
  if (bytes === undefined) return undefined;
  const title = count === 1 ? l10n.t('In its one slot: {0}', sizeText(bytes)) : l10n.t('In each of {0} slots: {1}', count, sizeText(bytes));
  if (pool !== 'managed') {
    return section(title, html('p', { class: 'why' }, l10n.t('A share, not a limit: the slots of a process use this memory together.')));
  }
  const sets = process.managedShares ?? [];
  const rocksdb = sets.flatMap(({ shares }) => shares).find((share) => share.rocksdb !== undefined);
  return section(title, ...sets.length === 0 ? [] : allShares(sets), rocksdb === undefined ? undefined : split(rocksdb));
}

/** What a slot has of everything. */
function all(count: number, perSlot: NonNullable<ProcessModel['perSlot']>): HTMLElement {
  const names = ['taskHeap', 'taskOffHeap', 'network', 'managed'] as const;
  const lines = names.flatMap((pool) => [html('dt', {}, poolLabel(pool)), html('dd', {}, size(parseBytes(perSlot[pool]) ?? 0n))]);
  return section(count === 1 ? l10n.t('In its one slot') : l10n.t('In each of {0} slots', count), html('dl', {}, ...lines));
}

function hasShare(pool: PartName, perSlot: NonNullable<ProcessModel['perSlot']>): pool is keyof typeof perSlot {
  return pool in perSlot;
}

/** How many sets are shown at once; the others, less likely, are folded. */
const LIKELY = 2;

function allShares(sets: readonly ManagedShares[]): readonly HTMLElement[] {
  const likely = shares(sets.slice(0, LIKELY));
  const others = sets.slice(LIKELY);
  return others.length === 0 ? [likely] : [likely, html('details', { 'data-keep': 'shares' }, html('summary', {}, l10n.t('Other combinations ({0})', others.length)), shares(others))];
}

/** One group of lines for each set of consumers that a slot may run. */
function shares(sets: readonly ManagedShares[]): HTMLElement {
  const head = html('thead', {}, html('tr', {}, html('th', { scope: 'col' }, l10n.t('What the slot runs')), html('th', { scope: 'col' }, l10n.t('gets')), html('th', { scope: 'col' }, html('span', { class: 'for-readers' }, l10n.t('Share')))));
  const groups = sets.map((set) => html('tbody', {}, html('tr', { 'aria-hidden': 'true' }, html('td', { colspan: 3 }, shareBar(set))), ...set.shares.map((share, index) => html(
    'tr',
    {},
    html('th', { scope: 'row' }, index === 0 ? consumerName(share.consumer) : `+ ${consumerName(share.consumer)}`),
    html('td', { class: 'number' }, size(parseBytes(share.bytesPerSlot) ?? 0n)),
    html('td', { class: 'number why' }, percentText(Math.round(share.fraction * 100).toString())),
  ))));
  return html('table', { class: 'shares' }, head, ...groups);
}

/** A slot's managed memory to scale: each consumer's share, RocksDB's with its block cache filled. */
function shareBar({ shares: all }: ManagedShares): SVGElement {
  let at = 0;
  const percent = (fraction: number): string => `${Math.round(fraction * 10_000) / 100}%`;
  const pieces = all.flatMap(({ consumer, fraction, bytesPerSlot, rocksdb }) => {
    const from = at;
    at += fraction;
    const cache = rocksdb === undefined ? undefined : shareOf(parseBytes(rocksdb.blockCache) ?? 0n, parseBytes(bytesPerSlot) ?? 0n);
    const box = { x: percent(from), y: 0, height: '100%' };
    return [
      svg('rect', { class: 'fill', ...box, width: percent(fraction) }, svg('title', {}, consumerName(consumer))),
      ...(cache === undefined ? [] : [svg('rect', { ...box, width: percent(fraction * Math.min(1, cache)), fill: 'url(#sign-managed)' }, svg('title', {}, l10n.t('block cache')))]),
      svg('rect', { class: 'line', ...box, width: percent(fraction) }),
    ];
  });
  return svg('svg', { class: 'share-bar kind-managed', 'aria-hidden': 'true', focusable: 'false' }, ...pieces);
}

function split({ rocksdb, bytesPerSlot }: Share): HTMLElement | undefined {
  if (rocksdb === undefined) return undefined;
  const line = (name: string, bytes: string): readonly HTMLElement[] => [html('dt', {}, name), html('dd', {}, size(parseBytes(bytes) ?? 0n))];
  return html(
    'div',
    { class: 'split' },
    html('p', {}, l10n.t('How RocksDB uses the {0} of a slot:', sizeText(parseBytes(bytesPerSlot) ?? 0n))),
    html(
      'dl',
      {},
      ...line(l10n.t('block cache'), rocksdb.blockCache),
      ...line(l10n.t('write buffers, within the cache'), rocksdb.writeBufferManager),
      ...line(l10n.t('flush starts when buffers hold'), rocksdb.mutableLimit),
      ...line(l10n.t('one arena block of a buffer'), rocksdb.arenaBlock),
    ),
  );
}
