/** Through every state of the panel in the real editor, as a user would get there. Used by scripts/pictures.mjs. */
import type { Frame, Locator } from 'playwright-core';
import type { Editor } from '../support/editor/editor.js';
import type { SessionOptions } from '../support/editor/harness.js';
import { FILES, PASTED } from './documents.js';

/** Takes a picture of the panel, or of the whole window, under the name of a state. */
export type Shoot = (state: string, what?: 'panel' | 'window') => Promise<void>;

interface Session {
  readonly options: Pick<SessionOptions, 'viewport' | 'scale'>;
  readonly tour: (visit: Visit) => Promise<void>;
}

/** Sessions with a window of their own: their size and pixels cannot change while they run. */
export const SESSIONS = {
  reading: { options: { viewport: { width: 2060, height: 900 } }, tour: readingTour },
  changing: { options: { viewport: { width: 2060, height: 900 } }, tour: changingTour },
  narrow: { options: { viewport: { width: 1100, height: 1000 } }, tour: narrowTour },
  zoom: { options: { viewport: { width: 1400, height: 600 }, scale: 2 }, tour: zoomTour },
} as const satisfies Readonly<Record<string, Session>>;

/** The files of a session. */
export { FILES };

const SIZE = '[id="input-taskmanager.memory.process.size"]';
const FRACTION = '[id="input-taskmanager.memory.managed.fraction"]';

/** An editor with the panel open beside it. */
export class Visit {
  readonly #panel: Frame;

  private constructor(readonly editor: Editor, panel: Frame, readonly shoot: Shoot) {
    this.#panel = panel;
  }

  /** `openModel` is the command's title in the session's language. */
  static async begin(editor: Editor, openModel: string, shoot: Shoot): Promise<Visit> {
    // Nothing is on its way from one size to another while a picture is taken.
    await editor.page.emulateMedia({ reducedMotion: 'reduce' });
    await editor.openFile('clicks.yaml');
    await editor.goTo({ line: 1, column: 1 });
    await editor.runCommand(openModel);
    await editor.page.keyboard.press('Control+b');
    return new Visit(editor, await editor.webview('[data-keep=what-if]'), shoot);
  }

  at(selector: string): Locator {
    return this.#panel.locator(selector).first();
  }

  async press(...selectors: readonly string[]): Promise<void> {
    for (const selector of selectors) await this.at(selector).click();
  }

  /** Opens a file where the others are: beside the panel, not in its place. */
  async open(file: keyof typeof FILES, shows: string): Promise<void> {
    // Escape, with which quick open begins, would go a step back in the panel.
    await this.editor.page.locator('.editor-group-container').first().locator('.tab.active').click();
    await this.editor.openFile(file);
    await this.at(shows).waitFor();
  }

  /** Chooses a row, so that its detail is shown. */
  async pick(pool: string): Promise<void> {
    await this.press(`[role=treeitem][data-pool=${pool}]`);
    await this.at(`[role=treeitem][data-pool=${pool}][aria-selected=true]`).waitFor();
  }

  /** At once and without waiting for it to rest: an answer of the host's may draw it anew. */
  async scrollTo(selector: string): Promise<void> {
    await this.at(selector).waitFor();
    await this.#panel.evaluate(`document.querySelector(${JSON.stringify(selector)})?.scrollIntoView({ block: 'nearest' })`);
  }

  async fill(field: string, text: string): Promise<void> {
    await this.at(field).fill(text);
    await this.at(field).press('Enter');
  }

  async compareWith(row: Locator): Promise<void> {
    await row.click();
    await this.at('.comparison').waitFor();
  }

  async endCompare(): Promise<void> {
    await this.press('[data-do=end-compare]');
    await this.at('.comparison').waitFor({ state: 'detached' });
  }

  row(text: string | RegExp): Locator {
    return this.editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
  }
}

