import * as l10n from '@vscode/l10n';
import type { Hover, Position } from 'vscode-languageserver-types';
import type { ContainerField, Entry, ResourceMemory, Span } from '../documents/cluster.js';
import type { LocatedCluster, OpenDocument } from '../documents/index.js';
import { PROCESS_KINDS, type PartName, type ProcessKind } from '../model/derivation.js';
import { parseMemorySize, processSizeKey } from '../model/index.js';
import { sessionJobNote } from '../rules/index.js';
import { sentences } from '../rules/print.js';
import { gibibytesText, sizeText } from '../shared/sizes.js';
import { processName, versionSourceText, withRemark } from '../shared/words.js';
import { autoscalerHover } from './autoscalerOptions.js';
import type { FeatureContext } from './context.js';
import { describeOption } from './descriptions.js';
import { descriptionText, type KnownOption, optionBehind, optionTitle, panelLink, smallPrint, valueInUnits } from './hoverOption.js';
import { headline, pool } from './hoverPool.js';
import { breakdown, notDerived, summary } from './hoverProcess.js';
import { refusal } from './hoverRefusal.js';
import { borrowersOf, clusterAt, clustersOf, rangeOf, targetAt } from './locate.js';
import { blocks, code, dotted, escaped, lines, placeLink } from './markdown.js';
import { shownValue } from '../shared/secrets.js';
import { computedNote, unitNote } from './units.js';

const TOTALS: ReadonlySet<PartName> = new Set(['totalProcess', 'totalFlink']);
/** Beside a size of its own, a fraction says nothing. */
const FRACTION = 'taskmanager.memory.managed.fraction';
const SIZE = 'taskmanager.memory.managed.size';

/** What is known of the place: the answer first, then how it comes about, what it is, the small print. Undefined where nothing is known. */
export function hover(document: OpenDocument, position: Position, context: FeatureContext): Hover | undefined {
  const located = clusterAt(document, position, context);
  if (located === undefined) return undefined;
  const offset = document.offsetAt(position) - located.section.start;
  const target = targetAt(located, offset);
  if (target === undefined) return undefined;
  const hovers = new Hovers(document, located, position, context);
  switch (target.kind) {
    case 'entry': {
      const there = inWorkload(document, located, target.entry, context);
      const { keySpan, valueSpan } = target.entry;
      const text = there === undefined
        ? hovers.entry(target.entry, target.on)
        : new Hovers(document, there.located, rangeOf(document, there.located, there.located.cluster.head).start, context).entry(there.entry, target.on);
      return hovers.of(text, target.on === 'key' ? keySpan : valueSpan);
    }
    case 'resource': {
      const { keySpan, valueSpan } = target.resource;
      return hovers.of(hovers.resource(target.resource, target.on), target.on === 'key' ? keySpan : valueSpan);
    }
    case 'container': {
      const { keySpan, valueSpan } = target.field;
      return hovers.of(hovers.container(target.process, target.field), target.on === 'key' ? keySpan : valueSpan);
    }
    case 'process':
      return hovers.of(hovers.process(target.process, hovers.panelLink()), target.span);
    case 'cluster':
      return hovers.of(hovers.cluster(), target.span);
  }
}

/** An entry of a ConfigMap as the one workload of the file has it that mounts it, where it is overruled there: by itself the ConfigMap knows nothing of that. */
function inWorkload(document: OpenDocument, located: LocatedCluster, entry: Entry, context: FeatureContext): { readonly located: LocatedCluster; readonly entry: Entry } | undefined {
  const [borrower, another] = borrowersOf(located, clustersOf(document, context));
  if (borrower === undefined || another !== undefined || borrower.analysis.derivations[processOf(entry.key)] === undefined) return undefined;
  const { start } = located.toSpan(entry.keySpan);
  const there = borrower.cluster.entries.find((other) => other.key === entry.key && borrower.toSpan(other.keySpan).start === start);
  return there === undefined || borrower.cluster.settings.get(entry.key)?.entry === there ? undefined : { located: borrower, entry: there };
}

