import type { MemoryModel } from '../../../server/src/shared/protocol.js';
import type { PanelView } from '../../../server/src/shared/panel.js';
import { poolAtLine, type Choice } from './places.js';

/** A document's model with what the user looks at. */
export interface Shown {
  readonly uri: string;
  readonly fileName: string;
  readonly model: MemoryModel;
  readonly cluster: string;
  /** Where the cursor stands. */
  readonly line: number;
  /** What was chosen on the page since the cursor was last moved: it beats the cursor's line. */
  readonly chosen?: Choice;
  /** The panel stays with this document. */
  readonly locked?: boolean;
}

/** What the page shows of a model. */
export function viewOf(shown: Shown, isDocument: (uri: string) => boolean): PanelView {
  const { uri, fileName, model, cluster } = shown;
  const inFull = model.clusters.find(({ id }) => id === cluster);
  const selected = shown.chosen ?? (inFull === undefined ? undefined : poolAtLine(inFull, shown.line, isDocument));
  return { kind: 'model', uri, fileName, model, cluster, ...(selected === undefined ? {} : { selected }), ...(shown.locked === true ? { locked: true } : {}) };
}
