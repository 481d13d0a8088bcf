import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { factsOf, type KeyFacts } from './keyFacts.js';
import { PerKey } from './perKey.js';
import type { EntryPart, Finding, Rule, RuleContext } from './rule.js';

/** What rules have to say about entries with one key. */
interface Concerned {
  readonly facts: KeyFacts;
  readonly parts: readonly { readonly id: string; readonly part: EntryPart }[];
  /** The rules that look further where this key is set. */
  readonly waiting: readonly Rule[];
}

/** What one pass over the settings of a cluster tells. */
export interface Passed {
  readonly findings: readonly Finding[];
  /** The rules that wait for keys that are set here. */
  readonly awake: ReadonlySet<Rule>;
}

const NOBODY: ReadonlySet<Rule> = new Set();

/**
 * The parts of all rules that look at single entries, in one pass over the entries that count. Which rules a key concerns is
 * found out once for each key and version: most keys of most files concern none, and cost a look into a map.
 */
export class EntryPass {
  readonly #concerned: PerKey<Concerned>;

  constructor(rules: readonly Rule[]) {
    const parts = rules.flatMap(({ id, entries }) => (entries === undefined ? [] : [{ id, part: entries }]));
    const waiting = rules.filter(({ whenSet }) => whenSet !== undefined);
    this.#concerned = new PerKey((key, version) => {
      const facts = factsOf(key, version);
      return { facts, parts: parts.filter(({ part }) => part.concerns(facts)), waiting: waiting.filter((rule) => rule.whenSet?.(facts) === true) };
    });
  }

  /** Findings about single entries, of the rules that are asked by their id. */
  find(analysis: Analysis, context: RuleContext, asks: (id: string) => boolean): Passed {
    const findings: Finding[] = [];
    const { version: { version }, settings } = analysis.cluster;
    if (version === undefined) return { findings, awake: NOBODY };
    let awake: Set<Rule> | undefined;
    settings.forEach(({ entry, templated }, key) => {
      const { facts, parts, waiting } = this.#concerned.get(key, version);
      for (const rule of waiting) (awake ??= new Set()).add(rule);
      if (entry === undefined) return;
      parts.forEach(({ id, part }) => {
        if (!speaksOf(part, entry, templated) || !asks(id)) return;
        const noticed = part.notice(entry, facts, analysis, context);
        if (noticed !== undefined) findings.push({ rule: id, ...noticed });
      });
    });
    return { findings, awake: awake ?? NOBODY };
  }
}

/** What a template writes is unknown, and what stands in a field of the operator's is no key that anybody wrote. */
function speaksOf(part: EntryPart, entry: Entry, templated: boolean): boolean {
  return part.about === 'key' ? entry.source !== 'resource' : !templated && !entry.templated;
}
