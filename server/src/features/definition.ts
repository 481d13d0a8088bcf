import type { Location, Position } from 'vscode-languageserver-types';
import type { Entry, LocatedCluster, OpenDocument } from '../documents/index.js';
import { isConfigurationKey } from '../documents/kinds/fileFormat.js';
import { filesTiedTo } from '../documents/kustomize/tiedFiles.js';
import { isSameUri, locationIn, resolveUri } from '../documents/otherFiles.js';
import { fileNamedAt, type ObjectName, objectNamedAt, placeOfObject } from '../documents/references.js';
import type { FeatureContext } from './context.js';
import { findingsOf } from './findings.js';
import { clusterAt, holds, locationOf, targetAt } from './locate.js';

/** Rules whose findings stand at a line that another one overrules, and name that. */
const OVERRULED: ReadonlySet<string> = new Set(['key-overridden', 'key-without-effect', 'duplicate-key']);

/**
 * Where what stands at a place is decided: from a value that does not count to the one that does, from one that counts to what it
 * takes the place of in another file, from a name to the object or the file. None where it is decided right there.
 */
export function definition(document: OpenDocument, position: Position, context: FeatureContext): readonly Location[] {
  const located = clusterAt(document, position, context);
  const offset = document.offsetAt(position);
  const entry = located === undefined ? undefined : entryAt(located, offset - located.section.start);
  if (located !== undefined && entry !== undefined) return ofEntry(document, located, entry, context);
  const section = document.sections.find(({ start, end }) => start <= offset && offset <= end);
  const named = section === undefined ? undefined : objectNamedAt(section.section.text, offset - section.start);
  if (named !== undefined) return ofObject(document, named);
  const path = section === undefined ? undefined : fileNamedAt(section.section.text, offset - section.start);
  const file = path === undefined ? undefined : resolveUri(document.uri, path);
  return file === undefined || document.files.text(file) === undefined ? [] : [locationIn(file, '', { start: 0, end: 0 })];
}

function entryAt(located: LocatedCluster, offset: number): Entry | undefined {
  const target = targetAt(located, offset);
  if (target?.kind === 'entry') return target.entry;
  if (target?.kind !== 'resource') return undefined;
  const { keySpan } = target.resource;
  const entries = [...located.cluster.entries, ...[...located.cluster.settings.values()].flatMap(({ overridden }) => overridden)];
  return entries.find((entry) => entry.keySpan.start === keySpan.start);
}

function ofEntry(document: OpenDocument, located: LocatedCluster, entry: Entry, context: FeatureContext): readonly Location[] {
  const setting = located.cluster.settings.get(entry.key);
  if (setting === undefined) return [];
  if (setting.entry === undefined) return setting.origin === undefined ? [] : [setting.origin];
  if (setting.entry.keySpan.start !== entry.keySpan.start) return [locationOf(document, located, setting.entry.valueSpan)];
  if (setting.overriddenElsewhere !== undefined) return setting.overriddenElsewhere.map(({ location }) => location);
  const findings = findingsOf(document, located, context).filter(({ rule, span }) => OVERRULED.has(rule) && holds(span, entry.keySpan.start));
  const { sessionOf, namespace } = located.cluster;
  // What a session job cannot set is set where its cluster is.
  if (findings.length > 0 && sessionOf !== undefined) return ofObject(document, { kind: 'FlinkDeployment', namespace, name: sessionOf });
  return findings.flatMap(({ related = [] }) => related.map((one) => ('span' in one ? locationOf(document, located, one.span) : one.location)));
}

/** In the file itself, then in what a kustomization ties to it, then in what else is open. */
function ofObject({ uri, files, text }: OpenDocument, named: ObjectName): readonly Location[] {
  const here = placeOfObject(text, named);
  if (here !== undefined) return [locationIn(uri, text, here)];
  const { objects, configMaps } = filesTiedTo(uri, files);
  const made = named.kind === 'ConfigMap' ? configMaps.find(({ names }) => names.includes(named.name)) : undefined;
  if (made !== undefined) {
    const all = [...made.files];
    const ours = all.filter(([key]) => isConfigurationKey(key));
    const { kustomization } = made;
    if (all.length === 0) return [locationIn(kustomization.uri, kustomization.text, kustomization.place)];
    return (ours.length > 0 ? ours : all).map(([, file]) => locationIn(file, '', { start: 0, end: 0 }));
  }
  for (const other of [...objects, ...files.open()]) {
    const content = isSameUri(other, uri) ? undefined : files.text(other);
    const place = content === undefined ? undefined : placeOfObject(content, named);
    if (content !== undefined && place !== undefined) return [locationIn(other, content, place)];
  }
  return [];
}
