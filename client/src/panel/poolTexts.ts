import { asRecord } from '../../../server/src/shared/records.js';

/**
 * Reads `data/pools.<language>.json` into the texts of the page's `init` message: `pool.managed` says what the pool is,
 * `pool.managed.when` when to change it, `pool.managed.short` what happens when it runs short. What is no such file gives no texts, and the page shows none.
 */
export function parsePoolTexts(json: string): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, pool] of Object.entries(asRecord(parsed(json)))) {
    const { text, when, short } = asRecord(pool);
    if (typeof text === 'string') texts[`pool.${name}`] = text;
    if (typeof when === 'string') texts[`pool.${name}.when`] = when;
    if (typeof short === 'string') texts[`pool.${name}.short`] = short;
  }
  return texts;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
