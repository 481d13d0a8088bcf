import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentStore, type OpenDocument, type OtherFiles, plainUri } from '../../server/src/documents/index.js';
import type { FeatureContext } from '../../server/src/features/context.js';
import { check, sentenceOf, type Judged } from '../../server/src/rules/index.js';
import type { LocatedCluster } from '../../server/src/documents/index.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/shared/settings.js';
import { marked } from './marked.js';

const ROOT = 'file:///work/';

/** A folder of files, all of them known at once; a path is relative to it. */
export class TestWorkspace implements OtherFiles {
  readonly #texts = new Map<string, string>();
  readonly #stamps = new Map<string, number>();
  readonly #open = new Set<string>();
  readonly #store = new DocumentStore(this);
  #count = 0;
  /** What has been asked for, in its order. */
  readonly asked: string[] = [];
  /** What the client gives nobody, and says nothing about: files outside its folders, or too large ones. */
  readonly withheld = new Set<string>();

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** Writes a file; undefined removes it. */
  write(path: string, text: string | undefined): void {
    const uri = uriOf(path);
    if (text === undefined) this.#texts.delete(uri);
    else this.#texts.set(uri, text);
    this.#stamps.set(uri, ++this.#count);
  }

  text(uri: string): string | undefined {
    this.asked.push(plainUri(uri).slice(ROOT.length));
    return this.#texts.get(plainUri(uri));
  }

  isMissing(uri: string): boolean {
    const plain = plainUri(uri);
    return !this.#texts.has(plain) && !this.withheld.has(plain.slice(ROOT.length));
  }

  open(): readonly string[] {
    return [...this.#open];
  }

  stamp(uri: string): number {
    return this.#stamps.get(plainUri(uri)) ?? 0;
  }

  openStamp(): number {
    return this.#count;
  }

  /** Opens a file in the editor, with the places of its carets. */
  edit(path: string, settings?: Partial<Settings>): { readonly document: OpenDocument; readonly context: FeatureContext; readonly carets: readonly number[] } {
    const uri = uriOf(path);
    const { text, carets } = marked(this.#texts.get(uri) ?? '');
    this.#texts.set(uri, text);
    this.#open.add(uri);
    this.#count++;
    const languageId = uri.endsWith('/flink-conf.yaml') ? 'flink-conf' : 'yaml';
    return {
      document: this.#store.update(uri, languageId, this.#count, text),
      context: { settings: settings === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, ...settings }, options: { hoverImages: false, commands: [], yamlServer: false }, language: 'en' },
      carets,
    };
  }

  /** What is said about a file: rule, marked text, sentence. */
  findings(path: string, settings?: Partial<Settings>): readonly { readonly located: LocatedCluster; readonly finding: Judged; readonly rule: string; readonly marked: string; readonly sentence: string }[] {
    const { document, context } = this.edit(path, settings);
    return document.clusters(context.settings).flatMap((located) => check(located.analysis, { settings: context.settings, yamlServer: false }).map((finding) => {
      const { start, end } = located.toSpan(finding.span);
      return { located, finding, rule: finding.rule, marked: document.text.slice(start, end), sentence: sentenceOf(finding, located.analysis) };
    }));
  }
}

export function uriOf(path: string): string {
  return `${ROOT}${path}`;
}

/** The text at a location of a workspace's file. */
export function textAt(text: string, { start, end }: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } }): string {
  const document = TextDocument.create('file:///x', 'yaml', 1, text);
  return text.slice(document.offsetAt(start), document.offsetAt(end));
}
