import { type CancellationToken, LSPErrorCodes, ErrorCodes, type RemoteConsole, ResponseError } from 'vscode-languageserver';

/** The answer to a request about a version of the document that is not the current one. */
export function contentModified(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.ContentModified, 'the document has changed since');
}

/** The answer to parameters that are none. */
export function invalidParams(method: string): ResponseError<never> {
  return new ResponseError<never>(ErrorCodes.InvalidParams, `${method}: parameters of another shape`);
}

/**
 * Runs a request's work so that every way it may end has an answer: cancelled, refused (a ResponseError is thrown),
 * failed (logged, then `empty`: a bug costs its own answer and never the server).
 */
export async function guarded<Result>(
  console: RemoteConsole,
  method: string,
  token: CancellationToken,
  empty: Result,
  work: () => Promise<Result>,
): Promise<Result | ResponseError<never>> {
  if (isCancelled(token)) return cancelled();
  try {
    const result = await work();
    // It may have been cancelled in the meantime.
    return isCancelled(token) ? cancelled() : result;
  } catch (error) {
    if (error instanceof ResponseError) return new ResponseError<never>(error.code, error.message);
    console.error(`${method}: ${describe(error)}`);
    return empty;
  }
}

/** The same for what has no answer: notifications and timers. */
export function guardedQuietly(console: RemoteConsole, what: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => { console.error(`${what}: ${describe(error)}`); });
}

function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
