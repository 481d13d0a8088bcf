import fc from 'fast-check';
import { RANDOM_FILES, writeFile } from '../support/configurations.js';
import { converge, type Converged } from './converge.js';

/**
 * Random configurations that Flink refuses, mended by the preferred fixes, as JSON lines `{"id","version","conf"}`: questions to
 * a real Flink, which has to accept each. The same seed gives the same lines.
 */
export function* convergedLines(count: number, seed: number): Generator<string> {
  let written = 0;
  // Few are accepted as they are, or cannot be written: twice as many are enough.
  for (const { version, file, pairs } of fc.sample(RANDOM_FILES, { numRuns: count * 2, seed })) {
    const text = writeFile(file, [['taskmanager.host', 'localhost'], ...pairs]);
    const converged = text === undefined ? undefined : converge(text, { file, settings: { flinkVersion: version } });
    if (converged === undefined || converged.steps.length === 0) continue;
    yield JSON.stringify({ id: String(++written), version, conf: configurationOf(converged) });
    if (written === count) return;
  }
}

/** What Flink gets in the end. */
function configurationOf({ checked }: Converged): Readonly<Record<string, string>> {
  const [located] = checked.document.clusters(checked.context.settings);
  const { configuration } = located?.analysis ?? {};
  return Object.fromEntries([...(configuration?.keys() ?? [])].map((key) => [key, configuration?.get(key) ?? '']));
}
