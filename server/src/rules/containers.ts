/** Rules about the memory that a document gives the containers of Flink's processes, as Kubernetes or Docker read it. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../documents/analysis.js';
import { type ContainerField, type Entry, hasContainer } from '../documents/cluster.js';
import { parseMemorySize, processSizeKey } from '../model/index.js';
import { PROCESS_KINDS, type ProcessKind } from '../model/derivation.js';
import { exactBytes, MIB, sizeText } from '../shared/sizes.js';
import { processName } from '../shared/words.js';
import { sizingOf } from './computed.js';
import { isMilli, leastLimit, repairedLimit } from './containerSizes.js';
import { sentences } from './print.js';
import { defineRule, type Fix, type Noticed, type Rule } from './rule.js';
import { valueSpan, winningEntry } from './settings.js';
import { spell, styleOf } from './spelling.js';

type FieldName = 'request' | 'limit';

/** About a field of a container's. */
export interface ContainerPayload {
  readonly container: FieldName;
  readonly process: ProcessKind;
}

function* fieldsOf(analysis: Analysis): Generator<{ readonly process: ProcessKind; readonly name: FieldName; readonly field: ContainerField }> {
  for (const process of PROCESS_KINDS) {
    const { container } = analysis.cluster.processes[process];
    for (const name of ['request', 'limit'] as const) {
      const field = container?.[name];
      if (field !== undefined && !field.templated) yield { process, name, field };
    }
  }
}

function fieldAt(analysis: Analysis, { process, container }: ContainerPayload): ContainerField | undefined {
  return analysis.cluster.processes[process].container?.[container];
}

function noticed(process: ProcessKind, container: FieldName, field: ContainerField): Noticed<ContainerPayload> {
  return { span: field.valueSpan, key: `${process}.${field.name}`, process, payload: { container, process } };
}

/** The field as an entry that edits can be asked for. */
function entryOf(field: ContainerField, process: ProcessKind): Entry {
  const { text, keySpan, valueSpan: span, templated, site } = field;
  return { key: `${process}.${field.name}`, value: text, keySpan, valueSpan: span, templated, source: 'resource', site };
}

function write(process: ProcessKind, field: ContainerField, value: string): Fix['changes'][number] {
  return { kind: 'setValue', entry: entryOf(field, process), value };
}

/** Who reads a field. */
function reader({ units }: ContainerField): string {
  return units === 'docker' ? 'Docker' : 'Kubernetes';
}

/** What a process comes to, in bytes; where other settings are unknown, its total if that is set here. */
function processBytes({ cluster, derivations }: Analysis, process: ProcessKind): bigint | undefined {
  const derivation = derivations[process];
  if (derivation?.status === 'derived') return derivation.part('totalProcess')?.bytes;
  const total = cluster.settings.get(processSizeKey(process));
  if (derivation?.status !== 'unknown' || total?.entry === undefined || total.templated) return undefined;
  return bytesOf(total.value);
}

/** A limit that somebody can read, and that the process exceeds. */
function exceeded(analysis: Analysis, process: ProcessKind): { readonly limit: ContainerField; readonly has: bigint; readonly needs: bigint } | undefined {
  const limit = analysis.cluster.processes[process].container?.limit;
  const needs = processBytes(analysis, process);
  // Without a limit there is none to exceed: so 0 is read as well.
  if (limit?.bytes === undefined || limit.bytes === 0n || needs === undefined || isMilli(limit) || needs <= limit.bytes) return undefined;
  return { limit, has: limit.bytes, needs };
}

const containerTooSmall = defineRule<ContainerPayload>({
  id: 'container-too-small',
  level: 'error',
  when: 'container-given',
  *find(analysis) {
    for (const process of PROCESS_KINDS) {
      const found = exceeded(analysis, process);
      if (found === undefined) continue;
      const key = processSizeKey(process);
      const total = winningEntry(analysis, key);
      const image = analysis.cluster.settings.get(key)?.broughtBy;
      const related = total !== undefined
        ? [{ span: valueSpan(total), message: l10n.t('{0}: {1}', key, sizeText(found.needs)) }]
        : image === undefined ? [] : [{ span: image, message: l10n.t("The image's own configuration sets {0} to {1}", key, sizeText(found.needs)) }];
      const all = [...related, ...elsewhere(found.limit)];
      yield { ...noticed(process, 'limit', found.limit), ...(all.length === 0 ? {} : { related: all }) };
    }
  },
  say({ payload: { process } }, analysis) {
    const found = exceeded(analysis, process);
    if (found === undefined) return '';
    const { limit, has, needs } = found;
    const wrong = l10n.t(
      '{0} is {1} bytes ({2}) for {3}, less than the {4} bytes ({5}) that Flink sizes the {6} to.',
      limit.text, exactBytes(has), sizeText(has), reader(limit), exactBytes(needs), sizeText(needs), processName(process),
    );
    return sentences(wrong, l10n.t('The container is killed when it uses more (exit code 137); {0} would do.', leastLimit(limit, needs)));
  },
  fixes({ payload: { process } }, analysis) {
    const found = exceeded(analysis, process);
    return found === undefined ? [] : [raise(process, found, analysis), ...lower(process, found, analysis)];
  },
});

