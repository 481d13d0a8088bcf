/** A deployment that the image's Flink would start and the operator's own Flink cannot size. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { operatorsAnalysis } from '../documents/operatorsFlink.js';
import { DERIVATION_CODES, PROCESS_KINDS, type ProcessKind, type Refusal } from '../model/derivation.js';
import { processName } from '../shared/words.js';
import { anchorOf, related } from './derivation.js';
import { adviceText, refusalText } from './derivationWords.js';
import { asksForMemory } from './admission.js';
import { sentences } from './print.js';
import { removeFixes } from './refusalFixes.js';
import { defineRule, type Fix, type Noticed } from './rule.js';
import { unreadableText } from './valueWords.js';
import { wayFixes } from './wayFixes.js';
import { leastWay } from './ways.js';

interface DeployPayload {
  readonly process: ProcessKind;
}

/** Why the operator's own Flink refuses a process that the image's does not; undefined where both agree or nothing is certain. */
export function refusalAtDeploy(analysis: Analysis, process: ProcessKind): { readonly refusal: Refusal; readonly own: Analysis } | undefined {
  const own = operatorsAnalysis(analysis);
  if (own === undefined || own === analysis || analysis.derivations[process]?.status === 'failed') return undefined;
  const derivation = own.derivations[process];
  return derivation?.status === 'failed' ? { refusal: derivation.refusal, own } : undefined;
}

export const failsAtDeploy = defineRule<DeployPayload>({
  id: 'fails-at-deploy',
  level: 'error',
  when: 'refused-by-operator',
  *find(analysis): Generator<Noticed<DeployPayload>> {
    for (const process of PROCESS_KINDS) {
      const found = refusalAtDeploy(analysis, process);
      if (found === undefined) continue;
      const { span, key } = anchorOf(found.own, process, found.refusal);
      yield { span, process, payload: { process }, related: related(found.own, found.refusal, key), ...(key === undefined ? {} : { key }) };
    }
  },
  say({ payload: { process } }, analysis) {
    const found = refusalAtDeploy(analysis, process);
    if (found === undefined) return '';
    const { own, refusal } = found;
    const text = causeText(refusal, process, own.cluster.version.text);
    const operator = own.cluster.operatorVersion ?? '';
    const wrong = asksForMemory(own, process)
      ? l10n.t('{0}: the operator {1} checks the {2} with its own Flink {3} and refuses the deployment, whatever Flink the image has.', text, operator, processName(process), own.cluster.version.text)
      : l10n.t('{0}: the operator {1} accepts the deployment, but sizes the {2} with its own Flink {3} and then fails, whatever Flink the image has.', text, operator, processName(process), own.cluster.version.text);
    return sentences(wrong, isOfSizes(refusal) ? adviceText(leastWay(own, process), own, process) : '');
  },
  cause({ payload: { process } }, analysis) {
    const found = refusalAtDeploy(analysis, process);
    return found === undefined ? '' : l10n.t('{0}.', causeText(found.refusal, process, found.own.cluster.version.text));
  },
  fixes({ payload: { process } }, analysis): readonly Fix[] {
    const found = refusalAtDeploy(analysis, process);
    if (found === undefined) return [];
    return isOfSizes(found.refusal) ? wayFixes(found.own, process) : removeFixes(found.refusal, found.own);
  },
});

function isOfSizes({ code }: Refusal): boolean {
  return DERIVATION_CODES.some((known) => known === code);
}

function causeText(refusal: Refusal, process: ProcessKind, version: string): string {
  if (isOfSizes(refusal)) return refusalText(refusal, process, version);
  const unreadable = unreadableText(refusal)?.replace(/[.。]$/, '');
  const [input] = refusal.inputs;
  return unreadable ?? l10n.t('{0} does not accept {1}', input?.key ?? refusal.key ?? '', `"${input?.value ?? ''}"`);
}
