/** The languages that texts exist in. */
export type Language = 'en' | 'zh-cn';

/**
 * The language for a locale as LSP, VS Code and POSIX spell them: `zh`, `zh-cn`, `zh_CN.UTF-8`, `zh-Hans-SG` are Simplified Chinese;
 * everything else, Traditional Chinese included, is English.
 */
export function languageOf(locale: string | undefined): Language {
  const [language, ...rest] = (locale ?? '').toLowerCase().split(/[-_.@]/);
  if (language !== 'zh') return 'en';
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'en' : 'zh-cn';
}
