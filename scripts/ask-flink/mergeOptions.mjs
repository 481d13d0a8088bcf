/**
 * @typedef {{ type: string, list?: boolean, values?: string[], default?: string, fallback?: { key: string, deprecated: boolean }[], deprecated?: boolean }} State
 *   an option as one version has it, and as `ask.mjs … options` prints it
 * @typedef {Omit<State, 'type'> & { since?: string, until?: string, type?: string }} Run versions in which nothing about the option changed
 * @typedef {{ type: string, runs: Run[] }} Option `type` is that of the last run; another run's stands in the run
 * @typedef {{ versions: string[], options: Record<string, Option> }} Catalogue data/options.json
 * @typedef {{ added: string[], gone: string[], changed: string[] }} Changes keys
 */

/** The order in which a run is written. */
const PROPERTIES = /** @type {const} */ (['since', 'until', 'type', 'list', 'values', 'default', 'fallback', 'deprecated']);

/**
 * The catalogue with one more version, or with its last version asked anew.
 * @param {Catalogue} catalogue
 * @param {string} version minor, `2.4`: the last one, or the one after it
 * @param {Record<string, State>} states all options of that version
 * @returns {{ catalogue: Catalogue, changes: Changes }} what differs from the version before
 */
export function merge(catalogue, version, states) {
  const before = catalogue.versions.at(-1) === version ? withoutLast(catalogue) : catalogue;
  const previous = before.versions.at(-1);
  if (previous === undefined) throw new Error('A catalogue without versions');
  if (before.versions.includes(version)) throw new Error(`${version} is not the last version of the catalogue (${catalogue.versions.at(-1) ?? ''})`);
  /** @type {Changes} */
  const changes = { added: [], gone: [], changed: [] };
  const keys = [...new Set([...Object.keys(before.options), ...Object.keys(states)])].sort();
  const options = keys.map((key) => {
    const full = fullRuns(before.options[key]);
    const last = full.at(-1);
    const open = last !== undefined && last.until === undefined;
    const state = states[key];
    if (state === undefined) {
      if (open) {
        changes.gone.push(key);
        last.until = previous;
      }
    } else if (!open) {
      changes.added.push(key);
      full.push({ since: version, ...state });
    } else if (text(stateOf(last)) !== text(state)) {
      changes.changed.push(key);
      last.until = previous;
      full.push({ since: version, ...state });
    }
    return /** @type {const} */ ([key, option(full)]);
  });
  return { catalogue: { versions: [...before.versions, version], options: Object.fromEntries(options) }, changes };
}

/**
 * The catalogue as it was before its last version.
 * @param {Catalogue} catalogue
 * @returns {Catalogue}
 */
export function withoutLast(catalogue) {
  const last = catalogue.versions.at(-1);
  const versions = catalogue.versions.slice(0, -1);
  const previous = versions.at(-1);
  const options = Object.entries(catalogue.options).flatMap(([key, each]) => {
    const runs = fullRuns(each).filter(({ since }) => since !== last);
    const newest = runs.at(-1);
    if (newest === undefined) return [];
    if (newest.until === previous) delete newest.until;
    return [/** @type {const} */ ([key, option(runs)])];
  });
  return { versions, options: Object.fromEntries(options) };
}

/**
 * The text of data/options.json: one line an option's runs, so that a change shows as a line.
 * @param {Catalogue} catalogue
 */
export function format({ versions, options }) {
  const listed = versions.map((version) => `  ${JSON.stringify(version)}`).join(',\n');
  const entries = Object.entries(options).map(([key, { type, runs }]) => `  ${JSON.stringify(key)}: {\n   "type": ${JSON.stringify(type)},\n   "runs": [ ${runs.map(spaced).join(', ')}\n   ]\n  }`);
  return `{\n "versions": [\n${listed}\n ],\n "options": {\n${entries.join(',\n')}\n }\n}\n`;
}

/**
 * Every run with its type.
 * @param {Option | undefined} found
 * @returns {(State & Run)[]}
 */
function fullRuns(found) {
  return found === undefined ? [] : found.runs.map((run) => ({ ...run, type: run.type ?? found.type }));
}

/**
 * @param {(State & Run)[]} runs at least one
 * @returns {Option}
 */
function option(runs) {
  const type = runs.at(-1)?.type ?? '';
  return { type, runs: runs.map((run) => ordered({ ...run, type: run.type === type ? undefined : run.type })) };
}

/**
 * Without its versions.
 * @param {State & Run} run
 * @returns {State}
 */
function stateOf({ since: _since, until: _until, ...state }) {
  return state;
}

/**
 * @param {State} state
 */
function text(state) {
  return JSON.stringify(ordered(state));
}

/**
 * @param {{ [Property in keyof Run]?: Run[Property] | undefined }} run
 * @returns {Run}
 */
function ordered(run) {
  return Object.fromEntries(PROPERTIES.flatMap((name) => (run[name] === undefined || run[name] === false ? [] : [[name, run[name]]])));
}

/**
 * @param {unknown} json
 * @returns {string}
 */
function spaced(json) {
  if (typeof json !== 'object' || json === null || Object.keys(json).length === 0) return JSON.stringify(json);
  if (Array.isArray(json)) return `[ ${json.map(spaced).join(', ')} ]`;
  return `{ ${Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${spaced(value)}`).join(', ')} }`;
}
