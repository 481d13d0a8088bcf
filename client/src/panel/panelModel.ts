import type { ActiveState } from '../activeModel.js';

/** The document and the cluster that a panel shows. */
export type PanelModel = Extract<ActiveState, { kind: 'model' }>;
