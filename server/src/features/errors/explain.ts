import type { LocatedCluster, OpenDocument } from '../../documents/index.js';
import { DEFAULT_VERSION, optionAt, poolOfKey, type ProcessKind, UNBOUNDED_TEXT } from '../../model/index.js';
import { valueSpan } from '../../rules/settings.js';
import type { ExplainedError, ExplainErrorParams, ExplainErrorResult } from '../../shared/protocol.js';
import { shownValue } from '../../shared/secrets.js';
import type { FeatureContext } from '../context.js';
import { clustersOf, locationOf } from '../locate.js';
import { sectionEdit } from '../textEdits.js';
import { inDocument } from './inDocument.js';
import { keysOf } from './keys.js';
import { recognise } from './recognise.js';
import type { RecognisedError } from './recognised.js';
import { subjectOf } from './remedies/remedy.js';
import { adviceFor, adviceForUnknown } from './words/advice.js';
import { causeFor } from './words/causes.js';
import { titleFor } from './words/titles.js';

/** An open document that an error may be about, with how it is to be spoken of. */
export interface AboutDocument {
  readonly document: OpenDocument;
  readonly context: FeatureContext;
}

/** What the document has to say, once one of its clusters is chosen. */
interface About extends AboutDocument {
  readonly located: LocatedCluster;
}

/** The errors that a pasted text holds, each with its cause, the options behind it and what to do; see shared/protocol.ts. */
export function explainErrors(opened: AboutDocument | undefined, params: Pick<ExplainErrorParams, 'cluster' | 'text'>): ExplainErrorResult {
  const errors = recognise(params.text);
  const located = opened === undefined ? undefined : chooseCluster(clustersOf(opened.document, opened.context), params);
  const about = opened === undefined || located === undefined ? undefined : { ...opened, located };
  return {
    ...(about === undefined ? {} : { explainedWith: explainedWith(about) }),
    errors: errors.map((error) => explain(error, about)),
    advice: errors.length === 0 ? adviceForUnknown() : [],
  };
}

function explainedWith({ document: { uri, version }, located: { id, cluster } }: About): NonNullable<ExplainErrorResult['explainedWith']> {
  return { uri, version, cluster: id, name: cluster.name, flinkVersion: cluster.version.text };
}

/** The cluster that was asked for, else the one whose name stands in the text (pods are named after it), else the first. */
function chooseCluster(clusters: readonly LocatedCluster[], { cluster, text }: Pick<ExplainErrorParams, 'cluster' | 'text'>): LocatedCluster | undefined {
  return clusters.find(({ id }) => id === cluster)
    ?? [...clusters].sort((a, b) => b.cluster.name.length - a.cluster.name.length).find(({ cluster: { operatorVersion, name } }) => operatorVersion !== undefined && name !== '' && text.includes(name))
    ?? clusters[0];
}

function explain(error: RecognisedError, about: About | undefined): ExplainedError {
  const located = about?.located;
  const said = about === undefined ? undefined : inDocument(error, error.process ?? 'taskManager', about.located, about.context);
  const told = error.process ?? said?.process;
  const process = told ?? 'taskManager';
  const advice = adviceFor(error, {
    process,
    version: located?.cluster.version.version,
    sizes: located === undefined ? undefined : subjectOf(located, process)?.pools,
    isKubernetes: located === undefined || located.cluster.operatorVersion !== undefined,
  });
  return {
    code: error.code,
    title: titleFor(error),
    cause: causeFor(error, process),
    process,
    ...(told === undefined ? { assumed: true } : {}),
    line: error.lineNumber,
    excerpt: error.excerpt,
    keys: keysOf(error, process).flatMap((key) => keyModel(key, process, about)),
    ...(said?.text === undefined ? {} : { inDocument: said.text }),
    advice,
    fixes: about === undefined ? [] : (said?.remedies ?? []).map(({ title, edits }) => ({ title, edit: sectionEdit(about.document, about.located, edits) })),
  };
}

/** An option as the document has it; nothing for one that this Flink does not have and nobody sets. */
function keyModel(key: string, process: ProcessKind, about: About | undefined): ExplainedError['keys'] {
  const cluster = about?.located.cluster;
  const version = cluster === undefined ? DEFAULT_VERSION : cluster.version.version;
  const option = version === undefined ? undefined : optionAt(key, version);
  const setting = cluster?.settings.get(key);
  if (setting === undefined && option === undefined) return [];
  const pool = version === undefined ? undefined : poolOfKey(process, key, version);
  const derivation = about?.located.analysis.derivations[process];
  const bytes = pool === undefined || derivation?.status !== 'derived' ? undefined : derivation.pools.get(pool);
  return [{
    key,
    ...(setting === undefined ? {} : { value: shownValue(key, setting.value) }),
    ...(setting?.entry === undefined || about === undefined ? {} : { location: locationOf(about.document, about.located, valueSpan(setting.entry)) }),
    ...(setting !== undefined || option?.default === undefined || option.default === UNBOUNDED_TEXT ? {} : { default: option.default }),
    ...(pool === undefined ? {} : { pool }),
    ...(bytes === undefined ? {} : { bytes: bytes.toString() }),
  }];
}
