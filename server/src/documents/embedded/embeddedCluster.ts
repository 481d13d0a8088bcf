import type { Cluster, EmbeddedFile, Entry, LoadingFailure, ReadingProblem, Setting, Site, Span } from '../cluster.js';

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
    const placed = { ...entry, keySpan: span(entry.keySpan), valueSpan: span(entry.valueSpan), site: siteOf(entry.site, span) };
    entries.set(entry, placed);
    return placed;
  };
  const all = inner.entries.map(entryOf);
  const { loading, settings, processes: { taskManager, jobManager } } = inner;
  const headOf = (head: Span): Span => (head.start === inner.head.start && head.end === inner.head.end ? own.head : span(head));
  return {
    ...inner,
    ...own,
    embedded: file,
    entries: all,
    settings: new Map([...settings].map(([key, setting]) => [key, settingOf(setting, entryOf)])),
    problems: inner.problems.map((problem) => problemOf(problem, entryOf, span)),
    ...(loading === undefined ? {} : { loading: loadingOf(loading, span) }),
    processes: { taskManager: { ...taskManager, head: headOf(taskManager.head) }, jobManager: { ...jobManager, head: headOf(jobManager.head) } },
  };
}

function siteOf(site: Site, span: (within: Span) => Span): Site {
  switch (site.kind) {
    case 'line': return { kind: 'line', line: span(site.line) };
    case 'pair':
    case 'scalar': return { ...site, pair: span(site.pair) };
    case 'value':
    case 'fixed': return site;
  }
}

function settingOf(setting: Setting, entryOf: (entry: Entry) => Entry): Setting {
  const { entry, overridden } = setting;
  return { ...setting, ...(entry === undefined ? {} : { entry: entryOf(entry) }), overridden: overridden.map(entryOf) };
}

function problemOf(problem: ReadingProblem, entryOf: (entry: Entry) => Entry, span: (within: Span) => Span): ReadingProblem {
  switch (problem.kind) {
    case 'duplicate-key':
      return { ...problem, entry: entryOf(problem.entry), winner: problem.winner === undefined ? undefined : entryOf(problem.winner) };
    case 'line-ignored':
      return { ...problem, span: span(problem.span), ...(problem.within === undefined ? {} : { within: entryOf(problem.within) }) };
    case 'value-cut':
      return { ...problem, entry: entryOf(problem.entry), cut: span(problem.cut) };
    // Fields of the operator's stand in no embedded text.
    case 'configuration-not-text':
    case 'template-memory':
    case 'resources-unused':
    case 'ratio-refused':
      return problem;
  }
}

function loadingOf(loading: LoadingFailure, span: (within: Span) => Span): LoadingFailure {
  return {
    ...loading,
    ...(loading.span === undefined ? {} : { span: span(loading.span) }),
    ...(loading.repairs === undefined ? {} : { repairs: loading.repairs.map((repair) => ({ ...repair, span: span(repair.span) })) }),
  };
}
