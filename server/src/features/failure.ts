import type { Analysis } from '../documents/analysis.js';
import type { Change, LocatedCluster } from '../documents/index.js';
import type { ProcessKind } from '../model/derivation.js';
import { processSizeKey } from '../model/index.js';
import { causeOf, type Finding, findingsBy, fixesFor, ruleOf, unreadableText } from '../rules/index.js';
import type { Changes, FailureModel } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { ruleContext } from './findings.js';

/** The sentence and the ways out of a refused process. */
export type FailureWords = Pick<FailureModel, 'message' | 'ways'>;

interface Known {
  readonly settings: FeatureContext['settings'];
  readonly words: Partial<Record<ProcessKind, FailureWords>>;
}

const known = new WeakMap<Analysis, Known>();

/**
 * What problems and light bulb say about a refused process, whether or not its rule is turned off or silenced: the model always
 * tells. `analysis` may be a what-if; then there are no ways, as those are proven on the text.
 */
export function describeFailure(
  process: ProcessKind, located: LocatedCluster, analysis: Analysis, context: FeatureContext,
): FailureWords {
  const before = known.get(analysis);
  const memory = before?.settings === context.settings ? before : { settings: context.settings, words: {} };
  const words = memory.words[process] ?? wordsFor(process, located, analysis, context);
  memory.words[process] = words;
  known.set(analysis, memory);
  return words;
}

function wordsFor(process: ProcessKind, located: LocatedCluster, analysis: Analysis, context: FeatureContext): FailureWords {
  const finding = refusalOf(process, analysis, context);
  const rule = finding === undefined ? undefined : ruleOf(finding.rule);
  if (finding === undefined || rule === undefined) {
    const message = causeOfRefusal(process, analysis, context);
    return message === undefined ? {} : { message };
  }
  const message = rule.say(finding, analysis);
  if (analysis !== located.analysis) return { message };
  const ways = fixesFor(finding, located, ruleContext(context)).flatMap(({ title, changes }) => {
    const written = changesOf(changes, located);
    return written === undefined ? [] : [{ title, changes: written }];
  });
  return { message, ways };
}

/** Why a process is refused, in one sentence that does not say that it is; undefined where it is not. */
export function causeOfRefusal(process: ProcessKind, analysis: Analysis, context: FeatureContext): string | undefined {
  const derivation = analysis.derivations[process];
  if (derivation?.status !== 'failed') return undefined;
  const finding = refusalOf(process, analysis, context);
  return finding === undefined ? unreadableText(derivation.refusal) : causeOf(finding, analysis);
}

/** The finding that is about a process being refused. */
function refusalOf(process: ProcessKind, analysis: Analysis, context: FeatureContext): Finding | undefined {
  const derivation = analysis.derivations[process];
  if (derivation?.status !== 'failed') return undefined;
  const { code, key, inputs } = derivation.refusal;
  // Where the operator is the one that refuses, its rules take the place of Flink's.
  const isOfField = code === 'value-invalid' && inputs[0] !== undefined && analysis.cluster.settings.get(inputs[0].key)?.source === 'resource';
  for (const id of [code, 'memory-not-configured', ...(isOfField ? ['quantity-invalid'] : [])]) {
    const findings = findingsBy(id, analysis, ruleContext(context));
    const found = findings.find((finding) => finding.process === process)
      ?? (key === undefined ? undefined : findings.find((finding) => finding.key === key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Changes as keys and values; undefined where a change is none of a key. */
function changesOf(changes: readonly Change[], { cluster }: LocatedCluster): Changes | undefined {
  const written: Record<string, string | null> = {};
  for (const change of changes) {
    switch (change.kind) {
      case 'setValue':
        written[change.entry.key] = change.value;
        break;
      case 'rename':
        written[change.entry.key] = null;
        written[change.key] = change.value ?? change.entry.value;
        break;
      case 'removeEntry':
        if (cluster.entries.filter(({ key }) => key === change.entry.key).length > 1) return undefined;
        written[change.entry.key] = null;
        break;
      case 'set':
        written[change.key] = change.value;
        break;
      case 'remove':
        written[change.key] = null;
        break;
      case 'setResource':
        written[processSizeKey(change.process)] = change.value;
        break;
      case 'replace':
      case 'removePair':
      case 'setField':
        return undefined;
    }
  }
  return written;
}
