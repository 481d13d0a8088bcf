/** A key with nothing behind its colon: in YAML the head of a mapping; formats that go line by line give it no meaning. */
export interface Head {
  readonly key: string;
  readonly indent: number;
}

/** The key that YAML would join of the heads above a line and the line's own; undefined where there is none, or where the line has the whole key already. */
export function joinedKey(heads: readonly Head[], key: string): string | undefined {
  const [outermost] = heads;
  return outermost === undefined || key.startsWith(`${outermost.key}.`) ? undefined : [...heads.map((head) => head.key), key].join('.');
}
