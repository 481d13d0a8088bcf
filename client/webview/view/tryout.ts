/** The what-if: every input of a process as a field, and where to start from. Stays on the page while somebody types and slides. */
import * as l10n from '@vscode/l10n';
import type { PartName, ProcessKind } from '../../../server/src/shared/model.js';
import type { ClusterModel, FailureModel, InputModel } from '../../../server/src/shared/protocol.js';
import { parseBytes, sizeText } from '../../../server/src/shared/sizes.js';
import { poolName, processName } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, html } from '../dom.js';
import { type Draft, isTried } from '../store.js';
import { createField, type Field } from './inputField.js';
import { prose, section } from './parts.js';
import { createProposals, type Proposals } from './proposals.js';

export interface TryoutInput {
  readonly draft: Draft;
  /** As the file has it. */
  readonly cluster: ClusterModel;
  readonly process: ProcessKind;
  readonly selected: PartName;
}

export interface Tryout {
  readonly element: HTMLElement;
  show(input: TryoutInput): void;
}

export function createTryout(actions: Actions): Tryout {
  const title = html('h2', {}, '');
  const start = html('div', {});
  const told = html('div', { class: 'told', role: 'status' });
  const form = html('div', { class: 'fields' });
  const element = html('div', { class: 'tryout' }, title, start, told, form);
  const fields = new Map<string, Field>();
  const groups = new Map<PartName | undefined, HTMLElement>();
  let shape = '';
  let selectedBefore: PartName | undefined;
  let startedFor = '';
  let proposals: Proposals | undefined;

  const build = (inputs: readonly InputModel[], process: ProcessKind): void => {
    fields.clear();
    groups.clear();
    for (const input of inputs) {
      const field = createField(input, actions);
      fields.set(input.key, field);
      const group = groups.get(input.pool) ?? html('fieldset', {}, html('legend', {}, input.pool === undefined ? l10n.t('Slots and state') : poolName(input.pool, process)));
      groups.set(input.pool, group);
      group.append(field.element);
    }
    form.replaceChildren(...groups.values());
  };

  return {
    element,
    show({ draft, cluster, process, selected }) {
      const after = draft.after;
      const inputs = after?.inputs ?? [];
      title.textContent = l10n.t('What if… {0}', processName(process));
      const startFor = process === 'taskManager' ? cluster.id : '';
      if (startFor !== startedFor) {
        startedFor = startFor;
        proposals = startFor === '' ? undefined : createProposals(known(cluster), actions);
        start.replaceChildren(...(proposals === undefined ? [] : [proposals.element]));
      }
      const failure = after?.[process].status === 'failed' ? after[process].failure : undefined;
      tell(told, failure, draft, process, actions, (memory) => proposals?.askWith(memory));
      // Begun anew, and the host has not answered yet: what stands in the fields was tried before, and would be written over while somebody types.
      const isBegun = after === undefined && !isTried(draft);
      const next = isBegun ? '' : inputs.length === 0 ? shape : `${process} ${inputs.map(({ key, kind }) => `${key}:${kind}`).join(' ')}`;
      if (next !== shape) {
        shape = next;
        build(inputs, process);
        selectedBefore = undefined;
      }
      for (const input of inputs) {
        fields.get(input.key)?.show({
          input,
          tried: draft.changes[input.key],
          written: cluster.configuration[input.key] === undefined ? undefined : writtenText(input, draft, cluster),
          isRefused: failure?.key === input.key || (input.key in draft.changes && failure?.inputs.some(({ key }) => key === input.key) === true),
          reason: input.key in draft.changes ? draft.reasons[input.key] : undefined,
        });
      }
      for (const [pool, group] of groups) group.classList.toggle('selected', pool === selected);
      if (selected !== selectedBefore && groups.size > 0) {
        if (selectedBefore !== undefined) groups.get(selected)?.scrollIntoView({ block: 'nearest' });
        selectedBefore = selected;
      }
    },
  };
}

/** A field of Kubernetes' in its author's words while nothing else is tried there. */
function writtenText({ key, value }: InputModel, draft: Draft, cluster: ClusterModel): string | undefined {
  return key in draft.changes ? cluster.configuration[key]?.value : (value ?? cluster.configuration[key]?.value);
}

function known({ taskManager }: ClusterModel): { readonly slots: number; readonly memory: bigint } {
  return { slots: taskManager.slots ?? 1, memory: parseBytes(taskManager.pools?.totalProcess) ?? parseBytes(taskManager.failure?.available) ?? 4096n * 1024n * 1024n };
}

/** Why Flink would refuse it, with the ways out; what a proposal has to say. */
function tell(told: HTMLElement, failure: FailureModel | undefined, { notes, refused, enough }: Draft, process: ProcessKind, actions: Actions, askWith: (memory: bigint) => void): void {
  const content: Node[] = [];
  if (refused !== undefined) {
    const memory = parseBytes(enough);
    const more = memory === undefined ? undefined : button({ class: 'way', 'data-do': 'enough' }, () => { askWith(memory); }, l10n.t('Propose sizes for {0}', sizeText(memory)));
    content.push(html('div', { class: 'refusal' }, html('p', { class: 'message' }, ...prose(refused)), more));
  }
  if (failure !== undefined) {
    const ways = (failure.ways ?? []).map((way, index) => html('li', {}, button({ class: 'way' }, () => { actions.applyWay(index); }, ...prose(way.title, true))));
    content.push(html(
      'div',
      { class: 'refusal' },
      html('p', { class: 'message' }, ...prose(failure.message ?? l10n.t('Flink will not start this {0}', processName(process)))),
      ways.length === 0 ? undefined : section(l10n.t('Ways out'), html('ul', { class: 'ways' }, ...ways)),
    ));
  }
  if (notes.length > 0) content.push(html('ul', { class: 'notes' }, ...notes.map((note) => html('li', {}, ...prose(note)))));
  const text = content.map((node) => node.textContent).join('\n');
  if (told.dataset['text'] === text) return;
  told.dataset['text'] = text;
  told.replaceChildren(...content);
}
