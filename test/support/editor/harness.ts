/** Starts the VS Code of scripts/editor for tests, opens workbenches in it and ends everything. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { EditorServer } from '../../../scripts/editor/server.mjs' with { 'resolution-mode': 'import' };
import { Editor } from './editor.js';

/** What a session starts with. */
export interface SessionOptions {
  /** The folder that is opened: paths below it and their contents. */
  readonly files: Readonly<Record<string, string>>;
  /** What else is done in the folder before it is opened. */
  readonly prepare?: (folder: string) => void;
  /** User settings, for example `{ 'workbench.colorTheme': THEMES.dark }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Size of the window; 1280 × 800 by default. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels for one CSS pixel: 2 is a screen at 200 %. */
  readonly scale?: number;
}

/** What one test of an extension-host run came to. */
export interface HostResult { readonly name: string; readonly error?: string }

/** The built-in themes that the tests look at. */
export const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

/** A running server and browser. One session at a time: user settings belong to the server. */
export class Harness {
  readonly #folders: string[] = [];
  readonly #results = join(mkdtempSync(join(tmpdir(), 'flink-memory-results-')), 'results.json');
  #server: EditorServer | undefined;
  #browser: Browser | undefined;

  private constructor(readonly extension: string, readonly screenshots: string) {
    this.#folders.push(dirname(this.#results));
    // A test that is ended from outside runs no `after`.
    process.once('exit', () => this.#removeFolders());
  }

  /** `locale` is the display language (`en`, `zh-cn`). */
  static async start({ locale = 'en' }: { readonly locale?: string } = {}): Promise<Harness> {
    const { ROOT, CACHE } = await import('../../../scripts/lib/paths.mjs');
    const { prepareEditor } = await import('../../../scripts/editor/prepare.mjs');
    const { startServer } = await import('../../../scripts/editor/server.mjs');
    const { launchBrowser } = await import('../../../scripts/editor/browser.mjs');
    const harness = new Harness(ROOT, join(CACHE, 'screenshots'));
    try {
      harness.#server = await startServer(await prepareEditor(), { locale, env: { FLINK_MEMORY_RESULTS: harness.#results } });
      harness.#browser = await launchBrowser();
    } catch (error) {
      await harness.stop();
      throw error;
    }
    return harness;
  }

  /** Opens a workbench on a new folder and waits until it is restored; extensions start after that. */
  async open(options: SessionOptions): Promise<Editor> {
    const folder = this.#workspace(options.files);
    options.prepare?.(folder);
    const page = await this.#page(options);
    await page.goto(this.#running().address({ folder, extension: this.extension }));
    return Editor.on(page, { folder, screenshots: this.screenshots });
  }

  /**
   * Runs a test entry (`run(): Promise<void>`) in the extension host, as @vscode/test-electron does on the desktop.
   * The entry puts its results (`HostResult[]` as JSON) at the place that FLINK_MEMORY_RESULTS names, complete at once.
   * @throws when it has written none before the deadline
   */
  async runInExtensionHost(tests: string, options: SessionOptions, deadline = 120_000): Promise<readonly HostResult[]> {
    rmSync(this.#results, { force: true });
    const written = appears(this.#results, deadline);
    const folder = this.#workspace(options.files);
    const page = await this.#page(options);
    await page.goto(this.#running().address({ folder, extension: this.extension, tests }));
    if (!await written) throw new Error(`The tests in the extension host gave no results:\n${this.#running().output()}`);
    const results = parseResults(JSON.parse(readFileSync(this.#results, 'utf8')));
    await page.context().close();
    return results;
  }

  /** Command lines of the server's processes (extension hosts, language servers) that hold a text; also of workbenches that are closed. */
  processes(text: string): readonly string[] {
    return this.#running().processes().filter((command) => command.includes(text));
  }

  /** Ends server and browser and removes what they wrote. */
  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
    this.#removeFolders();
  }

  #removeFolders(): void {
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }

  #running(): EditorServer {
    if (this.#server === undefined) throw new Error('The editor server is not running');
    return this.#server;
  }

  #workspace(files: Readonly<Record<string, string>>): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flink-memory-workspace-')));
    this.#folders.push(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  async #page(options: SessionOptions): Promise<Page> {
    if (this.#browser === undefined) throw new Error('The browser is not running');
    writeSettings(this.#running().directory, options.settings ?? {});
    const context = await this.#browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return context.newPage();
  }
}

/** Resolves to true when the file is there, to false when `deadline` milliseconds are over. */
function appears(file: string, deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (found: boolean): void => {
      clearTimeout(timer);
      watcher.close();
      resolve(found);
    };
    const timer = setTimeout(() => done(false), deadline);
    const watcher = watch(dirname(file), () => {
      if (existsSync(file)) done(true);
    });
  });
}

let initialSettings: Readonly<Record<string, unknown>> | undefined;

function writeSettings(directory: string, settings: Readonly<Record<string, unknown>>): void {
  const file = join(directory, 'data', 'User', 'settings.json');
  initialSettings ??= record(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, JSON.stringify({ ...initialSettings, ...settings }));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('The settings are no object');
  return Object.fromEntries(Object.entries(value));
}

function parseResults(value: unknown): readonly HostResult[] {
  if (!Array.isArray(value)) throw new Error('The results are no list');
  return value.map((entry: unknown) => {
    const { name, error } = record(entry);
    if (typeof name !== 'string') throw new Error('A result has no name');
    return { name, ...(typeof error === 'string' ? { error } : {}) };
  });
}
