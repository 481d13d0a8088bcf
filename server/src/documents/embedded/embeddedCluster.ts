import type { Cluster, EmbeddedFile, Entry, ProcessSite, Setting, Span } from '../cluster.js';
import { placedEntry, placedLoading, placedProblem, placedProcess } from '../placing.js';
import type { PlacedText } from './embeddedText.js';

/** What the document says of a cluster, beside the text that its configuration stands in. */
export type OwnFacts = Pick<Cluster, 'kind' | 'name' | 'namespace' | 'span' | 'head' | 'version' | 'incomplete'>;

/** A cluster that was read from an embedded text, as one of the section: every span where it stands there. */
export function embeddedCluster(file: EmbeddedFile, own: OwnFacts): Cluster {
  return withFacts(placedCluster(file.cluster, file.text), file, own);
}

/**
 * The cluster of an embedded file with what the document says of it.
 *
 * @param placed what was read from the file, every span where it stands in the section
 */
export function withFacts(placed: Cluster, file: EmbeddedFile, own: OwnFacts): Cluster {
  // Paths and layers are those of the text, which edits of it find by `embedded`.
  const { head, processes: { taskManager, jobManager }, specPath: _spec, configurationPath: _configuration, layers: _layers, parts: _parts, ...facts } = placed;
  const process = (site: ProcessSite): ProcessSite => (site.head === head ? { ...site, head: own.head } : site);
  return { ...facts, ...own, embedded: file, processes: { taskManager: process(taskManager), jobManager: process(jobManager) } };
}

/** What was read from a text as what stands in the section. A process whose head is the cluster's own has the very same one again. */
export function placedCluster(inner: Cluster, text: PlacedText): Cluster {
  const span = (within: Span): Span => text.toSection(within);
  const entries = new Map<Entry, Entry>();
  const entryOf = (entry: Entry): Entry => {
    const known = entries.get(entry);
    if (known !== undefined) return known;
    const placed = placedEntry(entry, span);
    entries.set(entry, placed);
    return placed;
  };
  const { loading } = inner;
  const head = span(inner.head);
  const process = (site: ProcessSite): ProcessSite => {
    const placed = placedProcess(site, span);
    return site.head.start === inner.head.start && site.head.end === inner.head.end ? { ...placed, head } : placed;
  };
  return {
    ...inner,
    head,
    entries: inner.entries.map(entryOf),
    settings: new Map([...inner.settings].map(([key, setting]) => [key, settingOf(setting, entryOf)])),
    problems: inner.problems.map((problem) => placedProblem(problem, entryOf, span)),
    ...(loading === undefined ? {} : { loading: placedLoading(loading, span) }),
    processes: { taskManager: process(inner.processes.taskManager), jobManager: process(inner.processes.jobManager) },
  };
}

function settingOf(setting: Setting, entryOf: (entry: Entry) => Entry): Setting {
  const { entry, overridden } = setting;
  return { ...setting, ...(entry === undefined ? {} : { entry: entryOf(entry) }), overridden: overridden.map(entryOf) };
}
