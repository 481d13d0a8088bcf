/** One line above each cluster: what its processes get. */
import * as l10n from '@vscode/l10n';
import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../documents/analysis.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { PROCESS_KINDS, type Pool, type ProcessKind } from '../model/derivation.js';
import { SERVER_COMMANDS } from '../shared/actions.js';
import { mebibytes, sizeText } from '../shared/sizes.js';
import { processName } from '../shared/words.js';
import type { FeatureContext } from './context.js';
import type { PanelPlace } from './hoverOption.js';
import { mayBeSizedElsewhere } from './hoverRefusal.js';
import { clustersOf, rangeOf } from './locate.js';

/** A lens above each cluster of which something is known. It opens the panel: none for a client that cannot. */
export function codeLenses(document: OpenDocument, context: FeatureContext): readonly CodeLens[] {
  if (!context.settings.codeLens.enabled || !context.options.commands.includes(SERVER_COMMANDS.openPanel)) return [];
  return clustersOf(document, context).flatMap((located): CodeLens[] => {
    const title = titleOf(located);
    if (title === '') return [];
    const { kind, specPath, span, head } = located.cluster;
    // `kind:`, where findings about the whole resource stand, is its second line as a rule.
    const range = rangeOf(document, located, specPath !== undefined && kind !== 'HelmValues' ? { start: span.start, end: span.start } : head);
    const place: PanelPlace = { uri: document.uri, position: range.start };
    return [{ range, command: { title, command: SERVER_COMMANDS.openPanel, arguments: [place] } }];
  });
}

/** A cluster that did not change has the title that it had. */
const titles = new WeakMap<Analysis, string>();

function titleOf(located: LocatedCluster): string {
  let title = titles.get(located.analysis);
  if (title === undefined) {
    title = PROCESS_KINDS.map((process) => processText(process, located)).filter((text) => text !== undefined).join(' | ');
    titles.set(located.analysis, title);
  }
  return title;
}

/** Undefined where there is no such process, or an unknown Flink or a template decides its size. */
function processText(process: ProcessKind, { analysis: { derivations, cluster } }: LocatedCluster): string | undefined {
  const derivation = derivations[process];
  if (derivation?.status === 'failed') {
    return mayBeSizedElsewhere(derivation.refusal, cluster) ? undefined : l10n.t('{0} will not start', processName(process));
  }
  if (derivation?.status === 'unknown') {
    const known = derivation.pools.get('totalProcess');
    return known === undefined ? undefined : `${processName(process)} ${sizeText(known)}`;
  }
  if (derivation?.status !== 'derived') return undefined;
  const total = sizeText(derivation.root.bytes);
  const pool = (name: Pool): string => mebibytes(derivation.pools.get(name) ?? 0n);
  return process === 'taskManager'
    ? l10n.t('{0} {1}: heap {2}, managed {3}, network {4} …', processName(process), total, pool('jvmHeap'), pool('managed'), pool('network'))
    : l10n.t('{0} {1}: heap {2} …', processName(process), total, pool('jvmHeap'));
}
