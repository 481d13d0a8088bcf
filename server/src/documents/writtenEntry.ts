import type { Entry, SettingSource, Site, Span } from './cluster.js';

/** An entry as the readers of thousands make it: V8 writes an object with more than six members in place on a slow way. */
export class WrittenEntry implements Entry {
  readonly key: string;

  constructor(
    key: string, readonly value: string, readonly keySpan: Span, readonly valueSpan: Span, readonly templated: boolean, readonly source: SettingSource, readonly site: Site,
  ) {
    this.key = knownKey(key);
  }
}

/** Far more than Flink has. */
const MOST_KEYS = 4000;
const keys = new Map<string, string>();

/**
 * A key as the same string whenever it is read: a part of a text is another one each time, which every `Map` that it is
 * looked up in would compare to its end. It keeps no text alive that it was a part of, as V8 makes the name of a member a string of its own.
 */
function knownKey(key: string): string {
  const known = keys.get(key);
  if (known !== undefined || keys.size >= MOST_KEYS) return known ?? key;
  const own = Object.keys({ [key]: 0 })[0] ?? key;
  keys.set(own, own);
  return own;
}
