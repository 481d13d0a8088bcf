import * as l10n from '@vscode/l10n';
import type { Span } from '../documents/cluster.js';
import { listed } from '../shared/words.js';
import { sentences } from './print.js';
import { defineRule } from './rule.js';

/** The rule's id: a comment has to name it to silence it. */
export const UNUSED_SUPPRESSION = 'unused-suppression';

/** What is wrong with a comment to us. */
export interface SuppressionPayload {
  readonly kind:
    /** Nothing that `names` (or, without any, every rule) say stands where the comment silences it. */
    | 'unused'
    /** `names[0]` is no rule. */
    | 'unknown-rule'
    /** `names[0]` is nothing that such a comment can say. */
    | 'unknown-word'
    /** `off` or `version` below the first line of content. */
    | 'misplaced'
    /** `version` with something that is no version. */
    | 'no-version';
  readonly names: readonly string[];
  /** What was probably meant by `names[0]`. */
  readonly nearest?: string;
  /** Where `names[0]` stands. */
  readonly name: Span;
  /** What goes when the comment, or the name in it, goes. */
  readonly cut: Span;
  /** Whether the whole comment goes. */
  readonly whole: boolean;
}

/**
 * Comments to us that do nothing. It finds nothing by itself: what a comment silences is known only where all rules have been
 * asked (see suppressions.ts).
 */
export const unusedSuppression = defineRule<SuppressionPayload>({
  id: UNUSED_SUPPRESSION,
  level: 'information',
  find: () => [],
  say: ({ payload }) => textOf(payload),
  fixes: ({ payload }) => [
    ...(payload.nearest === undefined
      ? []
      : [{ title: l10n.t('Change to {0}', payload.nearest), changes: [{ kind: 'replace' as const, span: payload.name, text: payload.nearest }], cost: 0n }]),
    {
      title: payload.whole ? l10n.t('Remove this comment') : l10n.t('Remove {0} from this comment', payload.names[0] ?? ''),
      changes: [{ kind: 'replace', span: payload.cut, text: '' }],
      cost: 1n,
    },
  ],
});

function textOf({ kind, names, nearest }: SuppressionPayload): string {
  const name = names[0] ?? '';
  switch (kind) {
    case 'unused':
      return names.length === 0
        ? l10n.t('This comment silences nothing: no rule finds anything at its place.')
        : l10n.t('This comment silences nothing: {0} finds nothing at its place.', listed(names));
    case 'unknown-rule':
      return sentences(l10n.t('There is no rule {0}, so naming it silences nothing.', name), nearest === undefined ? '' : l10n.t('Did you mean {0}?', nearest));
    case 'unknown-word':
      return sentences(
        l10n.t('This comment does nothing: after the colon stands ignore, version or off, not {0}.', name),
        nearest === undefined ? '' : l10n.t('Did you mean {0}?', nearest),
      );
    case 'misplaced':
      return l10n.t('This comment does nothing here: {0} counts only above the file’s first line of content.', name);
    case 'no-version':
      return l10n.t('This comment names no version of Flink, so it does nothing. Write two numbers, such as 1.20.');
  }
}
