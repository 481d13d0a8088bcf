/** The process of a patched workload, as the patch has it: what stands in other files becomes what is got from there. */
import type { ProcessSite, Span, VersionFound } from '../cluster.js';
import { type ContainerField, containerSite, fieldElsewhere } from '../containerSite.js';
import type { PlacedText } from '../embedded/embeddedText.js';
import type { FlinkCommand, Word } from '../layers/command.js';
import type { Variable } from '../layers/variables.js';
import type { Member, Mounted, VariableReference } from '../linking/member.js';
import type { NodePath } from '../yaml/node.js';
import type { Assembly } from './assembly.js';

/**
 * @param member read from the assembly
 * @param head where the patch speaks of the process, if its container does not stand there
 * @param container the path of the container in the patch, if it does
 */
export function patchedMember(member: Member, assembly: Assembly, head: Span, container: NodePath | undefined): Member {
  const { version, variables, references, site, imageSpan, command, mounted, ...facts } = member;
  const isOwn = (span: Span): boolean => assembly.isOwn(span);
  return {
    ...facts,
    version: versionOf(version, isOwn),
    variables: variables.map((variable) => variableOf(variable, assembly)),
    references: references.map((reference) => referenceOf(reference, assembly)),
    site: siteOf(site, assembly, head, container),
    ...(imageSpan === undefined || !isOwn(imageSpan) ? {} : { imageSpan }),
    ...(command === undefined ? {} : { command: commandOf(command, assembly) }),
    ...(mounted === undefined ? {} : { mounted: mountedOf(mounted, isOwn, imageSpan) }),
  };
}

type IsOwn = (span: Span) => boolean;

function versionOf({ span, ...version }: VersionFound, isOwn: IsOwn): VersionFound {
  return span === undefined || !isOwn(span) ? version : { ...version, span };
}

function variableOf(variable: Variable, assembly: Assembly): Variable {
  // Whose name the patch repeats may keep its value.
  const elsewhere = assembly.elsewhere(wholeOf(variable.text)) ?? assembly.elsewhere(variable.nameSpan);
  return elsewhere === undefined ? variable : { ...variable, elsewhere };
}

function referenceOf({ only, span, ...reference }: VariableReference, assembly: Assembly): VariableReference {
  const unknown = only?.unknown;
  return {
    ...reference,
    ...(span === undefined || !assembly.isOwn(span) ? {} : { span }),
    ...(only === undefined ? {} : { only: unknown === undefined ? only : { ...only, unknown: variableOf(unknown, assembly) } }),
  };
}

function wholeOf(text: PlacedText): Span {
  return text.toSection({ start: 0, end: text.text.length });
}

function siteOf(site: ProcessSite, assembly: Assembly, ofPatch: Span, path: NodePath | undefined): ProcessSite {
  const { container } = site;
  const head = assembly.isOwn(site.head) ? site.head : ofPatch;
  const field = (one: ContainerField | undefined): ContainerField | undefined =>
    (one === undefined || (assembly.isOwn(one.keySpan) && assembly.isOwn(one.valueSpan)) ? one : fieldElsewhere(one, head, assembly.locate(one.valueSpan), path));
  const fields = containerSite(field(container?.request), field(container?.limit));
  return { ...site, head, ...(fields === undefined ? {} : { container: fields }) };
}

/** Arguments are one layer: where one of them stands elsewhere, none can be written. */
function commandOf(command: FlinkCommand, assembly: Assembly): FlinkCommand {
  const { start, words } = command;
  const [elsewhere] = words.flatMap(({ within }) => assembly.elsewhere(wholeOf(within)) ?? []);
  const ofStart = assembly.elsewhere(wholeOf(start.within));
  if (elsewhere !== undefined) return { ...command, elsewhere };
  if (ofStart === undefined) return command;
  return words.length === 0 ? { ...command, elsewhere: ofStart } : { ...command, start: readOnly(start) };
}

/** The word that names the process, where only what follows it is the patch's: nothing can be written behind it. */
function readOnly({ item: _list, within, ...word }: Word): Word {
  const { text, indent } = within;
  return { ...word, within: { text, indent, toSection: (span) => within.toSection(span), fromSection: (span) => within.fromSection(span), touches: () => false, edits: () => undefined } };
}

/** Which file the mount makes of it is the image's doing where the patch has that one alone. */
function mountedOf({ span, ...mounted }: Mounted, isOwn: IsOwn, image: Span | undefined): Mounted {
  const place = [span, image].find((one) => one !== undefined && isOwn(one));
  return place === undefined ? mounted : { ...mounted, span: place };
}
