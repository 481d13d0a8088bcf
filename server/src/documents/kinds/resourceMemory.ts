import { PROCESS_KINDS, type ProcessKind } from '../../model/derivation.js';
import { printJavaDouble } from '../../model/javaNumbers.js';
import { processSizeKey } from '../../model/processOptions.js';
import { limitFactorOf, readResourceMemory } from '../../model/quantity.js';
import type { Entry, ReadingProblem, ResourceMemory } from '../cluster.js';
import { minorNumber, RESOURCES_SINCE } from '../operatorReleases.js';
import { isNull, type LocatedNode, pairOf, resolveAlias, valueOf } from '../yaml/node.js';
import type { YamlTree } from '../yaml/tree.js';
import type { DeploymentSpec, ProcessBlock } from './deploymentSpec.js';
import { WrittenEntry } from '../writtenEntry.js';
import { writtenField } from './writtenField.js';

/** The first release to which a blank memory is one that is not there. */
const BLANK_IS_ABSENT_SINCE = 7;

/** The operator's minor version: what the setting says, else 1.16 where `resources` is used and 1.15 where not. */
export function operatorMinor(spec: DeploymentSpec | undefined, setting: string): string {
  if (setting !== 'auto') return setting;
  return spec !== undefined && (usesResources(spec.taskManager) || usesResources(spec.jobManager)) ? '1.16' : '1.15';
}

/** Any request or limit counts, also one of cpu only: the older `resource` block is then ignored entirely. */
export function usesResources({ resources }: ProcessBlock, without?: ResourceMemory['field']): boolean {
  return resources !== undefined && ['requests', 'limits'].some((block) => {
    const node = valueOf(resources, block);
    const gone = without === `${block}.memory` ? pairOf(node, 'memory') : undefined;
    return node?.kind === 'map' && node.pairs.some((pair) => pair !== gone);
  });
}

/** Blocks that do nothing: `resources` before the operator knows it, `resource` beside a `resources` that counts. */
export function resourcesUnused(spec: DeploymentSpec, operatorVersion: string): readonly ReadingProblem[] {
  return PROCESS_KINDS.flatMap((process) => {
    const block = spec[process];
    if (!usesResources(block)) return [];
    const unused = minorNumber(operatorVersion) < RESOURCES_SINCE ? 'resources' : 'resource';
    const pair = pairOf(block.node, unused);
    return pair === undefined ? [] : [{ kind: 'resources-unused' as const, process, block: unused, span: pair.key.span, pair: pair.span, memoryOnly: isOfMemoryOnly(block.resources) }];
  });
}

function isOfMemoryOnly(resources: LocatedNode | undefined): boolean {
  return resources?.kind === 'map' && resources.pairs.every((pair) => {
    const block = resolveAlias(pair.value);
    return block?.kind === 'map' && block.pairs.every(({ key }) => key.kind === 'scalar' && key.text === 'memory');
  });
}

type Field = Omit<ResourceMemory, 'effective' | 'units' | 'share'>;

/** Every memory field of a process in the order of the text, with what the operator of that version makes of it. */
export function readResources(tree: YamlTree, spec: DeploymentSpec, process: ProcessKind, operatorVersion: string): readonly ResourceMemory[] {
  const block = spec[process];
  const { resources } = block;
  const resource = readField(tree, block.resource, process, 'resource.memory');
  if (resources === undefined) return resource === undefined ? [] : [asEffective(resource, true)];
  const fields = [
    resource, readField(tree, valueOf(resources, 'requests'), process, 'requests.memory'), readField(tree, valueOf(resources, 'limits'), process, 'limits.memory'),
  ].filter((field) => field !== undefined).sort((a, b) => a.keySpan.start - b.keySpan.start);
  return withEffect(fields, usesResources(block), operatorVersion);
}

