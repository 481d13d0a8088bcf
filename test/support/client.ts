import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CancellationToken, createProtocolConnection, type Diagnostic, type InitializeParams, type InitializeResult, type MessageReader, type MessageWriter,
  type ProtocolConnection, StreamMessageReader, StreamMessageWriter, type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import {
  CHANGE_EDIT, type ChangeEditParams, type ChangeEditResult, MEMORY_MODEL, type MemoryModelParams, type MemoryModelResult, MODEL_CHANGED, READ_FILE, type ReadFileParams, type ReadFileResult,
} from '../../server/src/shared/protocol.js';

/** How long anything may take before a test gives up on it (ms). */
const DEADLINE = 20_000;

/** Deprecated, but the protocol still demands it. */
const NO_ROOT = { rootUri: null };

const ROOT = process.cwd();
/** The server as it is packed. */
export const SERVER = join(ROOT, 'dist', 'server', 'node.js');

export interface ClientOptions {
  readonly locale?: string;
  readonly initializationOptions?: unknown;
  /** Without pull the server publishes diagnostics by itself. Default: true. */
  readonly pull?: boolean;
  /** Answers of `workspace/configuration`; see `setSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly server?: string;
  /** Variables of the server's process besides those of this one. By default it keeps no compiled code. */
  readonly env?: Readonly<Record<string, string>>;
  readonly resolvesEdits?: boolean;
  /** Files of the workspace by their addresses, for a server that asks; see `write`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The workspace's folder: of a file that it has not the client says so. Without it the client says nothing of such a file, as older ones do. */
  readonly folder?: string;
}

interface Notice {
  readonly method: string;
  readonly params: unknown;
}

/** A small language client: what tests say to the built server, and what it says back. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly notices: Notice[] = [];
  /** The answer to `initialize`. */
  initialized: InitializeResult | undefined;
  readonly #exit: () => Promise<number | null>;
  #settings: Readonly<Record<string, unknown>>;
  readonly #files: Map<string, string>;
  #listeners: (() => void)[] = [];

  constructor(reader: MessageReader, writer: MessageWriter, exit: () => Promise<number | null>, options: ClientOptions = {}) {
    this.#exit = exit;
    this.#settings = options.settings ?? {};
    this.#files = new Map(Object.entries(options.files ?? {}));
    this.connection = createProtocolConnection(reader, writer);
    this.connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => this.#settings));
    for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh', 'workspace/codeLens/refresh', 'workspace/inlayHint/refresh']) {
      this.connection.onRequest(method, (params: unknown) => {
        this.#notice({ method, params });
        return null;
      });
    }
    for (const method of [MODEL_CHANGED, 'textDocument/publishDiagnostics', 'window/logMessage']) {
      this.connection.onNotification(method, (params: unknown) => { this.#notice({ method, params }); });
    }
    this.connection.onRequest<ReadFileResult, unknown>(READ_FILE, ({ uri }: ReadFileParams) => {
      this.#notice({ method: READ_FILE, params: { uri } });
      const text = this.#files.get(uri);
      if (text !== undefined) return { text };
      return options.folder !== undefined && uri.startsWith(`${options.folder}/`) ? { isMissing: true } : null;
    });
    this.connection.listen();
  }

  /** Writes a file of the workspace and says so, as an editor that was asked to watch it. */
  async write(uri: string, text: string | undefined): Promise<void> {
    const type = text === undefined ? 3 : this.#files.has(uri) ? 2 : 1;
    if (text === undefined) this.#files.delete(uri);
    else this.#files.set(uri, text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** Starts the built server as a process and initializes it. */
  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const server = options.server ?? SERVER;
    assert.ok(existsSync(server), `${server} is not built: node scripts/build.mjs`);
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...(options.env ?? { NODE_DISABLE_COMPILE_CACHE: '1' }) } });
    const client = new TestClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), () => exitOf(child), options);
    await client.initialize(options);
    return client;
  }

  async initialize(options: ClientOptions = {}): Promise<InitializeResult> {
    const params: InitializeParams = {
      processId: process.pid,
      ...NO_ROOT,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
      capabilities: {
        workspace: {
          configuration: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true },
        },
        textDocument: {
          hover: { contentFormat: ['markdown', 'plaintext'] },
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
            isPreferredSupport: true, dataSupport: true,
            ...(options.resolvesEdits === false ? {} : { resolveSupport: { properties: ['edit'] } }),
          },
          ...(options.pull === false ? {} : { diagnostic: {} }),
        },
      },
    };
    const result = await withDeadline(this.connection.sendRequest<InitializeResult>('initialize', params), 'initialize');
    this.initialized = result;
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  async change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  memoryModel(params: MemoryModelParams): Promise<MemoryModelResult> {
    return this.request<MemoryModelResult>(MEMORY_MODEL, params);
  }

  changeEdit(params: ChangeEditParams): Promise<ChangeEditResult> {
    return this.request<ChangeEditResult>(CHANGE_EDIT, params);
  }

  request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result> {
    return withDeadline(token === undefined ? this.connection.sendRequest<Result>(method, params) : this.connection.sendRequest<Result>(method, params, token), method);
  }

  /** The next message of that method that has not been waited for yet, come or to come. */
  async next(method: string, isWanted: (params: unknown) => boolean = () => true): Promise<unknown> {
    const take = (): Notice | undefined => {
      const index = this.notices.findIndex((notice) => notice.method === method && isWanted(notice.params));
      return index < 0 ? undefined : this.notices.splice(index, 1)[0];
    };
    const found = take() ?? await withDeadline(new Promise<Notice>((resolve) => {
      const listener = (): void => {
        const notice = take();
        if (notice === undefined) return;
        this.#listeners = this.#listeners.filter((other) => other !== listener);
        resolve(notice);
      };
      this.#listeners.push(listener);
    }), method);
    return found.params;
  }

  /** Shuts the server down; gives its exit code. */
  async stop(): Promise<number | null> {
    await this.request('shutdown', undefined);
    await this.connection.sendNotification('exit');
    const code = await withDeadline(this.#exit(), 'exit');
    this.connection.dispose();
    return code;
  }

  #notice(notice: Notice): void {
    this.notices.push(notice);
    for (const listener of this.#listeners) listener();
  }
}

/** A diagnostic's text, which the protocol lets be Markdown as well. */
export function textOf(diagnostic: Diagnostic | undefined): string {
  return typeof diagnostic?.message === 'string' ? diagnostic.message : '';
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.on('exit', (code) => { resolve(code); });
  });
}

async function withDeadline<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => { reject(new Error(`${what}: nothing within ${String(DEADLINE)} ms`)); }, DEADLINE);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
