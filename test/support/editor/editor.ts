/** One workbench in the browser, driven as a person would: keys, clicks, and what is to be seen. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';

/** Line and column as the editor shows them: from 1. */
export interface Place { readonly line: number; readonly column: number }

interface Places { readonly folder: string; readonly screenshots: string }

const DEADLINE = 30_000;

/** Between two looks at a page; what is waited for has no event of its own, and a page that is hidden draws no frames. */
const pause = (): Promise<void> => setTimeout(50);

export class Editor {
  private constructor(readonly page: Page, readonly places: Places) {
    page.setDefaultTimeout(DEADLINE);
  }

  /** Waits until the workbench on that page is restored. */
  static async on(page: Page, places: Places): Promise<Editor> {
    const editor = new Editor(page, places);
    await page.waitForFunction('window.driver !== undefined', undefined, { timeout: 60_000 });
    // As a condition, since an evaluation has no deadline.
    await page.waitForFunction('window.driver.whenWorkbenchRestored().then(() => true)', undefined, { timeout: 60_000 });
    await editor.park();
    return editor;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** A mouse over the editor hides hovers and messages as soon as these change: it waits in the corner. */
  async park(): Promise<void> {
    await this.page.mouse.move(0, 0);
  }

  /** Opens a file of the folder by quick open and waits until it is the active editor. */
  async openFile(path: string): Promise<void> {
    const { base: name, dir: folder } = posix.parse(path);
    // What was open lately is listed at once: files of other folders, and diffs, which have a file's name and a colon behind it.
    const diff = `${name}:`;
    await this.#pick('Control+p', path, this.#rows(name).filter({ hasText: folder, hasNotText: diff }).first());
    const isFile = `[aria-label^="${name}"]:not([aria-label^="${diff}"])`;
    await this.page.locator(`.tab.active${isFile}, .tab.active .tab-label${isFile}`).first().waitFor();
    await this.park();
  }

  /** Runs a command by its title in the palette, `Category: Title`. Extensions bring theirs late: asks until it is there. */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, this.#row(title));
    await this.park();
  }