/** Where a limit of another file stands. */
function elsewhere({ origin }: ContainerField): NonNullable<Noticed<ContainerPayload>['related']> {
  return origin === undefined ? [] : [{ location: origin, message: l10n.t('The limit of the container') }];
}

/** A request that is equal to the limit stays so: the pod keeps its class. */
function raise(process: ProcessKind, { limit, has, needs }: NonNullable<ReturnType<typeof exceeded>>, analysis: Analysis): Fix {
  const value = leastLimit(limit, needs);
  const request = analysis.cluster.processes[process].container?.request;
  const both = request !== undefined && !request.templated && request.bytes === has && request.units === limit.units;
  return {
    title: both ? l10n.t('Raise request and limit to {0} (smallest that holds the process)', value) : l10n.t('Raise the limit to {0} (smallest that holds the process)', value),
    changes: [write(process, limit, value), ...(both ? [write(process, request, value)] : [])],
    cost: 0n,
  };
}

/** The total where it stands in this file, down to the whole MiB that the limit holds. */
function lower(process: ProcessKind, { has }: NonNullable<ReturnType<typeof exceeded>>, analysis: Analysis): readonly Fix[] {
  const key = processSizeKey(process);
  const entry = winningEntry(analysis, key);
  const setting = analysis.cluster.settings.get(key);
  const bytes = (has / MIB) * MIB;
  // What an operator computes from the container is no choice beside it.
  if (setting === undefined || setting.templated || bytes === 0n || sizingOf(analysis, key) !== undefined) return [];
  // What the image itself sets is set anew.
  if (entry === undefined && setting.broughtBy === undefined) return [];
  const value = spell(bytes, styleOf(key, setting.value));
  const change = entry === undefined ? { kind: 'set', key, value } as const : { kind: 'setValue', entry, value } as const;
  return [{ title: l10n.t('Lower {0} to {1} (largest that the container holds)', key, value), changes: [change] }];
}

/** Total Flink memory that somebody has set, and that leaves the JVM nothing of the container. */
function filling(analysis: Analysis, process: ProcessKind): { readonly entry: Entry; readonly limit: ContainerField; readonly flink: bigint } | undefined {
  const limit = analysis.cluster.processes[process].container?.limit;
  const derivation = analysis.derivations[process];
  const entry = winningEntry(analysis, flinkSizeKey(process));
  if (limit?.bytes === undefined || limit.bytes === 0n || isMilli(limit) || entry === undefined || entry.templated) return undefined;
  // A total that the operator computes of the same container contradicts it, which is told as such.
  if (sizingOf(analysis, processSizeKey(process)) !== undefined) return undefined;
  // Beside a total, as the image's own, it may be refused; it fills the container all the same.
  const flink = derivation?.status === 'derived' ? derivation.part('totalFlink')?.bytes : bytesOf(entry.value);
  return flink === undefined || flink < limit.bytes ? undefined : { entry, limit, flink };
}

function bytesOf(value: string): bigint | undefined {
  const size = parseMemorySize(value);
  return 'bytes' in size ? size.bytes : undefined;
}

function flinkSizeKey(process: ProcessKind): string {
  return `${process.toLowerCase()}.memory.flink.size`;
}

const flinkSizeFillsContainer = defineRule<{ readonly process: ProcessKind }>({
  id: 'flink-size-fills-container',
  level: 'warning',
  when: 'container-given',
  *find(analysis) {
    for (const process of PROCESS_KINDS) {
      const found = filling(analysis, process);
      if (found === undefined) continue;
      const { entry, limit } = found;
      const isHere = entry.source !== 'otherDocument';
      yield {
        span: isHere ? valueSpan(entry) : limit.valueSpan, key: flinkSizeKey(process), process, payload: { process },
        related: isHere && limit.origin !== undefined ? elsewhere(limit) : [isHere ? { span: limit.valueSpan, message: l10n.t('The limit of the container') } : { span: valueSpan(entry), message: l10n.t('Total Flink memory') }],
      };
    }
  },
  say({ payload: { process } }, analysis) {
    const found = filling(analysis, process);
    if (found === undefined) return '';
    const { limit, flink, entry } = found;
    return sentences(
      l10n.t('{0}: {1} ({2}) takes all of the container ({3}) and leaves nothing for JVM metaspace and overhead, which Flink adds on top.', flinkSizeKey(process), entry.value, sizeText(flink), sizeText(limit.bytes ?? 0n)),
      l10n.t('{0} sizes the whole container.', processSizeKey(process)),
    );
  },
  fixes({ payload: { process } }, analysis) {
    const found = filling(analysis, process);
    if (found?.limit.bytes === undefined) return [];
    const { entry, limit: { bytes: limit } } = found;
    const key = processSizeKey(process);
    const value = spell((limit / MIB) * MIB, styleOf(key, entry.value));
    const total = winningEntry(analysis, key);
    return [{
      title: l10n.t('Write {0} in place of {1}', `${key}: ${value}`, flinkSizeKey(process)),
      changes: total === undefined ? [{ kind: 'rename', entry, key, value }] : [{ kind: 'removeEntry', entry }, { kind: 'setValue', entry: total, value }],
      cost: 0n,
    }];
  },
});

