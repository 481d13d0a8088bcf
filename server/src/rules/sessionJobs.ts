/** Keys in the configuration of a session job that only the cluster which runs it could read. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Cluster } from '../documents/cluster.js';
import { ANY_KEY_SINCE, minorNumber } from '../documents/operatorReleases.js';
import { sentences } from './print.js';
import type { Noticed } from './rule.js';
import { entrySpan } from './settings.js';

/** What a session job has to be told about a key. */
export interface SessionJobPayload {
  readonly reason: 'session-job';
  readonly key: string;
  /** The FlinkDeployment that runs the job, where the job names it. */
  readonly deployment?: string;
  /** The release that refuses the job because of the key, as the first ones do. */
  readonly refusedBy?: string;
}

/** Sizes of processes, their slots and their pods: all that is settled before a job comes. */
const OF_PROCESSES = /^(?:(?:taskmanager|jobmanager)\.(?:memory|heap|network\.memory)\.|taskmanager\.(?:numberOfTaskSlots|cpu\.cores)$|kubernetes\.(?:taskmanager|jobmanager)\.)/;
/** How the operators of a job share managed memory: the job's own matter. */
const OF_JOBS = 'taskmanager.memory.managed.consumer-weights';

export function isSessionJob({ cluster: { kind } }: Analysis): boolean {
  return kind === 'FlinkSessionJob';
}

/** Whether a key says something about the processes of a cluster, which no job can change. */
function isOfProcesses(key: string): boolean {
  return OF_PROCESSES.test(key) && key !== OF_JOBS;
}

/** What to say of a key, wherever it stands; undefined where it may well stand there. */
export function sessionJobNote({ cluster }: Analysis, key: string): string | undefined {
  return cluster.kind === 'FlinkSessionJob' && isOfProcesses(key) ? sessionJobText(payloadOf(cluster, key)) : undefined;
}

/** The entries of a session job that no process reads. */
export function sessionJobKeys({ cluster }: Analysis): readonly Noticed<SessionJobPayload>[] {
  return cluster.entries.filter(({ key, templated }) => !templated && isOfProcesses(key)).map((entry) => {
    const payload = payloadOf(cluster, entry.key);
    return { span: entrySpan(entry), key: entry.key, tag: 'unnecessary' as const, payload, ...(payload.refusedBy === undefined ? {} : { level: 'error' as const }) };
  });
}

function payloadOf({ sessionOf, operatorVersion = '' }: Cluster, key: string): SessionJobPayload {
  const isRefused = minorNumber(operatorVersion) < ANY_KEY_SINCE;
  return { reason: 'session-job', key, ...(sessionOf === undefined ? {} : { deployment: sessionOf }), ...(isRefused ? { refusedBy: operatorVersion } : {}) };
}

/** Why the key does nothing, and where it would. */
export function sessionJobText({ key, deployment, refusedBy }: SessionJobPayload): string {
  const wrong = refusedBy === undefined
    ? l10n.t('{0} has no effect in a session job: the processes of the cluster have their sizes before the job comes.', key)
    : l10n.t('The operator {0} refuses a session job with {1}, which could have no effect there.', refusedBy, key);
  const instead = deployment === undefined
    ? l10n.t('It belongs in the flinkConfiguration of the FlinkDeployment that runs the job.')
    : l10n.t('It belongs in the flinkConfiguration of the FlinkDeployment {0}.', deployment);
  return sentences(wrong, instead);
}
