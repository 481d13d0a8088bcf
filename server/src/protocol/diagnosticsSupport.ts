import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';

/** The diagnostics of each cluster that has any: the same array while its section neither changes nor moves. */
type ByCluster = readonly (readonly Diagnostic[])[];

interface Reported {
  readonly resultId: string;
  readonly clusters: ByCluster;
}

/** All diagnostics of a document: told from other results by its class where messages become bytes. */
export class FullReport {
  readonly kind = 'full';
  readonly items: Diagnostic[] = [];
  /** Private, so that a message between threads does not take everything twice. */
  readonly #clusters: ByCluster;

  constructor(readonly resultId: string, clusters: ByCluster) {
    // Several times as fast as `flat`, once for each edit.
    clusters.forEach((diagnostics) => { this.items.push(...diagnostics); });
    this.#clusters = clusters;
  }

  get clusters(): ByCluster {
    return this.#clusters;
  }
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

  report(uri: string, clusters: ByCluster, previousResultId: string | undefined): DocumentDiagnosticReport {
    const before = this.#reported.get(uri);
    const same = before !== undefined && before.clusters.length === clusters.length && before.clusters.every((known, index) => isSame(known, clusters[index]));
    const reported = same ? before : { resultId: `${this.#session}-${++this.#count}`, clusters };
    this.#reported.set(uri, reported);
    return reported.resultId === previousResultId
      ? { kind: 'unchanged', resultId: reported.resultId }
      : new FullReport(reported.resultId, clusters);
  }

  close(uri: string): void {
    this.#reported.delete(uri);
  }
}

/** Few are compared by what is in them: the others are the same arrays. */
function isSame(one: readonly Diagnostic[], other: readonly Diagnostic[] | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
