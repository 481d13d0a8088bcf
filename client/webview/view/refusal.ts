/** Why a process has no sizes: Flink's refusal with the ways out, or a template. */
import * as l10n from '@vscode/l10n';
import type { ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, FailureModel } from '../../../server/src/shared/protocol.js';
import { acceptedText, parseBytes, sizeText } from '../../../server/src/shared/sizes.js';
import { processName, shortKey } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, html } from '../dom.js';
import { keyLink, prose, section } from './parts.js';

/** The refusal: what is wrong, what takes part, and the ways out as buttons. */
export function refusal(failure: FailureModel, process: ProcessKind, cluster: ClusterModel, actions: Actions): HTMLElement {
  const ways = (failure.ways ?? []).map((way, index) => html(
    'li',
    {},
    button({ class: index === 0 ? 'way first' : 'way' }, () => { actions.applyWay(index); }, ...prose(way.title, true)),
  ));
  return html(
    'div',
    { class: 'refusal' },
    html('h2', {}, l10n.t('Flink will not start this {0}', processName(process))),
    html('p', { class: 'message' }, ...prose(failure.message ?? comparison(failure))),
    ways.length === 0 ? undefined : section(l10n.t('Ways out'), html('ul', { class: 'ways' }, ...ways)),
    failure.inputs.length === 0 ? undefined : section(l10n.t('What takes part'), inputs(failure, cluster, actions)),
  );
}

/** The keys behind a template, for a process that nobody can size before it is rendered. */
export function unknown(keys: readonly string[], process: ProcessKind, cluster: ClusterModel, actions: Actions): HTMLElement {
  return html(
    'div',
    { class: 'unknown' },
    html('h2', {}, l10n.t('The size of this {0} depends on a template', processName(process))),
    html('p', {}, l10n.t('These values are filled in later, so that nothing that follows from them can be told here:')),
    html('ul', {}, ...keys.map((key) => html('li', {}, keyLink(key, cluster, actions), html('div', { class: 'why' }, html('code', {}, cluster.configuration[key]?.value ?? ''))))),
  );
}

function comparison({ required, available, code }: FailureModel): string {
  const [asked, there] = [parseBytes(required), parseBytes(available)];
  return asked === undefined || there === undefined ? code : l10n.t('{0} are asked for, {1} are there.', sizeText(asked), sizeText(there));
}

function inputs(failure: FailureModel, cluster: ClusterModel, actions: Actions): HTMLElement {
  return html('table', { class: 'inputs' }, html('tbody', {}, ...failure.inputs.flatMap((input) => {
    const bytes = parseBytes(input.bytes);
    const value = bytes === undefined ? (input.value ?? '') : sizeText(bytes);
    const note = input.value !== undefined ? undefined : bytes === undefined ? l10n.t('not set') : l10n.t('default');
    const would = accepted(input.accepts);
    const line = html(
      'tr',
      {},
      html('th', { scope: 'row' }, keyLink(input.key, cluster, actions, shortKey(input.key))),
      html('td', { class: 'number' }, value, note === undefined ? undefined : html('span', { class: 'why' }, ` ${note}`)),
    );
    return would === undefined ? [line] : [line, html('tr', { class: 'would' }, html('td', { class: 'why', colspan: 2 }, would))];
  })));
}

/** Between which sizes the value would be accepted if it alone changed. */
function accepted(accepts: FailureModel['inputs'][number]['accepts']): string | undefined {
  return acceptedText(parseBytes(accepts?.min), parseBytes(accepts?.max));
}
