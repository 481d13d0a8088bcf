/** A whole process in a hover: the answer, the bar, every pool with its origin. */
import * as l10n from '@vscode/l10n';
import type { LocatedCluster } from '../documents/index.js';
import type { Derivation, Derived, Part, ProcessKind } from '../model/derivation.js';
import { jvmArguments, processSizeKey } from '../model/index.js';
import { memoryName, nameOf } from '../rules/index.js';
import { memoryKind } from '../shared/kinds.js';
import { exactBytes, mebibytes, parseBytes, shareText, sizeText } from '../shared/sizes.js';
import { listed, poolLabel, processName } from '../shared/words.js';
import { barMarkdown, barPieces } from './bar.js';
import { deploymentNote } from './deploymentModel.js';
import { containerOf } from './containerModel.js';
import type { FeatureContext } from './context.js';
import { blocks, code, dotted, escaped, lines } from './markdown.js';
import { originOf } from './steps.js';

/** The breakdown of a process that derives: a table of its pools, to scale above; `footer` is the small print below it. */
export function breakdown(derivation: Derived, located: LocatedCluster, context: FeatureContext, footer: string | undefined): string {
  const { root, process } = derivation;
  return blocks(
    lines(`**${processName(process)} ${sizeText(root.bytes)}** — ${l10n.t('{0} bytes', exactBytes(root.bytes))}`, barOf(root, process, context)),
    table(root, process, located),
    lines(dotted(jvmText(derivation, located), containerText(process, located)), deploymentNote(process, located.analysis), footer),
  );
}

/** A process in two lines, for places where both are shown. */
export function summary(process: ProcessKind, located: LocatedCluster, context: FeatureContext): string | undefined {
  const { derivations, cluster } = located.analysis;
  const derivation = derivations[process];
  const { replicas } = cluster.processes[process];
  const name = `${processName(process)}${replicas === undefined || replicas === 1 ? '' : ` ×${String(replicas)}`}`;
  if (derivation?.status !== 'derived') return undefined;
  const { root } = derivation;
  const leaves = leavesOf(root).filter(({ bytes }) => bytes > 0n);
  return lines(
    `**${name} ${sizeText(root.bytes)}**`,
    barOf(root, process, context),
    leaves.map(({ pool, bytes }) => `${escaped(poolLabel(pool, process))} ${mebibytes(bytes)}`).join(' · '),
    deploymentNote(process, located.analysis),
  );
}

/** Why there is no breakdown, where there is none: a template decides, or that Flink is not modelled. */
export function notDerived(process: ProcessKind, located: LocatedCluster): string | undefined {
  const { derivations, cluster } = located.analysis;
  const derivation = derivations[process];
  if (derivation?.status === 'unknown') return unknownText(derivation, located);
  if (cluster.version.version === undefined || derivation?.status === 'notModelled') {
    return l10n.t('**{0}**: the memory model of Flink {1} is not known here.', processName(process), escaped(cluster.version.text));
  }
  if (cluster.loading !== undefined) return l10n.t('Flink cannot load this file, so nothing is derived from it.');
  return undefined;
}

/** What is known of a process although a template decides: its total perhaps, and pools that the template does not touch. */
function unknownText({ process, pools, unknownKeys }: Extract<Derivation, { status: 'unknown' }>, located: LocatedCluster): string {
  const name = processName(process);
  const total = pools.get('totalProcess');
  const keys = listed(unknownKeys.map((key) => code(nameOf(located.analysis, key))));
  const known = [...pools].filter(([pool]) => memoryKind(pool) !== undefined).map(([pool, bytes]) => `${escaped(poolLabel(pool, process))} ${mebibytes(bytes)}`);
  // No template, but an operator that makes of a field what nobody can tell.
  const field = located.cluster.processes[process].resources.find(({ effective, templated, units }) => effective && !templated && units !== undefined);
  if (field !== undefined && unknownKeys.includes(processSizeKey(process))) {
    return lines(l10n.t('**{0}**: what becomes of {1} is not known.', name, code(memoryName(field))), dotted(...known));
  }
  return lines(total === undefined ? sizeUnknown(name, keys) : divisionUnknown(name, sizeText(total), keys), dotted(...known));
}

