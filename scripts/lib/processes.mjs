import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { clearTimeout, setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';

const WINDOWS = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/**
 * Those whose groups are given time to end by themselves.
 * @type {Set<import('node:child_process').ChildProcess>}
 */
const stopping = new Set();

/**
 * Sends a signal to a process and everything that it started. A group outlives its leader, so this is also right after
 * the leader has exited.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (WINDOWS) {
      if (child.exitCode === null) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // ESRCH: the group is gone, which is what was wanted.
  }
}

let handlersInstalled = false;

/** Playwright installs handlers that close the browser and let the script live on; these end the script as well. */
function installHandlers() {
  if (handlersInstalled) return;
  handlersInstalled = true;
  process.on('exit', () => {
    for (const child of alive) signalGroup(child, 'SIGKILL');
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void endWith(signal));
  }
}

let ending = false;

/**
 * Ends what was started, so that it can remove what it wrote, and then this process.
 * @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal
 */
async function endWith(signal) {
  if (ending) return;
  ending = true;
  await Promise.all([...alive].map((child) => stopGroup(child, 2000)));
  process.exit(128 + constants.signals[signal]);
}

/**
 * Under npm there is a shell between npm and this script. A signal for npm ends that shell, which passes nothing on: the
 * script notices that it has another parent, and ends as well.
 */
export function endWithNpm() {
  installHandlers();
  if (process.env['npm_lifecycle_event'] === undefined || WINDOWS) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void endWith('SIGTERM');
  }, 250).unref();
}

/**
 * Starts a process in a group of its own, which ends with this process, however this process ends short of SIGKILL.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function spawnGroup(command, args, options = {}) {
  installHandlers();
  const child = spawn(command, args, { ...options, detached: !WINDOWS });
  alive.add(child);
  child.once('exit', () => {
    alive.delete(child);
    // What the leader left behind (it should not have left anything).
    if (!WINDOWS && !stopping.has(child)) signalGroup(child, 'SIGKILL');
  });
  child.once('error', () => alive.delete(child));
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
function groupLives(child) {
  if (child.pid === undefined) return false;
  if (WINDOWS) return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * The command lines of a group's processes.
 * @param {import('node:child_process').ChildProcess} child its leader
 * @returns {readonly string[]}
 */
export function groupCommands(child) {
  const wanted = String(child.pid);
  if (!existsSync('/proc/self/stat')) {
    return execFileSync('ps', ['-axo', 'pgid=,command='], { encoding: 'utf8' }).split('\n').flatMap((line) => {
      const [, group, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      return group === wanted && command !== undefined ? [command] : [];
    });
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      // The name in brackets may hold anything; behind it stand state, parent and group.
      const group = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[2];
      return group === wanted ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/**
 * Ends a group: politely, after `patience` milliseconds by force. Resolves when all of it has ended; a leader ends before
 * those that it started, and these have to clean up as well.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patience]
 */
export async function stopGroup(child, patience = 3000) {
  stopping.add(child);
  signalGroup(child, 'SIGTERM');
  const end = performance.now() + patience;
  while (groupLives(child) && performance.now() < end) await setTimeout(20);
  if (groupLives(child)) {
    signalGroup(child, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  stopping.delete(child);
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeout?: number }} [options] `quiet` holds the
 *   output back; it is in the result. After `timeout` milliseconds the command is ended
 * @returns {Promise<{ code: number, output: string }>} `code` is 128 + n after signal n, 127 where the command cannot be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawnGroup(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.quiet === true ? 'pipe' : 'inherit', options.quiet === true ? 'pipe' : 'inherit'],
    });
    const timer = options.timeout === undefined ? undefined : startTimer(() => {
      console.error(`${command} ${args.join(' ').slice(0, 200)} was ended: it took more than ${String((options.timeout ?? 0) / 1000)} s`);
      void stopGroup(child);
    }, options.timeout);
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${command}: ${error.message}` });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
