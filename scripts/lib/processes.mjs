import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const WINDOWS = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

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
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
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
    if (process.ppid !== parent) process.exit(128 + constants.signals.SIGTERM);
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
    if (!WINDOWS) signalGroup(child, 'SIGKILL');
  });
  child.once('error', () => alive.delete(child));
  return child;
}

/**
 * Ends a group: politely, after `patience` milliseconds by force. Resolves when the leader has exited.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patience]
 * @returns {Promise<void>}
 */
export function stopGroup(child, patience = 3000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    signalGroup(child, 'SIGKILL');
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    signalGroup(child, 'SIGTERM');
  });
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
    const timer = options.timeout === undefined ? undefined : setTimeout(() => {
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
