import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../shared/protocol.js';
import { asRecord } from '../shared/records.js';

/** What the client at the other end can do, as far as the server cares. Read once, at `initialize`. */
export interface Client {
  readonly options: InitializationOptions;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
  readonly markdownHover: boolean;
  /** The client asks for a code action's edit when it is chosen. */
  readonly resolvesEdits: boolean;
}

export function readClient(params: InitializeParams): Client {
  const capabilities: ClientCapabilities = params.capabilities;
  const { textDocument, workspace } = capabilities;
  return {
    options: readOptions(params.initializationOptions),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
  };
}

function readOptions(raw: unknown): InitializationOptions {
  const options = asRecord(raw);
  const commands: unknown = options['commands'];
  return {
    hoverImages: options['hoverImages'] === true,
    commands: Array.isArray(commands) ? commands.filter((command): command is string => typeof command === 'string') : [],
    yamlServer: options['yamlServer'] === true,
    readFiles: options['readFiles'] === true,
  };
}
