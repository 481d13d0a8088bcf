import type { Location, Position, Range } from '../shared/protocol.js';
import type { Span } from './cluster.js';
import { isFlinkConf, mayBeFlinkConf } from './kinds/fileFormat.js';
import { Rising } from './lines.js';
import { fileNameOf } from './otherFiles.js';
import { FileSection, type PlacedSection } from './section.js';
import { type SectionText, splitSections } from './sections.js';

/** LSP's `TextDocumentContentChangeEvent`: a range is another text now, or without one the whole is. */
export interface ContentChange {
  readonly range?: Range;
  readonly text: string;
}

type Placed = PlacedSection<FileSection>;

/**
 * One version of a file's text, held in the sections that it is read in: an edit joins and splits what stands around it, and all
 * other sections are the same objects in the next version. Positions are LSP's, counted in UTF-16 code units.
 */
export class FileText {
  #text: string | undefined;
  #sections: readonly Placed[] | undefined;
  #starts: Rising | undefined;
  #lines: Rising | undefined;

  /** Of text and sections one may be absent. */
  private constructor(readonly uri: string, readonly languageId: string, readonly version: number, text: string | undefined, sections: readonly Placed[] | undefined) {
    this.#text = text;
    this.#sections = sections;
  }

  /** A first version, or one of which no other is known. */
  static of(uri: string, languageId: string, version: number, text: string): FileText {
    return new FileText(uri, languageId, version, text, undefined);
  }

  /** Put together when it is asked for. */
  get text(): string {
    return (this.#text ??= joined(this.sections));
  }

  /** In the order of the text, which they cover; split when they are asked for. */
  get sections(): readonly Placed[] {
    return (this.#sections ??= this.#split(this.text, []));
  }

  /** The next version: what has changed, one change after the other. */
  changed(version: number, changes: readonly ContentChange[]): FileText {
    const changed = changes.reduce<FileText>((file, { range, text }) => (range === undefined ? file.withText(text) : file.#withRange(range, text)), this);
    return new FileText(this.uri, this.languageId, version, changed.#text, changed.#sections);
  }

  /** The same version, were this its text. Sections at both ends that are the same then stay so. */
  withText(text: string): FileText {
    return this.#with(text, this.#sections === undefined ? undefined : this.#split(text, this.#sections));
  }

  #withRange(range: Range, text: string): FileText {
    const [one, other] = [this.offsetAt(range.start), this.offsetAt(range.end)];
    const start = Math.min(one, other);
    const end = Math.max(one, other);
    // Its format is told by the whole of it, and it is one section.
    if (mayBeFlinkConf(fileNameOf(this.uri), this.languageId)) return this.withText(this.text.slice(0, start) + text + this.text.slice(end));
    const { sections } = this;
    // With a neighbour on each side: whether a line is a marker depends on what stands before and behind it.
    const first = Math.max(0, this.#indexAt(start) - 1);
    const behind = this.#indexAt(end) + 2;
    const around = sections.slice(first, behind);
    const origin = sections[first] ?? { start: 0, line: 0 };
    const before = joined(around);
    const after = before.slice(0, start - origin.start) + text + before.slice(end - origin.start);
    const placed = place(splitSections(after, first === 0 ? 'file' : sections[first]?.section), false, around, origin);
    return this.#with(undefined, [...sections.slice(0, first), ...placed, ...moved(sections.slice(behind), placed.at(-1))]);
  }

  #with(text: string | undefined, sections: readonly Placed[] | undefined): FileText {
    return new FileText(this.uri, this.languageId, this.version, text, sections);
  }

  /** @param before sections of another version */
  #split(text: string, before: readonly Placed[]): readonly Placed[] {
    const oldFormat = isFlinkConf(fileNameOf(this.uri), this.languageId, text);
    const parts = oldFormat ? [{ start: 0, text, hasContent: true, explicit: false, afterEndMarker: false }] : splitSections(text);
    return place(parts, oldFormat, before, { start: 0, line: 0 });
  }

  #indexAt(offset: number): number {
    this.#starts ??= new Rising(this.sections.map(({ start }) => start));
    return this.#starts.lastUpTo(offset);
  }

  /** The section of an offset; the last one's end is its own. */
  #sectionAt(offset: number): Placed | undefined {
    return this.sections[this.#indexAt(offset)];
  }

  /** Where an offset stands; behind its line's text, at a line end, where that begins. */
  positionAt(offset: number): Position {
    const placed = this.#sectionAt(offset);
    return placed === undefined ? { line: 0, character: 0 } : placed.section.lines.positionAt(offset - placed.start, placed.line);
  }

  /** The offset of a position. A position behind its line's text is the line's end, one behind the last line the text's. */
  offsetAt({ line, character }: Position): number {
    this.#lines ??= new Rising(this.sections.map((placed) => placed.line));
    const placed = this.sections[this.#lines.lastUpTo(line)];
    return placed === undefined ? 0 : placed.start + placed.section.lines.offsetAt({ line: line - placed.line, character });
  }

  /** A span as a range. */
  rangeOf({ start, end }: Span): Range {
    const placed = this.#sectionAt(start);
    if (placed === undefined || end > placed.end) return { start: this.positionAt(start), end: this.positionAt(end) };
    const { section: { lines }, start: origin, line } = placed;
    return { start: lines.positionAt(start - origin, line), end: lines.positionAt(end - origin, line) };
  }

  /** A span as a place for the client. */
  locate(span: Span): Location {
    return { uri: this.uri, range: this.rangeOf(span) };
  }
}

function joined(sections: readonly Placed[]): string {
  return sections.map(({ section }) => section.text).join('');
}

/** Places the parts of a text, reusing from both ends the sections that have not changed. */
function place(parts: readonly SectionText[], oldFormat: boolean, before: readonly Placed[], origin: Pick<Placed, 'start' | 'line'>): readonly Placed[] {
  const same = (part: SectionText | undefined, old: Placed | undefined): boolean =>
    part !== undefined && old !== undefined && old.section.isReadFrom(part, oldFormat);
  let head = 0;
  while (head < parts.length && head < before.length && same(parts[head], before[head])) head++;
  let tail = 0;
  while (tail < parts.length - head && tail < before.length - head && same(parts[parts.length - 1 - tail], before[before.length - 1 - tail])) tail++;
  let next = origin.line;
  return parts.map((part, index) => {
    const old = index < head ? before[index] : index >= parts.length - tail ? before[index + before.length - parts.length] : undefined;
    const section = old?.section ?? new FileSection(part, oldFormat);
    const start = origin.start + part.start;
    const line = next;
    next += section.lines.ends;
    return old?.start === start && old.line === line ? old : { section, start, end: start + part.text.length, line };
  });
}

/** Sections as they stand behind another one. */
function moved(sections: readonly Placed[], behind: Placed | undefined): readonly Placed[] {
  const [first] = sections;
  if (first === undefined || behind === undefined) return sections;
  const by = behind.end - first.start;
  const lines = behind.line + behind.section.lines.ends - first.line;
  return by === 0 && lines === 0 ? sections : sections.map(({ section, start, end, line }) => ({ section, start: start + by, end: end + by, line: line + lines }));
}
