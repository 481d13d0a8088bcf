/** A page that has shown much else shows what a fresh page does, with as much of it as can be in the same elements. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { memoryModel } from '../../server/src/features/index.js';
import type { ToPage } from '../../server/src/shared/panel.js';
import { asRecord } from '../../server/src/shared/records.js';
import { Element } from '../support/dom.js';
import { open } from '../support/features.js';
import { PanelPage } from '../support/panelPage.js';

const TEXTS: readonly string[] = [
  'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n',
  'taskmanager.memory.process.size: 1729m\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.managed.size: 0m\n',
  'taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\ntaskmanager.numberOfTaskSlots: 4\nstate.backend.type: rocksdb\n',
  'taskmanager.memory.process.size: 600m\ntaskmanager.memory.managed.size: 1g\njobmanager.memory.process.size: 1600m\n',
  'jobmanager.memory.process.size: 100m\n',
  'taskmanager.memory.process.size: {{ size }}\njobmanager.memory.process.size: 1600m\n',
  'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    kubernetes.taskmanager.memory.limit-factor: "1.5"\n  jobManager: {resource: {memory: 2g}}\n  taskManager: {resource: {memory: 4g}}\n',
];

const SHOWS: readonly ToPage[] = [
  ...TEXTS.map((text): ToPage => {
    const { document, context } = open(text, { uri: text.startsWith('api') ? 'file:///a.yaml' : 'file:///flink-conf.yaml' });
    const model = memoryModel(document, { textDocument: { uri: document.uri } }, context);
    const [cluster] = model?.clusters ?? [];
    assert.ok(model !== null && cluster !== undefined);
    return { type: 'show', view: { kind: 'model', uri: document.uri, fileName: 'flink-conf.yaml', model, cluster: cluster.id } };
  }),
  { type: 'show', view: { kind: 'empty', why: 'not-flink' } },
];

function started(): PanelPage {
  const page = new PanelPage();
  page.send({ type: 'init', language: 'en', bundle: {}, texts: {} });
  return page;
}

/** All that is there, but for what is unfolded: that is the user's. */
function written(element: Element): string {
  const attributes = element.getAttributeNames().filter((name) => name !== 'open').sort().map((name) => ` ${name}="${String(element.getAttribute(name))}"`);
  return `<${element.localName}${attributes.join('')}>${element.childNodes.map((child) => (child instanceof Element ? written(child) : child.textContent)).join('')}</>`;
}

type Step = { readonly show: number } | { readonly press: string };

function take(page: PanelPage, step: Step): void {
  if ('show' in step) page.send(SHOWS[step.show] ?? assert.fail());
  else page.all(step.press)[0]?.dispatch('click');
}

describe('the page', () => {
  it('shows the same whatever it has shown before', () => {
    const show = fc.nat(SHOWS.length - 1).map((index): Step => ({ show: index }));
    const press = fc.constantFrom('[id=tab-taskManager]', '[id=tab-jobManager]', '[data-pool=network]', '[data-pool=jvmHeap]', '[data-keep=exact]', '[data-keep=table]', 'aside .sum button', '[data-keep=what-if]')
      .map((selector): Step => ({ press: selector }));
    fc.assert(fc.property(fc.array(fc.oneof(show, press), { maxLength: 12 }), fc.nat(SHOWS.length - 1), (steps, last) => {
      const page = started();
      const fresh = started();
      // What is chosen is the user's and stays: both are told of it, only one draws everything between.
      for (const step of steps) take(page, step);
      take(page, { show: last });
      for (const step of steps) take(fresh, step);
      fresh.send({ type: 'show', view: { kind: 'empty', why: 'no-document' } });
      take(fresh, { show: last });
      assert.equal(written(page.root), written(fresh.root));
    }), { numRuns: 60 });
  });

  it('keeps its elements when only numbers change, and they do what is new', () => {
    const page = started();
    take(page, { show: 0 });
    const of = (selector: string): readonly Element[] => page.all(selector);
    const before = { rows: of('[role=treeitem]'), cells: of('td'), pieces: of('.piece'), head: of('.header button') };
    take(page, { show: 2 });
    assert.ok(before.rows.length > 10 && before.pieces.length > 5);
    assert.ok(of('[role=treeitem]').every((row, index) => row === before.rows[index]));
    assert.ok(of('.numbers td').every((cell) => before.cells.includes(cell)));
    assert.ok(of('.piece').every((piece, index) => piece === before.pieces[index]));
    assert.ok(of('.header button').every((button, index) => button === before.head[index]));
    page.press('[role=treeitem][data-pool=managed]');
    assert.deepEqual(page.told.at(-1), { type: 'select', cluster: 'flink-conf//flink-conf.yaml/0', process: 'taskManager', pool: 'managed' });
    // The same place in the sum, with another key behind it.
    const keys = [0, 1].map((show) => {
      take(page, { show });
      page.all('aside .sum button.link').filter((button) => button.getAttribute('title') !== null).at(-1)?.dispatch('click');
      return page.told.at(-1);
    });
    assert.deepEqual(keys.map((told) => asRecord(told)['key']), ['taskmanager.memory.process.size', 'taskmanager.memory.managed.size']);
  });

  it('begins a what-if with what the file says, not with what was tried before', () => {
    const FRACTION = 'taskmanager.memory.managed.fraction';
    const { document, context } = open(TEXTS[0] ?? '', { uri: 'file:///flink-conf.yaml' });
    const cluster = 'flink-conf//flink-conf.yaml/0';
    const page = started();
    take(page, { show: 0 });
    const answer = (): void => {
      const { ticket, changes } = page.told.map(asRecord).filter(({ type }) => type === 'whatIf').at(-1) ?? assert.fail();
      const tried = asRecord(changes)[FRACTION];
      const whatIf = { cluster, version: document.version, changes: typeof tried === 'string' ? { [FRACTION]: tried } : {} };
      const model = memoryModel(document, { textDocument: { uri: document.uri }, clusters: [cluster], inputs: 'taskManager', whatIf }, context);
      page.send({ type: 'whatIf', ticket, cluster, after: model?.clusters[0] });
    };
    const fields = (): readonly Element[] => page.all('input').filter((input) => input.getAttribute('id') === `input-${FRACTION}`);
    const said = (): readonly unknown[] => fields().map((field): unknown => Reflect.get(field, 'value'));
    page.press('[data-keep=what-if]');
    answer();
    assert.deepEqual(said(), ['']);
    fields().forEach((field) => {
      Reflect.set(field, 'value', '0.3');
      field.dispatch('change');
    });
    answer();
    assert.deepEqual(said(), ['0.3']);
    page.press('[data-do=discard]');
    page.press('[data-keep=what-if]');
    assert.deepEqual(said(), []);
    answer();
    assert.deepEqual(said(), ['']);
  });

  it('hears presses in what is redrawn only on its buttons', () => {
    const page = started();
    for (let index = 0; index < SHOWS.length; index++) {
      take(page, { show: index });
      for (const part of ['aside', '.table', '.holder', '.ties']) {
        for (const element of page.all(part).flatMap((each) => each.querySelectorAll('[class]'))) {
          assert.ok(element.localName === 'button' || !['click', 'change', 'input', 'keydown', 'submit', 'focusout'].some((type) => element.isHeard(type)), written(element));
        }
      }
    }
  });
});
