/** What has another name from now on: a file or a folder its address, or with `cluster` a cluster of a document its id. */
export interface Renamed {
  readonly uri: string;
  readonly cluster?: string;
  readonly to: string;
}

/** The address of a document once a file, or a folder above it, has been moved; undefined for another's move. */
export function movedTo(uri: string, from: string, to: string): string | undefined {
  return uri === from || uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : undefined;
}

/** What is of a cluster of a document, by the names that both have now. */
export function renamedPlace<Of extends { readonly uri: string; readonly cluster: string }>(of: Of, { uri, cluster, to }: Renamed): Of {
  if (cluster === undefined) return { ...of, uri: movedTo(of.uri, uri, to) ?? of.uri };
  return of.uri === uri && of.cluster === cluster ? { ...of, cluster: to } : of;
}
