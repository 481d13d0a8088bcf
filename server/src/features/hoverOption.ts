/** What is known of an option besides this document: default, versions, former names, where Flink documents it. */
import * as l10n from '@vscode/l10n';
import type { Position } from 'vscode-languageserver-types';
import type { LocatedCluster } from '../documents/index.js';
import { findOption, type FlinkVersion, MINOR_VERSIONS, optionAt, type OptionAt, parseMemorySize, UNBOUNDED_TEXT } from '../model/index.js';
import { sentences } from '../rules/print.js';
import { gibibytesText, exactBytes, sizeText } from '../shared/sizes.js';
import { listed, withRemark } from '../shared/words.js';
import { SERVER_COMMANDS } from '../shared/actions.js';
import { shownValue } from '../shared/secrets.js';
import type { FeatureContext } from './context.js';
import { describeOption } from './descriptions.js';
import { currentName } from './diagnostics.js';
import { documentationLink, optionLink } from './links.js';
import { code, commandLink, dotted, escaped, link } from './markdown.js';

const LAST_VERSION = MINOR_VERSIONS[MINOR_VERSIONS.length - 1];
const FIRST_VERSION = MINOR_VERSIONS[0];
/** Longer defaults are looked up, not read in a hover. */
const LONGEST_DEFAULT = 60;

/** A place in the cluster that the panel is to show. */
export interface PanelPlace {
  readonly uri: string;
  readonly position: Position;
}

/** An option that a key of the document is read by, in its version or, where that has none, in the newest that does. */
export interface KnownOption {
  readonly option: OptionAt;
  /** Whether the document's version has it. */
  readonly isPresent: boolean;
}

/** The option behind a key, by its own or a former name; undefined when no version knows it. */
export function optionBehind(key: string, version: FlinkVersion | undefined): KnownOption | undefined {
  if (version !== undefined) {
    const name = currentName(key, version);
    const option = name === undefined ? undefined : optionAt(name, version);
    if (option !== undefined) return { option, isPresent: true };
  }
  const run = findOption(key)?.runs.at(-1);
  return run === undefined ? undefined : { option: run, isPresent: false };
}

/** The option's own words: what it is for and when to change it. */
export function descriptionText(option: OptionAt, key: string, context: FeatureContext): string | undefined {
  const description = describeOption(option.key, context.language) ?? describeOption(key, context.language);
  if (description === undefined) return undefined;
  return escaped(sentences(description.text, description.when ?? ''));
}

/** The small print: default, or what is said in its place, since when, other names, links. */
export function smallPrint(known: KnownOption, key: string, located: LocatedCluster, context: FeatureContext, instead?: string, note?: string): string {
  const { option } = known;
  return dotted(instead ?? defaultText(option, known.isPresent), note, versionsText(option), otherNames(option, key), documentation(known, key, located, context));
}

/** `[Open memory model]`, where the client can. */
export function panelLink(located: LocatedCluster, place: PanelPlace, context: FeatureContext): string | undefined {
  if (!context.options.commands.includes(SERVER_COMMANDS.openPanel) || located.cluster.loading !== undefined) return undefined;
  return commandLink(l10n.t('Open memory model'), SERVER_COMMANDS.openPanel, place);
}

/** An option outside the memory model, or one that no process can be shown for. */
export function optionTitle(option: OptionAt, key: string): string {
  return dotted(`**${code(option.key === key || option.key.includes('<') ? key : option.key)}**`, code(typeName(option)));
}

/** A size in all its units: `512m` = 512 MiB = 0.5 GiB = 536 870 912 bytes. */
function sizeInUnits(text: string, bytes: bigint): string {
  const sizes = [sizeText(bytes), gibibytesText(bytes), l10n.t('{0} bytes', exactBytes(bytes))];
  return [code(text), ...sizes].join(' = ');
}

/** The value of a size option in all its units; undefined for other values. */
export function valueInUnits(option: OptionAt, key: string, value: string): string | undefined {
  if (option.type !== 'MemorySize' || shownValue(key, value) !== value) return undefined;
  const read = parseMemorySize(value);
  return 'bytes' in read ? sizeInUnits(value, read.bytes) : undefined;
}

function typeName({ type, list, values }: OptionAt): string {
  if (values !== undefined) return values.length <= 6 ? values.join(' | ') : type;
  return list ? `List<${type}>` : type;
}

function defaultText({ key, default: text }: OptionAt, isPresent: boolean): string | undefined {
  if (!isPresent) return undefined;
  const before = earlierDefault(key, text);
  if (text === undefined || text === '') return before ?? l10n.t('No default');
  if (text.length > LONGEST_DEFAULT) return undefined;
  const now = text === UNBOUNDED_TEXT ? l10n.t('Default: unlimited') : l10n.t('Default {0}', code(text));
  return before === undefined ? now : withRemark(now, before);
}

/** What the default was before it changed last. */
function earlierDefault(key: string, now: string | undefined): string | undefined {
  const run = findOption(key)?.runs.filter((other) => other.default !== now).at(-1);
  if (run?.default === undefined || run.default === '' || run.default.length > LONGEST_DEFAULT) return undefined;
  return run.since === run.until ? l10n.t('{0} in {1}', code(run.default), run.since) : l10n.t('{0} in {1} to {2}', code(run.default), run.since, run.until);
}

function versionsText({ key }: OptionAt): string | undefined {
  const option = findOption(key);
  if (option === undefined) return undefined;
  return dotted(
    option.since === FIRST_VERSION ? undefined : l10n.t('since Flink {0}', option.since),
    option.until === LAST_VERSION ? undefined : l10n.t('until Flink {0}', option.until),
  );
}

function otherNames({ key, fallbackKeys }: OptionAt, written: string): string | undefined {
  const names = fallbackKeys.map((fallback) => fallback.key).filter((name) => name !== written);
  if (written !== key && !key.includes('<')) return l10n.t('former name of {0}', code(key));
  return names.length === 0 || names.length > 3 ? undefined : l10n.t('also read: {0}', listed(names.map(code)));
}

function documentation({ option, isPresent }: KnownOption, key: string, { cluster }: LocatedCluster, context: FeatureContext): string | undefined {
  const { version } = cluster.version;
  if (version === undefined || !isPresent) return undefined;
  const page = (describeOption(option.key, context.language) ?? describeOption(key, context.language))?.page;
  const address = page === undefined || page === 'deployment/config'
    ? optionLink(version, option.key, context.language)
    : documentationLink(version, page, context.language);
  return address === undefined ? undefined : link(l10n.t('Flink {0} documentation', version), address);
}
