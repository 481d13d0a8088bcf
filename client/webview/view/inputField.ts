/** One input of a what-if: a field, and a slider between its legal bounds. Stays on the page while its numbers change. */
import * as l10n from '@vscode/l10n';
import type { InputModel } from '../../../server/src/shared/protocol.js';
import { acceptedText, parseBytes, rangeText, sizeText } from '../../../server/src/shared/sizes.js';
import { shortKey, withRemark } from '../../../server/src/shared/words.js';
import type { Actions } from '../actions.js';
import { button, classes, html } from '../dom.js';
import { amountText, placeholderText, slideOf, slidValue, typedValue } from '../values.js';

export interface FieldState {
  readonly input: InputModel;
  /** What is tried out: null is removed, undefined is left as the file has it. */
  readonly tried: string | null | undefined;
  /** As the file has it. */
  readonly written: string | undefined;
  /** Takes part in a refusal. */
  readonly isRefused: boolean;
  /** Why a proposal changes it. */
  readonly reason: string | undefined;
}

export interface Field {
  readonly element: HTMLElement;
  show(state: FieldState): void;
}

export function createField(first: InputModel, actions: Actions): Field {
  const { key, kind } = first;
  const id = `input-${key}`;
  let state: FieldState | undefined;
  const commit = (value: string | undefined): void => {
    const isAsWritten = value === state?.written;
    actions.input(key, isAsWritten ? undefined : (value ?? null));
  };

  const control = kind === 'choice' ? html('select', { id, 'aria-describedby': `${id}-hint` }) : html('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-hint` });
  const slider = html('input', { type: 'range', class: 'slider', 'aria-label': l10n.t('{0}, slider', shortKey(key)) });
  const meaning = html('span', { class: 'why number meaning' });
  const hint = html('p', { class: 'why hint', id: `${id}-hint` });
  const reason = html('p', { class: 'reason' });
  const reset = button({ class: 'reset restore', 'aria-label': l10n.t('Leave {0} as it is in the file', shortKey(key)) }, () => {
    actions.input(key, undefined);
    control.focus();
  }, '↺');
  const remove = button({ class: 'reset remove', 'aria-label': l10n.t('Remove {0} from the file', shortKey(key)) }, () => {
    actions.input(key, null);
    control.focus();
  }, '×');

  control.addEventListener('change', () => { commit(typedValue(kind, control.value)); });
  slider.addEventListener('input', () => { commit(slidValue(kind, slider.valueAsNumber)); });
  const element = html(
    'div',
    { class: 'input' },
    html('label', { for: id, title: key }, shortKey(key)),
    html('span', { class: 'control' }, control, meaning, remove, reset),
    slider, hint, reason,
  );
  const shown = new Map<HTMLInputElement | HTMLSelectElement, string>();
  /** Only what differs is written: somebody may be typing here. */
  const write = (target: HTMLInputElement | HTMLSelectElement, value: string): void => {
    if (shown.get(target) === value) return;
    shown.set(target, value);
    target.value = value;
  };

  return {
    element,
    show(next) {
      state = next;
      const { input, tried, written, isRefused } = next;
      const value = tried === undefined ? (written ?? '') : (tried ?? '');
      element.className = classes('input', tried !== undefined && 'tried', isRefused && 'is-refused');
      if (control instanceof HTMLSelectElement && choices(control, input, value)) shown.delete(control);
      if (control instanceof HTMLInputElement) control.placeholder = placeholderText(input);
      write(control, value);
      control.disabled = input.templated === true;
      control.setAttribute('aria-invalid', isRefused ? 'true' : 'false');
      meaning.textContent = meaningText(input, value);
      remove.hidden = value === '' || written === undefined || input.templated === true;
      reset.hidden = tried === undefined;
      hint.textContent = hintText(input);
      reason.textContent = next.reason ?? '';
      reason.hidden = next.reason === undefined;
      const slide = slideOf(input);
      slider.hidden = slide === undefined;
      if (slide === undefined) return;
      slider.min = String(slide.min);
      slider.max = String(slide.max);
      slider.step = String(slide.step);
      slider.setAttribute('aria-valuetext', input.amount === undefined ? '' : amountText(kind, input.amount));
      if (slider.valueAsNumber !== slide.at && document.activeElement !== slider) slider.value = String(slide.at);
    },
  };
}

/** What can be chosen, what is written there, and nothing; whether they had to be made anew. */
function choices(select: HTMLSelectElement, { choices: known = [], default: standard }: InputModel, value: string): boolean {
  const all = ['', ...new Set([...known, value].filter((each) => each !== ''))];
  if ([...select.options].map((option) => option.value).join(' ') === all.join(' ')) return false;
  select.replaceChildren(...all.map((each) => html('option', { value: each }, each === '' ? (standard === undefined ? l10n.t('not set') : withRemark(standard, l10n.t('default'))) : each)));
  return true;
}

/** What a size amounts to, and where one comes from that is not set. */
function meaningText({ kind, amount, default: standard }: InputModel, value: string): string {
  if (kind === 'choice') return '';
  const bytes = kind === 'size' ? parseBytes(amount) : undefined;
  if (value !== '') return bytes === undefined ? '' : `= ${sizeText(bytes)}`;
  const origin = standard !== undefined ? l10n.t('default') : bytes === undefined ? '' : l10n.t('the rest');
  return [bytes === undefined ? '' : 'MiB', origin].filter((each) => each !== '').join(' · ');
}

function hintText({ kind, accepts, templated }: InputModel): string {
  if (templated === true) return l10n.t('depends on a template');
  const text = kind === 'size' ? acceptedText(parseBytes(accepts?.min), parseBytes(accepts?.max)) : rangeText(accepts?.min, accepts?.max);
  return text ?? '';
}
