import { isAtLeast, minorOf, type FlinkVersion } from '../model/version.js';
import type { Language } from '../shared/language.js';

/** The page with all options of a version; each has an anchor. */
const OPTIONS_PAGE = 'deployment/config';

/**
 * Address of a page of Flink's documentation, in the session's language. `page` is its path below `docs/`.
 * Undefined before 1.13, whose documentation was laid out another way.
 */
export function documentationLink(version: FlinkVersion, page: string, language: Language, anchor = ''): string | undefined {
  if (!isAtLeast(version, '1.13')) return undefined;
  const translation = language === 'zh-cn' ? 'zh/' : '';
  return `https://nightlies.apache.org/flink/flink-docs-release-${minorOf(version)}/${translation}docs/${page}/${anchor === '' ? '' : `#${anchor}`}`;
}

/** Address of an option in the list of all options; `key` is its name in that version. */
export function optionLink(version: FlinkVersion, key: string, language: Language): string | undefined {
  // Anchors hold no brackets, and options with a name in their key have none that is certain.
  return key.includes('<') ? undefined : documentationLink(version, OPTIONS_PAGE, language, key.replaceAll('.', '-').toLowerCase());
}
