import type { OptionAt } from './catalogue.js';
import type { RefusalReason } from './derivation.js';
import { parseDuration, type DurationProblem } from './duration.js';
import { parseJavaBoolean, parseJavaDouble, parseJavaInteger, parseJavaLong } from './javaNumbers.js';
import { parseMemorySize } from './memorySize.js';
import { splitEscaped } from './structuredOptions.js';
import type { FlinkVersion } from './version.js';

/** Why a value cannot be read as its option's type. */
export type ValueProblem = RefusalReason | DurationProblem | 'not-whole' | 'exceeds-int' | 'not-a-choice' | 'quote-open';

/** How Flink reads collections: in the old format split at separators, from YAML as YAML where that works (1.19 and later). */
export type CollectionFormat = 'separated' | 'yaml';

/**
 * Why Flink surely refuses a text for an option (`ConfigurationUtils.convertValue`); undefined where it reads it, and where
 * nobody can say.
 */
export function valueProblem(option: OptionAt, text: string, version: FlinkVersion, format: CollectionFormat): ValueProblem | undefined {
  if (option.list) return listProblem(option, text, format);
  if (option.values !== undefined) return choiceProblem(option.values, text);
  switch (option.type) {
    case 'MemorySize':
      return problemOf(parseMemorySize(text));
    case 'Duration':
      return problemOf(parseDuration(text, version));
    case 'Integer':
      return parseJavaInteger(text) === undefined ? wholeProblem(text) : undefined;
    case 'Long':
      return parseJavaLong(text) === undefined ? wholeProblem(text) : undefined;
    case 'Float':
    case 'Double':
      return parseJavaDouble(text) === undefined ? numberProblem(text) : undefined;
    case 'Boolean':
      return parseJavaBoolean(text) === undefined ? blankOr(text, 'not-a-boolean') : undefined;
    case 'Map':
      return mayBeYaml(text, format) ? undefined : mapProblem(text);
    default:
      return undefined;
  }
}

function problemOf<Problem>(reading: object | { readonly problem: Problem }): Problem | undefined {
  return 'problem' in reading ? reading.problem : undefined;
}

function blankOr<Problem>(text: string, problem: Problem): Problem | 'blank' {
  return text.trim() === '' ? 'blank' : problem;
}

/** Why a text is no `int` or `long`. */
function wholeProblem(text: string): ValueProblem {
  if (parseJavaLong(text) !== undefined) return 'exceeds-int';
  if (/^[+-]?[0-9]+$/.test(text)) return 'overflow';
  return parseJavaDouble(text) === undefined ? numberProblem(text) : 'not-whole';
}

function numberProblem(text: string): ValueProblem {
  return blankOr(text, 'not-a-number');
}

/** `convertToEnum`: in any case, as `toString` writes it. */
function choiceProblem(values: readonly string[], text: string): ValueProblem | undefined {
  const upper = text.toUpperCase();
  return values.some((value) => value.toUpperCase() === upper) ? undefined : blankOr(text, 'not-a-choice');
}

/** Whether the text may be a collection in YAML, which is not for us to read. */
function mayBeYaml(text: string, format: CollectionFormat): boolean {
  return format === 'yaml' && (/^\s*[[{&*!|>'"?-]/.test(text) || /:\s|:$|[\r\n]/.test(text));
}

/** Items are separated by `;`; only those that are choices can be wrong. */
function listProblem({ values }: OptionAt, text: string, format: CollectionFormat): ValueProblem | undefined {
  if (mayBeYaml(text, format)) return undefined;
  const items = splitEscaped(text, ';');
  if (items === undefined) return 'quote-open';
  return values === undefined ? undefined : items.map((item) => choiceProblem(values, item)).find((problem) => problem !== undefined);
}

/** `convertToProperties`: pairs `name:value`, separated by `,`. */
function mapProblem(text: string): ValueProblem | undefined {
  const pairs = splitEscaped(text, ',')?.map((item) => splitEscaped(item, ':'));
  return pairs?.every((pair) => pair?.length === 2) === true ? undefined : 'not-a-map';
}
