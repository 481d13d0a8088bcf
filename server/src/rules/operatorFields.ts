/** Rules about what the operator refuses, drops or passes over besides the sizes themselves. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry } from '../documents/cluster.js';
import { minorNumber } from '../documents/operatorReleases.js';
import { formerNameOf, readResourceMemory } from '../model/index.js';
import { isAtLeast } from '../model/version.js';
import type { ProcessKind } from '../model/derivation.js';
import { processName } from '../shared/words.js';
import { sentences } from './print.js';
import { type Problem, problemsOf } from './problems.js';
import { repairField } from './repair.js';
import { defineRule, type Fix, NONE, type Noticed, type Rule } from './rule.js';
import { configurationName, valueSpan, winningEntry } from './settings.js';

interface TemplatePayload {
  readonly process?: ProcessKind;
  readonly field: 'requests' | 'limits';
  readonly text: string;
}

const templateMemoryIgnored = defineRule<TemplatePayload>({
  id: 'template-memory-ignored',
  level: 'warning',
  when: 'template-memory',
  find(analysis): readonly Noticed<TemplatePayload>[] {
    return problemsOf(analysis, 'template-memory').map((problem) => ({ span: problem.span, key: templateKey(problem), payload: payloadOf(problem), tag: 'unnecessary' }));
  },
  say({ payload: { process, field, text } }) {
    const instead = process === undefined ? 'resource.memory' : `${process}.resource.memory`;
    const ignored = l10n.t('Flink overwrites the memory {0} of its own container in a pod template with the size of the process, so {1} does nothing.', field === 'limits' ? l10n.t('limit') : l10n.t('request'), text);
    return sentences(ignored, field === 'limits'
      ? l10n.t('{0} sets request and limit, {1} a limit above the request.', instead, `kubernetes.${process?.toLowerCase() ?? 'taskmanager'}.memory.limit-factor`)
      : l10n.t('{0} sets request and limit.', instead));
  },
  fixes({ key }, analysis): readonly Fix[] {
    const problem = problemsOf(analysis, 'template-memory').find((other) => templateKey(other) === key);
    return problem === undefined ? [] : [{ title: l10n.t('Remove {0} (no effect)', templateKey(problem)), changes: [{ kind: 'removePair', pair: problem.pair }], cost: 0n }];
  },
});

function payloadOf({ process, field, text }: Problem<'template-memory'>): TemplatePayload {
  return { ...(process === undefined ? {} : { process }), field, text };
}

function templateKey({ process, field }: TemplatePayload): string {
  return `${process === undefined ? '' : `${process}.`}podTemplate ${field}.memory`;
}

interface UnusedPayload {
  readonly process: ProcessKind;
  readonly block: 'resource' | 'resources';
  readonly operator: string;
}

const resourcesUnsupported = defineRule<UnusedPayload>({
  id: 'resources-unsupported',
  level: 'warning',
  when: 'resources-unused',
  find(analysis): readonly Noticed<UnusedPayload>[] {
    const operator = analysis.cluster.operatorVersion ?? '';
    return problemsOf(analysis, 'resources-unused').map(({ process, block, span }) => (
      { span, key: `${process}.${block}`, process, payload: { process, block, operator }, tag: 'unnecessary' }));
  },
  say({ payload: { process, block, operator } }) {
    return block === 'resources'
      ? l10n.t('The operator {0} does not know {1}, which comes with 1.16, and it is dropped: the {2} gets nothing of what stands there.', operator, `${process}.resources`, processName(process))
      : l10n.t('Beside {0}, the operator {1} ignores {2} entirely, memory and cpu alike.', `${process}.resources`, operator, `${process}.resource`);
  },
  fixes({ payload: { process, block, operator } }, analysis): readonly Fix[] {
    const problem = problemsOf(analysis, 'resources-unused').find((other) => other.process === process && other.block === block);
    if (problem === undefined) return [];
    const gone = { kind: 'removePair' as const, pair: problem.pair };
    const remove: Fix = { title: l10n.t('Remove {0} (no effect)', `${process}.${block}`), changes: [gone], cost: 1n };
    const { resources } = analysis.cluster.processes[process];
    const wanted = resources.find(({ field }) => field === 'requests.memory') ?? resources.find(({ field }) => field === 'limits.memory');
    const isSized = resources.some(({ effective }) => effective);
    if (block === 'resource' || isSized || wanted === undefined || wanted.templated || !problem.memoryOnly) return [remove];
    const value = 'problem' in readResourceMemory(wanted.text, operator) ? repairField(wanted.text, operator)?.text : wanted.text;
    if (value === undefined) return [remove];
    return [{ title: l10n.t('Write it as {0}: {1}', `${process}.resource.memory`, value), changes: [gone, { kind: 'setResource', process, value }], cost: 0n }, remove];
  },
});

interface NotTextPayload {
  readonly key: string;
  readonly shape: 'scalar' | 'map' | 'sequence';
  /** Absent for other people's operators, whose every release wants texts. */
  readonly operator?: string;
}

