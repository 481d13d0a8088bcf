/** Cores of `resource.cpu` in quotes, as Kubernetes has them elsewhere: the CRD takes nothing but a number. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { decimalNumber } from '../model/decimal.js';
import type { ProcessKind } from '../model/derivation.js';
import { parseQuantity } from '../model/index.js';
import { sentences } from './print.js';
import { problemsOf } from './problems.js';
import type { Fix, Noticed } from './rule.js';

export interface CpuPayload {
  readonly process: ProcessKind;
  readonly cpu: string;
}

export function quotedCpus(analysis: Analysis): readonly Noticed<CpuPayload>[] {
  return problemsOf(analysis, 'cpu-not-number').map(({ process, span, text }) => ({ span, key: fieldOf(process), process, payload: { process, cpu: text } }));
}

export function quotedCpuText({ process, cpu }: CpuPayload): string {
  const cores = coresOf(cpu);
  return sentences(
    l10n.t('{0} has to be a number, and {1} is a text: Kubernetes refuses the deployment.', fieldOf(process), `"${cpu}"`),
    cores === undefined ? '' : l10n.t('{0} would do.', cores),
  );
}

export function quotedCpuFixes({ process, cpu }: CpuPayload, { cluster }: Analysis): readonly Fix[] {
  const cores = coresOf(cpu);
  const problem = cluster.problems.find((other) => other.kind === 'cpu-not-number' && other.process === process);
  if (cores === undefined || problem?.kind !== 'cpu-not-number') return [];
  return [{ title: l10n.t('Write {0}', cores), changes: [{ kind: 'replace', span: problem.span, text: cores }], cost: 0n, safe: true }];
}

function fieldOf(process: ProcessKind): string {
  return `${process}.resource.cpu`;
}

/** `500m` of Kubernetes is 0.5 here. */
function coresOf(text: string): string | undefined {
  const read = parseQuantity(text.trim());
  const cores = 'amount' in read ? decimalNumber(read.amount) : 0;
  return cores > 0 && cores < 1e6 ? String(cores) : undefined;
}
