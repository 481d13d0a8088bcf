/** How a number comes about, as a sum on paper. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, PartModel } from '../../../server/src/shared/protocol.js';
import { poolLabel, shortKey } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, classes, html, type Child } from '../dom.js';
import { sumLines, type SumLine } from '../sums.js';
import { keyLink, sectionWith, size } from './parts.js';

export interface SumInput {
  readonly part: PartModel;
  readonly process: ProcessKind;
  readonly cluster: ClusterModel;
  readonly find: (pool: PartName) => PartModel | undefined;
  /** Count in bytes: then it adds up to the last digit. */
  readonly exact: boolean;
  readonly actions: Actions;
}

/** The section with the sum; undefined where there is nothing to add up. */
export function sum(input: SumInput): HTMLElement | undefined {
  const lines = sumLines(input.part, input.find);
  if (lines.length === 0) return undefined;
  const { exact, actions } = input;
  const unit = button({ class: 'unit-switch', 'aria-pressed': exact ? 'true' : 'false', 'data-keep': 'exact' }, () => { actions.toggleExact(); }, l10n.t('in bytes'));
  const rows = lines.map((line, index) => html(
    'tr',
    { class: classes(line.sign === '=' && 'result', index === lines.length - 1 && 'last') },
    html('td', { class: 'sign' }, line.sign),
    named(label(line, input)),
    html('td', { class: 'number' }, typeof line.value === 'string' ? line.value : size(line.value, exact)),
  ));
  const title = l10n.t('How it comes about');
  return sectionWith(unit, title, html('table', { class: 'sum', 'aria-label': title }, html('tbody', {}, ...rows)));
}

/** An intermediate result has no name. */
function named(content: readonly Child[]): HTMLElement {
  return content.length === 0 ? html('td') : html('th', { scope: 'row' }, ...content);
}

function label(line: SumLine, { part, process, cluster, find, actions }: SumInput): readonly Child[] {
  const { key, pool } = line;
  // A field of a resource sets a key without naming it.
  const written = (name: string, of: PartName | undefined): string =>
    (cluster.configuration[name]?.source === 'resource' && of !== undefined ? find(of)?.origin : undefined) ?? shortKey(name);
  const parts: Child[] = [];
  if (pool !== undefined) {
    const name = poolLabel(pool, process);
    parts.push(pool === part.pool ? html('span', {}, name) : button({ class: 'link plain' }, () => { actions.pick(pool); }, name));
  }
  if (line.isDefault) parts.push(html('span', { class: 'why' }, pool === undefined && key !== undefined ? l10n.t('default of {0}', shortKey(key)) : l10n.t('default')));
  else if (key !== undefined) parts.push(keyLink(key, cluster, actions, written(key, pool)));
  else if (line.sign !== '=' && pool !== undefined) parts.push(html('span', { class: 'why' }, find(pool)?.origin ?? ''));
  return parts.flatMap((each, index) => (index === 0 ? [each] : [' ', each]));
}
