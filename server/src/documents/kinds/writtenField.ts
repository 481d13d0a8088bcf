import type { Span } from '../cluster.js';
import type { FieldSite } from '../fields.js';
import { rawText } from '../yaml/flatten.js';
import { type LocatedPair, resolveAlias } from '../yaml/node.js';
import { isTemplated, type YamlTree } from '../yaml/tree.js';

/** A field as it stands in the text, whoever reads it. */
export interface WrittenField {
  /** As the author wrote it, where a template writes it; else without quotes, and empty for what is no scalar. */
  readonly text: string;
  readonly templated: boolean;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  readonly site: FieldSite;
}

/** @param name what the field is called in a message */
export function writtenField(tree: YamlTree, { span, key, value }: LocatedPair, name: string): WrittenField {
  const templated = isTemplated(tree, value.span);
  const read = resolveAlias(value);
  const text = templated ? rawText(tree.text, value) : read?.kind === 'scalar' ? read.text : '';
  const site: FieldSite = { kind: 'scalar', pair: span, quote: value.kind === 'scalar' ? value.quote : 'plain', field: name };
  return { text, templated, keySpan: key.span, valueSpan: value.span, site };
}
