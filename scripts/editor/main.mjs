// Downloads what the editor journeys need, so that starting them later takes no time: node scripts/editor/main.mjs
import { prepareBrowser, prepareEditor } from './prepare.mjs';

await Promise.all([prepareEditor(), prepareBrowser()]);