/** @param areUsed whether the process has `resources` that count */
function withEffect(fields: readonly Field[], areUsed: boolean, operatorVersion: string): readonly ResourceMemory[] {
  const known = minorNumber(operatorVersion) >= RESOURCES_SINCE;
  const isRequested = fields.some(({ field }) => field === 'requests.memory');
  return fields.map((field) => asEffective(field, field.field === 'resource.memory' ? !(known && areUsed) : known && (field.field === 'requests.memory' || !isRequested)));
}

function asEffective({ process, field, text, templated, keySpan, valueSpan, site }: Field, effective: boolean): ResourceMemory {
  return { process, field, text, templated, keySpan, valueSpan, site, effective };
}

/** The memory field of a block of a process: `resource`, or the requests or limits of `resources`. */
function readField(tree: YamlTree, block: LocatedNode | undefined, process: ProcessKind, field: ResourceMemory['field']): Field | undefined {
  const pair = pairOf(block, 'memory');
  const value = pair === undefined ? undefined : resolveAlias(pair.value);
  if (pair === undefined || value === undefined) return undefined;
  const written = writtenField(tree, pair, field);
  // A null is dropped by the API server, and a collection refused: neither is a size.
  if (!written.templated && (value.kind !== 'scalar' || isNull(value))) return undefined;
  const { text, templated, keySpan, valueSpan, site } = written;
  return { process, field, text, templated, keySpan, valueSpan, site };
}

/** An option that the operator sets from a memory field. */
export interface SizeSetting {
  readonly key: string;
  /** As the operator writes it; the text itself where it cannot read it, so that the derivation refuses it. */
  readonly value: string;
  readonly entry: Entry;
}

/** What the operator sets for a process: the process size, and the limit factor where `resources` has request and limit. */
export function sizesOf(resources: readonly ResourceMemory[], operatorVersion: string): readonly SizeSetting[] {
  const sizes: SizeSetting[] = [];
  const sizing = resources.find(({ effective }) => effective);
  // Since 1.7 a blank text counts as not defined: flinkConfiguration must then size the process.
  if (sizing !== undefined && (sizing.text.trim() !== '' || minorNumber(operatorVersion) < BLANK_IS_ABSENT_SINCE)) {
    const key = processSizeKey(sizing.process);
    const value = sizing.templated ? sizing.text : sizeText(sizing.text, operatorVersion);
    sizes.push({ key, value, entry: entryOf(key, value, sizing) });
  }
  const request = resources.find(({ effective, field }) => effective && field === 'requests.memory');
  const limit = resources.find(({ field }) => field === 'limits.memory');
  if (request !== undefined && limit !== undefined) {
    const factor = request.templated || limit.templated ? undefined : limitFactorOf(request.text, limit.text);
    // Nobody writes the factor itself: it follows from both.
    const key = `kubernetes.${request.process.toLowerCase()}.memory.limit-factor`;
    const value = factor === undefined ? limit.text : printJavaDouble(factor);
    if (factor !== undefined || request.templated || limit.templated) sizes.push({ key, value, entry: { ...entryOf(key, value, limit), site: { kind: 'fixed' } } });
  }
  return sizes;
}

/** The field that would size a process, were the one that does so now not there. */
export function sizeBeneath(
  spec: DeploymentSpec, process: ProcessKind, operatorVersion: string, resources: readonly ResourceMemory[],
): Pick<Entry, 'value' | 'templated'> | undefined {
  const sizing = resources.find(({ effective }) => effective);
  if (sizing === undefined || resources.length === 1) return undefined;
  const others = withEffect(resources.filter((field) => field !== sizing), usesResources(spec[process], sizing.field), operatorVersion);
  return sizesOf(others, operatorVersion).find(({ key }) => key === processSizeKey(process))?.entry;
}

function sizeText(text: string, operatorVersion: string): string {
  const read = readResourceMemory(text, operatorVersion);
  return read.text ?? text;
}

function entryOf(key: string, value: string, memory: ResourceMemory): Entry {
  return new WrittenEntry(key, value, memory.keySpan, memory.valueSpan, memory.templated, 'resource', memory.site);
}
