// Pictures of the running product (after npm test, which builds and prepares everything).
//   node scripts/pictures.mjs                                  the README's, into media/
//   node scripts/pictures.mjs --states [FOLDER] [--only NAME,…]  every state of the panel in four themes and two languages, into
//                                                              FOLDER (.cache/pictures), with index.html and a sheet for each state
// NAME is a variant as in the files' names (`light`, `contrast-light`, `light-zh`), a session (`reading`, `changing`, `narrow`, `zoom`),
// or `page` for what is taken of the page alone.
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { CACHE } from './lib/paths.mjs';

const { values, positionals } = parseArgs({ options: { states: { type: 'boolean' }, only: { type: 'string' } }, allowPositionals: true });
if (values.states === true) {
  const { takeStates } = await import('./pictures/states.mjs');
  await takeStates(positionals[0] ?? join(CACHE, 'pictures'), values.only?.split(','));
} else {
  const { takeReadmePictures } = await import('./pictures/readme.mjs');
  await takeReadmePictures();
}
