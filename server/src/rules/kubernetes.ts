/** Rules about what the operator and Kubernetes read: the memory of a FlinkDeployment's processes. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import type { Entry, ResourceMemory } from '../documents/cluster.js';
import type { Change } from '../documents/edits.js';
import { minorNumber, RESOURCES_SINCE } from '../documents/operatorReleases.js';
import { knowsKubernetesUnits, parseMemorySize, parseQuantity, processSizeKey, readResourceMemory, type QuantityProblem } from '../model/index.js';
import type { ProcessKind } from '../model/derivation.js';
import { MIB, exactBytes, gibibytesText, sizeText } from '../shared/sizes.js';
import { refusalOf } from './derivation.js';
import { quantityInvalidInContainer, unitDiffersInContainer, withContainers } from './containers.js';
import { failsAtDeploy } from './failsAtDeploy.js';
import { memoryNotConfigured } from './memoryNotConfigured.js';
import { operatorOf } from './operators.js';
import { sentences } from './print.js';
import { type CpuPayload, quotedCpuFixes, quotedCpus, quotedCpuText } from './quotedCpu.js';
import { repairField } from './repair.js';
import { defineRule, type Fix, NONE, type Noticed, type Rule } from './rule.js';
import { fieldName } from './settings.js';

/** The memory fields whose texts the operator reads. */
function fields({ cluster: { processes: { taskManager, jobManager } } }: Analysis): readonly ResourceMemory[] {
  if (taskManager.resources.length === 0 && jobManager.resources.length === 0) return NONE;
  return [...taskManager.resources, ...jobManager.resources].filter(({ templated, units }) => !templated && units === undefined);
}

/** The field as an entry that edits can be asked for. */
function entryOf({ cluster }: Analysis, field: ResourceMemory): Entry {
  const own = field.site.kind === 'value' ? cluster.entries.find(({ source, valueSpan }) => source === 'resource' && valueSpan.start === field.valueSpan.start) : undefined;
  return own ?? {
    key: processSizeKey(field.process), value: field.text, keySpan: field.keySpan, valueSpan: field.valueSpan,
    templated: field.templated, source: 'resource', site: field.site,
  };
}

interface FieldPayload {
  readonly process: ProcessKind;
  readonly field: ResourceMemory['field'];
  readonly text: string;
}

function fieldOf(analysis: Analysis, payload: FieldPayload): ResourceMemory | undefined {
  return analysis.cluster.processes[payload.process].resources.find(({ field }) => field === payload.field);
}

function notice({ process, field, text, valueSpan }: ResourceMemory): Noticed<FieldPayload> {
  return { span: valueSpan, key: `${process}.${field}`, process, payload: { process, field, text } };
}

function write(analysis: Analysis, field: ResourceMemory, value: string, facts: Omit<Fix, 'title' | 'changes'>): Fix {
  return { title: l10n.t('Write {0}', value), changes: [{ kind: 'setValue', entry: entryOf(analysis, field), value }], ...facts };
}

interface QuantityPayload extends FieldPayload {
  /** `not-text`: it can be read, but the CRD wants a text there. */
  readonly problem: QuantityProblem | 'not-text';
  readonly operator: string;
}

function refusedField(field: ResourceMemory, problem: QuantityPayload['problem'], operator: string): Noticed<QuantityPayload> {
  const noticed = notice(field);
  return { ...noticed, payload: { ...noticed.payload, problem, operator } };
}

