/**
 * A reporter of node:test for a machine: one JSON line per finished test. Suites are no tests; what is skipped or marked
 * as still to do counts as failed, because it proves nothing.
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} source
 */
export default async function* reporter(source) {
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, file, details, skip, todo } = event.data;
    if (details.type === 'suite' && event.type === 'test:pass') continue;
    // A suite that fails only because of a test in it would count that test twice.
    if (details.type === 'suite' && !('error' in details && isOwnFailure(details.error))) continue;
    // A file is reported by its own name when it has no test, or when it fails outside of one.
    const unproven = name === file || (skip !== undefined && skip !== false) || (todo !== undefined && todo !== false);
    yield `${JSON.stringify({ name, file, passed: event.type === 'test:pass' && !unproven, ...(unproven ? { unproven } : {}) })}\n`;
  }
}

/** @param {unknown} error */
function isOwnFailure(error) {
  return !(typeof error === 'object' && error !== null && 'failureType' in error && error.failureType === 'subtestsFailed');
}
