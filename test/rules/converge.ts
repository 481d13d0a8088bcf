import assert from 'node:assert/strict';
import { DERIVATION_CODES } from '../../server/src/model/index.js';
import { afterFix, checkText, fixesOf, type Checked, type Found, type Reading } from './support.js';

/** One preferred fix that was applied. */
export interface AppliedStep {
  readonly rule: string;
  readonly process: string | undefined;
  readonly key: string | undefined;
  readonly title: string;
}

export interface Converged {
  readonly steps: readonly AppliedStep[];
  readonly text: string;
  readonly checked: Checked;
}

/** More steps than any configuration may need. */
const MOST_STEPS = 40;

const SUMS: ReadonlySet<string> = new Set([...DERIVATION_CODES, 'overflow']);

/** What Flink refuses, be it only information in a file that may be one part of several. */
function isRefused({ finding }: Found): boolean {
  return finding.level === 'error' || SUMS.has(finding.rule);
}

/** Applies the preferred fixes of what Flink refuses, one after another in the order of the document, until it refuses nothing. */
export function converge(text: string, reading: Reading): Converged {
  const steps: AppliedStep[] = [];
  let checked = checkText(text, reading);
  for (;;) {
    const found = checked.found.find(isRefused);
    if (found === undefined) return { steps, text: checked.document.text, checked };
    const { rule, process, key } = found.finding;
    const fix = fixesOf(checked, found).find(({ preferred }) => preferred);
    assert.ok(fix, `nothing to do about ${rule}\n${told(text, steps)}`);
    steps.push({ rule, process, key, title: fix.title });
    assert.ok(steps.length <= MOST_STEPS, `still not done\n${told(text, steps)}`);
    checked = checkText(afterFix(checked, found, fix), reading);
  }
}

/** At most one step for each value or range that cannot be read, and three more for each process. */
export function assertFewSteps({ steps }: Converged, text: string): void {
  const repaired = steps.filter(({ rule }) => !SUMS.has(rule)).map(({ rule, key }) => `${rule} ${key ?? ''}`);
  assert.equal(new Set(repaired).size, repaired.length, `repaired twice\n${told(text, steps)}`);
  for (const process of ['taskManager', 'jobManager']) {
    assert.ok(steps.filter((step) => step.process === process && SUMS.has(step.rule)).length <= 3, `more than three steps for the ${process}\n${told(text, steps)}`);
  }
}

function told(text: string, steps: readonly AppliedStep[]): string {
  return [text, ...steps.map(({ rule, key, title }) => `${rule} ${key ?? ''}: ${title}`)].join('\n');
}

/** Flink sizes both processes of the only cluster; the JobManager of 1.10 has nothing to size. */
export function assertAccepted({ checked, text }: Converged): void {
  const [located] = checked.document.clusters(checked.context.settings);
  assert.ok(located, text);
  for (const derivation of Object.values(located.analysis.derivations)) assert.ok(derivation?.status === 'derived' || derivation?.status === 'notModelled', text);
}
