/** A process that lacks memory, and a container that has some which its operator keeps from it. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { ProcessKind } from '../model/derivation.js';
import { processSizeKey } from '../model/index.js';
import type { Fix } from './rule.js';
import { waysOut } from './ways.js';

/** Another share of the same container with which a refused process starts. Never preferred: what is kept from the process is kept for something. */
export function shareFixes(analysis: Analysis, process: ProcessKind): readonly Fix[] {
  const share = analysis.cluster.processes[process].resources.find(({ effective }) => effective)?.share;
  if (share === undefined) return [];
  const key = processSizeKey(process);
  const sizes = waysOut(analysis, process).flatMap((way) => (way.kind === 'resize' && way.key === key && way.starts && way.to > way.from && way.without.length === 0 ? [way.to] : []));
  const [least] = sizes.sort((left, right) => (left < right ? -1 : 1));
  const value = least === undefined ? undefined : share.shareFor(least);
  if (value === undefined) return [];
  const name = share.path.join('.');
  const title = share.isPercent ? l10n.t('Raise {0} to {1} (smallest that works)', name, value) : l10n.t('Lower {0} to {1} (largest that works)', name, value);
  return [{ title, changes: [{ kind: 'setField', process, path: share.path, value }] }];
}
