import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { operatorsAnalysis } from '../documents/operatorsFlink.js';
import type { ProcessKind } from '../model/derivation.js';
import { admissionRefusal, causeOf, findingsBy } from '../rules/index.js';
import type { DeploymentModel, FailureModel, ProcessModel } from '../shared/protocol.js';
import { sizeText } from '../shared/sizes.js';
import { operatorsContainers, refusedFactor, unreadableFactor } from './containerModel.js';
import type { FeatureContext } from './context.js';
import { ruleContext } from './findings.js';

/**
 * What the operator says to a deployment; undefined for what none deploys and for parts of one. `processes` are those of the
 * image's Flink, `derive` makes one by another analysis.
 */
export function deploymentModel(
  analysis: Analysis, processes: Readonly<Record<ProcessKind, ProcessModel>>, derive: (process: ProcessKind, own: Analysis) => ProcessModel,
): DeploymentModel | undefined {
  const own = operatorsAnalysis(analysis);
  const { operatorVersion } = analysis.cluster;
  if (own === undefined || operatorVersion === undefined) return undefined;
  const process = (kind: ProcessKind): ProcessModel => outcome(own === analysis ? processes[kind] : derive(kind, own));
  const code = admissionRefusal(analysis);
  const native = analysis.cluster.container;
  const container = operatorsContainers(own, native);
  return {
    operatorVersion,
    flinkVersion: own.cluster.version.text,
    accepted: code === undefined,
    ...(code === undefined ? {} : { code }),
    ...(code === undefined ? failureOf(own, native) : {}),
    ...(container === undefined ? {} : { container }),
    taskManager: process('taskManager'),
    jobManager: process('jobManager'),
  };
}

/** The JobManager's size is asked first (`getClusterSpecification`), then the TaskManager's, then how much memory the cluster takes. */
function failureOf(own: Analysis, native: boolean): Pick<DeploymentModel, 'failure'> {
  for (const process of ['jobManager', 'taskManager'] as const) {
    const derivation = own.derivations[process];
    if (derivation?.status === 'failed') return { failure: { code: derivation.refusal.code, ...(derivation.refusal.key === undefined ? {} : { key: derivation.refusal.key }) } };
  }
  for (const process of ['jobManager', 'taskManager'] as const) {
    const unreadable = unreadableFactor(process, own);
    if (unreadable !== undefined) return { failure: { code: 'value-invalid', key: unreadable } };
    const key = refusedFactor(process, own, native);
    if (key !== undefined) return { failure: { code: 'limit-factor-below-one', key } };
  }
  return {};
}

/** Sizes and refusal alone: how they come about is the matter of the Flink that runs. */
function outcome({ status, pools, slots, unknownKeys, failure, replicas }: ProcessModel): ProcessModel {
  return {
    status,
    ...(pools === undefined ? {} : { pools }),
    ...(slots === undefined ? {} : { slots }),
    ...(unknownKeys === undefined ? {} : { unknownKeys }),
    ...(failure === undefined ? {} : { failure }),
    ...(replicas === undefined ? {} : { replicas }),
  };
}

/** Why the operator's own Flink refuses a process that the image's would start. */
export function refusalAtDeployText(process: ProcessKind, analysis: Analysis, context: FeatureContext): Pick<FailureModel, 'message'> {
  const finding = findingsBy('fails-at-deploy', analysis, ruleContext(context)).find((found) => found.process === process);
  return finding === undefined ? {} : { message: causeOf(finding, analysis) };
}

/** What to say beside the sizes that the image's Flink gives a process, where the operator's own Flink has others or refuses. */
export function deploymentNote(process: ProcessKind, analysis: Analysis): string | undefined {
  const own = operatorsAnalysis(analysis);
  if (own === undefined || own === analysis) return undefined;
  const [runs, deploys] = [analysis.derivations[process], own.derivations[process]];
  if (runs?.status !== 'derived') return undefined;
  const { operatorVersion = '', version } = own.cluster;
  if (deploys?.status === 'failed') return l10n.t("The operator {0} cannot size it with its own Flink {1}: it will not be deployed.", operatorVersion, version.text);
  const total = deploys?.status === 'derived' ? deploys.root.bytes : runs.root.bytes;
  return total === runs.root.bytes ? undefined : l10n.t('The operator {0} sizes it with its own Flink {1}: {2}.', operatorVersion, version.text, sizeText(total));
}