function sizeUnknown(name: string, keys: string): string {
  return keys === ''
    ? l10n.t('**{0}**: its size is not known before the template is rendered.', name)
    : l10n.t('**{0}**: its size is not known before the template is rendered. It depends on {1}.', name, keys);
}

function divisionUnknown(name: string, total: string, keys: string): string {
  return keys === ''
    ? l10n.t('**{0} {1}**: how it is divided is not known before the template is rendered.', name, total)
    : l10n.t('**{0} {1}**: how it is divided is not known before the template is rendered. It depends on {2}.', name, total, keys);
}

function barOf(root: Part, process: ProcessKind, context: FeatureContext): string {
  return barMarkdown(barPieces(root), context.options.hoverImages, descriptionOf(root, process));
}

/** The bar in words, for who does not see it. */
export function descriptionOf(root: Part, process: ProcessKind): string {
  return escaped(listed(leavesOf(root).map(({ pool, bytes }) => `${poolLabel(pool, process)} ${shareText(bytes, root.bytes)}`)));
}

/** Two pools a row: with one, the table alone would be higher than a hover. */
function table(root: Part, process: ProcessKind, located: LocatedCluster): string {
  const cells = leavesOf(root).map((part) => [
    escaped(poolLabel(part.pool, process)), mebibytes(part.bytes), shareText(part.bytes, root.bytes), escaped(originOf(part, located.cluster) ?? ''),
  ]);
  const head = ['', 'MiB', '', l10n.t('from')];
  const ruler = ['---', '---:', '---:', '---'];
  const rows = [[...head, '&emsp;', ...head], [...ruler, '---', ...ruler]];
  for (let row = 0; row < cells.length; row += 2) rows.push([...cells[row] ?? [], '', ...cells[row + 1] ?? ['', '', '', '']]);
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The pools that Flink hands out, in the order of its drawing. */
export function leavesOf(part: Part): readonly Part[] {
  if (part.parts === undefined || part.parts.length === 0) return memoryKind(part.pool) === undefined ? [] : [part];
  return part.parts.flatMap(leavesOf);
}

function jvmText(derivation: Derived, { analysis }: LocatedCluster): string | undefined {
  const { version } = analysis.cluster.version;
  if (version === undefined) return undefined;
  const jvm = jvmArguments(derivation, analysis.configuration, { version, container: analysis.cluster.container });
  const size = (flag: RegExp, text: (size: string) => string): string | undefined => {
    const bytes = parseBytes(jvm?.map((argument) => flag.exec(argument)?.[1]).find((found) => found !== undefined));
    return bytes === undefined ? undefined : text(sizeText(bytes));
  };
  const parts = [
    size(/^-Xmx(\d+)$/, (bytes) => `${code('-Xmx')} ${bytes}`),
    size(/^-XX:MaxDirectMemorySize=(\d+)$/, (bytes) => l10n.t('direct {0}', bytes)),
    size(/^-XX:MaxMetaspaceSize=(\d+)$/, (bytes) => l10n.t('metaspace {0}', bytes)),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : l10n.t('JVM: {0}', listed(parts));
}

function containerText(process: ProcessKind, { analysis }: LocatedCluster): string | undefined {
  const container = containerOf(process, analysis);
  const request = parseBytes(container?.requestBytes);
  const limit = parseBytes(container?.limitBytes);
  if (request === undefined || limit === undefined) return undefined;
  const { requestCpu, limitCpu } = container ?? {};
  if (requestCpu === undefined || limitCpu === undefined) {
    return request === limit
      ? l10n.t('Container: request and limit {0} Mi', mebibytes(request))
      : l10n.t('Container: request {0} Mi, limit {1} Mi', mebibytes(request), mebibytes(limit));
  }
  return request === limit && requestCpu === limitCpu
    ? l10n.t('Container: {0} Mi, {1} CPU', mebibytes(request), requestCpu)
    : l10n.t('Container: {0} Mi, {1} CPU; limit {2} Mi, {3} CPU', mebibytes(request), requestCpu, mebibytes(limit), limitCpu);
}
