import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenDocument } from '../documents/index.js';
import type { Language } from '../shared/language.js';
import type { InitializationOptions } from '../shared/protocol.js';
import type { Settings } from '../shared/settings.js';

/** What every feature is a function of, besides the place: one version of a document, and how its session wants to be spoken to. */
export interface FlinkDocument {
  /** Converts between offsets and positions. */
  readonly text: Pick<TextDocument, 'uri' | 'version' | 'positionAt' | 'offsetAt' | 'getText'>;
  /** What has been read from the same version of the text. */
  readonly opened: OpenDocument;
}

export interface FeatureContext {
  readonly settings: Settings;
  readonly options: InitializationOptions;
  readonly language: Language;
}