/** Sizes of containers that `quantity-invalid` tells of, beside those of the operator's fields. */
export const quantityInvalidInContainer = defineRule<ContainerPayload>({
  id: 'quantity-invalid',
  level: 'error',
  *find(analysis) {
    for (const { process, name, field } of fieldsOf(analysis)) {
      if (field.bytes === undefined || isAboveLimit(analysis, process, name, field)) yield noticed(process, name, field);
    }
  },
  say({ payload }, analysis) {
    const field = fieldAt(analysis, payload);
    if (field === undefined) return '';
    const limit = analysis.cluster.processes[payload.process].container?.limit;
    if (field.bytes !== undefined && limit?.bytes !== undefined) {
      return l10n.t('The request {0} ({1}) is more than the limit {2} ({3}): {4} refuses the container.', field.text, sizeText(field.bytes), limit.text, sizeText(limit.bytes), reader(field));
    }
    const wrong = l10n.t('{0} cannot read {1} as {2} and refuses it.', reader(field), `"${field.text}"`, field.name);
    const form = field.units === 'docker'
      ? l10n.t('It must be a number with one of the units b, k, m and g, which are powers of 1024.')
      : l10n.t('It must be a number with one of the units Ki, Mi, Gi, Ti (powers of 1024) or k, M, G, T (powers of 1000).');
    return sentences(wrong, form);
  },
  fixes({ payload }, analysis) {
    const field = fieldAt(analysis, payload);
    const limit = analysis.cluster.processes[payload.process].container?.limit;
    if (field === undefined) return [];
    if (field.bytes !== undefined) {
      return limit === undefined ? [] : [{ title: l10n.t('Write {0}', limit.text), changes: [write(payload.process, field, limit.text)], cost: 0n }];
    }
    const value = repairedLimit(field.text, field.units);
    return value === undefined ? [] : [{ title: l10n.t('Write {0}', value), changes: [write(payload.process, field, value)], cost: 0n }];
  },
});

function isAboveLimit(analysis: Analysis, process: ProcessKind, name: FieldName, { bytes }: ContainerField): boolean {
  const limit = analysis.cluster.processes[process].container?.limit;
  // Docker takes 0 for no limit.
  return name === 'request' && bytes !== undefined && limit?.bytes !== undefined && !isMilli(limit) && !(limit.units === 'docker' && limit.bytes === 0n) && bytes > limit.bytes;
}

/** Sizes of containers that `unit-differs` tells of: in a Kubernetes quantity `m` is a thousandth. */
export const unitDiffersInContainer = defineRule<ContainerPayload>({
  id: 'unit-differs',
  level: 'error',
  *find(analysis) {
    for (const { process, name, field } of fieldsOf(analysis)) {
      if (isMilli(field) && field.bytes !== undefined) yield { ...noticed(process, name, field), level: 'error' };
    }
  },
  say({ payload }, analysis) {
    const { text = '' } = fieldAt(analysis, payload) ?? {};
    return l10n.t('For Kubernetes m is a thousandth: {0} is {1} bytes. Only Flink reads it as MiB; {2} would do.', text, thousandths(text), inMebibytes(text));
  },
  fixes({ payload }, analysis) {
    const field = fieldAt(analysis, payload);
    if (field === undefined) return [];
    const value = inMebibytes(field.text);
    return [{ title: l10n.t('Write {0}', value), changes: [write(payload.process, field, value)], cost: 0n }];
  },
});

function inMebibytes(text: string): string {
  return text.trim().replace(/m$/, 'Mi');
}

/** `1728m` as a decimal number: `1.728`. */
function thousandths(text: string): string {
  const number = Number(text.trim().slice(0, -1)) / 1000;
  return String(number);
}

/** One rule of two parts: what it finds in containers, and what it finds elsewhere. */
export function withContainers(rule: Rule, inContainers: Rule): Rule {
  const partOf = ({ payload }: { readonly payload: unknown }): Rule => (typeof payload === 'object' && payload !== null && 'container' in payload ? inContainers : rule);
  return {
    ...rule,
    find(analysis, context) {
      const elsewhere = rule.find?.(analysis, context) ?? [];
      return hasContainer(analysis.cluster) ? [...elsewhere, ...(inContainers.find?.(analysis, context) ?? [])] : elsewhere;
    },
    say: (finding, analysis) => partOf(finding).say(finding, analysis),
    cause: (finding, analysis) => partOf(finding).cause(finding, analysis),
    fixes: (finding, analysis) => partOf(finding).fixes(finding, analysis),
  };
}

/** Rules about containers alone. */
export const CONTAINER_RULES: readonly Rule[] = [containerTooSmall, flinkSizeFillsContainer];
