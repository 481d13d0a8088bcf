// One language server over stdio, spoken to as an editor does: the least client that can time a request.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import rpc from 'vscode-jsonrpc/node';

const DEADLINE = 60_000;

const CAPABILITIES = {
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    diagnostic: { dynamicRegistration: true },
  },
};

/** Processes that must not outlive the benchmark. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Session {
  #child;
  #ended;
  #connection;
  #published = [];
  #wake = () => {};
  #pull = false;
  #version = 1;
  #uri;

  /** @param {{ command: string[], settings: object, env: Record<string, string> }} server */
  constructor(server) {
    this.started = performance.now();
    this.#child = spawn(server.command[0], server.command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...server.env } });
    running.add(this.#child);
    this.#ended = new Promise((_, reject) => {
      this.#child.on('exit', (code) => reject(new Error(`the server ended with exit code ${code}: ${server.command.join(' ')}`)));
    });
    // Stopped on purpose, nobody waits for it any more.
    this.#ended.catch(() => {});
    const reader = new rpc.StreamMessageReader(this.#child.stdout);
    // It would wait for ever for the rest of a message whose sender was stopped.
    reader.partialMessageTimeout = 0;
    this.#connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(this.#child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.#published.push({ at: performance.now(), version: params.version, items: params.diagnostics });
      this.#wake();
    });
    this.#connection.onRequest('workspace/configuration', (params) => params.items.map((item) => lookUp(server.settings, item.section)));
    this.#connection.onNotification(() => {});
    this.#connection.onRequest(() => null);
    this.#connection.listen();
  }

  /** Milliseconds from the spawn to the answer of `initialize`. */
  async initialize() {
    const answer = await this.#ask('initialize', {
      processId: process.pid, rootUri: null, workspaceFolders: null, locale: 'en', capabilities: CAPABILITIES,
      initializationOptions: { hoverImages: true, commands: [] },
    });
    const took = performance.now() - this.started;
    this.#pull = answer.capabilities.diagnosticProvider !== undefined;
    await this.#connection.sendNotification('initialized', {});
    return took;
  }

  /** Opens a document: milliseconds to its first diagnostics, and these. */
  async open(uri, text) {
    this.#uri = uri;
    const from = performance.now();
    void this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: this.#version, text } });
    return this.#diagnostics(from);
  }

  /** Replaces a range, as typing does: milliseconds to the diagnostics of the new text, and these. */
  async edit(range, text) {
    const from = this.change(range, text);
    return this.#diagnostics(from);
  }

  /** Sends an edit and waits for nothing; returns the time it was sent. */
  change(range, text) {
    const from = performance.now();
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version }, contentChanges: [{ range, text }],
    });
    return from;
  }

  /** Milliseconds since `from` to the hover at a position, and its text. */
  async hover(position, from = performance.now()) {
    const answer = await this.#ask('textDocument/hover', { textDocument: { uri: this.#uri }, position });
    const contents = answer?.contents;
    return { ms: performance.now() - from, text: typeof contents === 'string' ? contents : (contents?.value ?? '') };
  }

  /** Waits until the server published what it still owed for the newest text (push only). */
  async settle() {
    if (!this.#pull) await this.#publishedFor(this.#version);
  }

  async stop() {
    this.#connection.dispose();
    await new Promise((resolve) => {
      this.#child.on('exit', resolve);
      this.#child.kill('SIGKILL');
    });
    running.delete(this.#child);
  }

  /** Ends the server as an editor does, so that it can keep what it wants to keep. */
  async end() {
    this.#child.removeAllListeners('exit');
    const ended = new Promise((resolve) => { this.#child.once('exit', resolve); });
    await this.#ask('shutdown');
    await this.#connection.sendNotification('exit');
    await this.#within('exit', ended);
    this.#connection.dispose();
    running.delete(this.#child);
  }

  async #diagnostics(from) {
    if (!this.#pull) {
      const published = await this.#publishedFor(this.#version);
      return { ms: published.at - from, items: published.items };
    }
    const report = await this.#ask('textDocument/diagnostic', { textDocument: { uri: this.#uri } });
    return { ms: performance.now() - from, items: report.items ?? [] };
  }

  #publishedFor(version) {
    return this.#within('diagnostics', new Promise((resolve) => {
      const check = () => {
        const found = this.#published.find((one) => one.version === undefined || one.version >= version);
        if (found === undefined) return;
        this.#published = [];
        this.#wake = () => {};
        resolve(found);
      };
      this.#wake = check;
      check();
    }));
  }

  #within(what, promise) {
    let timer;
    const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE} ms: ${what}`)), DEADLINE); });
    return Promise.race([promise, late, this.#ended]).finally(() => clearTimeout(timer));
  }

  #ask(method, params) {
    return this.#within(method, this.#connection.sendRequest(method, params));
  }
}

function lookUp(settings, section) {
  if (!section) return settings;
  return settings[section] ?? section.split('.').reduce((value, name) => value?.[name], settings) ?? null;
}
