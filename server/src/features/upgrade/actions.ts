import * as l10n from '@vscode/l10n';
import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument } from '../../documents/index.js';
import { REWRITE, SERVER_COMMANDS, UPGRADE, UPGRADE_FILE } from '../../shared/actions.js';
import { withRemark } from '../../shared/words.js';
import type { FeatureContext } from '../context.js';
import { clusterAt, clustersOf, holds } from '../locate.js';
import { documentEdit } from '../textEdits.js';
import { upgradeTargets } from './compare.js';
import { hasImage, hasOutdatedKeys, isWrittenHere, upgradeEdit } from './edit.js';
import { titleOf } from './page.js';

/** Which kinds of actions somebody wants. */
type IsWanted = (kind: string) => boolean;

/** What changes with later versions, and the step to them: where the document names its version. */
export function upgradeActions(document: OpenDocument, range: Range, isWanted: IsWanted, withEdits: boolean, context: FeatureContext): readonly CodeAction[] {
  const located = clusterAt(document, range.start, context);
  const span = located?.cluster.version.span;
  if (located === undefined || span === undefined || !holds(located.toSpan(span), document.offsetAt(range.start))) return [];
  return targetsOf(located).flatMap((to): readonly CodeAction[] => [
    ...(isWanted(UPGRADE) ? reportAction(document, located, to, UPGRADE, context) : []),
    ...(isWanted(REWRITE) && isWrittenHere(located)
      ? [{
          title: editTitle(document, located, to, context),
          kind: REWRITE,
          ...(withEdits ? { edit: documentEdit(document, upgradeEdit(document, located, to, context)) } : {}),
          data: { uri: document.uri, version: document.version, cluster: located.id, upgradeTo: to },
        }]
      : []),
  ]);
}

/** The same questions for a whole file, wherever the cursor is: in its cluster, or the first. */
export function upgradeFileActions(document: OpenDocument, range: Range, context: FeatureContext): readonly CodeAction[] {
  const located = clusterAt(document, range.start, context) ?? clustersOf(document, context)[0];
  return located === undefined ? [] : targetsOf(located).flatMap((to) => reportAction(document, located, to, UPGRADE_FILE, context));
}

function targetsOf({ cluster }: LocatedCluster): ReturnType<typeof upgradeTargets> {
  return cluster.version.version === undefined ? [] : upgradeTargets(cluster.version.version);
}

function reportAction(document: OpenDocument, { id }: LocatedCluster, to: string, kind: string, context: FeatureContext): readonly CodeAction[] {
  if (!context.options.commands.includes(SERVER_COMMANDS.showUpgrade)) return [];
  const title = titleOf(to);
  return [{ title, kind, command: { title, command: SERVER_COMMANDS.showUpgrade, arguments: [{ uri: document.uri, cluster: id, to }] } }];
}

function editTitle(document: OpenDocument, located: LocatedCluster, to: string, context: FeatureContext): string {
  const title = hasOutdatedKeys(document, located, context) ? l10n.t('Change to Flink {0} and rename outdated keys', to) : l10n.t('Change to Flink {0}', to);
  return hasImage(located) ? withRemark(title, l10n.t('the image stays')) : title;
}