/** The hovers of one place. */
class Hovers {
  readonly #document: OpenDocument;
  readonly #located: LocatedCluster;
  readonly #position: Position;
  readonly #context: FeatureContext;

  constructor(document: OpenDocument, located: LocatedCluster, position: Position, context: FeatureContext) {
    this.#document = document;
    this.#located = located;
    this.#position = position;
    this.#context = context;
  }

  of(text: string | undefined, span: Span): Hover | undefined {
    if (text === undefined || text === '') return undefined;
    return { contents: { kind: 'markdown', value: text }, range: rangeOf(this.#document, this.#located, span) };
  }

  entry(entry: Entry, on: 'key' | 'value'): string | undefined {
    const { version } = this.#located.cluster.version;
    const known = optionBehind(entry.key, version);
    if (known === undefined) return autoscalerHover(entry.key);
    const { option } = known;
    const name = (describeOption(option.key, 'en') ?? describeOption(entry.key, 'en'))?.pool;
    const process = processOf(option.key);
    const units = on === 'value' && !entry.templated ? valueInUnits(option, entry.key, entry.value) : undefined;
    const isRefused = this.#located.analysis.derivations[process]?.status === 'failed';
    // Where Flink refuses, what is missing matters, not what the option is for.
    const description = isRefused && name !== undefined ? undefined : descriptionText(option, entry.key, this.#context);
    // Totals have no default: their small print has room for the units, and the table above needs it.
    const isTotal = name !== undefined && TOTALS.has(name);
    const smallPrint = this.#smallPrint(known, entry, name !== undefined, isTotal ? units : undefined);
    const elsewhere = sessionJobNote(this.#located.analysis, entry.key);
    if (elsewhere !== undefined) return blocks(lines(optionTitle(option, entry.key), units), escaped(elsewhere), description, smallPrint);
    if (name === undefined) return blocks(lines(optionTitle(option, entry.key), units), description, smallPrint);
    if (isTotal) return this.#total(name, process, smallPrint);
    if (!/^(?:taskmanager|jobmanager)\./.test(option.key)) {
      // It uses the pool, but is about something else.
      return blocks(lines(optionTitle(option, entry.key), units), description, this.#headline(name, process), smallPrint);
    }
    return blocks(lines(this.#pool(name, process) ?? optionTitle(option, entry.key), units), description, smallPrint);
  }

  resource(resource: ResourceMemory, on: 'key' | 'value'): string | undefined {
    const { process, field, effective, text, templated } = resource;
    const key = processSizeKey(process);
    const setting = this.#located.cluster.settings.get(key);
    if (resource.units !== undefined) return this.process(process, dotted(templated || !effective ? undefined : computedNote(resource, setting), this.panelLink()));
    const read = setting === undefined || setting.templated || !effective ? undefined : parseMemorySize(setting.value);
    // MiB and bytes stand in the first line.
    const units = read !== undefined && 'bytes' in read ? `${code(text)} = ${gibibytesText(read.bytes)}` : undefined;
    const unit = field === 'resource.memory' ? unitNote(text, this.#located.cluster.operatorVersion) : undefined;
    const sets = l10n.t('It sets {0}, whatever flinkConfiguration says.', code(key));
    const note = templated || !effective ? undefined : dotted(on === 'value' ? units : undefined, sentences(unit ?? '', sets));
    return this.process(process, dotted(note, this.panelLink()));
  }

  /** What a container has, and what the process in it leaves of that. */
  container(process: ProcessKind, { text, bytes, units }: ContainerField): string {
    if (bytes === undefined) return this.process(process, this.panelLink());
    const reads = l10n.t('{0} is {1} for {2}.', code(text), sizeText(bytes), units === 'docker' ? 'Docker' : 'Kubernetes');
    const derivation = this.#located.analysis.derivations[process];
    const needs = derivation?.status === 'derived' ? derivation.root.bytes : undefined;
    const rest = needs === undefined || needs === bytes ? ''
      : needs < bytes ? l10n.t('The process leaves {0} of it.', sizeText(bytes - needs))
      : l10n.t('The process needs {0} more.', sizeText(needs - bytes));
    return this.process(process, dotted(sentences(reads, rest), this.panelLink()));
  }

  /** A process as a whole, with small print: its breakdown, why it is refused, or why nothing can be said. */
  process(process: ProcessKind, smallPrint: string | undefined): string {
    const derivation = this.#located.analysis.derivations[process];
    if (derivation?.status === 'derived') return breakdown(derivation, this.#located, this.#context, smallPrint);
    return blocks(refusal(process, this.#located, this.#context) ?? notDerived(process, this.#located), smallPrint);
  }

  cluster(): string {
    const { name, kind, version, bases = [], sessionOf } = this.#located.cluster;
    // A session job runs in whatever Flink its cluster has.
    const flink = kind === 'FlinkSessionJob'
      ? sessionOf === undefined ? undefined : l10n.t('runs in {0}', escaped(sessionOf))
      : withRemark(`Flink ${escaped(version.text)}`, escaped(versionSourceText(version)));
    const processes = PROCESS_KINDS.map((process) =>
      this.#located.cluster.processes[process].present
        ? summary(process, this.#located, this.#context)
          ?? this.#refusalOf(process)
          ?? notDerived(process, this.#located)
        : undefined);
    return blocks(
      dotted(`**${escaped(name === '' ? kind : name)}**`, kind === name || name === '' ? undefined : escaped(kind), flink),
      ...new Set(processes),
      dotted(bases.length === 0 ? undefined : l10n.t('Together with {0}', bases.map(({ location }) => placeLink(location)).join(', ')), this.panelLink()),
    );
  }

  /** Where several are shown, each with its name. */
  #refusalOf(process: ProcessKind): string | undefined {
    const text = refusal(process, this.#located, this.#context);
    return text === undefined ? undefined : dotted(`**${processName(process)}**`, text);
  }

  panelLink(): string | undefined {
    return panelLink(this.#located, { uri: this.#document.uri, position: this.#position }, this.#context);
  }

  #total(name: PartName, process: ProcessKind, smallPrint: string): string {
    const whole = this.process(process, smallPrint);
    return name === 'totalProcess' ? whole : lines(this.#headline(name, process), whole);
  }

  #headline(name: PartName, process: ProcessKind): string | undefined {
    const derivation = this.#located.analysis.derivations[process];
    return derivation?.status === 'derived' ? headline(name, derivation, this.#located) : undefined;
  }

  #pool(name: PartName, process: ProcessKind): string | undefined {
    const derivation = this.#located.analysis.derivations[process];
    if (derivation?.status === 'derived') return pool(name, derivation, this.#located, this.#context);
    return refusal(process, this.#located, this.#context) ?? notDerived(process, this.#located);
  }

  #smallPrint(known: KnownOption, entry: Entry, isMemory: boolean, units: string | undefined): string {
    const setting = this.#located.cluster.settings.get(entry.key);
    const isOverridden = setting !== undefined && setting.entry !== entry;
    const [lost] = isOverridden ? [] : setting?.overriddenElsewhere ?? [];
    return blocks(
      lost === undefined ? undefined : l10n.t('{0} has {1} for it, which does not count here.', placeLink(lost.location), code(shownValue(entry.key, lost.value))),
      isOverridden ? l10n.t('This line does not count: {0} is set to {1} elsewhere.', code(entry.key), code(shownValue(entry.key, setting.value))) : undefined,
      dotted(
        smallPrint(known, entry.key, this.#located, this.#context, units, entry.key === FRACTION ? l10n.t('without effect when {0} is set', code(SIZE)) : undefined),
        isMemory ? this.panelLink() : undefined,
      ),
    );
  }
}

function processOf(key: string): ProcessKind {
  return /^(?:kubernetes\.|yarn\.)?jobmanager\./.test(key) ? 'jobManager' : 'taskManager';
}
