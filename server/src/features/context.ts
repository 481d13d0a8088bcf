import type { Language } from '../shared/language.js';
import type { InitializationOptions } from '../shared/protocol.js';
import type { Settings } from '../shared/settings.js';

/** What every feature is a function of besides a document and a place: how its session wants to be spoken to. */
export interface FeatureContext {
  readonly settings: Settings;
  readonly options: InitializationOptions;
  readonly language: Language;
}
