/** The address of a document once a file, or a folder above it, has been moved; undefined for another's move. */
export function movedTo(uri: string, from: string, to: string): string | undefined {
  return uri === from || uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : undefined;
}
