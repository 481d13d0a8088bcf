import type { Cluster, EmbeddedFile, Entry, LoadingFailure, ProcessSite, ReadingProblem, ResourceMemory, Setting, Site, Span } from '../cluster.js';

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
  // Paths and layers are those of the text, which edits of it find by `embedded`.
  const { loading, settings, processes: { taskManager, jobManager }, specPath: _spec, configurationPath: _configuration, layers: _layers, parts: _parts, ...facts } = inner;
  const headOf = (head: Span): Span => (head.start === inner.head.start && head.end === inner.head.end ? own.head : span(head));
  const process = (site: ProcessSite): ProcessSite => ({ ...site, head: headOf(site.head), resources: site.resources.map((memory) => memoryOf(memory, span)) });
  return {
    ...facts,
    ...own,
    embedded: file,
    entries: all,
    settings: new Map([...settings].map(([key, setting]) => [key, settingOf(setting, entryOf)])),
    problems: inner.problems.map((problem) => problemOf(problem, entryOf, span)),
    ...(loading === undefined ? {} : { loading: loadingOf(loading, span) }),
    processes: { taskManager: process(taskManager), jobManager: process(jobManager) },
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

function memoryOf(memory: ResourceMemory, span: (within: Span) => Span): ResourceMemory {
  return { ...memory, keySpan: span(memory.keySpan), valueSpan: span(memory.valueSpan), site: siteOf(memory.site, span) };
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
    case 'configuration-not-text':
      return { ...problem, span: span(problem.span), ...(problem.repair === undefined ? {} : { repair: { ...problem.repair, span: span(problem.repair.span) } }) };
    case 'template-memory':
    case 'resources-unused':
      return { ...problem, span: span(problem.span), pair: span(problem.pair) };
    // Ratios are those of other operators, which stand in no embedded text.
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
