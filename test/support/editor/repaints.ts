/**
 * How long a keystroke takes to be seen in the panel, measured where it happens: from the time stamp of the key in the workbench's
 * page to the end of the frame in which the panel shows its number. Both clocks are the machine's; nothing of the driver is in it.
 */
import type { Frame } from 'playwright-core';
import type { Editor } from './editor.js';

/** A key to type, and what the observed element shows when it is drawn. */
export interface Keystroke { readonly key: string; readonly shows: string }

export interface Repaints {
  /** Milliseconds from each key to its frame. */
  readonly times: readonly number[];
  /** The sum of the panel's layout shifts: 0 where everything stays in its place. */
  readonly shift: number;
}

/** In the panel's page: `expect(text)` makes `seen` the time at which the frame ends in which the element says so; `shift` sums layout shifts. */
const WATCH = (selector: string): string => `{
  let look = () => undefined;
  window.shift = 0;
  window.expect = (wanted) => {
    window.seen = new Promise((resolve) => {
      look = () => {
        if (!document.querySelector(${JSON.stringify(selector)})?.textContent.includes(wanted)) return;
        look = () => undefined;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => { resolve(performance.timeOrigin + performance.now()); };
          port2.postMessage(undefined);
        });
      };
    });
  };
  new MutationObserver(() => { look(); }).observe(document.body, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shift += value; }).observe({ type: 'layout-shift' });
}`;

/** In the workbench's page: when the last key came. */
const LISTEN = `document.addEventListener('keydown', ({ timeStamp }) => { window.keyAt = performance.timeOrigin + timeStamp; }, { capture: true })`;

/** Types one key after the other, each once the one before it is drawn. The focus has to be in the text. */
export async function measureRepaints(editor: Editor, panel: Frame, selector: string, keystrokes: readonly Keystroke[]): Promise<Repaints> {
  await panel.evaluate(WATCH(selector));
  await editor.page.evaluate(LISTEN);
  const times: number[] = [];
  for (const { key, shows } of keystrokes) {
    await panel.evaluate(`window.expect(${JSON.stringify(shows)})`);
    await editor.page.keyboard.press(key);
    const drawnAt = Number(await panel.evaluate('window.seen'));
    times.push(drawnAt - Number(await editor.page.evaluate('window.keyAt')));
  }
  return { times, shift: Number(await panel.evaluate('window.shift')) };
}

/** Whether a layout shift in the panel would have been seen: makes one, and waits for it. */
export async function seesShifts(panel: Frame): Promise<boolean> {
  return await panel.evaluate(`new Promise((resolve) => {
    new PerformanceObserver(() => { resolve(window.shift > 0); }).observe({ type: 'layout-shift' });
    document.body.prepend(document.createElement('hr'), document.createElement('hr'));
  })`) === true;
}
