/** Request and limit of a container, and the share of them that an operator leaves to the process. */
import type { ProcessKind } from '../../model/derivation.js';
import type { ResourceMemory } from '../cluster.js';
import { type ContainerField, containerSite, type ContainerSite } from '../containerSite.js';
import type { FieldSite, MemoryShare, RatioProblem } from '../fields.js';
import { fieldBytes } from '../sizing.js';
import { type LocatedNode, nodeAt } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import { podContainerSite } from './containerFields.js';
import { fieldAt, type OperatorField } from './operatorKind.js';

export interface ContainerFields {
  readonly request: OperatorField | undefined;
  readonly limit: OperatorField | undefined;
  /** There is a block for them, with memory or without. */
  readonly isThere: boolean;
  readonly container: ContainerSite | undefined;
}

/** `resources` of Kubernetes' in the block of a process. */
export function containerFields(tree: YamlTree, spec: LocatedNode | undefined, block: readonly string[]): ContainerFields {
  const resources = [...block, 'resources'];
  const process = nodeAt(spec, ...block);
  return {
    container: process === undefined ? undefined : named(podContainerSite(tree, process), block),
    request: fieldAt(tree, spec, [...resources, 'requests', 'memory'], 'requests.memory'),
    limit: fieldAt(tree, spec, [...resources, 'limits', 'memory'], 'limits.memory'),
    isThere: nodeAt(spec, ...resources)?.kind === 'map',
  };
}

/** Fields by their paths from the `spec` on. */
function named(container: ContainerSite | undefined, block: readonly string[]): ContainerSite | undefined {
  const within = (field: ContainerField): ContainerField => ({ ...field, name: [...block, field.name].join('.') });
  return container === undefined ? undefined : containerSite(container.request && within(container.request), container.limit && within(container.limit));
}

/** What a field asks for; undefined where nobody knows, and for thousandths of a byte, which nobody means. */
export function memoryBytes({ templated, text }: Pick<OperatorField, 'templated' | 'text'>): bigint | undefined {
  return templated || /\dm$/.test(text.trim()) ? undefined : fieldBytes(text, 'kubernetes');
}

/** Both as they are shown and checked, in the order of the text. */
export function memoryOf(process: ProcessKind, { request, limit }: ContainerFields, sizing: OperatorField | undefined, share: MemoryShare | undefined): readonly ResourceMemory[] {
  const found = ([[request, 'requests.memory'], [limit, 'limits.memory']] as const).flatMap(([field, name]) => (field === undefined ? [] : [{ field, name }]));
  return found.map(({ field, name }): ResourceMemory => {
    const { text, templated, keySpan, valueSpan, site } = field;
    const effective = field === sizing;
    return { process, field: name, units: 'kubernetes', text, templated, keySpan, valueSpan, site, effective, ...(effective && share !== undefined ? { share } : {}) };
  }).sort((a, b) => a.keySpan.start - b.keySpan.start);
}

/** The other one of both, which has to keep its side. */
export function companionOf(field: OperatorField, { request, limit }: ContainerFields): FieldSite['companion'] {
  const other = field === request ? limit : request;
  const bytes = other === undefined || other.templated ? undefined : fieldBytes(other.text, 'kubernetes');
  return other === undefined || bytes === undefined ? undefined : { pair: other.site.pair, bytes, isLimit: other === limit };
}

/** What an operator's fields for a share have to be. */
export interface RatioField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

/** A share as the operator reads it; `problem` where it refuses it. */
export type RatioReading = { readonly value: number } | { readonly problem: RatioProblem } | 'unknown';

export function readRatio(process: ProcessKind, field: OperatorField, { name, min, max, isWhole }: RatioField): RatioReading {
  if (field.templated) return 'unknown';
  const problem = (cause: 'type' | 'range', meant: number | undefined): { readonly problem: RatioProblem } => ({
    problem: {
      kind: 'ratio-refused', process, field: name, text: field.text, span: field.valueSpan, pair: field.site.pair, cause, min, max,
      ...(meant !== undefined && meant >= min && meant <= max ? { meant: String(meant) } : {}),
    },
  });
  const value = Number(field.text);
  if (field.text.trim() === '' || !Number.isFinite(value)) return problem('type', undefined);
  // 0.2 of a percentage is 20, and 20 of a fraction 0.2.
  const meant = isWhole && value > 0 && value < 1 ? Math.round(value * 100) : !isWhole && value > 1 ? value / 100 : value;
  if (field.type !== 'number' || (isWhole && !Number.isInteger(value))) return problem('type', meant);
  return value < min || value > max ? problem('range', meant === value ? undefined : meant) : { value };
}

/** A share that is for other versions of Flink. */
export function ofOtherVersion(process: ProcessKind, field: OperatorField, name: string, instead: string): RatioProblem {
  return { kind: 'ratio-refused', process, field: name, text: field.text, span: field.valueSpan, pair: field.site.pair, cause: 'version', instead };
}
