import { behindLineEnd, endOfLine } from './lines.js';

/** One YAML document of a file, or a whole file of the old format. */
export interface SectionText {
  readonly start: number;
  readonly text: string;
  /** Whether anything but comments and blank lines stands in it. */
  readonly hasContent: boolean;
  /** It begins with a `---` of its own (comments may stand before). */
  readonly explicit: boolean;
  /** What ended the section before it: SnakeYAML wants a `---` again after `...`. */
  readonly afterEndMarker: boolean;
}

/** A file's beginning, or where one of its sections begins. */
export type Beginning = 'file' | Pick<SectionText, 'afterEndMarker'>;

/**
 * Splits a file where YAML documents begin (`---`) or end (`...`), in column 0 only: deeper they are part of a block scalar.
 * Comments before the first `---` belong to the document that follows. The sections cover the whole text.
 *
 * @param beginning what the text begins with; from the beginning of a section on, a file has the same sections as a whole
 */
export function splitSections(text: string, beginning: Beginning = 'file'): readonly SectionText[] {
  const sections: SectionText[] = [];
  let start = 0;
  let explicit = false;
  let afterEndMarker = beginning !== 'file' && beginning.afterEndMarker;
  const close = (end: number): void => {
    sections.push(new PartOfFile(start, text.slice(start, end), explicit, afterEndMarker));
    start = end;
  };
  for (const marker of markersOf(text, beginning)) {
    if (marker.begins) {
      if (explicit || hasContent(text.slice(start, marker.at))) {
        close(marker.at);
        afterEndMarker = false;
      }
      explicit = true;
    } else {
      close(marker.next);
      explicit = false;
      afterEndMarker = true;
    }
  }
  if (start < text.length || sections.length === 0) close(text.length);
  return sections;
}

class PartOfFile implements SectionText {
  constructor(readonly start: number, readonly text: string, readonly explicit: boolean, readonly afterEndMarker: boolean) {}

  /** Asked of few sections, so not found out for all. */
  get hasContent(): boolean {
    return hasContent(this.text);
  }
}

interface Marker {
  readonly begins: boolean;
  readonly at: number;
  /** Where the line after it begins. */
  readonly next: number;
}

function markersOf(text: string, beginning: Beginning): Iterable<Marker> {
  const begins = findMarkers(text, '---', true, beginning);
  const ends = [...findMarkers(text, '...', false, beginning)];
  return ends.length === 0 ? begins : [...begins, ...ends].sort((a, b) => a.at - b.at);
}

function* findMarkers(text: string, marker: string, begins: boolean, beginning: Beginning): Generator<Marker> {
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 3)) {
    if (!isLineStart(text, at, beginning) || !' \t\r\n'.includes(text.charAt(at + 3))) continue;
    yield { begins, at, next: behindLineEnd(text, endOfLine(text, at)) };
  }
}

function isLineStart(text: string, at: number, beginning: Beginning): boolean {
  const before = text.charAt(at - 1);
  return at === 0 || before === '\n' || before === '\r' || (at === 1 && before === '\ufeff' && beginning === 'file');
}

function hasContent(text: string): boolean {
  // A comment line, a blank line, a directive (%YAML) or a bare document marker is no content.
  return /^\ufeff?(?![ \t]*(?:#|$)|%|\ufeff?(?:---|\.\.\.)[ \t]*(?:#.*)?$)[ \t]*\S/m.test(text);
}
