import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';

/**
 * What V8 compiled of one build of the server, kept in a folder of the user's from one start to the next. Nothing here ever
 * fails: without a folder that can be written everything is compiled anew.
 *
 * `NODE_COMPILE_CACHE` and `NODE_DISABLE_COMPILE_CACHE` mean what they mean to Node's own cache (`module.enableCompileCache`,
 * which the Node of older VS Codes does not have, and which would keep a file for each state of the bundle).
 */
export class CodeCache {
  readonly #folder: string;
  readonly #build: string;
  /** Bytes of what was read: only more than that is worth being kept. */
  #known = 0;

  /** @param build tells a build from all others: V8 itself compares no more than the length of the text */
  constructor(build: string, { NODE_COMPILE_CACHE: folder, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env) {
    this.#build = build;
    this.#folder = disabled === '1' ? '' : (folder ?? usersFolder());
  }

  /** Undefined where there is none yet. What another V8 wrote has another name. */
  read(): Buffer | undefined {
    if (this.#folder === '') return undefined;
    try {
      return readFileSync(this.#file);
    } catch {
      return undefined;
    }
  }

  /** Says that V8 took what was read. */
  accept(data: Buffer): void {
    this.#known = data.length;
  }

  /** Keeps what has been compiled by now, where that is more than before. */
  keep(compiled: () => Buffer): void {
    if (this.#folder === '') return;
    const data = compiled();
    // A session that only looked at a small file must not replace what a longer one compiled.
    if (data.length <= this.#known * 1.1) return;
    const file = this.#file;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      // Another server may read or write at this moment: a file is there as a whole or not at all.
      const written = `${file}.${process.pid}`;
      writeFileSync(written, data, { mode: 0o600 });
      renameSync(written, file);
      this.#known = data.length;
      this.#removeOld();
    } catch {
      // A folder that cannot be written costs time at the next start, nothing else.
    }
  }

  get #file(): string {
    return join(this.#folder, `${PREFIX}${this.#build}-${process.arch}-${process.versions.v8}`);
  }

  /** Removes what other builds left, except what another version in use may have left today. */
  #removeOld(): void {
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${this.#build}-`) && Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { force: true });
    }
  }
}

const PREFIX = 'server-';
const DAY = 24 * 60 * 60 * 1000;

function usersFolder(): string {
  try {
    return envPaths('flink-memory', { suffix: '' }).cache;
  } catch {
    // A user without a home folder.
    return '';
  }
}
