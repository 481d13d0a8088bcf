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
  /** What moved in the panel without need, each as the browser tells it; empty where everything stays in its place. */
  readonly shifts: readonly string[];
}

/** In the panel's page: `expect(text)` makes `seen` the time at which the frame ends in which the element says so; `shifts` lists layout shifts. */
const WATCH = (selector: string): string => `{
  let look = () => undefined;
  window.shifts = [];
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const name = (node) => (node?.nodeType === Node.TEXT_NODE ? name(node.parentElement) : node?.localName + '.' + node?.getAttribute('class')) + ' ' + node?.textContent.slice(0, 60);
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
  window.watchers?.forEach((each) => { each.disconnect(); });
  window.watchers = [new MutationObserver(() => { look(); }), new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      window.shifts.push(value + ': ' + sources.map(({ node, previousRect, currentRect }) => name(node) + ' from ' + place(previousRect) + ' to ' + place(currentRect)).join('; '));
    }
  })];
  window.watchers[0].observe(document.body, { childList: true, subtree: true, characterData: true });
  window.watchers[1].observe({ type: 'layout-shift' });
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
  const shifts: unknown = await panel.evaluate('window.shifts');
  return { times, shifts: Array.isArray(shifts) ? shifts.map(String) : ['not observed'] };
}

/** Whether a layout shift in the panel would have been seen: makes one, and waits for it. */
export async function seesShifts(panel: Frame): Promise<boolean> {
  return await panel.evaluate(`new Promise((resolve) => {
    const line = document.createElement('hr');
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      line.remove();
      resolve(window.shifts.length > 0);
    }).observe({ type: 'layout-shift' });
    document.body.prepend(line);
  })`) === true;
}
