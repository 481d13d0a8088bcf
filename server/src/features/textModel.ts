import { DocumentStore, NO_FILES, type OtherFiles } from '../documents/index.js';
import type { MemoryModelResult, TextModelParams } from '../shared/protocol.js';
import type { FeatureContext } from './context.js';
import { memoryModel } from './memoryModel.js';

/** Names under which a text of no file may be read: the old format is told by its name alone. */
const NAMES = ['pasted.yaml', 'config.yaml', 'flink-conf.yaml'] as const;

/**
 * The model of a text that is no document: another version of one, or one that somebody pasted.
 *
 * @param files what a version of a file is read with: the others as they are now. What is pasted has none.
 */
export function textModel({ textDocument: { uri }, text, pasted }: TextModelParams, context: FeatureContext, files: OtherFiles = NO_FILES): MemoryModelResult {
  if (pasted !== true) return readAs(uri, text, new DocumentStore(files), context);
  for (const name of NAMES) {
    const model = readAs(`flink-memory-pasted:/${name}`, text, new DocumentStore(), context);
    const isRead = model?.clusters.some(({ loading, configuration }) => loading === undefined && Object.keys(configuration).length > 0) === true;
    if (isRead) return model;
  }
  return null;
}

function readAs(uri: string, text: string, store: DocumentStore, context: FeatureContext): MemoryModelResult {
  const languageId = uri.endsWith('/flink-conf.yaml') ? 'flink-conf' : 'yaml';
  return memoryModel(store.update(uri, languageId, 0, text), { textDocument: { uri } }, context);
}
