/**
 * @typedef {{ id?: unknown, conf?: unknown, versions?: string[], expect?: Record<string, unknown>[] } & Record<string, unknown>} Line a line of test/vectors
 * @typedef {Record<string, unknown>} Answer
 */

/**
 * What can be asked in the form of a file of test/vectors, and of which versions.
 * @type {readonly { question: string, since?: string, until?: string }[]}
 */
const QUESTIONS = [
  { question: 'derive' },
  { question: 'flink-conf', until: '1.20' },
  { question: 'config-yaml', since: '1.19' },
  // ManagedMemoryUtils came with 1.12, where operators are called otherwise.
  { question: 'managed', since: '1.13' },
];

/** Patch releases that answer unlike the last one of their minor version, and have a name of their own in the vectors. */
const OWN_NAMES = new Set(['1.10.0', '1.11.0', '1.11.1']);

/** What is kept for the first cases of a file only. */
const OPTIONAL = new Set(['jvm', 'dynamic']);

/**
 * What the vectors call a release.
 * @param {string} release `1.20.3`
 */
export function versionName(release) {
  return OWN_NAMES.has(release) ? release : release.split('.').slice(0, 2).join('.');
}

/**
 * What a release can be asked.
 * @param {string} release
 * @returns {string[]}
 */
export function questionsOf(release) {
  return QUESTIONS.filter((each) => inRange(release, each)).map(({ question }) => question);
}

/**
 * Whether a release lies between two minor versions, both inclusive.
 * @param {string} release
 * @param {{ since?: string, until?: string }} range
 */
export function inRange(release, { since, until }) {
  return (since === undefined || orderOf(release) >= orderOf(since)) && (until === undefined || orderOf(release) <= orderOf(until));
}

/** @param {string} version minor or patch; patches of one minor are equal */
function orderOf(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}

/**
 * The expected answer of a line for one version. `managed` lines hold the answer of every version in themselves.
 * @param {Line} line
 * @param {string} version
 * @returns {Answer | undefined} undefined where the line says nothing of this version
 */
export function expected(line, version) {
  if (line.expect === undefined) return line;
  const found = line.expect.find(({ versions }) => Array.isArray(versions) && versions.includes(version));
  return found === undefined ? undefined : { ...(line.id === undefined ? {} : { id: line.id }), ...withoutNames(found) };
}

/**
 * Where an answer is not the expected one: paths with both values. Keys without order, numbers by value.
 * @param {unknown} wanted
 * @param {unknown} given
 * @param {string} [path]
 * @returns {string[]}
 */
export function differences(wanted, given, path = '') {
  if (isRecord(wanted) && isRecord(given)) {
    return [...new Set([...Object.keys(wanted), ...Object.keys(given)])]
      .filter((key) => key in wanted || !OPTIONAL.has(key))
      .flatMap((key) => differences(wanted[key], given[key], path === '' ? key : `${path} › ${key}`));
  }
  return JSON.stringify(wanted) === JSON.stringify(given) ? [] : [`${path}: expected ${JSON.stringify(wanted)}, Flink answers ${JSON.stringify(given)}`];
}

/**
 * A line that also expects the answer of a version: the version's name goes to the same answer, or makes one of its own.
 * @param {Line} line
 * @param {string} version
 * @param {Answer} answer
 * @returns {Line}
 */
export function withVersion(line, version, answer) {
  if (line.expect === undefined) return line;
  const others = line.expect
    .map((each) => ({ ...each, versions: versionsOf(each).filter((name) => name !== version) }))
    .filter(({ versions }) => versions.length > 0);
  const plain = trimmed(answer, others);
  // Both ways: an answer that leaves out what this version answers is another one.
  const same = others.find((each) => differences(withoutNames(each), plain).length === 0 && differences(plain, withoutNames(each)).length === 0);
  if (same !== undefined) same.versions.push(version);
  return { ...line, expect: same === undefined ? [...others, { versions: [version], ...plain }] : others };
}

/**
 * The answer without the parts that this line does not keep.
 * @param {Answer} answer
 * @param {Answer[]} others
 * @returns {Answer}
 */
function trimmed(answer, others) {
  const kept = new Set(others.flatMap(({ taskManager, jobManager }) => [taskManager, jobManager]).flatMap((process) => (isRecord(process) ? Object.keys(process) : [])));
  return Object.fromEntries(Object.entries(withoutNames(answer)).map(([name, part]) => [
    name,
    isRecord(part) && 'pools' in part ? Object.fromEntries(Object.entries(part).filter(([key]) => kept.has(key) || !OPTIONAL.has(key))) : part,
  ]));
}

/**
 * @param {Answer} answer
 * @returns {Answer}
 */
function withoutNames(answer) {
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'versions' && key !== 'id'));
}

/**
 * @param {Answer} answer
 * @returns {string[]}
 */
function versionsOf(answer) {
  return Array.isArray(answer['versions']) ? answer['versions'].map(String) : [];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
