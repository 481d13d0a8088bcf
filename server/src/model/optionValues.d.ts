import type { OptionAt } from './catalogue.js';
import type { RefusalReason } from './derivation.js';
import { type DurationProblem } from './duration.js';
import type { FlinkVersion } from './version.js';
/** Why a value cannot be read as its option's type. */
export type ValueProblem = RefusalReason | DurationProblem | 'not-whole' | 'exceeds-int' | 'not-a-choice' | 'quote-open';
/** How Flink reads collections: in the old format split at separators, from YAML as YAML where that works (1.19 and later). */
export type CollectionFormat = 'separated' | 'yaml';
/**
 * Why Flink surely refuses a text for an option (`ConfigurationUtils.convertValue`); undefined where it reads it, and where
 * nobody can say.
 */
export declare function valueProblem(option: OptionAt, text: string, version: FlinkVersion, format: CollectionFormat): ValueProblem | undefined;