const quantityInvalid = defineRule<QuantityPayload | CpuPayload>({
  id: 'quantity-invalid',
  level: 'error',
  find(analysis) {
    const operator = operatorOf(analysis);
    const noticed: Noticed<QuantityPayload | CpuPayload>[] = [...quotedCpus(analysis)];
    for (const field of fields(analysis)) {
      // What the operator of this version does not look at it cannot refuse; a limit beside a request it does look at.
      if (!field.effective && !(field.field === 'limits.memory' && minorNumber(operator) >= RESOURCES_SINCE)) continue;
      const read = readResourceMemory(field.text, operator);
      if (!('problem' in read)) {
        // Where the number is refused as a size as well, that is what to say, and its repair has a unit.
        if (!isPlainNumber(field) || refusalOf(analysis, field.process) !== undefined) continue;
        noticed.push(refusedField(field, 'not-text', operator));
        continue;
      }
      // A blank counts as not defined; the missing size is then what the operator complains of.
      if (field.text.trim() === '' && refusalOf(analysis, field.process) !== undefined) continue;
      noticed.push(refusedField(field, read.problem, operator));
    }
    return noticed;
  },
  say({ payload }, analysis) {
    if ('cpu' in payload) return quotedCpuText(payload);
    const field = fieldOf(analysis, payload);
    const name = field === undefined ? payload.field : fieldName(field.process, field.field);
    if (payload.problem === 'not-text') {
      const wrong = l10n.t('{0} has to be a text, and {1} without quotes is a number: Kubernetes refuses the deployment.', name, payload.text);
      return sentences(wrong, l10n.t('{0} would do.', textOfBytes(BigInt(payload.text))));
    }
    return sentences(l10n.t('The operator {0} cannot read {1} as {2} and refuses the deployment.', payload.operator, `"${payload.text}"`, name), problemText(payload, repairField(payload.text, operatorOf(analysis))?.text));
  },
  fixes({ payload }, analysis) {
    if ('cpu' in payload) return quotedCpuFixes(payload, analysis);
    const field = fieldOf(analysis, payload);
    if (field === undefined) return [];
    if (payload.problem === 'not-text') return [write(analysis, field, textOfBytes(BigInt(field.text)), { cost: 0n })];
    const value = repairField(field.text, operatorOf(analysis));
    const remove: Change = { kind: 'removeEntry', entry: entryOf(analysis, field) };
    return [
      ...(value === undefined ? [] : [write(analysis, field, value.text, { cost: 0n, safe: value.certain })]),
      { title: l10n.t('Remove {0}', fieldName(field.process, field.field)), changes: [remove], cost: 1n },
    ];
  },
});

/** A number without quotes in a field whose CRD type is text; those of `resources` may be either. */
function isPlainNumber({ field, site, text }: ResourceMemory): boolean {
  return field === 'resource.memory' && site.kind === 'scalar' && site.quote === 'plain' && /^\d+$/.test(text);
}

/** The same size with a unit, where it is a whole number of MiB; else of bytes. */
function textOfBytes(bytes: bigint): string {
  return bytes > 0n && bytes % MIB === 0n ? `${bytes / MIB}m` : `${bytes}b`;
}

/** @param repaired the value that was most likely meant */
function problemText({ problem, text, operator }: QuantityPayload, repaired = '2560Mi'): string {
  if (text.trim() === '') return l10n.t('It is empty.');
  if (/\d\.\d/.test(text)) return l10n.t('It must be a whole number with a unit, such as {0}.', repaired);
  if (!knowsKubernetesUnits(operator) && /[kmgt]i/i.test(text)) {
    return l10n.t("Before 1.7 it knows Flink's units only: k, m, g and t, which are powers of 1024.");
  }
  return problem === 'overflow' ? l10n.t('It exceeds 64 bits.') : l10n.t('It must be a whole number with one of the units k, m, g, t or Ki, Mi, Gi, Ti.');
}

type Kind = 'binary' | 'milli' | 'decimal' | 'flink';

/** How Kubernetes itself would read a size; a plain number is bytes for everybody and goes with binary units. */
function kindOf(text: string): { readonly kind: Kind; readonly unit: string } {
  const unit = /[a-z]*$/i.exec(text.trim())?.[0] ?? '';
  if (unit === '' || /^[KMGTPE]i$/.test(unit)) return { kind: 'binary', unit: '' };
  if (unit === 'm') return { kind: 'milli', unit };
  return 'amount' in parseQuantity(text.trim()) ? { kind: 'decimal', unit } : { kind: 'flink', unit };
}

interface UnitPayload extends FieldPayload {
  readonly bytes: string;
  readonly form: 'decimal' | 'mixed' | 'surprise';
  readonly other?: string;
}

