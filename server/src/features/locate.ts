/** Places: from a section's offsets to LSP ranges, and from a position to what stands there. */
import type { Location, Position, Range } from 'vscode-languageserver-types';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import type { ContainerField, Entry, ProcessSite, ResourceMemory, Span } from '../documents/cluster.js';
import { PROCESS_KINDS, type ProcessKind } from '../model/derivation.js';
import { endOfLine, lineStart } from '../documents/lines.js';
import type { FeatureContext } from './context.js';

export function rangeOf(document: OpenDocument, located: LocatedCluster, span: Span): Range {
  return document.rangeOf(located.toSpan(span));
}

export function locationOf(document: OpenDocument, located: LocatedCluster, span: Span): Location {
  return document.locate(located.toSpan(span));
}

export function clustersOf(document: OpenDocument, context: FeatureContext): readonly LocatedCluster[] {
  return document.clusters(context.settings);
}

/** The clusters among these that get a file from this one: processes that mount a ConfigMap. */
export function borrowersOf({ analysis }: LocatedCluster, among: readonly LocatedCluster[]): readonly LocatedCluster[] {
  return among.filter(({ cluster: { lenders } }) => lenders?.some((lender) => lender.analysis === analysis) === true);
}

/** The cluster whose text holds a place, ends included. */
export function clusterAt(document: OpenDocument, position: Position, context: FeatureContext): LocatedCluster | undefined {
  const offset = document.offsetAt(position);
  return clustersOf(document, context).find((located) => isWithin(located, offset));
}

/** Whether a place is in a cluster's text, ends included. */
export function isWithin(located: LocatedCluster, offset: number): boolean {
  const { span, parts = [span] } = located.cluster;
  return parts.some((part) => holds(located.toSpan(part), offset));
}

/** What stands at a place of a cluster. `on` tells key from value. */
export type Target =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly on: 'key' | 'value' }
  | { readonly kind: 'resource'; readonly resource: ResourceMemory; readonly on: 'key' | 'value' }
  | { readonly kind: 'container'; readonly process: ProcessKind; readonly field: ContainerField; readonly on: 'key' | 'value' }
  | { readonly kind: 'process'; readonly process: ProcessKind; readonly span: Span }
  | { readonly kind: 'cluster'; readonly span: Span };

/** `offset` is relative to the cluster's section, as all spans are. */
export function targetAt(located: LocatedCluster, offset: number): Target | undefined {
  const { cluster } = located;
  const at = ({ keySpan, valueSpan }: Pick<Entry, 'keySpan' | 'valueSpan'>): 'key' | 'value' | undefined =>
    holds(keySpan, offset) ? 'key' : holds(valueSpan, offset) && valueSpan.start < valueSpan.end ? 'value' : undefined;
  for (const process of PROCESS_KINDS) {
    for (const resource of cluster.processes[process].resources) {
      const on = at(resource);
      if (on !== undefined) return { kind: 'resource', resource, on };
    }
    for (const field of containerFields(cluster.processes[process])) {
      const on = at(field);
      if (on !== undefined) return { kind: 'container', process, field, on };
    }
  }
  for (const entry of cluster.entries) {
    const on = at(entry);
    if (on !== undefined) return { kind: 'entry', entry, on };
  }
  for (const process of PROCESS_KINDS) {
    const { head, present } = cluster.processes[process];
    if (present && holds(head, offset) && !isSame(head, cluster.head)) return { kind: 'process', process, span: head };
  }
  const block = blockAt(located.section.section.text, offset);
  const owner = block && PROCESS_KINDS.find((process) => [...cluster.processes[process].resources, ...containerFields(cluster.processes[process])].some(({ keySpan }) => block.holds(keySpan)));
  if (block !== undefined && owner !== undefined) return { kind: 'process', process: owner, span: block.span };
  if (holds(cluster.head, offset)) return { kind: 'cluster', span: cluster.head };
  const head = cluster.operatorVersion !== undefined || cluster.specPath !== undefined ? headAt(located.section.section.text, offset) : undefined;
  return head === undefined ? undefined : { kind: 'cluster', span: head };
}

function containerFields({ container }: ProcessSite): readonly ContainerField[] {
  return [container?.request, container?.limit].filter((field) => field !== undefined);
}

/** The heads that speak of a whole object of an operator's besides its kind. */
const HEAD = /^(?:(apiVersion|metadata|spec)|([ \t]+)(?:flinkConfiguration|flinkConfig|flinkProperties))[ \t]*:/;

function headAt(text: string, offset: number): Span | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const head = HEAD.exec(text.slice(start, end < 0 ? text.length : end));
  if (head === null) return undefined;
  const span = { start: start + (head[2] ?? '').length, end: start + head[0].replace(/[ \t]*:$/, '').length };
  return holds(span, offset) ? span : undefined;
}

/** The heads between a process and its memory. */
const BLOCK = /^([ \t]+)(?:resources?|requests|limits)(?=[ \t]*:)/;

/** Such a head at a place, and what is written in its block: the lines below it that are indented further. */
function blockAt(text: string, offset: number): { readonly span: Span; holds(span: Span): boolean } | undefined {
  const start = lineStart(text, offset);
  const end = endOfLine(text, offset);
  const head = BLOCK.exec(text.slice(start, end));
  const indent = head?.[1]?.length;
  if (head === null || indent === undefined) return undefined;
  const span = { start: start + indent, end: start + head[0].length };
  const isInside = (below: string): boolean => below.split(/\r\n|\r|\n/).every((line) => line.trim() === '' || line.search(/\S/) > indent);
  return holds(span, offset) ? { span, holds: (other) => other.start >= end && isInside(text.slice(end, other.end)) } : undefined;
}

export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
