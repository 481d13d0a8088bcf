import assert from 'node:assert/strict';
import { type Hover, MarkupContent, type Position } from 'vscode-languageserver-types';
import { DocumentStore, type OpenDocument } from '../../server/src/documents/index.js';
import type { FeatureContext } from '../../server/src/features/context.js';
import type { Language } from '../../server/src/shared/language.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/shared/settings.js';
import { marked, type Mark } from './marked.js';

export interface Opened {
  readonly document: OpenDocument;
  readonly context: FeatureContext;
  /** The places of the carets. */
  readonly positions: readonly Position[];
  readonly marks: readonly Mark[];
}

export interface OpenOptions {
  readonly uri?: string;
  readonly settings?: Partial<Settings>;
  readonly commands?: readonly string[];
  readonly hoverImages?: boolean;
  /** Of what is not in the bundle: descriptions and links. English without it. */
  readonly language?: Language;
}

/** A document with markers, as the features get it. */
export function open(source: string, options: OpenOptions = {}): Opened {
  const { text, carets, marks } = marked(source);
  const uri = options.uri ?? 'file:///work/orders.yaml';
  const languageId = uri.endsWith('/flink-conf.yaml') ? 'flink-conf' : 'yaml';
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const document = new DocumentStore().update(uri, languageId, 1, text);
  return {
    document,
    context: { settings, options: { hoverImages: options.hoverImages ?? false, commands: options.commands ?? [], yamlServer: false }, language: options.language ?? 'en' },
    positions: carets.map((offset) => document.positionAt(offset)),
    marks,
  };
}

/** What a hover says, with its marks. */
export function hoverText(found: Hover | undefined): string {
  const contents: unknown = found?.contents;
  assert.ok(MarkupContent.is(contents));
  return contents.value;
}

/** The place of the only caret. */
export function caret({ positions }: Opened): Position {
  const [position, ...others] = positions;
  if (position === undefined || others.length > 0) throw new Error(`Expected one caret, found ${String(positions.length)}`);
  return position;
}
