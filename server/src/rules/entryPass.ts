import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { factsOf, type KeyFacts } from './keyFacts.js';
import { PerKey } from './perKey.js';
import type { EntryPart, Finding, Rule, RuleContext } from './rule.js';

interface Part {
  readonly id: string;
  readonly part: EntryPart;
}

/** What rules have to say about entries with one key. */
interface Concerned {
  readonly facts: KeyFacts;
  readonly ofKey: readonly Part[];
  readonly ofValue: readonly Part[];
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
      const concerned = parts.filter(({ part }) => part.concerns(facts));
      return {
        facts,
        ofKey: concerned.filter(({ part }) => part.about === 'key'),
        ofValue: concerned.filter(({ part }) => part.about === 'value'),
        waiting: waiting.filter((rule) => rule.whenSet?.(facts) === true),
      };
    });
  }

  /** Findings about single entries, and who waits for them. @param off the rules that are not asked, by their id */
  find(analysis: Analysis, context: RuleContext, off: ReadonlySet<string>): Passed {
    const findings: Finding[] = [];
    const { version: { version }, settings } = analysis.cluster;
    if (version === undefined) return { findings, awake: NOBODY };
    const asking: Asking = { analysis, context, off, findings };
    let awake: Set<Rule> | undefined;
    settings.forEach((setting, key) => {
      const { facts, ofKey, ofValue, waiting } = this.#concerned.get(key, version);
      if (waiting.length > 0) waiting.forEach((rule) => (awake ??= new Set()).add(rule));
      const { entry } = setting;
      if (entry === undefined) return;
      // What stands in a field of the operator's is no key that anybody wrote, and what a template writes is unknown.
      if (ofKey.length > 0 && entry.source !== 'resource') ask(ofKey, entry, facts, asking);
      if (ofValue.length > 0 && !setting.templated && !entry.templated) ask(ofValue, entry, facts, asking);
    });
    return { findings, awake: awake ?? NOBODY };
  }
}

/** What is the same for all entries of a cluster. */
interface Asking {
  readonly analysis: Analysis;
  readonly context: RuleContext;
  readonly off: ReadonlySet<string>;
  readonly findings: Finding[];
}

function ask(parts: readonly Part[], entry: Entry, facts: KeyFacts, { analysis, context, off, findings }: Asking): void {
  for (const { id, part } of parts) {
    const noticed = off.has(id) ? undefined : part.notice(entry, facts, analysis, context);
    if (noticed !== undefined) findings.push({ rule: id, ...noticed });
  }
}
