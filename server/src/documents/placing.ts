/** What was read from one text as what stands in another: every span where it is there. */
import type { ContainerSite, Entry, LoadingFailure, ProcessSite, ReadingProblem, Site, Span } from './cluster.js';

/** Where a span of the one text stands in the other. */
export type Placing = (within: Span) => Span;

export function placedEntry(entry: Entry, span: Placing): Entry {
  return { ...entry, keySpan: span(entry.keySpan), valueSpan: span(entry.valueSpan), site: placedSite(entry.site, span) };
}

function placedSite(site: Site, span: Placing): Site {
  switch (site.kind) {
    case 'line': return { kind: 'line', line: span(site.line) };
    case 'pair':
    case 'scalar': return { ...site, pair: span(site.pair) };
    case 'value':
    case 'absent':
    case 'fixed': return site;
  }
}

/** @param of what became of an entry */
export function placedProblem(problem: ReadingProblem, of: (entry: Entry) => Entry, span: Placing): ReadingProblem {
  switch (problem.kind) {
    case 'duplicate-key': return { ...problem, entry: of(problem.entry), winner: problem.winner === undefined ? undefined : of(problem.winner) };
    case 'line-ignored': return { ...problem, span: span(problem.span), ...(problem.within === undefined ? {} : { within: of(problem.within) }) };
    case 'options-joined': return { ...problem, entry: of(problem.entry) };
    case 'value-cut': return { ...problem, entry: of(problem.entry), cut: span(problem.cut) };
    case 'configuration-not-text': {
      const { repair } = problem;
      return { ...problem, span: span(problem.span), ...(repair === undefined ? {} : { repair: { ...repair, span: span(repair.span) } }) };
    }
    case 'cpu-not-number':
    case 'cpu-not-given':
    case 'file-not-read':
    case 'variable-not-written':
      return { ...problem, span: span(problem.span) };
    case 'template-memory':
    case 'resources-unused': return { ...problem, span: span(problem.span), pair: span(problem.pair) };
    // Ratios are those of other operators, which stand in no text that is placed.
    case 'ratio-refused': return problem;
  }
}

export function placedLoading(loading: LoadingFailure, span: Placing): LoadingFailure {
  return {
    ...loading,
    ...(loading.span === undefined ? {} : { span: span(loading.span) }),
    ...(loading.repairs === undefined ? {} : { repairs: loading.repairs.map((repair) => ({ ...repair, span: span(repair.span) })) }),
  };
}

export function placedProcess(process: ProcessSite, span: Placing): ProcessSite {
  const { container, resources } = process;
  const field = (name: 'request' | 'limit'): Partial<ContainerSite> => (container?.[name] === undefined ? {} : { [name]: placedField(container[name], span) });
  return {
    ...process,
    head: span(process.head),
    resources: resources.map((memory) => placedField(memory, span)),
    ...(container === undefined ? {} : { container: { ...field('request'), ...field('limit') } }),
  };
}

function placedField<Field extends Pick<Entry, 'keySpan' | 'valueSpan' | 'site'>>(field: Field, span: Placing): Field {
  return { ...field, keySpan: span(field.keySpan), valueSpan: span(field.valueSpan), site: placedSite(field.site, span) };
}
