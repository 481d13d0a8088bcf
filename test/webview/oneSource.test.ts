/**
 * One source of numbers: for every configuration that Flink accepts, its own bytes are what the built server answers, what its hovers
 * print, and what the built page draws of that answer: boxes, bar, table and detail.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Hover } from 'vscode-languageserver-types';
import { type Case, CASES, type Document, expectedRows, NAMES, type Process, type Sizes, SUMS, VERSION } from '../support/acceptedCases.js';
import { TestClient } from '../support/client.js';
import { DRAWN_HEIGHT, type Element } from '../support/dom.js';
import { PanelPage } from '../support/panelPage.js';
import { assertMebibytes, assertShare, bytesIn } from '../support/printed.js';

let client: TestClient;
before(async () => {
  client = await TestClient.start({ settings: { flinkVersion: VERSION } });
});
after(async () => {
  assert.equal(await client.stop(), 0);
});

function uriOf({ id }: Case, { name }: Document): string {
  return `file:///one-source/${id}/${name}`;
}

function open(one: Case, document: Document): Promise<void> {
  return client.open(uriOf(one, document), document.text, document.name === 'flink-conf.yaml' ? 'flink-conf' : 'yaml');
}

test(`every size that Flink ${VERSION} accepts is what the server answers and what the page draws`, async () => {
  const page = new PanelPage();
  page.send({ type: 'init', language: 'en', bundle: {}, texts: {} });
  let drawn = 0;
  for (const one of CASES) {
    await open(one, one.document);
    const model = await client.memoryModel({ textDocument: { uri: uriOf(one, one.document) } });
    const [cluster] = model?.clusters ?? [];
    assert.ok(model !== null && cluster !== undefined, `${one.id}: no model`);
    page.send({ type: 'show', view: { kind: 'model', uri: uriOf(one, one.document), fileName: one.document.name, model, cluster: cluster.id } });
    for (const [process, sizes] of one.sizes) {
      const where = `${one.id} ${process}`;
      assert.equal(cluster[process].status, 'derived', where);
      assert.deepEqual(new Map(Object.entries(cluster[process].pools ?? {}).map(([pool, bytes]) => [pool, BigInt(bytes)])), sizes, where);
      page.press(`[id=tab-${process}]`);
      compareDrawing(page, process, expectedRows(process, sizes), where);
      drawn++;
    }
    await client.close(uriOf(one, one.document));
  }
  assert.deepEqual(page.told.filter((message) => JSON.stringify(message).includes('failed')), []);
  // So many there are at 1.20; fewer would mean that some were not read.
  assert.equal(drawn, 591);
});

function compareDrawing(page: PanelPage, process: Process, sizes: Sizes, where: string): void {
  const total = sizes.get('totalProcess') ?? 0n;
  const rows = page.all('[role=treeitem]');
  assert.deepEqual(new Set(rows.map(({ dataset }) => dataset['pool'])), new Set(sizes.keys()), `${where}: the rows`);
  for (const [pool, bytes] of sizes) {
    // Drawn anew when the part before it was chosen.
    const row = page.only(`[role=treeitem][data-pool=${pool}]`);
    compareRow(row, NAMES[process][pool]?.[1] ?? '', bytes, total, `${where}: the row of ${pool}`);
    row.dispatch('click');
    compareDetail(page, NAMES[process][pool]?.[0] ?? '', bytes, total, `${where}: the detail of ${pool}`);
  }
  comparePieces(page, process, sizes, where);
  compareTable(page, process, sizes, where);
}

/** What a row shows is also its accessible name, which comes from its content. */
function compareRow(row: Element, label: string, bytes: bigint, total: bigint, where: string): void {
  const cell = (name: string): Element => row.querySelector(`.${name}`) ?? assert.fail(`${where}: no ${name}`);
  assert.equal(cell('name').textContent, label, where);
  assert.equal(bytesIn(cell('size').getAttribute('title')), bytes, where);
  assertMebibytes(/^(.*) MiB$/.exec(cell('size').textContent)?.[1], bytes, where);
  if (row.getAttribute('aria-level') === '1') assert.equal(cell('share').textContent, '', where);
  else assertShare(cell('share').textContent, bytes, total, where);
  assert.ok([...row.querySelectorAll('[aria-hidden]'), ...row.querySelectorAll('[aria-label]')].every(({ localName }) => localName === 'svg'), `${where}: its content is its name`);
  assert.equal(row.getAttribute('aria-label'), null, where);
}

