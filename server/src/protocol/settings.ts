import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import { asRecord } from '../shared/records.js';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../shared/settings.js';
import type { Client } from './client.js';

const SECTION = 'flinkMemory';

/** The settings of each resource, asked of the client once and kept until they change or the document closes. */
export class SettingsCache {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #perResource = new Map<string, Promise<Settings>>();
  /** What a client without `workspace/configuration` pushed last. */
  #pushed: Settings = DEFAULT_SETTINGS;

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  /** Asks to be told about changes, where the client wants to be asked. */
  register(): void {
    if (!this.#client.registersConfiguration) return;
    this.#connection.client
      .register(DidChangeConfigurationNotification.type, { section: SECTION })
      .catch((error: unknown) => { this.#connection.console.error(`registering for configuration changes: ${String(error)}`); });
  }

  of(uri: string): Promise<Settings> {
    if (!this.#client.answersConfiguration) return Promise.resolve(this.#pushed);
    let settings = this.#perResource.get(uri);
    if (settings === undefined) {
      settings = this.#ask(uri);
      this.#perResource.set(uri, settings);
    }
    return settings;
  }

  /** Forgets everything; `pushed` is the payload of `workspace/didChangeConfiguration`. */
  change(pushed: unknown): void {
    this.#perResource.clear();
    const section = asRecord(pushed)[SECTION];
    if (section !== undefined) this.#pushed = parseSettings(section);
  }

  close(uri: string): void {
    this.#perResource.delete(uri);
  }

  async #ask(uri: string): Promise<Settings> {
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION });
      return parseSettings(answer);
    } catch (error) {
      this.#connection.console.error(`workspace/configuration for ${uri}: ${String(error)}`);
      return DEFAULT_SETTINGS;
    }
  }
}
