import type { TextEdit } from 'vscode-languageserver-types';
import { versionOfImage, versionOfTag } from '../../documents/flinkVersion.js';
import type { LocatedCluster, OpenDocument, Span } from '../../documents/index.js';
import type { MinorVersion } from '../../model/version.js';
import type { Judged, ProvenFix } from '../../rules/index.js';
import type { FeatureContext } from '../context.js';
import { findingsOf, provenFixesOf } from '../findings.js';
import { fixRepeatedly } from '../fixRepeatedly.js';
import { textEdits } from '../textEdits.js';

const OUTDATED = 'deprecated-key';

/** Whether the version that a cluster's document names can be changed there: in a comment, or in `spec.flinkVersion`. */
export function isWrittenHere(located: LocatedCluster): boolean {
  return versionText(located) !== undefined;
}

/** Whether the cluster has keys that have got another name since. */
export function hasOutdatedKeys(document: OpenDocument, located: LocatedCluster, context: FeatureContext): boolean {
  return findingsOf(document, located, context).some(({ rule }) => rule === OUTDATED);
}

/** Whether an image with a version of its own stands beside the version: its tag is somebody else's to choose. */
export function hasImage({ cluster, section }: LocatedCluster): boolean {
  if (cluster.version.source !== 'spec') return false;
  const { start, end } = cluster.span;
  const images = [...section.section.text.slice(start, end).matchAll(/^[ \t]+(image|name|flinkImageTag):[ \t]*["']?([^\s"'#]+)/gm)];
  return images.some(([, field, image = '']) => (field === 'flinkImageTag' ? versionOfTag : versionOfImage)(image, cluster.head) !== undefined);
}

/**
 * Writes another version where the document names it, and outdated keys by their present names: these are proven to change no
 * size with the version that the document has now, which still reads both.
 */
export function upgradeEdit(document: OpenDocument, located: LocatedCluster, to: MinorVersion, context: FeatureContext): readonly TextEdit[] {
  const version = versionText(located);
  if (version === undefined) return [];
  // A comment speaks for all clusters of the file.
  const isMeant = ({ id }: LocatedCluster): boolean => id === located.id || located.cluster.version.source === 'comment';
  const { edits } = fixRepeatedly(document, context, (other, finding) => (finding.rule === OUTDATED && isMeant(other) ? safeFixOf(other, finding, context) : undefined));
  // Flink's operator writes `v1_20`, others `1.20`.
  const isOperators = located.section.section.text.startsWith('v', version.start);
  const written = { span: located.toSpan(version), text: isOperators ? `v${to.replace('.', '_')}` : to };
  return textEdits(document, [...edits, written].sort((left, right) => left.span.start - right.span.start));
}

function safeFixOf(located: LocatedCluster, finding: Judged, context: FeatureContext): ProvenFix | undefined {
  return provenFixesOf(located, finding, context).find(({ safe, preferred }) => safe && preferred);
}

/** The version's own characters, in the section. */
function versionText({ cluster: { version }, section }: LocatedCluster): Span | undefined {
  if (version.span === undefined || (version.source !== 'comment' && version.source !== 'spec')) return undefined;
  const written = section.section.text.slice(version.span.start, version.span.end);
  const found = version.source === 'spec' ? /v\d+_\d+|(?<![\d.])\d+\.\d+(?:\.\d+)?/.exec(written) : /\d+\.\d+(?:\.\d+)?$/.exec(written);
  return found === null ? undefined : { start: version.span.start + found.index, end: version.span.start + found.index + found[0].length };
}
