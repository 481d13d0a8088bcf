/** What is to be said about the chosen part. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel } from '../../../server/src/shared/protocol.js';
import { shareText } from '../../../server/src/shared/sizes.js';
import { poolName, processName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { html } from '../dom.js';
import { findRow, type Picture, type Row } from '../picture.js';
import { launchArguments } from './arguments.js';
import { prose, section } from './parts.js';
import { edge } from './patterns.js';
import { refusal, unknown } from './refusal.js';
import { slots } from './slots.js';
import { sum } from './sum.js';
import { bytesText, originText, rowSizeText } from './texts.js';

export interface DetailInput {
  readonly cluster: ClusterModel;
  readonly process: ProcessKind;
  readonly picture: Picture;
  readonly selected: PartName;
  readonly texts: Readonly<Record<string, string>>;
  readonly exact: boolean;
  /** Set against another: the arguments that differ stand side by side elsewhere. */
  readonly isCompared: boolean;
  readonly actions: Actions;
}

/** The detail's content, from what matters most. */
export function detail(input: DetailInput): readonly HTMLElement[] {
  const { cluster, process, picture, selected, actions } = input;
  const model = cluster[process];
  const row = findRow(picture.root, selected) ?? picture.root;
  const blocks = [
    model.status === 'failed' && model.failure !== undefined ? refusal(model.failure, process, cluster, actions) : undefined,
    model.status === 'unknown' ? unknown(model.unknownKeys ?? [], process, cluster, actions) : undefined,
    html('div', { class: 'part' }, ...about(row, input)),
    input.isCompared ? undefined : html('div', { class: 'launch' }, ...launchArguments(model, actions)),
  ];
  return blocks.filter((block) => block !== undefined);
}

function about(row: Row, input: DetailInput): readonly HTMLElement[] {
  const { cluster, process, picture, texts, exact, actions } = input;
  const { root, status } = picture;
  const share = row.level === 1 || row.bytes === undefined || root.bytes === undefined ? '' : shareText(row.bytes, root.bytes);
  const text = describe(row.pool, process, texts, '');
  // What holds for this size, then what holds for the part in general.
  const advice = [row.part?.advice, describe(row.pool, process, texts, '.when')].filter((sentence) => sentence !== undefined);
  const short = describe(row.pool, process, texts, '.short');
  const { page } = cluster[process];
  const facts = [row.bytes === undefined ? '' : bytesText(row.bytes), originText(row, status)].filter((fact) => fact !== '').join(' · ');
  const find = (pool: PartName): Row['part'] => findRow(root, pool)?.part;
  const blocks = [
    html(
      'h2',
      { class: 'title' },
      edge(row.kind, row.bytes !== undefined),
      html('span', {}, poolName(row.pool, process)),
      ' ',
      // One text: it grows where it stands, and nothing behind it moves.
      html('span', { class: 'number' }, share === '' ? rowSizeText(row, status) : `${rowSizeText(row, status)} · ${share}`),
    ),
    facts === '' ? undefined : html('p', { class: 'why facts' }, facts),
    text === undefined ? undefined : html('p', {}, ...prose(text)),
    row.part === undefined ? undefined : sum({ part: row.part, process, cluster, find, exact, actions }),
    slots(row.pool, cluster[process]),
    advice.length === 0 ? undefined : section(l10n.t('When to change it'), ...advice.map((sentence) => html('p', {}, ...prose(sentence)))),
    short === undefined ? undefined : section(l10n.t('When it runs short'), html('p', {}, ...prose(short))),
    page === undefined ? undefined : html('p', {}, html('a', { href: page, class: 'link' }, l10n.t('Memory of the {0} in Flink’s documentation', processName(process)))),
  ];
  return blocks.filter((block) => block !== undefined);
}

function describe(pool: PartName, process: ProcessKind, texts: DetailInput['texts'], suffix: '' | '.when' | '.short'): string | undefined {
  return (process === 'jobManager' ? texts[`pool.jobManager.${pool}${suffix}`] : undefined) ?? texts[`pool.${pool}${suffix}`];
}
