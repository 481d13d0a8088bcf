import type { Cluster, EmbeddedFile, Entry, ProcessSite, Setting, Span } from '../cluster.js';
import { placedEntry, placedLoading, placedProblem, placedProcess } from '../placing.js';

/** What the document says of a cluster, beside the text that its configuration stands in. */
export type OwnFacts = Pick<Cluster, 'kind' | 'name' | 'namespace' | 'span' | 'head' | 'version' | 'incomplete'>;

/** A cluster that was read from an embedded text, as one of the section: every span where it stands there. */
export function embeddedCluster(file: EmbeddedFile, own: OwnFacts): Cluster {
  const inner = file.cluster;
  const span = (within: Span): Span => file.text.toSection(within);
  const entries = new Map<Entry, Entry>();
  const entryOf = (entry: Entry): Entry => {
    const known = entries.get(entry);
    if (known !== undefined) return known;
    const placed = placedEntry(entry, span);
    entries.set(entry, placed);
    return placed;
  };
  const all = inner.entries.map(entryOf);
  // Paths and layers are those of the text, which edits of it find by `embedded`.
  const { loading, settings, processes: { taskManager, jobManager }, specPath: _spec, configurationPath: _configuration, layers: _layers, parts: _parts, ...facts } = inner;
  const headOf = (head: Span): Span => (head.start === inner.head.start && head.end === inner.head.end ? own.head : span(head));
  const process = (site: ProcessSite): ProcessSite => ({ ...placedProcess(site, span), head: headOf(site.head) });
  return {
    ...facts,
    ...own,
    embedded: file,
    entries: all,
    settings: new Map([...settings].map(([key, setting]) => [key, settingOf(setting, entryOf)])),
    problems: inner.problems.map((problem) => placedProblem(problem, entryOf, span)),
    ...(loading === undefined ? {} : { loading: placedLoading(loading, span) }),
    processes: { taskManager: process(taskManager), jobManager: process(jobManager) },
  };
}

function settingOf(setting: Setting, entryOf: (entry: Entry) => Entry): Setting {
  const { entry, overridden } = setting;
  return { ...setting, ...(entry === undefined ? {} : { entry: entryOf(entry) }), overridden: overridden.map(entryOf) };
}
