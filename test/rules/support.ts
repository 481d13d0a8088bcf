import assert from 'node:assert/strict';
import { DocumentStore, type LocatedCluster, type OpenDocument } from '../../server/src/documents/index.js';
import { applyEdits } from '../../server/src/documents/edits.js';
import { check, fixesFor, sentenceOf, unusedSuppressions, type Judged, type ProvenFix, type RuleContext } from '../../server/src/rules/index.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/shared/settings.js';
import { describeMarks, marked, type Mark } from '../support/marked.js';

/** How a test document is read; without anything a FlinkDeployment or `config.yaml` by its content, Flink as the document says. */
export interface Reading {
  readonly file?: string;
  readonly settings?: Partial<Settings>;
  readonly yamlServer?: boolean;
}

export interface Found {
  readonly located: LocatedCluster;
  readonly finding: Judged;
  readonly mark: Mark;
  readonly sentence: string;
}

export interface Checked {
  readonly document: OpenDocument;
  readonly context: RuleContext;
  readonly found: readonly Found[];
}

/** Reads a text and checks every cluster in it. */
export function checkText(text: string, { file = 'config.yaml', settings = {}, yamlServer = false }: Reading = {}): Checked {
  const context: RuleContext = { settings: { ...DEFAULT_SETTINGS, ...settings }, yamlServer };
  const store = new DocumentStore();
  const uri = `file:///work/${file}`;
  store.update(uri, file.endsWith('flink-conf.yaml') ? 'flink-conf' : 'yaml', 1, text);
  const document = store.get(uri);
  assert.ok(document);
  const clusters = document.clusters(context.settings);
  const found = clusters.flatMap((located) =>
    [...check(located.analysis, context), ...commentsOf(clusters, located, context)].map((finding) => {
      const { start, end } = located.toSpan(finding.span);
      return { located, finding, mark: { rule: finding.rule, start, end, text: text.slice(start, end) }, sentence: sentenceOf(finding, located.analysis) };
    }),
  );
  return { document, context, found };
}

/** What is said about the comments of a section: with its first cluster. */
function commentsOf(clusters: readonly LocatedCluster[], { id, section }: LocatedCluster, context: RuleContext): readonly Judged[] {
  const inSection = clusters.filter((other) => other.section.start === section.start);
  return inSection[0]?.id === id ? unusedSuppressions(inSection, context) : [];
}

/** A document with `⟦rule: text⟧` where findings are expected: exactly these, no others. Findings of `ignoring` do not count. */
export function expectFindings(source: string, reading: Reading = {}, ignoring: readonly string[] = []): Checked {
  const { text, marks } = marked(source);
  const checked = checkText(text, reading);
  const found = checked.found.filter(({ finding }) => !ignoring.includes(finding.rule)).map(({ mark }) => mark);
  assert.deepEqual(describeMarks(found).sort(), describeMarks(marks).sort());
  return checked;
}

/** The only finding of a rule. */
export function findingOf({ found }: Checked, rule: string): Found {
  const all = found.filter(({ finding }) => finding.rule === rule);
  assert.equal(all.length, 1, `${rule} is found ${all.length} times`);
  const [first] = all;
  assert.ok(first);
  return first;
}

/** Every proven fix of a finding. */
export function fixesOf(checked: Checked, { finding, located }: Found): readonly ProvenFix[] {
  return fixesFor(finding, located, checked.context);
}

/** The whole document after a fix. */
export function afterFix({ document }: Checked, { located }: Found, fix: ProvenFix): string {
  const { start, end } = located.section;
  return document.text.slice(0, start) + applyEdits(document.text.slice(start, end), fix.edits) + document.text.slice(end);
}

/** The titles of a rule's proven fixes, and the document after the preferred one. */
export function preferredFix(checked: Checked, rule: string): { readonly titles: readonly string[]; readonly title: string; readonly text: string } {
  const found = findingOf(checked, rule);
  const fixes = fixesOf(checked, found);
  const preferred = fixes.find((fix) => fix.preferred);
  assert.ok(preferred, `${rule} has no preferred fix`);
  return { titles: fixes.map(({ title }) => title), title: preferred.title, text: afterFix(checked, found, preferred) };
}
