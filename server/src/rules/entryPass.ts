import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { factsOf, type KeyFacts } from './keyFacts.js';
import { PerKey } from './perKey.js';
import type { EntryPart, Finding, Rule, RuleContext } from './rule.js';

/** What rules have to say about entries with one key. */
interface Concerned {
  readonly facts: KeyFacts;
  readonly parts: readonly { readonly id: string; readonly part: EntryPart }[];
}

/**
 * The parts of all rules that look at single entries, in one pass over the entries that count. Which rules a key concerns is
 * found out once for each key and version: most keys of most files concern none, and cost a look into a map.
 */
export class EntryPass {
  readonly #concerned: PerKey<Concerned>;

  constructor(rules: readonly Rule[]) {
    const parts = rules.flatMap(({ id, entries }) => (entries === undefined ? [] : [{ id, part: entries }]));
    this.#concerned = new PerKey((key, version) => {
      const facts = factsOf(key, version);
      return { facts, parts: parts.filter(({ part }) => part.concerns(facts)) };
    });
  }

  /** Findings about single entries, of the rules that are asked by their id. */
  find(analysis: Analysis, context: RuleContext, asks: (id: string) => boolean): readonly Finding[] {
    const findings: Finding[] = [];
    const { version: { version }, settings } = analysis.cluster;
    if (version === undefined) return findings;
    settings.forEach(({ entry, templated }) => {
      if (entry === undefined) return;
      const { facts, parts } = this.#concerned.get(entry.key, version);
      parts.forEach(({ id, part }) => {
        if (!speaksOf(part, entry, templated) || !asks(id)) return;
        const noticed = part.notice(entry, facts, analysis, context);
        if (noticed !== undefined) findings.push({ rule: id, ...noticed });
      });
    });
    return findings;
  }
}

/** What a template writes is unknown, and what stands in a field of the operator's is no key that anybody wrote. */
function speaksOf(part: EntryPart, entry: Entry, templated: boolean): boolean {
  return part.about === 'key' ? entry.source !== 'resource' : !templated && !entry.templated;
}
