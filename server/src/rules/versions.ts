/** Rules about the version of Flink that a document is read by: a file it does not read, a version that nobody here knows. */
import * as l10n from '@vscode/l10n';
import type { Cluster, ClusterKind, Span } from '../documents/cluster.js';
import { firstOperatorWith, flinkVersionsOf, isDropped, refusesDropped } from '../documents/operatorReleases.js';
import { isAtLeast, MINOR_VERSIONS } from '../model/version.js';
import { sentences } from './print.js';
import { problemsOf } from './problems.js';
import { defineRule, NONE, type Noticed, type Rule, type RuleContext } from './rule.js';

interface FilePayload {
  readonly version: string;
  /** The file that this version reads. */
  readonly reads: 'flink-conf.yaml' | 'config.yaml';
  /** It would read the other one too, were that alone. */
  readonly prefers?: boolean;
}

/** The name that Flink looks for; a file called otherwise is copied to it by somebody who knows which. */
const FILE_NAMES: Partial<Readonly<Record<Cluster['format'], string>>> = { 'flink-conf': 'flink-conf.yaml', 'config.yaml': 'config.yaml' };

/** Whether somebody stated the version for this very file: elsewhere it is read off something else, or guessed. */
function isStated({ version: { source } }: Cluster): boolean {
  return source === 'comment' || source === 'setting';
}

/** Where a finding about the version stands: where it is written, else at the top. */
function versionSpan({ version, head }: Cluster): Span {
  return version.span ?? head;
}

const fileNotRead = defineRule<FilePayload>({
  id: 'file-not-read',
  level: 'warning',
  find(analysis): readonly Noticed<FilePayload>[] {
    const { cluster } = analysis;
    const { format, embedded, version: { version } } = cluster;
    if (version === undefined) return NONE;
    const noticed: readonly Noticed<FilePayload>[] = problemsOf(analysis, 'file-not-read').map(({ span, reads }) => ({ span, payload: { version, reads } }));
    // Which file the values of a chart become is the chart's to say.
    if (cluster.kind === 'HelmValues' || !isStated(cluster) || (embedded ?? cluster).name !== FILE_NAMES[format]) return noticed;
    const prefers = format === 'config.yaml' && !isAtLeast(version, '2.0') && embedded?.beside.includes('flink-conf.yaml') === true;
    const reads = format === 'flink-conf' && isAtLeast(version, '2.0') ? 'config.yaml'
      : format === 'config.yaml' && (prefers || !isAtLeast(version, '1.19')) ? 'flink-conf.yaml'
      : undefined;
    if (reads === undefined) return noticed;
    // One comment at the top speaks of every file of a ConfigMap: it is told where the file stands.
    const span = embedded === undefined ? versionSpan(cluster) : cluster.head;
    return [...noticed, { span, payload: { version, reads, ...(prefers && isAtLeast(version, '1.19') ? { prefers } : {}) } }];
  },
  say({ payload: { version, reads, prefers = false } }) {
    if (prefers) return l10n.t('Where both files are mounted, Flink {0} reads flink-conf.yaml and not config.yaml: nothing here takes effect. Keep one of them.', version);
    return reads === 'config.yaml'
      ? l10n.t('Flink {0} does not read flink-conf.yaml: its settings belong in config.yaml. bin/migrate-config-file.sh of Flink 1.19 and later rewrites this file.', version)
      : l10n.t('Flink {0} does not read config.yaml, which comes with 1.19: its settings belong in flink-conf.yaml.', version);
  },
});

interface VariablePayload {
  readonly name: string;
  readonly cause: 'read-only' | 'script-not-run';
  readonly kind: ClusterKind;
}

const variableWithoutEffect = defineRule<VariablePayload>({
  id: 'variable-without-effect',
  level: 'warning',
  when: 'variable-not-written',
  find: (analysis) => problemsOf(analysis, 'variable-not-written').map(({ span, name, cause }) => ({ span, payload: { name, cause, kind: analysis.cluster.kind } })),
  say({ payload: { name, cause, kind } }) {
    if (cause === 'script-not-run') return l10n.t("{0} has no effect: the container starts Flink's own script in place of the image's, which would write it into the configuration. What it says belongs there, or in -D arguments.", name);
    return kind === 'Compose'
      ? l10n.t("{0} has no effect: the image's script cannot write it into the configuration, which is mounted read-only. What it says belongs there, or in -D arguments.", name)
      : l10n.t("{0} has no effect: the image's script cannot write it into the mounted configuration, as Kubernetes mounts ConfigMaps and Secrets read-only. What it says belongs there, or in -D arguments.", name);
  },
});

interface VersionPayload {
  readonly text: string;
  /** `misspelt`: the operator's field says something that it takes for no version; `not-operators`: a version that its CRD does not have. */
  readonly problem: 'later' | 'earlier' | 'no-release' | 'misspelt' | 'not-operators';
  readonly operator?: string;
}

const FIRST = MINOR_VERSIONS[0];
const LAST = MINOR_VERSIONS.at(-1) ?? FIRST;

