/** What the rules about refusals of one or two values have in common. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import type { ProcessKind, Refusal } from '../model/derivation.js';
import type { Fix, Noticed } from './rule.js';
import { entryName, valueSpan, winningEntry } from './settings.js';

/** A refusal on the first of its values that stands in the document, the others as related lines; on the head where none does. */
export function noticeRefusal<Payload>(analysis: Analysis, process: ProcessKind, { inputs }: Refusal, payload: Payload): Noticed<Payload> {
  const [first, ...others] = inputs.flatMap(({ key }) => winningEntry(analysis, key) ?? []);
  if (first === undefined) return { span: analysis.cluster.processes[process].head, process, payload };
  return {
    span: valueSpan(first), key: first.key, process, payload,
    related: others.map((entry) => ({ span: valueSpan(entry), message: l10n.t('{0}: {1}', entryName(entry), entry.value) })),
  };
}

/** Writes a value where the key stands, or adds the key. Without a cost it is advice. */
export function setFix(entry: Entry | undefined, key: string, value: string, title: string, cost?: bigint): Fix {
  return { title, changes: [entry === undefined ? { kind: 'set', key, value } : { kind: 'setValue', entry, value }], ...(cost === undefined ? {} : { cost }) };
}

/** Removes each of the values that take part: a choice is lost with it, so that is dearer than any change of it. */
export function removeFixes(refusal: Refusal, analysis: Analysis): readonly Fix[] {
  return refusal.inputs.flatMap(({ key, value }) => {
    const entry = value === undefined ? undefined : winningEntry(analysis, key);
    return entry === undefined ? [] : [{ title: l10n.t('Remove {0}', entryName(entry)), changes: [{ kind: 'removeEntry' as const, entry }], cost: 1n << 62n }];
  });
}
