/** The face of `documents`: text in, located Flink configurations out, and edits on them. */
export { analyse, type Analysis } from './analysis.js';
export * from './cluster.js';
export { operatorsAnalysis } from './operatorsFlink.js';
export { NO_FILES, type OtherFiles, plainUri } from './otherFiles.js';
export { type Change, editsFor, type EditResult, type TextChange } from './edits.js';
export { FileText } from './fileText.js';
export type { LocatedCluster } from './locatedCluster.js';
export type { PlacedSection, Section } from './section.js';
export { DocumentStore, type OpenDocument, type ReadingSettings } from './store.js';