const versionUnknown = defineRule<VersionPayload>({
  id: 'flink-version-unknown',
  level: 'warning',
  find({ cluster }, context): readonly Noticed<VersionPayload>[] {
    const { version, text, source, span, field } = cluster.version;
    const noticed: Noticed<VersionPayload>[] = [];
    const problem = field === undefined ? undefined : problemOfField(field.text, cluster, context);
    if (field !== undefined && problem !== undefined) {
      noticed.push({ span: field.span, level: 'error', payload: { text: field.text, problem, ...(cluster.operatorVersion === undefined ? {} : { operator: cluster.operatorVersion }) } });
      if (problem === 'not-operators') return noticed;
    }
    // A comment at the top speaks for every document of its file: it is told where it stands, and once.
    if (version !== undefined || (source === 'comment' && span === undefined)) return noticed;
    const problemOfText = isLater(text) ? 'later' : isEarlier(text) ? 'earlier' : 'no-release';
    return [...noticed, { span: versionSpan(cluster), ...(problemOfText === 'no-release' ? {} : { level: 'information' as const }), payload: { text, problem: problemOfText } }];
  },
  say({ payload: { text, problem, operator } }) {
    switch (problem) {
      case 'later':
        return l10n.t('Flink {0} is later than {1}, the last version that is known here: no sizes are computed, and what depends on the version is not checked.', text, LAST);
      case 'earlier':
        return l10n.t('Flink {0} is older than {1}, the first version with this memory model: no sizes are computed, and what depends on the version is not checked.', text, FIRST);
      case 'no-release':
        return l10n.t('There is no Flink {0} among the versions known here, {1} to {2}: no sizes are computed, and what depends on the version is not checked.', text, FIRST, LAST);
      case 'misspelt':
        return l10n.t('{0} is no flinkVersion of the operator, which refuses the deployment: it writes them as {1}.', text, operatorSpelling(text) ?? 'v1_20');
      case 'not-operators': {
        const versions = flinkVersionsOf(operator ?? '');
        const since = firstOperatorWith(text);
        const known = l10n.t('The operator {0} does not know {1} and refuses the deployment: it knows {2} to {3}.', operator ?? '', text, versions[0] ?? '', versions.at(-1) ?? '');
        return sentences(known, since === undefined ? '' : l10n.t('{0} comes with operator {1}.', text, since));
      }
    }
  },
  fixes({ payload: { text, problem } }, { cluster: { version: { field } } }) {
    const spelling = problem === 'misspelt' ? operatorSpelling(text) : undefined;
    if (spelling === undefined || field === undefined) return [];
    return [{ title: l10n.t('Write {0}', spelling), changes: [{ kind: 'replace', span: field.span, text: spelling }], cost: 0n }];
  },
});

/** What the operator has against the text of its field. Which operator it is may be a guess: then what another one knows is right. */
function problemOfField(text: string, { operatorVersion = '' }: Cluster, { settings }: RuleContext): 'misspelt' | 'not-operators' | undefined {
  if (!/^v\d+_\d+$/.test(text)) return 'misspelt';
  if (flinkVersionsOf(operatorVersion).includes(text)) return undefined;
  if (settings.operatorVersion !== 'auto') return 'not-operators';
  return firstOperatorWith(text) === undefined && !isLater(text.slice(1).replace('_', '.')) ? 'not-operators' : undefined;
}

interface DroppedPayload {
  readonly text: string;
  readonly operator: string;
}

const versionUnsupported = defineRule<DroppedPayload>({
  id: 'flink-version-unsupported',
  level: 'warning',
  find({ cluster: { version: { field }, operatorVersion, canary } }): readonly Noticed<DroppedPayload>[] {
    const isTold = field !== undefined && operatorVersion !== undefined && !canary && isDropped(field.text, operatorVersion);
    return isTold ? [{ span: field.span, payload: { text: field.text, operator: operatorVersion } }] : NONE;
  },
  say({ payload: { text, operator } }) {
    return refusesDropped(operator)
      ? l10n.t('The operator {0} does not support {1} any more and refuses the deployment. {2} is the oldest version that it deploys.', operator, text, 'v1_15')
      : l10n.t('The operator {0} does not support {1} any more: it accepts the deployment and then leaves it alone. {2} is the oldest version that it deploys.', operator, text, 'v1_15');
  },
});

/** `1.20.1` as the operator writes it: `v1_20`; undefined for what names no release. */
function operatorSpelling(text: string): string | undefined {
  const release = /^v?(\d+)[._-](\d+)(?:[._-]\d+)?$/i.exec(text.trim());
  const minor = MINOR_VERSIONS.find((version) => version === `${release?.[1] ?? ''}.${release?.[2] ?? ''}`);
  return minor === undefined ? undefined : `v${minor.replace('.', '_')}`;
}

/** Whether a release, by its numbers, comes after the last one that is known. */
function isLater(text: string): boolean {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  const [lastMajor = 0, lastMinor = 0] = LAST.split('.').map(Number);
  return major > lastMajor || (major === lastMajor && minor > lastMinor);
}

/** Whether it is one of the releases before the first that is known here. */
function isEarlier(text: string): boolean {
  const [firstMajor = 0, firstMinor = 0] = FIRST.split('.').map(Number);
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(text) ?? [];
  return major !== '' && Number(major) === firstMajor && Number(minor) < firstMinor;
}

/** The rule about files stands among those about keys, the one about versions among Kubernetes' in docs/rules.md. */
export const FILE_VERSION_RULES: readonly Rule[] = [fileNotRead, variableWithoutEffect];
export const VERSION_RULES: readonly Rule[] = [versionUnknown, versionUnsupported];