function compareDetail(page: PanelPage, name: string, bytes: bigint, total: bigint, where: string): void {
  const title = /^(.*) (\S+) MiB(?: · (.*))?$/.exec(page.only('aside .title').textContent);
  assert.equal(title?.[1], name, where);
  assertMebibytes(title[2], bytes, where);
  if (title[3] !== undefined) assertShare(title[3], bytes, total, where);
  assert.equal(bytesIn(page.only('aside .facts').textContent.split(' · ')[0]), bytes, where);
  // What the sum comes to is the size.
  assert.equal(bytesIn(page.all('aside .sum tr').at(-1)?.querySelector('.number [title]')?.getAttribute('title')), bytes, `${where}: its sum`);
  const said = /^(.*) selected, (\S+) MiB$/.exec(page.only('[aria-live=polite]').textContent);
  assert.equal(said?.[1], name, where);
  assertMebibytes(said[2], bytes, where);
}

/** The pieces of the bar are to scale, one upon the other in the order of the rows. */
function comparePieces(page: PanelPage, process: Process, sizes: Sizes, where: string): void {
  const total = Number(sizes.get('totalProcess') ?? 0n);
  const order = page.all('[role=treeitem]').map(({ dataset }) => dataset['pool'] ?? '').filter((pool) => !SUMS[process].includes(pool) && sizes.get(pool) !== 0n);
  const pieces = page.all('.piece');
  assert.deepEqual(pieces.map(({ dataset }) => dataset['pool']), order, `${where}: the pieces`);
  let position = 0;
  for (const piece of pieces) {
    const pool = piece.dataset['pool'] ?? '';
    const box = piece.querySelector('.fill');
    const height = Number(sizes.get(pool)) / total * DRAWN_HEIGHT;
    // A piece that is there at all is drawn two pixels high.
    assert.ok(Math.abs(Number(box?.getAttribute('height')) - height) <= 2 && Math.abs(Number(box?.getAttribute('y')) - position) <= 2, `${where}: the piece of ${pool}: ${String(box?.getAttribute('height'))} for ${String(height)}`);
    assert.equal(piece.querySelector('title')?.textContent, NAMES[process][pool]?.[0], where);
    position += height;
  }
}

function compareTable(page: PanelPage, process: Process, sizes: Sizes, where: string): void {
  const total = sizes.get('totalProcess') ?? 0n;
  const names = new Map(Object.entries(NAMES[process]).map(([pool, [name]]) => [name, pool]));
  const seen = page.all('.numbers tbody tr').map((row) => {
    const [name, mebibytes, exact, share] = row.childNodes.map(({ textContent }) => textContent);
    const pool = names.get(name ?? '') ?? '';
    const bytes = sizes.get(pool) ?? 0n;
    assertMebibytes(mebibytes, bytes, `${where}: ${pool} in the table`);
    assert.equal(bytesIn(exact), bytes, `${where}: ${pool} in the table`);
    assertShare(share, bytes, total, `${where}: ${pool} in the table`);
    return pool;
  });
  assert.deepEqual(new Set(seen), new Set(sizes.keys()), `${where}: the table`);
}

/** A number that a hover prints. */
interface Said { readonly process: Process; readonly pool: string; readonly mebibytes: string | undefined; readonly share: string | undefined; readonly bytes: bigint | undefined }

