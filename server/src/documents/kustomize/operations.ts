import { keyText, type LocatedMap, type LocatedNode, type LocatedPair, type LocatedScalar, type LocatedSequence, nodeAt, resolveAlias, scalarAt } from '../yaml/node.js';

/** What an operation does at the end of its path; undefined where it cannot. */
type AtEnd = (holder: LocatedMap | LocatedSequence, step: string) => LocatedNode | undefined;

/**
 * An object after the operations of a JSON patch (RFC 6902). What they write stands in the patch, key and value.
 *
 * @returns undefined where one of them fails, or moves what is there
 */
export function operated(object: LocatedNode, operations: LocatedSequence): LocatedNode | undefined {
  let now: LocatedNode | undefined = object;
  for (const item of operations.items) {
    const path = scalarAt(item, 'path');
    const atEnd = path === undefined ? undefined : operation(scalarAt(item, 'op')?.text ?? '', path, nodeAt(item, 'value'));
    if (path === undefined || atEnd === undefined || now === undefined) return undefined;
    const steps = path.text.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    now = changed(now, steps, atEnd);
  }
  return now;
}

function operation(name: string, path: LocatedScalar, value: LocatedNode | undefined): AtEnd | undefined {
  switch (name) {
    case 'add': return value === undefined ? undefined : (holder, step) => written(holder, step, path, value, false);
    case 'replace': return value === undefined ? undefined : (holder, step) => written(holder, step, path, value, true);
    case 'remove': return removed;
    // What fails is not applied at all.
    case 'test': return (holder) => holder;
    default: return undefined;
  }
}

function changed(node: LocatedNode, [step, ...rest]: readonly string[], atEnd: AtEnd): LocatedNode | undefined {
  const holder = resolveAlias(node);
  if (step === undefined || holder === undefined || holder.kind === 'scalar') return undefined;
  if (rest.length === 0) return atEnd(holder, step);
  if (holder.kind === 'sequence') {
    const at = indexOf(holder, step);
    const inner = holder.items[at];
    const made = inner === undefined ? undefined : changed(inner, rest, atEnd);
    return made === undefined ? undefined : { ...holder, items: holder.items.map((item, index) => (index === at ? made : item)) };
  }
  const pair = pairNamed(holder, step);
  const made = pair === undefined ? undefined : changed(pair.value, rest, atEnd);
  return pair === undefined || made === undefined ? undefined : holder.with(holder.pairs.map((one) => (one === pair ? { ...one, value: made } : one)));
}

function written(holder: LocatedMap | LocatedSequence, step: string, path: LocatedScalar, value: LocatedNode, isThere: boolean): LocatedNode | undefined {
  if (holder.kind === 'sequence') {
    const at = step === '-' && !isThere ? holder.items.length : indexOf(holder, step);
    if (at < 0 || at > holder.items.length - (isThere ? 1 : 0)) return undefined;
    return { ...holder, items: [...holder.items.slice(0, at), value, ...holder.items.slice(at + (isThere ? 1 : 0))] };
  }
  const known = pairNamed(holder, step);
  if (known === undefined && isThere) return undefined;
  const pair: LocatedPair = { span: { start: path.span.start, end: Math.max(path.span.end, value.span.end) }, key: { kind: 'scalar', span: path.span, text: step, quote: 'plain' }, value };
  return holder.with(known === undefined ? [...holder.pairs, pair] : holder.pairs.map((one) => (one === known ? pair : one)));
}

function removed(holder: LocatedMap | LocatedSequence, step: string): LocatedNode | undefined {
  if (holder.kind === 'sequence') {
    const at = indexOf(holder, step);
    return at < 0 || at >= holder.items.length ? undefined : { ...holder, items: holder.items.filter((_, index) => index !== at) };
  }
  const pair = pairNamed(holder, step);
  return pair === undefined ? undefined : holder.with(holder.pairs.filter((one) => one !== pair));
}

function pairNamed({ pairs }: LocatedMap, name: string): LocatedPair | undefined {
  return pairs.find((pair) => keyText(pair) === name);
}

function indexOf({ items }: LocatedSequence, step: string): number {
  return /^(?:0|[1-9]\d{0,5})$/.test(step) && Number(step) <= items.length ? Number(step) : -1;
}