  /** Runs a command that asks by a list, chooses an entry of it, and waits for the box that asks next. */
  async runAskingCommand(title: string, entry: string): Promise<void> {
    await this.#until(async () => {
      const input = await this.#ask('F1', `>${title}`);
      await this.#row(title).click({ timeout: 3000 });
      await this.#row(entry).click({ timeout: 3000 });
      return this.#seen(async () => await input.isVisible() && await input.inputValue() === '' && await this.#row(entry).count() === 0, 3000);
    }, `“${entry}” of “${title}”`);
  }

  /** Runs a command that asks by a list, and chooses an entry of it. */
  async choose(title: string, entry: string): Promise<void> {
    await this.#until(async () => {
      const input = await this.#ask('F1', `>${title}`);
      await this.#row(title).click({ timeout: 3000 });
      await this.#row(title).waitFor({ state: 'detached', timeout: 3000 });
      await input.fill(entry);
      await this.#row(entry).click({ timeout: 3000 });
      await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 3000 });
      return true;
    }, `“${entry}” of “${title}”`);
    await this.park();
  }

  /** Puts the cursor there and the focus into the text. */
  async goTo({ line, column }: Place): Promise<void> {
    await this.#until(async () => {
      await this.page.keyboard.press('Control+g');
      const input = this.page.locator('.quick-input-widget input');
      await input.waitFor({ timeout: 3000 });
      await input.fill(`:${line}:${column}`);
      await this.page.keyboard.press('Enter');
      await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 3000 });
      const cursor = await this.cursor();
      return cursor.line === line && cursor.column === column;
    }, `the cursor at ${line}:${column}`);
  }

  /** Where the cursor is, by the status bar. */
  async cursor(): Promise<Place> {
    const text = await this.page.locator('#status\\.editor\\.selection').innerText();
    const match = /Ln (\d+), Col (\d+)/.exec(text);
    if (match === null) throw new Error(`No position in the status bar: ${text}`);
    return { line: Number(match[1]), column: Number(match[2]) };
  }

  /** Waits until the cursor is on that line: by the marked line number, as the status bar tells nothing while a webview has the focus. */
  async waitForLine(line: number): Promise<void> {
    const active = this.page.locator('.line-numbers.active-line-number');
    let last: readonly string[] = [];
    await this.#until(async () => {
      last = await active.allInnerTexts();
      return last.some((text) => text.trim() === String(line));
    }, () => `the cursor on line ${String(line)}; it is on ${last.join()}`);
  }

  /** The hover at a place, by keyboard, once it says what is wanted: each provider's part comes when it answers. */
  async hoverAt(place: Place, wanted: RegExp): Promise<string> {
    await this.goTo(place);
    let last = '';
    await this.#until(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+i');
      return this.#seen(async () => {
        last = (await this.hover().allInnerTexts()).join('\n');
        return wanted.test(last);
      }, 3000);
    }, () => `a hover that says ${String(wanted)}; it says: ${last}`);
    return last;
  }

  /** The rows of the hover that is open. */
  hover(): Locator {
    return this.page.locator('.monaco-hover .hover-row:not(.status-bar)').filter({ visible: true });
  }

  /** The first rows of the problems view (those in sight), once one of them matches; `none` waits until there is no row. */
  async problems(wanted: RegExp | 'none'): Promise<readonly string[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    if (!await this.page.locator('.markers-panel').isVisible()) await this.runCommand('Problems: Focus on Problems View');
    let last: readonly string[] = [];
    await this.#until(async () => {
      last = await rows.allInnerTexts();
      return wanted === 'none' ? last.length === 0 : last.some((row) => wanted.test(row));
    }, () => `problems ${String(wanted)}; there are: ${last.join(' | ')}`);
    return last;
  }

  /** Opens the light bulb's menu at a place and chooses the entry that matches. */
  async applyQuickFix(place: Place, title: RegExp): Promise<void> {
    await this.#openQuickFixes(place);
    await this.#actionTitles().filter({ hasText: title }).first().click();
    await this.#actionTitles().first().waitFor({ state: 'hidden' });
    await this.park();
  }

  /** Saves the active editor and gives what is on disk then. */
  async save(path: string): Promise<string> {
    await this.#until(async () => {
      await this.page.keyboard.press('Control+s');
      return this.#seen(async () => await this.page.locator('.tab.dirty').count() === 0, 3000);
    }, 'the file saved');
    return this.read(path);
  }

  /** What is on disk. */
  read(path: string): string {
    return readFileSync(join(this.places.folder, path), 'utf8');
  }

  /** Waits until the active editor has changes that are not saved. */
  async waitForDirty(): Promise<void> {
    await this.page.locator('.tab.dirty').first().waitFor();
  }

  /** The page of a webview, once an element of it is there. */
  async webview(selector: string): Promise<Frame> {
    let found: Frame | undefined;
    await this.#until(async () => {
      const outer = await this.page.locator('iframe.webview.ready').last().elementHandle({ timeout: 3000 });
      const inner = await (await outer.contentFrame())?.locator('iframe#active-frame').elementHandle({ timeout: 3000 });
      const frame = await inner?.contentFrame();
      if (frame === undefined || frame === null) return false;
      await frame.locator(selector).first().waitFor({ timeout: 3000 });
      found = frame;
      return true;
    }, `a webview with ${selector}`);
    if (found === undefined) throw new Error('The webview is gone');
    return found;
  }

  /** Writes `.cache/screenshots/NAME.png` and gives its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(this.places.screenshots, { recursive: true });
    const path = join(this.places.screenshots, `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.png`);
    await this.capture(path);
    return path;
  }

  /** Writes a picture of the workbench, or of one element's place in it, once nothing fades in or out any more. */
  async capture(path: string, element?: Locator): Promise<void> {
    await this.page.waitForFunction(`document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)`);
    const clip = await element?.boundingBox() ?? undefined;
    await this.page.screenshot({ path, ...(clip === undefined ? {} : { clip }) });
  }

  /** Waits for a message of the editor's, by its centre (toasts are not shown to a driven workbench), and clears all there are. */
  async notified(text: string): Promise<void> {
    const centre = this.page.locator('.notifications-center.visible');
    await this.#until(async () => {
      if (!await centre.isVisible()) await this.page.locator('#status\\.notifications a').click({ timeout: 3000 });
      await centre.locator('.notification-list-item').filter({ hasText: text }).first().waitFor({ timeout: 3000 });
      return true;
    }, `the message “${text}”`);
    await centre.locator('.notifications-center-header .codicon-notifications-clear-all, .notifications-center-header .codicon-clear-all').first().click();
    await centre.waitFor({ state: 'hidden' });
  }

  /** Opens the box that asks, by a key, and types into it. */
  async #ask(key: string, text: string): Promise<Locator> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press(key);
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor({ timeout: 3000 });
    // Not longer than that: a box that closed again is asked for anew.
    await input.fill(text, { timeout: 3000 });
    return input;
  }

  /** Waits until something holds that no locator can wait for. */
  async until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
    await this.#until(async () => condition(), what);
  }

  #rows(label: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label });
  }

  #row(label: string): Locator {
    return this.#rows(label).first();
  }

  async #pick(key: string, text: string, row: Locator): Promise<void> {
    await this.#until(async () => {
      await this.#ask(key, text);
      await row.waitFor({ timeout: 3000 });
      await row.click({ timeout: 3000 });
      await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 3000 });
      return true;
    }, `“${text}” to choose`);
  }

  async #openQuickFixes(place: Place): Promise<void> {
    await this.goTo(place);
    await this.#until(async () => {
      await this.page.keyboard.press('Control+.');
      return this.#seen(async () => await this.#actionTitles().count() > 0, 3000);
    }, 'quick fixes');
  }

  #actionTitles(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action .title');
  }

  /** True as soon as the condition holds, false when it does not within `deadline` milliseconds. */
  async #seen(condition: () => Promise<boolean>, deadline: number): Promise<boolean> {
    const end = performance.now() + deadline;
    while (performance.now() < end) {
      if (await condition()) return true;
      await pause();
    }
    return false;
  }

  /** Tries again until it succeeds; an element that is missing is a failed try, not an end. */
  async #until(attempt: () => Promise<boolean>, what: string | (() => string)): Promise<void> {
    const end = performance.now() + DEADLINE;
    let cause: unknown;
    while (performance.now() < end) {
      try {
        if (await attempt()) return;
      } catch (error) {
        if (this.page.isClosed()) throw error;
        cause = error;
      }
      await pause();
    }
    throw new Error(`Waited ${DEADLINE / 1000} s for ${typeof what === 'string' ? what : what()}`, { cause });
  }
}
