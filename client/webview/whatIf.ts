/** Asks the host what would become of a draft: one question at a time, and after its answer the latest only. */
import type { ToHost } from '../../server/src/shared/panel.js';
import type { ProcessKind } from '../../server/src/shared/model.js';
import type { Draft } from './store.js';

type Question = Extract<ToHost, { type: 'whatIf' }>;

export class Questions {
  readonly #post: (question: Question) => void;
  #ticket = 0;
  #isWaiting = false;
  #next: Omit<Question, 'ticket'> | undefined;

  constructor(post: (question: Question) => void) {
    this.#post = post;
  }

  ask({ cluster, changes }: Draft, process: ProcessKind): void {
    this.#next = { type: 'whatIf', cluster, process, changes };
    if (!this.#isWaiting) this.#send();
  }

  /** The answer to a question came; whether it is the one that was asked last. */
  answered(ticket: number): void {
    if (ticket !== this.#ticket) return;
    this.#isWaiting = false;
    if (this.#next !== undefined) this.#send();
  }

  #send(): void {
    if (this.#next === undefined) return;
    this.#ticket += 1;
    this.#isWaiting = true;
    this.#post({ ...this.#next, ticket: this.#ticket });
    this.#next = undefined;
  }
}