const nestedConfigurationUnsupported = defineRule<NotTextPayload>({
  id: 'nested-configuration-unsupported',
  level: 'error',
  when: 'configuration-not-text',
  find(analysis): readonly Noticed<NotTextPayload>[] {
    const operator = analysis.cluster.operatorVersion;
    return problemsOf(analysis, 'configuration-not-text').map(({ key, span, shape }) => ({ span, key, payload: { key, shape, ...(operator === undefined ? {} : { operator }) } }));
  },
  say({ payload: { key, shape, operator } }, analysis) {
    const map = configurationName(analysis.cluster);
    if (operator === undefined) {
      return shape === 'scalar'
        ? l10n.t('Every value of {0} has to be a text, and {1} is none without quotes: Kubernetes refuses it.', map, key)
        : l10n.t('{0} has to be flat, one key with dots and a text each, and {1} is not: Kubernetes refuses it.', map, key);
    }
    return shape === 'scalar'
      ? l10n.t('With the operator {0} every value of flinkConfiguration has to be a text, and {1} is none without quotes: the deployment is refused. Operator 1.13 and later take it as it is.', operator, key)
      : l10n.t('With the operator {0} flinkConfiguration has to be flat, one key with dots and a text each, and {1} is not: the deployment is refused. Operator 1.13 and later take it as it is.', operator, key);
  },
  fixes({ payload: { key, shape } }, analysis): readonly Fix[] {
    const repair = problemsOf(analysis, 'configuration-not-text').find((problem) => problem.key === key)?.repair;
    if (repair === undefined) return [];
    const title = shape === 'map' ? l10n.t('Write the keys below {0} flat', key) : l10n.t('Write {0}', repair.text);
    return [{ title, changes: [{ kind: 'replace', ...repair }], cost: 0n, safe: true }];
  },
});

interface OverlapPayload {
  readonly shorter: string;
  readonly longer: string;
  readonly operator: string;
  readonly version: string;
}

/** The release that refuses keys which a `config.yaml` with nested keys cannot hold together (FLINK-37405). */
const OVERLAP_SINCE = 12;

const keyPrefixOverlap = defineRule<OverlapPayload>({
  id: 'key-prefix-overlap',
  level: 'error',
  find({ cluster: { version, operatorVersion, settings } }): readonly Noticed<OverlapPayload>[] {
    if (operatorVersion === undefined || version.version === undefined || !isAtLeast(version.version, '2.0') || minorNumber(operatorVersion) < OVERLAP_SINCE) return NONE;
    const found: Noticed<OverlapPayload>[] = [];
    settings.forEach(({ entry, templated }, longer) => {
      if (templated) return;
      for (let dot = longer.indexOf('.'); dot >= 0; dot = longer.indexOf('.', dot + 1)) {
        const shorter = settings.get(longer.slice(0, dot));
        const place = shorter?.entry ?? entry;
        if (shorter === undefined || shorter.templated || place === undefined) continue;
        const key = longer.slice(0, dot);
        found.push({
          span: place.keySpan, key, payload: { shorter: key, longer, operator: operatorVersion, version: version.text },
          ...(entry === undefined || entry === place ? {} : { related: [{ span: entry.keySpan, message: longer }] }),
        });
      }
    });
    return found;
  },
  say({ payload: { shorter, longer, operator, version } }) {
    return l10n.t('{0} is also the beginning of {1}, which the config.yaml of Flink {2} cannot hold together: the operator {3} accepts the deployment and then fails to deploy it.', shorter, longer, version, operator);
  },
  fixes({ payload: { shorter } }, analysis): readonly Fix[] {
    const entry = winningEntry(analysis, shorter);
    if (entry === undefined) return [];
    const present = formerNameOf(shorter, '1.20')?.option.key;
    const remove = { title: l10n.t('Remove {0}', shorter), changes: [{ kind: 'remove' as const, key: shorter }] };
    if (present === undefined || present === shorter) return [remove];
    if (analysis.cluster.settings.has(present)) return [{ ...remove, cost: 0n }];
    return [{ title: l10n.t('Rename to {0}', present), changes: [{ kind: 'rename', entry, key: present }], cost: 0n }, remove];
  },
});