const unitDiffers = defineRule<UnitPayload>({
  id: 'unit-differs',
  level: 'information',
  find(analysis) {
    const operator = operatorOf(analysis);
    const found: Noticed<UnitPayload>[] = [];
    for (const field of fields(analysis)) {
      if (field.field === 'limits.memory') continue;
      const read = readResourceMemory(field.text, operator);
      if ('problem' in read || !field.effective) continue;
      const limit = limitBeside(field, analysis);
      const form = limit !== undefined ? 'mixed' : isSurprise(field.text) ? 'surprise' : /^\s*\d+[kMGT]\s*$/.test(field.text) ? 'decimal' : undefined;
      if (form === undefined) continue;
      const noticed = notice(field);
      const payload: UnitPayload = { ...noticed.payload, bytes: read.bytes.toString(), form };
      found.push({
        ...noticed,
        ...(form === 'decimal' ? {} : { level: 'warning' as const }),
        ...(limit === undefined
          ? { payload }
          : { span: limit.valueSpan, payload: { ...payload, other: limit.text }, related: [{ span: field.valueSpan, message: l10n.t('The request') }] }),
      });
    }
    return found;
  },
  say({ payload }) {
    const bytes = BigInt(payload.bytes);
    switch (payload.form) {
      case 'mixed':
        return l10n.t('Request {0} and limit {1} are in different kinds of unit: the operator computes the limit factor from them as Kubernetes reads them, and sizes the process as Flink does. Write both in the same unit.', payload.text, payload.other ?? '');
      case 'surprise':
        return l10n.t("Written like this, the operator does not find Flink's units and reads {0} by powers of ten: {1} bytes ({2}).", `"${payload.text}"`, exactBytes(bytes), sizeText(bytes));
      case 'decimal':
        return l10n.t("{0} is {1} here, not a power of ten as elsewhere in Kubernetes: the operator reads Flink's units first.", payload.text, bytes >= 1n << 30n ? gibibytesText(bytes) : sizeText(bytes));
    }
  },
  fixes({ payload }, analysis) {
    const field = fieldOf(analysis, payload);
    if (field === undefined) return [];
    const binary = knowsKubernetesUnits(operatorOf(analysis)) ? inBinary : (text: string) => text.toLowerCase();
    if (payload.form === 'decimal') {
      const value = binary(field.text.trim());
      return [{ ...write(analysis, field, value, { cost: 0n }), title: l10n.t('Write {0} (the same size)', value) }];
    }
    if (payload.form === 'surprise') {
      const repair = repairField(field.text, operatorOf(analysis));
      return repair === undefined ? [] : [write(analysis, field, repair.text, { cost: 0n })];
    }
    const limit = fieldOf(analysis, { ...payload, field: 'limits.memory' });
    if (limit === undefined) return [];
    const request = binary(field.text.trim());
    const value = binary(limit.text.trim());
    return [{
      title: l10n.t('Write request {0} and limit {1}', request, value),
      changes: [{ kind: 'setValue', entry: entryOf(analysis, field), value: request }, { kind: 'setValue', entry: entryOf(analysis, limit), value }],
      cost: 0n,
    }];
  },
});

/** The limit beside a request that is written in another kind of unit. */
function limitBeside({ process, field, text }: ResourceMemory, { cluster }: Analysis): ResourceMemory | undefined {
  const limit = field === 'requests.memory' ? cluster.processes[process].resources.find((other) => other.field === 'limits.memory') : undefined;
  return limit !== undefined && !limit.templated && kindsDiffer(text, limit.text) ? limit : undefined;
}

function kindsDiffer(request: string, limit: string): boolean {
  const [left, right] = [kindOf(request), kindOf(limit)];
  return left.kind !== right.kind || left.unit !== right.unit;
}

/** `2 048m`, `+2g`, `2g2`: read, but not by Flink's reader, so that the unit means a power of ten. */
function isSurprise(text: string): boolean {
  return 'problem' in parseMemorySize(text) && !/^\s*\+?\d+\s*[kmgtpe]ib?\s*$/i.test(text) && !/^\s*\d+e\d+\s*$/i.test(text);
}

/** Flink's `g`, `G`, `m` … as the binary unit of Kubernetes that both read alike. */
function inBinary(text: string): string {
  return text.replace(/\s*([kmgt])b?$/i, (_, unit: string) => `${unit.toUpperCase()}i`);
}

/** Rules about what the operator and Kubernetes read. */
export const KUBERNETES_RULES: readonly Rule[] = [
  withContainers(quantityInvalid, quantityInvalidInContainer), withContainers(unitDiffers, unitDiffersInContainer), memoryNotConfigured, failsAtDeploy,
];
