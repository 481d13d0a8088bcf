import type { Quote } from '../yaml/node.js';
import { flinkScalar, operatorScalar, type ScalarValue } from '../yaml/scalars.js';

/** Who reads the value back: Flink, the operator, or the API server where the field must be a text. */
export type WrittenFor = 'flink' | 'operator' | 'text';

export interface ScalarStyle {
  readonly quote: Quote;
  /** Within `{…}` or `[…]`, where more characters mean something. */
  readonly flow: boolean;
  readonly reader: WrittenFor;
}

/** Writes a value so that it is read back as exactly this text: in the style asked for, in double quotes where that would say something else. */
export function scalarText(value: string, style: ScalarStyle): string {
  if (style.quote === 'single' && isOneLine(value)) return `'${value.replace(/'/g, "''")}'`;
  if (style.quote === 'double') return JSON.stringify(value);
  return isPlainSafe(value, style.flow) && readsAsItself(value, style.reader) ? value : JSON.stringify(value);
}

/** A key, plain where YAML allows. */
export function keyTextOf(key: string, quote: Quote, flow: boolean): string {
  return scalarText(key, { quote, flow, reader: 'flink' });
}

/** What a value is when it stands without quotes: `2` a number, `true` a boolean, `1g` a text. */
export function plainType(value: string, reader: WrittenFor): ScalarValue['type'] {
  return plainValue(value, reader).type;
}

function plainValue(value: string, reader: WrittenFor): ScalarValue {
  const scalar = { kind: 'scalar', span: { start: 0, end: 0 }, text: value, quote: 'plain' } as const;
  return reader === 'flink' ? flinkScalar(scalar) : operatorScalar(scalar);
}

function readsAsItself(value: string, reader: WrittenFor): boolean {
  const read = plainValue(value, reader);
  if (read.type === 'null' || read.type === 'unreadable') return false;
  return read.text === value && (reader !== 'text' || read.type === 'text');
}

function isOneLine(value: string): boolean {
  return !/[\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(value);
}

/** Whether YAML reads the text back as one plain scalar. */
function isPlainSafe(value: string, flow: boolean): boolean {
  if (value === '' || !isOneLine(value) || /^\s|\s$/.test(value)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.)/.test(value) || /:(?:\s|$)|\s#/.test(value)) return false;
  return !(flow && (/[,[\]{}]/.test(value) || /^[-?:]/.test(value)));
}