test('the hovers say the same, of every part', async () => {
  for (const one of CASES) {
    const said = await inHovers(one, one.document, /\S/);
    const isMissing = ([process, sizes]: readonly [Process, Sizes]): boolean => !isEveryPart(process, sizes, said);
    // Without a total in the file no line of it shows the whole process.
    if ([...one.sizes].some(isMissing)) said.push(...await inHovers(one, one.withHeads, /(?<=- name: )(?=jobmanager|taskmanager)|(?=(?:job|task)Manager:)/));
    assert.deepEqual([...one.sizes].filter(isMissing).map(([process]) => process), [], one.id);
  }
});

function isEveryPart(process: Process, sizes: Sizes, said: readonly Said[]): boolean {
  const seen = new Set(said.filter((each) => each.process === process).map(({ pool }) => pool));
  return [...sizes.keys()].every((pool) => seen.has(pool) || (SUMS[process].includes(pool) && pool !== 'totalProcess'));
}

/** Compares the hovers at a place in every line that has it, and gives what they said. */
async function inHovers(one: Case, document: Document, place: RegExp): Promise<Said[]> {
  await open(one, document);
  const all = await Promise.all(document.text.split('\n').map(async (text, line) => {
    const character = text.search(place);
    if (character < 0) return [];
    const hover = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri: uriOf(one, document) }, position: { line, character } });
    const said = hover === null ? [] : numbersOf(markdownOf(hover), /job_?manager/i.test(text) ? 'jobManager' : 'taskManager');
    for (const each of said) compareSaid(each, one, `the hover on ${text}`);
    return said;
  }));
  await client.close(uriOf(one, document));
  return all.flat();
}

function compareSaid({ process, pool, mebibytes, share, bytes }: Said, { id, sizes }: Case, hover: string): void {
  const accepted = sizes.get(process);
  if (accepted === undefined) return;
  const where = `${id} ${process}: ${pool} in ${hover}`;
  const size = accepted.get(pool) ?? assert.fail(where);
  assertMebibytes(mebibytes, size, where);
  if (share !== undefined) assertShare(share, size, accepted.get('totalProcess') ?? 0n, where);
  if (bytes !== undefined) assert.equal(bytes, size, where);
}

function markdownOf({ contents }: Hover): string {
  return typeof contents === 'object' && 'kind' in contents && contents.kind === 'markdown' ? contents.value : assert.fail('no Markdown');
}

/** The headlines, the table and the list of a hover. `line` is the process that the line is about. */
function numbersOf(markdown: string, line: Process): readonly Said[] {
  const said: Said[] = [];
  let process = line;
  const add = (text: string, index: 0 | 1, mebibytes?: string, share?: string, bytes?: string): void => {
    const name = text.replaceAll('\\', '');
    const pool = /^(?:Task|Job)Manager$/.test(name) ? 'totalProcess' : Object.entries(NAMES[process]).find(([, names]) => names[index] === name)?.[0];
    said.push({ process, pool: pool ?? assert.fail(`${name} in ${markdown}`), mebibytes, share, bytes: bytesIn(bytes) });
  };
  for (const text of markdown.split('\n').map((each) => each.trim())) {
    const head = /^\*\*([^*]+?)(?: ×\d+)? (\S+) MiB\*\*(?: — ([\d\u202f]+ bytes))?(?: · (\S+ %) of the)?/.exec(text);
    if (head?.[1] !== undefined) {
      process = head[1] === 'JobManager' ? 'jobManager' : head[1] === 'TaskManager' ? 'taskManager' : process;
      add(head[1], 0, head[2], head[4], head[3]);
    } else if (/^\|.* %/.test(text)) {
      const [, ...cells] = text.split('|').map((cell) => cell.trim());
      for (const [name, mebibytes, share] of [cells.slice(0, 3), cells.slice(5, 8)]) if (name !== undefined && name !== '') add(name, 1, mebibytes, share);
    } else if (/^[A-Z][A-Za-z -]+ [<\d.]+(?: · [A-Z][A-Za-z -]+ [<\d.]+)+$/.test(text)) {
      for (const item of text.split(' · ')) add(item.replace(/ \S+$/, ''), 1, item.replace(/^.* /, ''));
    }
  }
  return said;
}
