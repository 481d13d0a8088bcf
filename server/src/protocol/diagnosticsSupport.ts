import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';

interface Reported {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** All diagnostics of a document: told from other results by its class where messages become bytes. */
export class FullReport {
  readonly kind = 'full';

  constructor(readonly resultId: string, readonly items: Diagnostic[]) {}
}

/** Remembers what was last reported for each document, so that an edit that changes no diagnostic answers `unchanged`. */
export class DiagnosticReports {
  readonly #reported = new Map<string, Reported>();
  /** Tells this server's results from those of one that ran before it. */
  readonly #session: string;
  #count = 0;

  constructor(session: string) {
    this.#session = session;
  }

  report(uri: string, items: readonly Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
    const before = this.#reported.get(uri);
    const same = before !== undefined && before.items.length === items.length && before.items.every((item, index) => isSame(item, items[index]));
    const reported = same ? before : { resultId: `${this.#session}-${++this.#count}`, items };
    this.#reported.set(uri, reported);
    return reported.resultId === previousResultId
      ? { kind: 'unchanged', resultId: reported.resultId }
      : new FullReport(reported.resultId, [...items]);
  }

  close(uri: string): void {
    this.#reported.delete(uri);
  }
}

/** Features reuse the objects while their section neither changes nor moves, so few are compared by what is in them. */
function isSame(one: Diagnostic, other: Diagnostic | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
