/** `dist/server/node.js`: runs the server's bundle beside it, as V8 compiled it at an earlier start where that was kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { CodeCache } from './codeCache.js';

/** Set by scripts/build.mjs: a digest of the bundle. */
declare const FLINK_MEMORY_BUILD: string;

/**
 * Modules of Node's that libraries take at once, and a server over standard streams uses hardly ever: loaded when something of
 * them is asked for, they cost a start nothing.
 */
const LATER: ReadonlySet<string> = new Set(['child_process', 'crypto', 'fs/promises']);

/** Milliseconds after the start when a first document has most likely been read and answered for. */
const QUIET = 5000;

// V8 takes more of the machine to optimize what a first large open runs than running it takes, and on two cores one waits for
// the other: it shall see three times as much of a function before. Before the script, as what was kept of it is good for the
// same flags only. Node and Electron leave V8's flags open to this function (`--no-freeze-flags-after-init`).
setFlagsFromString('--interrupt-budget=400000');

// A function in ASCII: see scripts/build.mjs.
const filename = join(__dirname, 'main.js');
const cache = new CodeCache(FLINK_MEMORY_BUILD);
const cachedData = cache.read();
const script = new Script(readFileSync(filename, 'utf8'), { filename, ...(cachedData === undefined ? {} : { cachedData }) });
if (cachedData !== undefined && script.cachedDataRejected !== true) cache.accept(cachedData);

const run: unknown = script.runInThisContext();
if (!isModule(run)) throw new Error(`${filename} is not the server's bundle`);
run(requireLater, module, exports, __dirname);

const keep = (): void => cache.keep(() => script.createCachedData());
// Editors do not always let a server end by itself.
setTimeout(keep, QUIET).unref();
process.once('exit', keep);

function requireLater(name: string): Readonly<Record<PropertyKey, unknown>> {
  const load: typeof requireLater = require;
  return LATER.has(name) ? new Proxy({}, { get: (_, key) => load(name)[key] }) : load(name);
}

function isModule(value: unknown): value is (...lent: readonly unknown[]) => void {
  return typeof value === 'function';
}
