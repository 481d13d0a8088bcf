/** Rules about a `config.yaml` that Flink refuses to load as a whole. */
import * as l10n from '@vscode/l10n';
import type { InvalidYaml, LoadingFailure } from '../documents/cluster.js';
import { shownValue } from '../shared/secrets.js';
import { defineRule, type Fix, type Rule } from './rule.js';

const severalDocuments = defineRule<{ readonly code: 'several-documents' }>({
  id: 'several-documents',
  level: 'error',
  when: 'several-documents',
  *find({ cluster }) {
    yield { span: cluster.loading?.span ?? cluster.head, payload: { code: 'several-documents' } };
  },
  say: () => l10n.t('A config.yaml holds one YAML document, and this file holds several: Flink refuses to load it. Remove the line "---" between them, or the second document.'),
});

interface InvalidPayload {
  readonly code: 'yaml-invalid';
  readonly cause: InvalidYaml;
  readonly key?: string;
  /** The key in whose line the setting stands. */
  readonly within?: string;
}

/** What a server for YAML tells as well. */
const EVERY_READERS: ReadonlySet<InvalidYaml> = new Set(['syntax', 'tab-indentation', 'glued']);

const yamlInvalid = defineRule<InvalidPayload>({
  id: 'yaml-invalid',
  level: 'error',
  when: 'yaml-invalid',
  *find({ cluster: { loading, head, embedded } }, { yamlServer }) {
    const cause = loading?.cause ?? 'syntax';
    if (yamlServer && embedded === undefined && EVERY_READERS.has(cause)) return;
    const { key, glued } = loading ?? {};
    yield {
      span: loading?.span ?? head,
      ...(key === undefined || glued === undefined ? {} : { key }),
      payload: { code: 'yaml-invalid', cause, ...(key === undefined ? {} : { key }), ...(glued === undefined ? {} : { within: glued.within }) },
    };
  },
  say({ payload: { cause, key = '', within = '' } }) {
    switch (cause) {
      case 'glued':
        return l10n.t('{0} stands in the same line as {1}: Flink cannot load the file, and no setting in it takes effect. Each setting needs a line of its own.', key, within);
      case 'tab-indentation':
        return l10n.t('A tab indents this line, and YAML takes only blanks: Flink cannot load the file, and no setting in it takes effect.');
      case 'tab':
        return l10n.t("Flink's YAML reader takes no tab here: it cannot load the file, and no setting in it takes effect. Write blanks.");
      case 'no-value':
        return l10n.t('{0} has no value, and Flink loads no file with such a key: no setting in it takes effect. Give it a value, or remove the line.', key);
      case 'no-text':
        return l10n.t('The key {0} is no text, and Flink loads no file with such a key: no setting in it takes effect. Put it in quotes.', key);
      case 'tag':
        return l10n.t("Flink's YAML reader does not know the tag of {0}: it cannot load the file, and no setting in it takes effect.", key);
      case 'aliases':
        return l10n.t("Flink's YAML reader follows no more than 50 aliases of mappings and lists: it cannot load the file, and no setting in it takes effect.");
      case 'no-document-start':
        return l10n.t('After "..." a YAML document begins with "---" again: Flink cannot load the file, and no setting in it takes effect.');
      case 'syntax':
      case 'no-mapping':
        return l10n.t('This is not valid YAML, so Flink cannot load the file: no setting in it takes effect.');
    }
  },
  fixes({ payload: { cause, key } }, { cluster: { loading, settings } }) {
    const mended = loading === undefined ? undefined : mend(cause, loading);
    if (mended !== undefined) return [{ ...mended, cost: 0n }];
    const entry = cause === 'no-value' && key !== undefined ? settings.get(key)?.entry : undefined;
    return entry === undefined ? [] : [{ title: l10n.t('Remove {0}', entry.key), changes: [{ kind: 'removeEntry', entry }], cost: 0n }];
  },
});

/** What can be put right in the text itself. */
function mend(cause: InvalidYaml, { span, key = '', glued, repairs = [] }: LoadingFailure): Pick<Fix, 'title' | 'changes'> | undefined {
  if (repairs.length > 0) {
    const title = glued === undefined ? l10n.t('Indent with blanks')
      : glued.count > 1 ? l10n.t('Write each setting in a line of its own')
      : l10n.t('Write {0} in a line of its own', `${key}: ${shownValue(key, glued.value)}`);
    return { title, changes: repairs.map((repair) => ({ kind: 'replace', ...repair })) };
  }
  if (span === undefined) return undefined;
  if (cause === 'tab') return { title: l10n.t('Write a blank instead of the tab'), changes: [{ kind: 'replace', span, text: ' ' }] };
  if (cause !== 'no-text' || key === '') return undefined;
  return { title: l10n.t('Put {0} in quotes', key), changes: [{ kind: 'replace', span, text: `"${key.slice(key.lastIndexOf('.') + 1)}"` }] };
}

/** In the order of docs/rules.md. */
export const LOADING_RULES: readonly Rule[] = [severalDocuments, yamlInvalid];