const LIMIT_FACTOR = /^kubernetes\.(?:taskmanager|jobmanager)\.(?:memory|cpu)\.limit-factor$/;

interface FactorPayload {
  readonly key: string;
  readonly value: string;
  /** The fields that the operator makes the factor from, as they are written. */
  readonly fields?: { readonly process: ProcessKind; readonly request: string; readonly limit: string };
}

const limitFactorInvalid = defineRule<FactorPayload>({
  id: 'limit-factor-invalid',
  level: 'error',
  entries: {
    about: 'value',
    concerns: ({ key }) => LIMIT_FACTOR.test(key),
    notice(entry, _facts, analysis) {
      if (analysis.cluster.operatorVersion === undefined || !(Number(entry.value) < 1)) return undefined;
      const fields = entry.source === 'resource' ? fieldsBehind(entry, analysis) : undefined;
      return { span: valueSpan(entry), key: entry.key, payload: { key: entry.key, value: entry.value, ...(fields === undefined ? {} : { fields }) } };
    },
  },
  say({ payload: { key, value, fields } }) {
    return fields === undefined
      ? l10n.t('{0} is {1}, which would put the limit below the request: the deployment is accepted and then fails. 1.0 gives a limit equal to the request.', key, value)
      : l10n.t('The memory limit {0} is below the request {1}, and the operator refuses the deployment. {1} gives a limit equal to the request.', fields.limit, fields.request);
  },
  fixes({ payload: { key, fields } }, analysis): readonly Fix[] {
    if (fields !== undefined) {
      const limit = analysis.cluster.processes[fields.process].resources.find(({ field }) => field === 'limits.memory');
      if (limit === undefined) return [];
      const entry: Entry = { key, value: limit.text, keySpan: limit.keySpan, valueSpan: limit.valueSpan, templated: limit.templated, source: 'resource', site: limit.site };
      return [{ title: l10n.t('Write {0}', fields.request), changes: [{ kind: 'setValue', entry, value: fields.request }], cost: 0n }];
    }
    return [
      { title: l10n.t('Set {0} to {1}', key, '1.0'), changes: [{ kind: 'set', key, value: '1.0' }], cost: 0n },
      { title: l10n.t('Remove {0} (its default is {1})', key, '1.0'), changes: [{ kind: 'remove', key }], cost: 1n },
    ];
  },
});

function fieldsBehind({ key }: Entry, { cluster }: Analysis): FactorPayload['fields'] {
  const process = key.startsWith('kubernetes.jobmanager.') ? 'jobManager' : 'taskManager';
  const text = (name: string): string | undefined => cluster.processes[process].resources.find(({ field }) => field === name)?.text;
  const [request, limit] = [text('requests.memory'), text('limits.memory')];
  return request === undefined || limit === undefined ? undefined : { process, request, limit };
}

/** Rules about the operator's fields, in the order of docs/rules.md. */
export const OPERATOR_FIELD_RULES: readonly Rule[] = [templateMemoryIgnored, resourcesUnsupported, limitFactorInvalid, nestedConfigurationUnsupported, keyPrefixOverlap];
