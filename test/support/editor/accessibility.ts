import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';

/**
 * What axe-core finds wrong in a webview's page, one line for each kind of violation with the first elements; empty when
 * nothing is. The rules are those of WCAG 2.2 AA and axe's best practices, less the ones for whole pages (a webview is
 * a part of one).
 */
export async function accessibilityViolations(frame: Frame): Promise<readonly string[]> {
  // Evaluated over the debugging protocol, so that the page's content security policy stays as it is.
  await frame.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  // An evaluation has no deadline, and in a page without scripts axe-core never ends: a locator waits instead (a condition
  // of Playwright's is evaluated by the page itself, which its content security policy forbids after the first time).
  await frame.evaluate(`delete document.body.dataset.violations; axe.run(document, {
    rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } },
  }).then(({ violations }) => violations.map(({ id, help, nodes }) =>
    id + ': ' + help + ' — ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' ; ')), (error) => [String(error)]).then((lines) => { document.body.dataset.violations = JSON.stringify(lines); }); undefined`);
  const body = frame.locator('body[data-violations]');
  await body.waitFor({ state: 'attached' });
  const lines: unknown = JSON.parse(await body.getAttribute('data-violations') ?? '');
  if (!Array.isArray(lines)) throw new Error(`axe-core gave no list: ${String(lines)}`);
  return lines.map(String);
}
