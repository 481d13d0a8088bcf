import type { Location } from '../../shared/protocol.js';
import type { Cluster, Entry, ProcessSite, ReadingProblem, Setting, Span } from '../cluster.js';
import type { Assembly } from './assembly.js';

/** The three readings that a patched cluster is made of. */
export interface PatchedReadings {
  /** The patch by itself. */
  readonly own: Cluster;
  /** What is patched, by itself; placed in its own section. */
  readonly base: Cluster;
  /** What comes of it; placed in the assembly. */
  readonly whole: Cluster;
}

/**
 * A patch as the cluster that it is a part of: settings are those of the whole, entries and everything that stands somewhere are
 * the patch's own. What it gets from other files is told with its place there.
 *
 * @param placeInBase a span of the base's section as a place in its file
 */
export function patchedCluster({ own, base, whole }: PatchedReadings, assembly: Assembly, placeInBase: (span: Span) => Location): Cluster {
  const isOwn = (span: Span): boolean => assembly.isOwn(span);
  const entries = whole.entries.filter(({ keySpan }) => isOwn(keySpan));
  // A later patch takes the place of this one's.
  const lost = own.entries.filter(({ keySpan }) => !entries.some((entry) => entry.keySpan.start === keySpan.start));
  const { version, processes: { taskManager, jobManager } } = whole;
  const { span, field, ...found } = version;
  const site = ({ resources, ...process }: ProcessSite): ProcessSite => ({
    ...process,
    head: isOwn(process.head) ? process.head : own.head,
    resources: resources.filter(({ keySpan }) => isOwn(keySpan)),
    ...(resources.some(({ effective, text, keySpan }) => effective && text.trim() !== '' && !isOwn(keySpan)) ? { isSizedBeneath: true } : {}),
  });
  return {
    ...whole,
    name: own.name === '' ? base.name : own.name,
    namespace: own.namespace,
    ...(own.specPath === undefined ? {} : { specPath: own.specPath }),
    ...(own.configurationPath === undefined ? {} : { configurationPath: own.configurationPath }),
    span: own.span,
    head: own.head,
    version: { ...found, ...(span !== undefined && isOwn(span) ? { span } : {}), ...(field !== undefined && isOwn(field.span) ? { field } : {}) },
    incomplete: own.incomplete || base.incomplete || whole.incomplete,
    entries: [...entries, ...lost].sort((left, right) => left.keySpan.start - right.keySpan.start),
    settings: new Map([...whole.settings].map(([key, setting]) => [key, settingOf(setting, base.settings.get(key), lost.filter((entry) => entry.key === key), assembly, placeInBase)])),
    problems: whole.problems.filter((problem) => isOwn(spanOf(problem))),
    processes: { taskManager: site(taskManager), jobManager: site(jobManager) },
    bases: [{ cluster: base, location: placeInBase(base.head) }],
  };
}

function settingOf(setting: Setting, below: Setting | undefined, lost: readonly Entry[], assembly: Assembly, placeInBase: (span: Span) => Location): Setting {
  const { entry, overridden, beneath, ...rest } = setting;
  const here = [...overridden.filter(({ keySpan }) => assembly.isOwn(keySpan)), ...lost];
  if (entry !== undefined && !assembly.isOwn(entry.keySpan)) {
    const origin = assembly.locate(entry.valueSpan);
    // A later patch would do so again.
    return { ...rest, source: 'otherDocument', overridden: here, ...(origin === undefined ? {} : { origin }), ...(lost.length === 0 ? {} : { isFixed: true }) };
  }
  const loser = below?.entry;
  const under = below ?? beneath;
  return {
    ...rest,
    overridden: here,
    ...(entry === undefined ? {} : { entry }),
    ...(under === undefined ? {} : { beneath: { value: under.value, templated: under.templated } }),
    ...(entry === undefined || loser === undefined || below === undefined ? {} : { overriddenElsewhere: [{ value: below.value, location: placeInBase(loser.valueSpan) }] }),
  };
}

function spanOf(problem: ReadingProblem): Span {
  return 'entry' in problem ? problem.entry.keySpan : problem.span;
}
