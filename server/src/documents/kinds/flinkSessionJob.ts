import type { AdmissionRefusal, Cluster, ProcessSite, Span } from '../cluster.js';
import { findVersion } from '../flinkVersion.js';
import { ANY_KEY_SINCE, minorNumber } from '../operatorReleases.js';
import { flatten } from '../yaml/flatten.js';
import { scalarOf, valueOf } from '../yaml/node.js';
import { conditionalEntries } from '../yaml/templateEffects.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';
import { Admission } from './admission.js';
import { DeploymentSpec } from './deploymentSpec.js';
import { type ReadingContext, settingsOf } from './kind.js';
import { metadataOf } from './metadata.js';
import type { KubernetesObject } from './objects.js';
import { operatorMinor } from './resourceMemory.js';

/** Until 1.2 the configuration of a session job may hold nothing but this; until 1.9 the validator breaks without a job; since 1.15 it wants `https`. */
const ONLY_KEY = 'kubernetes.operator.user.artifacts.http.header';
const JOB_ASKED_SINCE = 10;
const HTTPS_SINCE = 15;

/** A job for a session cluster: its configuration goes into the job, as the pods of the cluster have their sizes already. */
export function readSessionJob(tree: YamlTree, { node, path, kindPair: { span: head } }: KubernetesObject, context: ReadingContext): Cluster {
  const specPath = [...path, 'spec'];
  const spec = new DeploymentSpec(valueOf(node, 'spec'));
  const flat = flatten(tree, spec.configuration, 'operator');
  const entries = conditionalEntries(tree, flat.entries);
  const operatorVersion = operatorMinor(spec, context.settings.operatorVersion);
  const settings = settingsOf(flat.entries, flat.winners, entries.now);
  const admission = new Admission(tree, spec, operatorVersion);
  const notTexts = admission.notTexts();
  const refusal = notTexts.length > 0 ? { code: 'schema-type' as const, path: 'spec.flinkConfiguration' } : validatorsRefusal(tree, spec, [...settings.keys()], minorNumber(operatorVersion));
  const deployment = scalarOf(spec.node, 'deploymentName');
  return {
    kind: 'FlinkSessionJob',
    format: 'flinkConfiguration',
    ...metadataOf(tree, node),
    specPath,
    configurationPath: [...specPath, 'flinkConfiguration'],
    span: node.span,
    head,
    version: findVersion({ comment: context.versionComment, setting: context.settings.flinkVersion, file: context.versionOfFile }),
    operatorVersion,
    container: true,
    mayBePartial: false,
    ...(refusal === undefined ? {} : { refusedAs: [refusal] }),
    ...(deployment === undefined || isTemplated(tree, deployment.span) ? {} : { sessionOf: deployment.text }),
    incomplete: false,
    entries: entries.all,
    settings,
    problems: [...entries.problems(flat.problems), ...notTexts],
    processes: { taskManager: absent(head), jobManager: absent(head) },
    canary: false,
  };
}

function absent(head: Span): ProcessSite {
  return { present: false, head, resources: [] };
}

/** The first thing that the operator's validator notices (`DefaultValidator#validateSessionJob`), as far as the job itself decides. */
function validatorsRefusal(tree: YamlTree, { job }: DeploymentSpec, keys: readonly string[], minor: number): AdmissionRefusal | undefined {
  if (job?.kind !== 'map') return { code: minor < JOB_ASKED_SINCE ? 'validator-null' : 'job-missing', path: 'spec.job' };
  const forbidden = minor < ANY_KEY_SINCE ? keys.find((key) => key !== ONLY_KEY) : undefined;
  if (forbidden !== undefined) return { code: 'session-key-forbidden', path: 'spec.flinkConfiguration', key: forbidden };
  const jar = scalarOf(job, 'jarURI');
  const isRefused = minor >= HTTPS_SINCE && jar !== undefined && jar.text !== '' && !isTemplated(tree, jar.span) && !/^https:/i.test(jar.text);
  return isRefused ? { code: 'jar-uri-invalid', path: 'spec.job.jarURI' } : undefined;
}
