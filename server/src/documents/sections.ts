/** One YAML document of a file, or a whole file of the old format. Two sections with the same text are the same section. */
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

/**
 * Splits a file where YAML documents begin (`---`) or end (`...`), in column 0 only: deeper they are part of a block scalar.
 * Comments before the first `---` belong to the document that follows. The sections cover the whole text.
 */
export function splitSections(text: string): readonly SectionText[] {
  const sections: SectionText[] = [];
  let start = 0;
  let explicit = false;
  let afterEndMarker = false;
  const close = (end: number): void => {
    sections.push(new PartOfFile(start, text.slice(start, end), explicit, afterEndMarker));
    start = end;
  };
  for (const marker of markersOf(text)) {
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

function markersOf(text: string): Iterable<Marker> {
  const begins = findMarkers(text, '---', true);
  const ends = [...findMarkers(text, '...', false)];
  return ends.length === 0 ? begins : [...begins, ...ends].sort((a, b) => a.at - b.at);
}

function* findMarkers(text: string, marker: string, begins: boolean): Generator<Marker> {
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 3)) {
    if (!isLineStart(text, at) || !' \t\r\n'.includes(text.charAt(at + 3))) continue;
    const end = text.indexOf('\n', at);
    yield { begins, at, next: end < 0 ? text.length : end + 1 };
  }
}

function isLineStart(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return at === 0 || before === '\n' || before === '\r' || (at === 1 && before === '\ufeff');
}

function hasContent(text: string): boolean {
  // A comment line, a blank line, a directive (%YAML) or a bare document marker is no content.
  return /^\ufeff?(?![ \t]*(?:#|$)|%|\ufeff?(?:---|\.\.\.)[ \t]*(?:#.*)?$)[ \t]*\S/m.test(text);
}
