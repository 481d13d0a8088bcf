import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The licences of everything that was bundled, as these ask for.
 * @param {Iterable<string>} inputs source files that went into the bundles, relative to the project
 */
export function thirdPartyNotices(inputs) {
  /** @type {Set<string>} */
  const packages = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match?.[1] !== undefined) packages.add(match[1]);
  }
  return [...packages].sort().map((folder) => {
    /** @type {{ name: string, version: string, license?: string }} */
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
    const text = file !== undefined && existsSync(join(ROOT, folder, file)) ? readFileSync(join(ROOT, folder, file), 'utf8').trim() : `Licence: ${license ?? 'see the package'}`;
    return `${name} ${version}\n\n${text}\n`;
  }).join(`\n${'-'.repeat(78)}\n\n`);
}
