import { findOption } from '../model/catalogue.js';
import type { Span } from './cluster.js';

/** A setting that stands in the line of another, because a line end got lost. */
export interface GluedSetting {
  /** Of key and value; relative to what the line's value is relative to. */
  readonly span: Span;
  readonly key: string;
  readonly value: string;
}

/**
 * A setting of Flink's within the value of another: `1600mtaskmanager.numberOfTaskSlots: 2`.
 *
 * @param start where the value begins
 */
export function gluedSetting(value: string, start: number): GluedSetting | undefined {
  if (!value.includes(': ')) return undefined;
  const written = /([A-Za-z][\w-]*(?:\.[\w-]+)+): +(\S.*)$/.exec(value.slice(1));
  if (written === null) return undefined;
  const [, name = '', second = ''] = written;
  for (let at = 0; at < name.indexOf('.'); at++) {
    const key = name.slice(at);
    if (!/^[a-z]/.test(key) || findOption(key)?.key !== key) continue;
    return { span: { start: start + 1 + written.index + at, end: start + value.length }, key, value: second };
  }
  return undefined;
}