async function readingTour(visit: Visit): Promise<void> {
  const { editor, shoot } = visit;
  await shoot('task-manager');
  await visit.pick('managed');
  await shoot('pool');
  await visit.at('[role=treeitem][tabindex="0"]').focus();
  await editor.page.keyboard.type('net');
  await visit.at('[role=treeitem][data-pool=network]:focus').waitFor();
  await shoot('search');
  await visit.press('.shares + details > summary');
  await visit.scrollTo('.split');
  await shoot('per-slot');
  await visit.press('[data-keep=tab-jobManager]');
  await visit.pick('jvmHeap');
  await shoot('job-manager');
  await visit.press('[data-keep=tab-taskManager]', '[data-keep=table]', '[data-keep=exact]');
  await visit.scrollTo('.numbers .copy');
  await shoot('table');
  await visit.press('[data-keep=table]', '[data-keep=exact]', '[data-keep=take] > summary');
  await shoot('take-away');
  await visit.press('[data-keep=take] > summary');
  await visit.open('flink-conf.yaml', '.refusal');
  await shoot('refused');
  await visit.pick('network');
  await visit.scrollTo('.detail .part');
  await shoot('refused-pool');
  await visit.open('template.yaml', '.unknown');
  await shoot('templated');
  await visit.press('[data-keep=tab-jobManager]');
  await shoot('templated-total');
  await visit.press('[data-keep=tab-taskManager]');
  await visit.open('values.yaml', '.header h1:text("values.yaml")');
  await shoot('partial');
  await visit.press('[data-keep=tab-jobManager]');
  await shoot('partial-absent');
  await visit.press('[data-keep=tab-taskManager]');
  await visit.open('config.yaml', '.quiet-text .link');
  await shoot('not-loaded');
  await visit.open('service.yaml', '.quiet-text h1');
  await shoot('empty');
  await visit.open('shop.yaml', '.tabs.clusters');
  await visit.press('.tabs.clusters [role=tab] >> nth=1');
  await visit.at('.tabs.clusters [role=tab][aria-selected=true]:text("orders")').waitFor();
  await shoot('tabs');
  await visit.press('[data-keep=lock]');
  await visit.at('[data-keep=lock][aria-pressed=true]').waitFor();
  await visit.open('clicks.yaml', '[data-keep=lock][aria-pressed=true]');
  await shoot('locked', 'window');
}

async function changingTour(visit: Visit): Promise<void> {
  const { editor, shoot } = visit;
  await visit.open('shop.yaml', '.tabs.clusters');
  await visit.open('clicks.yaml', '.header h1:text("clicks"):not(.for-readers)');
  await visit.press('[data-keep=what-if]');
  await visit.at(FRACTION).waitFor();
  await shoot('what-if-begun');
  await visit.fill(FRACTION, '0.5');
  await visit.at('.share.changed').waitFor();
  await shoot('what-if');
  await visit.scrollTo('.arguments-then');
  await visit.press('[data-keep=table]', '[data-keep=settings-then] > summary');
  await visit.scrollTo('details.arguments-then');
  await shoot('what-if-arguments');
  await visit.press('[data-keep=table]', '[data-keep=take] > summary');
  await shoot('take-away-tried');
  await visit.press('[data-keep=take] > summary', '[data-do=show]');
  await editor.page.locator('.monaco-diff-editor').first().waitFor();
  await shoot('show-changes', 'window');
  await visit.fill(SIZE, '300m');
  await visit.at('.told .message').waitFor();
  await visit.scrollTo('.tryout > h2');
  await shoot('what-if-refused');
  await visit.press('[data-do=discard]', '[data-keep=what-if]', '[data-preset=heap]');
  await visit.at('.input.tried .reason').waitFor();
  await visit.at('.share.changed').waitFor();
  await shoot('preset');
  await visit.press('[data-keep=sizing] > summary');
  await visit.fill('#wish-slots', '4');
  await visit.at('.told .notes').waitFor();
  // The reasons are there before the sizes: those come with the answer to what is tried out.
  await visit.at('[id="input-state.backend.type"] option[value=rocksdb]:checked').waitFor({ state: 'attached' });
  await shoot('size-it');
  await visit.fill('#wish-slots', '60');
  await visit.at('.told .refusal').waitFor();
  await shoot('size-it-refused');
  await visit.press('[data-do=discard]');
  await visit.at('.change-bar').waitFor({ state: 'detached' });
  await visit.press('[data-keep=compare]');
  await editor.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await shoot('compare-with', 'window');
  // The list draws only the rows that are in sight.
  await editor.page.keyboard.type('Flink 1.11');
  await visit.compareWith(visit.row('Flink 1.11'));
  await shoot('compare-version');
  await visit.endCompare();
  await visit.press('[data-keep=compare]');
  await visit.compareWith(visit.row('orders'));
  await shoot('compare-cluster');
  await visit.endCompare();
  await editor.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
  await visit.press('[data-keep=compare]');
  await visit.compareWith(visit.row(/clipboard|剪贴板/));
  await shoot('compare-clipboard');
}

async function narrowTour(visit: Visit): Promise<void> {
  const { editor, shoot } = visit;
  await visit.pick('managed');
  await shoot('narrow');
  await visit.press('[data-keep=what-if]');
  await visit.fill(FRACTION, '0.5');
  await visit.at('.share.changed').waitFor();
  await shoot('narrow-what-if');
  await visit.press('[data-do=discard]');
  await visit.open('flink-conf.yaml', '.refusal');
  await shoot('narrow-refused');
  await editor.page.setViewportSize({ width: 760, height: 1000 });
  await shoot('narrowest', 'window');
}

async function zoomTour(visit: Visit): Promise<void> {
  await visit.pick('managed');
  await visit.shoot('zoom-200');
  await visit.press('[data-keep=what-if]');
  await visit.fill(FRACTION, '0.5');
  await visit.at('.share.changed').waitFor();
  await visit.shoot('zoom-200-what-if');
}
