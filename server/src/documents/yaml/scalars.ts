import { printJavaDouble } from '../../model/javaNumbers.js';
import { type LocatedNode, type LocatedScalar, resolveAlias, TEXT_TAG } from './node.js';

/** What a scalar is to a reader: a text of its own, a number or boolean as that reader prints it, nothing, or unreadable. */
export type ScalarValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number' | 'boolean'; readonly text: string }
  | { readonly type: 'null' }
  | { readonly type: 'unreadable' };

const DECIMAL_INTEGER = /^[-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/**
 * A scalar as Flink reads it from a `config.yaml`: SnakeYAML Engine with the core schema of YAML 1.2, printed again as
 * YAML (`ConfigurationUtils#convertToString`): `.5` is `0.5`, `1e3` is `1000.0`, `0x10` is `16`.
 */
export function flinkScalar(scalar: LocatedScalar): ScalarValue {
  if (scalar.tag !== undefined && !STANDARD_TAG.test(scalar.tag)) return { type: 'unreadable' };
  return isText(scalar) ? { type: 'text', text: scalar.text } : core(scalar.text);
}

/** The tags SnakeYAML knows for scalars; `!` alone says: a text. */
const STANDARD_TAG = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null))$/;

function isText(scalar: LocatedScalar): boolean {
  return scalar.tag === undefined ? scalar.quote !== 'plain' : scalar.tag === '!' || scalar.tag === TEXT_TAG;
}

function core(text: string): ScalarValue {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return { type: 'null' };
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return { type: 'boolean', text: text.toLowerCase() };
  if (DECIMAL_INTEGER.test(text)) return { type: 'number', text: BigInt(text.replace(/^\+/, '')).toString() };
  if (/^(?:0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return { type: 'number', text: BigInt(text).toString() };
  if (FLOAT.test(text)) return { type: 'number', text: javaDouble(Number(text)) };
  const infinity = INFINITY.exec(text);
  if (infinity !== null) return { type: 'number', text: infinity[1] === '-' ? '-.inf' : '.inf' };
  if (NOT_A_NUMBER.test(text)) return { type: 'number', text: '.nan' };
  return { type: 'text', text };
}

function javaDouble(value: number): string {
  return Number.isFinite(value) ? (Object.is(value, -0) ? '-0.0' : printJavaDouble(value)) : value > 0 ? '.inf' : '-.inf';
}

/**
 * A scalar of `flinkConfiguration` on its way through kubectl (YAML 1.1, as Go reads it) and the API server (JSON) to the
 * operator (`ConfigObjectNode#asFlatMap`, Jackson's `asText`): `1.0` is `1`, `0.0001` is `1.0E-4`, `yes` is `true`.
 */
export function operatorScalar(scalar: LocatedScalar): ScalarValue {
  return isText(scalar) ? { type: 'text', text: scalar.text } : yaml11(scalar.text);
}

/** A whole number as everybody prints it. */
const PLAIN_INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;

/** What could be anything but a text: an absent value, a word such as `yes`, a number. */
const YAML_1_1_VALUE = /^(?:~|[-+.\d][-+.\da-fA-FxXoO_]*|[nNyYtTfFoO][a-zA-Z]{0,4})?$/;

function yaml11(text: string): ScalarValue {
  if (!YAML_1_1_VALUE.test(text)) return { type: 'text', text };
  if (PLAIN_INTEGER.test(text)) return { type: 'number', text };
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return { type: 'null' };
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(text)) return { type: 'boolean', text: 'true' };
  if (/^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(text)) return { type: 'boolean', text: 'false' };
  const plain = text.replace(/_/g, '');
  const integer = goInteger(plain);
  if (integer !== undefined) return { type: 'number', text: integer.toString() };
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(plain)) return { type: 'number', text: jsonNumber(Number(plain)) };
  return { type: 'text', text };
}

function goInteger(text: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(\w+)$/.exec(text) ?? [];
  const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`)
    : /^(?:0|[1-9][0-9]*|0x[0-9a-fA-F]+|0b[01]+|0o[0-7]+)$/.test(digits) ? BigInt(digits)
    : undefined;
  return value === undefined || sign !== '-' ? value : -value;
}

/** Go writes a whole number without a point into the JSON, up to 10^21; Jackson reads what is left as a Java double. */
function jsonNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return javaDouble(value);
}

/** A list of `flinkConfiguration` as the operator flattens it: texts joined with `;`, an object inside is an empty text. */
export function operatorList(items: readonly LocatedNode[]): string | undefined {
  if (items.length === 0) return undefined;
  return items
    .map((item) => {
      const node = resolveAlias(item);
      if (node?.kind !== 'scalar') return '';
      const value = operatorScalar(node);
      return value.type === 'null' ? 'null' : value.type === 'unreadable' ? '' : value.text;
    })
    .join(';');
}

/** How many nodes may still be written: aliases of aliases would otherwise multiply without end. */
export interface Budget {
  left: number;
}

/** A list of a `config.yaml` as Flink keeps it: written again as one line of YAML (`YamlParserUtils#toYAMLString`). */
export function flinkList(items: readonly LocatedNode[], nodes: Budget): string {
  return `[${items.map((item) => flowText(item, nodes)).join(', ')}]`;
}

function flowText(item: LocatedNode, nodes: Budget): string {
  const node = nodes.left-- > 0 ? resolveAlias(item) : undefined;
  if (node === undefined) return 'null';
  if (node.kind === 'sequence') return flinkList(node.items, nodes);
  if (node.kind === 'map') return `{${node.pairs.map((pair) => `${flowText(pair.key, nodes)}: ${flowText(pair.value, nodes)}`).join(', ')}}`;
  const value = flinkScalar(node);
  switch (value.type) {
    case 'null': return 'null';
    case 'unreadable': return node.text;
    case 'text': return quoteInFlow(value.text);
    default: return value.text;
  }
}

function quoteInFlow(text: string): string {
  if (/[\u0000-\u001f\u007f]/.test(text)) return JSON.stringify(text);
  const plain = text !== '' && core(text).type === 'text' && !/^[\s#&*!|>'"%@`-]|[,?[\]{}:]|\s#|\s$/.test(text);
  return plain ? text : `'${text.replace(/'/g, "''")}'`;
}
